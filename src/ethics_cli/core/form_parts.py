"""The form of content that a session carries: which keys a framework, a route, norms and a card must and may have, and what each holds.

Only shape is looked at. Which of these an event carries, and what else is demanded of it, is for form.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ethics_cli.core.framework import DEPTHS, KINDS, LEVELS, TYPES
from ethics_cli.core.norm import CLOCK_LIMIT, FORCES

IDENT = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that stand for devices on some systems, whatever is behind the first dot: no file may bear one."""
Check = Callable[[Any], bool]


def is_ident(value: Any) -> bool:
    """Whether this is an id: lower-case words joined by hyphens, at most 40 characters, and not the name of a device."""
    return isinstance(value, str) and len(value) <= 40 and bool(IDENT.fullmatch(value)) and not DEVICE.fullmatch(value)


def fits(value: Any, check: Check) -> bool:
    """Whether a value has a form. A value too deep to look through has none."""
    try:
        return check(value)
    except (RecursionError, TypeError):
        return False


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _truth(value: Any) -> bool:
    return isinstance(value, bool)


def _plain(value: Any) -> bool:
    return isinstance(value, Mapping)


def _of(*known: str) -> Check:
    return lambda value: value in known


def _list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(check(one) for one in value)


def _part(must: Mapping[str, Check], may: Mapping[str, Check]) -> Check:
    """A map with all keys of `must`, any of `may`, and no other."""
    known = {**must, **may}

    def check(value: Any) -> bool:
        return (
            isinstance(value, Mapping)
            and all(key in value for key in must)
            and all(key in known and known[key](one) for key, one in value.items())
        )

    return check


def _map_of(check: Check) -> Check:
    return lambda value: (
        isinstance(value, Mapping) and all(isinstance(key, str) and check(one) for key, one in value.items())
    )


_NAMES: Check = lambda value: _text(value) or _list_of(_text)(value)  # noqa: E731
_CHOICE_KEYS = {
    **dict.fromkeys(("hint", "reads", "route", "joins"), _text),
    **dict.fromkeys(("alone", "other"), _truth),
    "fits": _list_of(_part({"when": _plain, "because": _text}, {})),
}
_CHOICES: Check = lambda value: (  # noqa: E731
    _list_of(_part({"id": _text, "label": _text}, _CHOICE_KEYS))(value)
    or _map_of(lambda one: _text(one) or _part({"label": _text}, _CHOICE_KEYS)(one))(value)
)
_FIELD = _part(
    {"id": _text, "ask": _text},
    {"type": _of(*TYPES), "title": _text, "hint": _text, "required": _truth, "choices": _CHOICES},
)
_STEP = _part(
    {"id": _text, "ask": _text, "type": _of(*TYPES)},
    {
        **dict.fromkeys(
            "title hint why because start reads role unit range item from offers_from words".split(), _text
        ),
        "source": _NAMES,
        "depth": _of(*DEPTHS),
        "covers": _list_of(_text),
        "when": _plain,
        "each": _NAMES,
        "optional": _truth,
        "ahead": _truth,
        "choices": _CHOICES,
        "points": _CHOICES,
        "min": _number,
        "max": _number,
        "fields": _list_of(_FIELD),
        "offers": _list_of(_text),
    },
)
_SOURCE = _part({"cite": _text}, {"checked_on": _text, "verified": _truth})
_REVIEWED: Check = lambda value: _text(value) or _list_of(_map_of(_text))(value)  # noqa: E731
_SIGNED = {
    **dict.fromkeys(("authors", "funding", "review_by"), _text),
    "reviewed": _REVIEWED,
    "accepts": _list_of(_map_of(_text)),
}
FRAMEWORK = _part(
    {"framework": is_ident, "kind": _of(*KINDS), "edition": _text, "title": _text},
    {
        **_SIGNED,
        **dict.fromkeys(("asks", "about", "challenge"), _text),
        "sources": _map_of(_SOURCE),
        "offers": _map_of(_list_of(_text)),
        "steps": _list_of(_STEP),
        "flags": _list_of(_part({"id": _text, "when": _plain, "level": _of(*LEVELS), "say": _text}, {})),
    },
)
ROUTE = _part(
    {
        "route": is_ident,
        "title": _text,
        "edition": _text,
        "depth": _of(*DEPTHS),
        "walk": _list_of(
            lambda one: (
                _text(one) or _part({}, {"framework": _text, "lens": _text, "joined": _text, "when": _plain})(one)
            )
        ),
    },
    {
        **dict.fromkeys(("about", "model"), _text),
        "minutes": _number,
        "titles": _map_of(_text),
        "asks": _list_of(_text),
        "accepts": _list_of(_map_of(_text)),
    },
)
_LIMIT: Check = lambda value: _number(value) and 0 < value <= CLOCK_LIMIT  # noqa: E731
_CLOCK = _part({}, {**dict.fromkeys(("hours", "days", "working_days", "months"), _LIMIT), "at_once": _truth})
_NORM = _part(
    {
        **dict.fromkeys("id title section edition trigger says who to minimum compliant noncompliant".split(), _text),
        "force": _of(*FORCES),
        "topics": _list_of(_text),
        "client": _part({"told": _of(*FORCES)}, {"how": _text}),
        "source": _SOURCE,
    },
    {**dict.fromkeys(("limit", "protects", "trap"), _text), "professions": _list_of(_text), "clock": _CLOCK},
)
NORMS = _part(
    {"norms": is_ident, "kind": _text, "title": _text, "edition": _text, "entries": _list_of(_NORM)},
    {**_SIGNED, **dict.fromkeys(("place", "body", "about"), _text)},
)
ORGANISATION = _part(
    {"organisation": is_ident, "title": _text, "edition": _text},
    {
        **_SIGNED,
        **dict.fromkeys(("about", "emergency"), _text),
        "contacts": _list_of(_part({"who": _text}, {"topics": _list_of(_text), "reach": _text})),
        "escalation": _list_of(_part({"who": _text}, {"reach": _text, "within": _text})),
        "words": _map_of(_text),
    },
)
