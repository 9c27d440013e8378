"""An event as plain data, and back. What says nothing is left out; what is of the wrong type is Unreadable.

The form of what an event carries (frameworks, answers) is looked at in form.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ethics_cli.core.event import EVENTS, Event, Plain

_KINDS = {made: kind for kind, made in EVENTS.items()}
_MAPS = ("routes", "framework", "reference", "left")
_LISTS = ("lenses", "protocols", "places", "bodies", "items", "left_open")
_TRUTHS = ("unsure", "open", "drill", "blind", "dissents")
_NUMBERS = ("line", "seen")


class Unreadable(Exception):
    """Plain data that is no event of this format."""


def kind_of(event: Event) -> str:
    """The kind of an event, as its line names it."""
    return _KINDS[type(event)]


def to_plain(event: Event) -> dict[str, Any]:
    """The event as plain data; what says nothing (empty text, no list, False) is left out where it may be."""
    plain: dict[str, Any] = {"kind": kind_of(event)}
    for name, value in event._asdict().items():
        says_nothing = value is None or value == "" or value is False or value in ((), {})
        if says_nothing and value == event._field_defaults.get(name, ...):
            continue
        plain[name] = (
            [dict(one) if isinstance(one, Mapping) else one for one in value] if isinstance(value, tuple) else value
        )
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
        if isinstance(value, list) and key != "value":
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
    if name in _NUMBERS:
        return _is_number(value)
    if name == "hides":
        return isinstance(value, list) and all(_is_number(one) for one in value)
    if name == "answers":
        return isinstance(value, list) and all(isinstance(one, dict) for one in value)
    return isinstance(value, dict if name in _MAPS else bool if name in _TRUTHS else str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
