"""The two things the walk needs from outside: somebody who answers, and a clock. And what is said through them.

Everything here is a value. An Asker shows a Question and returns a Reply; it never decides what is asked next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from ethics_cli.core.appraisal import Matrix
from ethics_cli.core.event import Event
from ethics_cli.core.framework import Choice, Flag, Framework, Step
from ethics_cli.core.offering import Offer
from ethics_cli.core.walk import Key, Position, Walk
from ethics_cli.problems import Problem


@dataclass(frozen=True, slots=True)
class Question:
    """All that is needed to ask one step: what was asked as it is shown, what may be answered, and what was said before."""

    position: Position
    asked: str
    hint: str = ""
    about: str = ""
    choices: tuple[Choice, ...] = ()
    start: str = ""
    before: Any = None
    before_because: str = ""
    items: tuple[Mapping[str, Any], ...] = ()
    offers: tuple[Offer, ...] = ()
    why: tuple[str, ...] = ()
    can_go_back: bool = False

    @property
    def step(self) -> Step:
        return self.position.step

    @property
    def key(self) -> Key:
        return self.position.key


class Section(NamedTuple):
    """The framework that is entered: its number among those on the path, and how many questions it now holds."""

    number: int
    framework: Framework
    questions: int


class Given(NamedTuple):
    """An answer as it was typed or read, not yet checked."""

    raw: Any
    because: str = ""
    other: str = ""
    note: str = ""
    unsure: bool = False
    open: bool = False


class Skip(NamedTuple):
    """No answer, honestly: which kind of non-answer, and why."""

    non: str
    because: str = ""
    note: str = ""


class Note(NamedTuple):
    """A side note; the question is asked again."""

    text: str


class Back:
    """To the question before this one."""


class Pause(NamedTuple):
    """Stop here; everything answered is on disk. `hide` clears the screen as well."""

    hide: bool = False


class Missing:
    """There is nobody to ask and no answer was brought."""


class Handled(NamedTuple):
    """What was done about a flag that holds the walk."""

    how: str


class Close:
    """This is my decision."""


class Change(NamedTuple):
    """Go to an answer and give it again."""

    key: Key


Reply = Given | Skip | Note | Back | Pause | Missing


class Asker(Protocol):
    """Somebody who answers: a terminal, a line-by-line prompt, an answers file."""

    def ask(self, question: Question) -> Reply: ...
    def hold(self, flag: Flag) -> Handled | Pause | Missing: ...
    def review(self, walk: Walk) -> Close | Change | Pause | Missing: ...
    def section(self, section: Section) -> None: ...
    def tell(self, text: str) -> None: ...
    def flag(self, flag: Flag) -> None: ...
    def matrix(self, table: Matrix) -> None: ...
    def refuse(self, problem: Problem) -> None: ...
    def not_saved(self, reason: str) -> bool: ...


class Walked(Protocol):
    """What is walked with a person: a session, or answers that are kept apart from one."""

    @property
    def walk(self) -> Walk: ...
    @property
    def clock(self) -> Clock: ...
    def append(self, *events: Event) -> None: ...


class Clock(Protocol):
    """Where the present moment comes from."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock, in the person's time zone."""

    def now(self) -> datetime:
        return datetime.now().astimezone()


class FixedClock:
    """A clock that stands where it was set: for sample walks and tests."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment
