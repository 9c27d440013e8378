"""Everything that can happen in a session: the closed union.

An event is a fact in the past tense; it is never changed. What the union means together is for walk.py; how an event
becomes a line of bytes, and when, is for files/. No clock, no ids made up here: both come in as data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SessionOpened:
    """A case begins. `routes` are the routes on offer, whole; `route` is named only when it was fixed from the start."""

    kind: ClassVar[str] = "session.opened"
    id: str
    program: str
    routes: Plain
    route: str = ""
    title: str = ""
    profession: str = ""
    lenses: tuple[str, ...] = ()
    drill: bool = False


@dataclass(frozen=True, slots=True)
class FrameworkJoined:
    """A framework comes into the session and is carried in it whole. `origin` says whose library it came from."""

    kind: ClassVar[str] = "framework.joined"
    framework: Plain
    digest: str
    origin: str = "bundled"


@dataclass(frozen=True, slots=True)
class RouteTaken:
    """The person goes on by another route, for example deeper than before."""

    kind: ClassVar[str] = "route.taken"
    route: str


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """An answer, or an honest non-answer (`non`), to one step about one item or none, with what was asked as it was shown.

    `open` marks a list that is still being written; `other` says what a choice "something else" stands for.
    """

    kind: ClassVar[str] = "answer.given"
    step: str
    asked: str
    value: Any = None
    items: tuple[str, ...] = ()
    because: str = ""
    non: str = ""
    other: str = ""
    note: str = ""
    unsure: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class AnswerAmended(AnswerGiven):
    """An answer that supersedes an earlier one, with the reason for the change."""

    kind: ClassVar[str] = "answer.amended"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """A side note on a step, whether or not it is answered."""

    kind: ClassVar[str] = "note.added"
    step: str
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagHandled:
    """What the person did about a flag that held the walk."""

    kind: ClassVar[str] = "flag.handled"
    flag: str
    how: str


@dataclass(frozen=True, slots=True)
class DecisionClosed:
    """The person says: this is my decision. `left_open` names the steps left for later."""

    kind: ClassVar[str] = "decision.closed"
    left_open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineRedacted:
    """The words of an earlier line were taken out, by a role and for a reason; the line keeps its hash."""

    kind: ClassVar[str] = "line.redacted"
    line: int
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Blank:
    """What is left of a redacted line: its hash, kept by the journal. It says nothing any more."""

    kind: ClassVar[str] = "line.blank"


Event = (
    SessionOpened
    | FrameworkJoined
    | RouteTaken
    | AnswerGiven
    | AnswerAmended
    | NoteAdded
    | FlagHandled
    | DecisionClosed
    | LineRedacted
    | Blank
)
EVENTS: dict[str, type[Any]] = {
    event.kind: event
    for event in (
        SessionOpened,
        FrameworkJoined,
        RouteTaken,
        AnswerGiven,
        AnswerAmended,
        NoteAdded,
        FlagHandled,
        DecisionClosed,
        LineRedacted,
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place in the journal. `seq` is the order; `at` is only what the clock claimed (UTC, ISO 8601)."""

    seq: int
    at: str
    event: Event


class Unreadable(Exception):
    """Plain data that is no event of this format."""


def to_plain(event: Event) -> dict[str, Any]:
    """The event as plain data; what says nothing (empty text, no list, False) is left out."""
    plain: dict[str, Any] = {"kind": event.kind}
    for one in fields(event):
        value = getattr(event, one.name)
        if value is None or value == "" or value is False or value == ():
            continue
        plain[one.name] = list(value) if isinstance(value, tuple) else value
    return plain


def from_plain(plain: Plain) -> Event:
    """The event that plain data states. Raises Unreadable when a key is missing, unknown or of the wrong type."""
    made = EVENTS.get(str(plain.get("kind")))
    if made is None:
        raise Unreadable("an unknown kind of event")
    known = {one.name: one.type for one in fields(made)}
    given = {key: value for key, value in plain.items() if key != "kind"}
    for key, value in given.items():
        if key not in known or not _fits(str(known[key]), value):
            raise Unreadable("an event with an unknown or mistyped key")
        if isinstance(value, list) and str(known[key]).startswith("tuple"):
            given[key] = tuple(value)
    try:
        event: Event = made(**given)
    except TypeError as missing:
        raise Unreadable("an event that lacks a key") from missing
    return event


def _fits(kind: str, value: Any) -> bool:
    if kind == "Any":
        return True
    if kind.startswith("tuple"):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    wanted = {"str": str, "bool": bool, "int": int, "Plain": dict}[kind]
    return isinstance(value, wanted) and not (wanted is int and isinstance(value, bool))
