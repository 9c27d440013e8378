"""Everything that can happen in a session: the closed union.

An event is a fact in the past tense; it is never changed. What the union means together is for walk.py; how an event
becomes a line of bytes, and when, is for files/. No clock, no ids made up here: both come in as data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Plain = Mapping[str, Any]


class SessionOpened(NamedTuple):
    """A case begins. `routes` are the routes on offer, whole; `route` is named only when it was fixed from the start.

    `lenses` and `protocols` are those that were asked for by name; `places` and `bodies` say whose law and whose codes count.
    """

    id: str
    program: str
    routes: Plain
    route: str = ""
    title: str = ""
    profession: str = ""
    lenses: tuple[str, ...] = ()
    protocols: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    drill: bool = False


class FrameworkJoined(NamedTuple):
    """A framework comes into the session and is carried in it whole. `origin` says whose library it came from."""

    framework: Plain
    digest: str
    origin: str = "bundled"


class ReferenceJoined(NamedTuple):
    """Norms, or an organisation's own card, come into the session and are carried in it whole, so that what was offered is known."""

    reference: Plain
    digest: str
    origin: str = "bundled"


class RouteTaken(NamedTuple):
    """The person goes on by another route, for example deeper than before."""

    route: str


class AnswerGiven(NamedTuple):
    """An answer, or an honest non-answer (`non`), to one step about one item or none, with what was asked as it was shown.

    `open` marks a list that is still being written; `other` says what a choice "something else" stands for.
    """

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


class AnswerAmended(NamedTuple):
    """An answer that supersedes an earlier one, with the reason for the change."""

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
    reason: str = ""


Answered = AnswerGiven | AnswerAmended


class NoteAdded(NamedTuple):
    """A side note on a step, whether or not it is answered."""

    step: str
    text: str
    items: tuple[str, ...] = ()


class FlagHandled(NamedTuple):
    """What the person did about a flag that held the walk."""

    flag: str
    how: str


class DecisionClosed(NamedTuple):
    """The person says: this is my decision. `left_open` names the steps left for later."""

    left_open: tuple[str, ...] = ()


class LineRedacted(NamedTuple):
    """The words of an earlier line were taken out, by a role and for a reason; the line keeps its hash."""

    line: int
    by: str
    reason: str


class Blank(NamedTuple):
    """What is left of a redacted line: its hash, kept by the journal. It says nothing any more."""


EVENTS: dict[str, Any] = {
    "session.opened": SessionOpened,
    "framework.joined": FrameworkJoined,
    "reference.joined": ReferenceJoined,
    "route.taken": RouteTaken,
    "answer.given": AnswerGiven,
    "answer.amended": AnswerAmended,
    "note.added": NoteAdded,
    "flag.handled": FlagHandled,
    "decision.closed": DecisionClosed,
    "line.redacted": LineRedacted,
}
"""Every kind of event that a line can hold. A kind is never renamed and never taken away: old sessions hold it."""
Event = (
    SessionOpened
    | FrameworkJoined
    | ReferenceJoined
    | RouteTaken
    | AnswerGiven
    | AnswerAmended
    | NoteAdded
    | FlagHandled
    | DecisionClosed
    | LineRedacted
    | Blank
)
_KINDS = {made: kind for kind, made in EVENTS.items()}
_MAPS = ("routes", "framework", "reference")
_LISTS = ("lenses", "protocols", "places", "bodies", "items", "left_open")
_TRUTHS = ("unsure", "open", "drill")


class Entry(NamedTuple):
    """An event with its place in the journal. `seq` is the order; `at` is only what the clock claimed (UTC, ISO 8601)."""

    seq: int
    at: str
    event: Event


class Unreadable(Exception):
    """Plain data that is no event of this format."""


def kind_of(event: Event) -> str:
    """The kind of an event, as its line names it."""
    return _KINDS[type(event)]


def to_plain(event: Event) -> dict[str, Any]:
    """The event as plain data; what says nothing (empty text, no list, False) is left out where it may be."""
    plain: dict[str, Any] = {"kind": kind_of(event)}
    for name, value in event._asdict().items():
        says_nothing = value is None or value == "" or value is False or value == ()
        if says_nothing and value == event._field_defaults.get(name, ...):
            continue
        plain[name] = list(value) if isinstance(value, tuple) else value
    return plain


def from_plain(plain: Plain) -> Event:
    """The event that plain data states. Raises Unreadable when a key is missing, unknown or of the wrong type."""
    made = EVENTS.get(str(plain.get("kind")))
    if made is None:
        raise Unreadable("an unknown kind of event")
    given = {key: value for key, value in plain.items() if key != "kind"}
    for key, value in given.items():
        if key not in made._fields or not _fits(key, value):
            raise Unreadable("an event with an unknown or mistyped key")
        if key in _LISTS:
            given[key] = tuple(value)
    try:
        event: Event = made(**given)
    except TypeError as missing:
        raise Unreadable("an event that lacks a key") from missing
    return event


def _fits(name: str, value: Any) -> bool:
    if name == "value":
        return True
    if name in _LISTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if name == "line":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, dict if name in _MAPS else bool if name in _TRUTHS else str)
