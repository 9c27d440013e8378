"""A look back at a real terminal: asked one question at a time, left and taken up again, drawn and line by line."""

from __future__ import annotations

import pytest

DRAWN = pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["drawn", "plain"])


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
