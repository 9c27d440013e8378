"""Fixtures of the render tests: Markdown engines, what a reader sees of a document in each, and sample walks that were walked."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ethics_cli.app.conduct import Conduct
from ethics_cli.app.ports import FixedClock
from ethics_cli.app.scripted import Answers, ScriptAsker
from ethics_cli.app.sessions import Session, new_session, wish_from
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library, bundled_folder, load_library
from ethics_cli.problems import Place


def _beside(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"render_{name}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


ENGINES = _beside("engines")
_beside("reading")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", list(ENGINES.engines()))


@pytest.fixture(scope="session")
def reader() -> ModuleType:
    """`reader.read(engine, markdown)` gives elements and texts; `reader.folded` folds white space."""
    return ENGINES


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library({"bundled": bundled_folder()})


@pytest.fixture(scope="session")
def played(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Session]:
    """`played(walk, changes, drill=…)` plays a sample walk, some of its answers changed; None takes an answer out."""

    def play(walk: str, changes: Mapping[str, Any] | None = None, *, drill: bool = False) -> Session:
        head = next(held.plain for held in library.all("walk") if held.id == walk)
        given = {ref: value for ref, value in {**head["answers"], **(changes or {})}.items() if value is not None}
        clock = FixedClock(datetime.combine(date.fromisoformat(head["today"]), time(14, 30), UTC))
        session = new_session(Home(tmp_path_factory.mktemp("home")), library, wish_from(head, drill=drill), clock)
        asker = ScriptAsker(Answers(given, head.get("handled", {}), {("answers",): Place(walk)}))
        with session.journal.locked():
            Conduct(session, asker).run()
        return session

    return play
