"""Answers read quickly: as nearly all of them are written, by one pattern; others, as maps; both looked at as form.py looks at them.

What is of any other form is Odd here, and nothing is said about why: then the slow way is gone (journal.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ethics_cli.core.event import AnswerAmended, AnswerGiven, Entry, Event
from ethics_cli.core.form import ITEM, REF, is_value
from ethics_cli.core.form_answers import FORMS
from ethics_cli.core.framework import NON_ANSWERS

ENVELOPE = frozenset(("at", "kind", "prev", "salt", "seq"))
LISTED, PREV = 16, 10
"""The groups of the pattern that hold a value which is no text, and the link to the line before."""
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_NON = frozenset(("", *NON_ANSWERS))


class Odd(Exception):
    """Something that the quick way does not know, or that is wrong: the slow way says which."""


def _no_number(text: str) -> Any:
    raise ValueError("no such number in a session")


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= 2**53:
        raise ValueError("no such number in a session")
    return int(text)


SCAN = json.JSONDecoder(parse_float=_no_number, parse_int=_whole, parse_constant=_no_number).scan_once  # type: ignore[attr-defined]
_DUMP = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def values_of(texts: Sequence[str]) -> list[Any]:
    """Each text as one value, and all of them canonical: written again at once, they are the same text.

    Each is one whole value, so that no part of one can stand for a part of the next.
    """
    values = []
    for text in texts:
        value, end = SCAN(text, 0)
        if end != len(text):
            raise Odd
        values.append(value)
    if _DUMP(values) != f"[{','.join(texts)}]":
        raise Odd
    return values


_WORDS = r'[^"\\\x00-\x1f]*+'
_ITEMS = r'"[a-z][0-9]{1,6}"(?:,"[a-z][0-9]{1,6}")*'
ANSWER = re.compile(
    rf'\{{"asked":"({_WORDS})","at":"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z)"(?:,"because":"({_WORDS})")?'
    rf'(?:,"items":\[({_ITEMS})\])?,"kind":"answer\.(given|amended)"(?:,"non":"([a-z-]+)")?(?:,"note":"({_WORDS})")?'
    rf'(?:,"open":(true))?(?:,"other":"({_WORDS})")?,"prev":"([0-9a-f]{{64}})"(?:,"reason":"({_WORDS})")?'
    rf',"salt":"[0-9a-f]{{32}}","seq":(0|[1-9][0-9]{{0,6}}),"step":"([a-z][a-z0-9-]{{0,39}}\.[a-z][a-z0-9-]{{0,39}})"(?:,"unsure":(true))?'
    rf'(?:,"value":(?:"({_WORDS})"|(.+)))?\}}'
).fullmatch
"""An answer as nearly all of them are written: canonical by its form, for no text in it needs an escape. Another is read as any line."""


def matched_answer(found: re.Match[str], seq: int, types: Mapping[str, str], values: Iterator[Any]) -> Entry:
    (asked, at, because, items, kind, non, note, is_open, other, _, reason, number, step, unsure, value, listed) = (
        found.groups()
    )
    if int(number) != seq or (non is not None and non not in _NON):
        raise Odd
    if listed is not None:
        value = next(values)
        _check_value(value)
    non = non or ""
    _check_fit(step, value, non, types)
    places = tuple(items[1:-1].split('","')) if items else ()
    said = (
        step,
        asked,
        value,
        places,
        because or "",
        non,
        other or "",
        note or "",
        unsure is not None,
        is_open is not None,
    )
    if kind == "amended":
        return Entry(seq, at, AnswerAmended(*said, reason or ""))
    if reason is not None:
        raise Odd
    return Entry(seq, at, AnswerGiven(*said))


def moment_demanded(at: Any) -> str:
    if type(at) is not str or _MOMENT.fullmatch(at) is None:
        raise Odd
    return at


_GIVEN = ENVELOPE | set(AnswerGiven._fields)
_AMENDED = ENVELOPE | set(AnswerAmended._fields)


def answer_from(plain: Mapping[str, Any], kind: str, types: Mapping[str, str]) -> Event:
    """An answer, looked at as event_plain.py, form.py and form_answers.py look at it together."""
    amended = kind == "answer.amended"
    if not plain.keys() <= (_AMENDED if amended else _GIVEN):
        raise Odd
    get = plain.get
    step, asked, because, non, other, note = (
        plain["step"],
        plain["asked"],
        get("because", ""),
        get("non", ""),
        get("other", ""),
        get("note", ""),
    )
    value, items, unsure, is_open, reason = (
        get("value"),
        get("items", ()),
        get("unsure", False),
        get("open", False),
        get("reason", ""),
    )
    for text in (step, asked, because, non, other, note, reason):
        if type(text) is not str:
            raise Odd
    if type(unsure) is not bool or type(is_open) is not bool or non not in _NON or not _is_ref(step):
        raise Odd
    if items:
        if type(items) is not list or not all(type(one) is str and _is_item(one) for one in items):
            raise Odd
        items = tuple(items)
    elif items == []:
        items = ()
    elif items != ():
        raise Odd
    if type(value) is not str:
        _check_value(value)
    _check_fit(step, value, non, types)
    if amended:
        return AnswerAmended(step, asked, value, items, because, non, other, note, unsure, is_open, reason)
    return AnswerGiven(step, asked, value, items, because, non, other, note, unsure, is_open)


def _check_value(value: Any) -> None:
    if not is_value(value):
        raise Odd
    if type(value) is list and value and type(value[0]) is dict:
        for one in value:
            if not all(map(str.isascii, one)):
                raise Odd


def _check_fit(step: str, value: Any, non: str, types: Mapping[str, str]) -> None:
    of = types.get(step)
    if of is None:
        return
    if value is None:
        if not non:
            raise Odd
        return
    form = FORMS.get(of)
    if form is not None and not form(value):
        raise Odd


@lru_cache(maxsize=8192)
def _is_ref(text: str) -> bool:
    return REF.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def _is_item(text: str) -> bool:
    return ITEM.fullmatch(text) is not None
