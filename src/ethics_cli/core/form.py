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
    COULD,
    STAGES,
    STANCES,
    AfterBegun,
    AnswerAmended,
    Answered,
    AnswerGiven,
    Event,
    FrameworkJoined,
    IdentifierKept,
    LineRedacted,
    OpinionGiven,
    RecognitionJudged,
    ReferenceJoined,
    RemarkMade,
    SessionOpened,
    SessionShared,
    SessionUnshared,
    SignOffGiven,
)
from ethics_cli.core.event_plain import Unreadable, from_plain
from ethics_cli.core.form_parts import FRAMEWORK, NORMS, ORGANISATION, ROUTE, fits, is_ident
from ethics_cli.core.framework import DEPTHS, NON_ANSWERS, framework_from
from ethics_cli.core.norm import norm_file_from
from ethics_cli.core.route import route_from

REF = re.compile(r"[a-z][a-z0-9-]{0,39}\.[a-z][a-z0-9-]{0,39}")
ITEM = re.compile(r"[a-z][0-9]{1,6}")
PUBLIC = re.compile(r"age1[02-9ac-hj-np-z]{58}")
DIGEST = re.compile(r"[0-9a-f]{64}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def check_moment(at: Any) -> None:
    """Raise Unreadable unless `at` is a moment as the journal writes it."""
    _demand(isinstance(at, str) and bool(MOMENT.fullmatch(at)), "no moment")


def check_event(event: Event) -> None:
    """Raise Unreadable unless an event holds only what the fold can rely on."""
    if isinstance(event, SessionOpened):
        _demand(is_ident(event.id), "an odd id")
        for key, route in event.routes.items():
            _demand(fits(route, ROUTE) and route["route"] == key, "a route of another form")
            _made(route_from, route)
    elif isinstance(event, FrameworkJoined):
        _demand(fits(event.framework, FRAMEWORK), "a framework of another form")
        _made(framework_from, event.framework)
    elif isinstance(event, ReferenceJoined):
        _demand(fits(event.reference, ORGANISATION) or fits(event.reference, NORMS), "a reference of another form")
        if "norms" in event.reference:
            _made(norm_file_from, event.reference)
    elif isinstance(event, (AnswerGiven, AnswerAmended)):
        _check_answer(event)
    elif isinstance(event, AfterBegun):
        _demand(event.stage in STAGES and event.depth in DEPTHS, "an odd look back")
    elif isinstance(event, RemarkMade):
        _demand(not event.step or bool(REF.fullmatch(event.step)), "an odd step")
        _demand(all(ITEM.fullmatch(item) for item in event.items), "an odd item")
        _demand(event.stance in STANCES, "an odd stance")
    elif isinstance(event, OpinionGiven):
        _demand(bool(DIGEST.fullmatch(event.head)), "an odd head")
        for plain in event.answers:
            _demand("kind" not in plain, "an odd answer")
            answer = from_plain({"kind": "answer.given", **plain})
            assert isinstance(answer, AnswerGiven)
            _check_answer(answer)
    elif isinstance(event, SignOffGiven):
        _demand(bool(DIGEST.fullmatch(event.head)), "an odd head")
    elif isinstance(event, IdentifierKept):
        _demand(not event.step or bool(REF.fullmatch(event.step)), "an odd step")
        _demand(all(ITEM.fullmatch(item) for item in event.items), "an odd item")
    elif isinstance(event, RecognitionJudged):
        _demand(event.could in COULD, "an odd answer")
    elif isinstance(event, LineRedacted):
        _check_left(event.left)
    elif isinstance(event, (SessionShared, SessionUnshared)):
        _demand(bool(PUBLIC.fullmatch(event.key)), "an odd key")


def _check_left(left: Mapping[str, Any]) -> None:
    """What stands for a redacted line is an event like any other, but never another redaction."""
    if left:
        check_moment(left.get("at"))
        event = from_plain({key: value for key, value in left.items() if key != "at"})
        _demand(not isinstance(event, LineRedacted), "an odd remainder")
        check_event(event)


def _check_answer(event: Answered) -> None:
    _demand(bool(REF.fullmatch(event.step)), "an odd step")
    _demand(all(ITEM.fullmatch(item) for item in event.items), "an odd item")
    _demand(event.non in ("", *NON_ANSWERS), "an odd kind of answer")
    _demand(is_value(event.value), "an odd value")


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
