"""A look back at a real terminal: asked one question at a time, left and taken up again, drawn and line by line."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ethics_cli.app.answers import answers_from
from ethics_cli.app.conduct import Conduct
from ethics_cli.app.ports import FixedClock
from ethics_cli.app.scripted import ScriptAsker
from ethics_cli.app.sessions import new_session, wish_from
from ethics_cli.files.home import Home
from ethics_cli.files.library import bundled_folder, load_library

DRAWN = pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["drawn", "plain"])


@pytest.fixture(scope="module")
def decided_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one decided quick session, made once."""
    home, library = Home(tmp_path_factory.mktemp("decided")), load_library({"bundled": bundled_folder()})
    path = next(
        path for path in sorted((bundled_folder() / "walks").glob("*.yaml")) if b"route: quick" in path.read_bytes()
    )
    answers, head = answers_from(path.read_bytes(), path.name, [], library)
    session = new_session(home, library, wish_from(head), FixedClock(datetime(2026, 11, 21, 14, 30).astimezone()))
    with session.journal.locked():
        Conduct(session, ScriptAsker(answers)).run()
    return home.sessions


@pytest.fixture
def decided(desk: Any, decided_home: Path) -> Any:
    shutil.copytree(decided_home, desk.home / "sessions", dirs_exist_ok=True)
    return desk


@DRAWN
def test_a_look_back_is_left_with_ctrl_c_and_taken_up_where_it_stopped(decided, act, plain: list[str]) -> None:
    session = decided.sessions[0].stem
    terminal = decided.open("after", session, *plain)
    terminal.shows("What was decided stays as it is")
    terminal.shows("Was the decision carried out?")
    terminal.does(act("=As planned"))
    terminal.shows("What happened?")
    terminal.listens()
    terminal.settles()
    terminal.types("\x03")
    assert terminal.ends() == 130
    assert f"`ethics after {session}` goes on" in " ".join(terminal.words().split())

    terminal = decided.open("after", session, *plain)
    terminal.shows("What happened?")
    assert "Was the decision carried out?" not in terminal.words()


@DRAWN
def test_a_look_back_at_the_terminal_ends_with_the_record(decided, act, plain: list[str]) -> None:
    session = decided.sessions[0].stem
    given = ("--set", "after.happened=They talked.", "--set", "after.change=Begin sooner.", "--set", "after.harm=no")
    terminal = decided.open("after", session, *given, *plain)
    terminal.shows("Was the decision carried out?")
    terminal.does(act("=In part"))
    terminal.shows("On which day will you look at it once more?")
    terminal.does(act("in 3 weeks\r"))
    assert terminal.ends() == 0
    assert "Look once more on" in terminal.words()
    assert "What came of it" in (decided.home / "records" / f"{session}.md").read_text("utf-8")
