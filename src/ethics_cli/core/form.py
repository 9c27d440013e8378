"""What a line of a session may hold: the form of events, frameworks, routes and values that come from an untrusted file.

A session is data from whoever sent it, also when its chain holds. Everything the fold relies on is looked at here, once, when
a line is read; what is of another form is Unreadable. Whether content makes sense is not asked here (see lint.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ethics_cli.core.condition import Malformed
from ethics_cli.core.event import (
    STANCES,
    AnswerAmended,
    Answered,
    AnswerGiven,
    Event,
    FrameworkJoined,
    OpinionGiven,
    ReferenceJoined,
    RemarkMade,
    SessionOpened,
    SessionShared,
    SessionUnshared,
    SignOffGiven,
)
from ethics_cli.core.event_plain import Unreadable, from_plain
from ethics_cli.core.framework import DEPTHS, KINDS, LEVELS, NON_ANSWERS, TYPES, framework_from
from ethics_cli.core.norm import CLOCK_LIMIT, FORCES, norm_file_from
from ethics_cli.core.route import route_from

IDENT = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
REF = re.compile(r"[a-z][a-z0-9-]{0,39}\.[a-z][a-z0-9-]{0,39}")
ITEM = re.compile(r"[a-z][0-9]{1,6}")
PUBLIC = re.compile(r"age1[02-9ac-hj-np-z]{58}")
DIGEST = re.compile(r"[0-9a-f]{64}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
Check = Callable[[Any], bool]


def check_moment(at: Any) -> None:
    """Raise Unreadable unless `at` is a moment as the journal writes it."""
    _demand(isinstance(at, str) and bool(MOMENT.fullmatch(at)), "no moment")


def check_event(event: Event) -> None:
    """Raise Unreadable unless an event holds only what the fold can rely on."""
    if isinstance(event, SessionOpened):
        _demand(is_ident(event.id), "an odd id")
        for key, route in event.routes.items():
            _demand(_fits(route, _ROUTE) and route["route"] == key, "a route of another form")
            _made(route_from, route)
    elif isinstance(event, FrameworkJoined):
        _demand(_fits(event.framework, _FRAMEWORK), "a framework of another form")
        _made(framework_from, event.framework)
    elif isinstance(event, ReferenceJoined):
        _demand(_fits(event.reference, _ORGANISATION) or _fits(event.reference, _NORMS), "a reference of another form")
        if "norms" in event.reference:
            _made(norm_file_from, event.reference)
    elif isinstance(event, (AnswerGiven, AnswerAmended)):
        _check_answer(event)
    elif isinstance(event, RemarkMade):
        _demand(not event.step or bool(REF.fullmatch(event.step)), "an odd step")
        _demand(all(ITEM.fullmatch(item) for item in event.items), "an odd item")
        _demand(event.stance in STANCES, "an odd stance")
    elif isinstance(event, OpinionGiven):
        _demand(bool(DIGEST.fullmatch(event.head)), "an odd head")
        for plain in event.answers:
            answer = from_plain({"kind": "answer.given", **plain})
            assert isinstance(answer, AnswerGiven)
            _check_answer(answer)
    elif isinstance(event, SignOffGiven):
        _demand(bool(DIGEST.fullmatch(event.head)), "an odd head")
    elif isinstance(event, (SessionShared, SessionUnshared)):
        _demand(bool(PUBLIC.fullmatch(event.key)), "an odd key")


def _check_answer(event: Answered) -> None:
    _demand(bool(REF.fullmatch(event.step)), "an odd step")
    _demand(all(ITEM.fullmatch(item) for item in event.items), "an odd item")
    _demand(event.non in ("", *NON_ANSWERS), "an odd kind of answer")
    _demand(is_value(event.value), "an odd value")


def is_ident(value: Any) -> bool:
    """Whether this is an id: lower-case words joined by hyphens, at most 40 characters."""
    return isinstance(value, str) and len(value) <= 40 and bool(IDENT.fullmatch(value))


def is_value(value: Any) -> bool:
    """Whether this is an answer's value: text, a number, choices, a chance, or the items of a list."""
    if value is None or isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return True
    if isinstance(value, Mapping):
        return _is_chance(value)
    return isinstance(value, list) and (
        all(isinstance(one, str) for one in value) or all(_is_item(one) for one in value)
    )


def _is_chance(value: Mapping[str, Any]) -> bool:
    return set(value) in ({"at"}, {"at", "low", "high"}) and all(_is_percent(one) for one in value.values())


def _is_percent(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100


def _is_item(value: Any) -> bool:
    if not isinstance(value, Mapping) or not isinstance(value.get("label"), str):
        return False
    if not (isinstance(value.get("id"), str) and ITEM.fullmatch(value["id"])):
        return False
    return all(isinstance(one, str) or (isinstance(one, Mapping) and _is_chance(one)) for one in value.values())


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise Unreadable(f"an event with {what}")


def _made(make: Callable[[Any], Any], plain: Any) -> None:
    try:
        make(plain)
    except (Malformed, KeyError, TypeError, ValueError, AttributeError, RecursionError) as fault:
        raise Unreadable("an event with content that cannot be used") from fault


# forms: which keys a part must and may have, and what each holds


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


def _fits(value: Any, check: Check) -> bool:
    try:
        return check(value)
    except (RecursionError, TypeError):
        return False


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
_FRAMEWORK = _part(
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
_ROUTE = _part(
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
_NORMS = _part(
    {"norms": is_ident, "kind": _text, "title": _text, "edition": _text, "entries": _list_of(_NORM)},
    {**_SIGNED, **dict.fromkeys(("place", "body", "about"), _text)},
)
_ORGANISATION = _part(
    {"organisation": is_ident, "title": _text, "edition": _text},
    {
        **_SIGNED,
        **dict.fromkeys(("about", "emergency"), _text),
        "contacts": _list_of(_part({"who": _text}, {"topics": _list_of(_text), "reach": _text})),
        "escalation": _list_of(_part({"who": _text}, {"reach": _text, "within": _text})),
        "words": _map_of(_text),
    },
)
