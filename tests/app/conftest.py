"""A home, a library made of files, and somebody who answers from a script and notes what is said to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.ports import Close, FixedClock, Handled, Missing, Question, Skip
from ethics_cli.app.scripted import Answers, ScriptAsker
from ethics_cli.app.sessions import Session, Wish, new_session, reopen
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library, load_library
from ethics_cli.problems import Problem

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


class Listener:
    """Stands behind a script: passes what may be passed, has nothing to say, and notes what is said and shown."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.questions: dict[str, Question] = {}

    def ask(self, question: Question) -> Any:
        self.questions[question.step.ref] = question
        return Skip("nothing") if question.step.optional else Missing()

    def hold(self, flag: Any) -> Handled:
        self.said.append(f"STOP {flag.ref}")
        return Handled("It was seen to.")

    def review(self, walk: Any) -> Close:
        return Close()

    def section(self, section: Any) -> None: ...

    def matrix(self, table: Any) -> None: ...

    def tell(self, text: str) -> None:
        self.said.append(text)

    def flag(self, flag: Any) -> None:
        self.said.append(f"flag {flag.ref}")

    def refuse(self, problem: Problem) -> None:
        raise AssertionError(problem)

    def not_saved(self, reason: str) -> bool:
        raise AssertionError(reason)


class Office:
    """One home over one library. `put` adds content; `begin` and `walk` use what is there then."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home(folder / "home")
        self.folders: dict[str, Path] = {}
        self.now = NOW

    def put(self, content: Any, *pieces: Any, origin: str = "bundled") -> Office:
        self.folders[origin] = content.put(self.folder / origin, *pieces)
        return self

    @property
    def library(self) -> Library:
        return load_library(self.folders)

    def begin(self, **wish: Any) -> Session:
        return new_session(self.home, self.library, Wish(**{"route": "mini", **wish}), FixedClock(self.now))

    def reopen(self, session: Session) -> Session:
        return reopen(session.journal.path, self.library, FixedClock(self.now), self.home)

    def walk(self, given: Mapping[str, Any], session: Session | None = None, **wish: Any) -> tuple[Session, Listener]:
        """Walk a session as far as these answers go."""
        session = session or self.begin(**wish)
        listener = Listener()
        with session.journal.locked():
            self.end = Conduct(session, ScriptAsker(Answers(given), listener)).run()
        return session, listener


@pytest.fixture
def office(tmp_path: Path, content: Any) -> Office:
    """Over the small framework and its route."""
    return Office(tmp_path).put(content, content.mini(), content.mini_route())


@pytest.fixture(scope="session")
def given() -> dict[str, Any]:
    """Answers that lead through the small framework."""
    return {
        "mini.danger": "no",
        "mini.places": ["here-north"],
        "mini.bodies": ["guild"],
        "mini.topics": ["threat"],
    }


@pytest.fixture(scope="session")
def closed() -> End:
    return End.CLOSED
