"""Reading many sessions: the same as reading one (journal.py), but quick where a session is as nearly all sessions are.

`read_quickly` either gives exactly what `read_chain` and `entries_of` would give, or None; then the slow way is gone, which also
says what is wrong. It never accepts what they refuse: it checks the closing line, the canonical form, the order, the links and the
form of every event, only in bulk, and it knows again the content that it has read before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from ethics_cli.core.chain import FORMAT, NOTHING, VERSION, line_digest, parse_line
from ethics_cli.core.digest import digest_of, parse_canonical
from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    Entry,
    Event,
    FrameworkJoined,
    ReferenceJoined,
    SessionOpened,
)
from ethics_cli.core.form import ITEM, REF, is_value
from ethics_cli.core.form_answers import FORMS
from ethics_cli.core.framework import NON_ANSWERS
from ethics_cli.files.event_line import entry_from
from ethics_cli.files.known_content import Known, KnownContent
from ethics_cli.problems import EthicsError

LONG = 1_000
"""Shorter lines carry no content worth looking up."""
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_ENVELOPE = frozenset(("at", "kind", "prev", "salt", "seq"))
_CARRYING = {"framework.joined": "framework", "reference.joined": "reference", "session.opened": "routes"}
_PLAIN = frozenset(
    "note.added flag.handled decision.closed route.taken remark.made opinion.asked sign-off.given session.shared "
    "session.unshared after.begun".split()
)
"""Kinds that hold no map: what is refused in the keys of a map cannot be in them."""
_NON = frozenset(("", *NON_ANSWERS))


class Reading(NamedTuple):
    """One session read: its entries, its head, the known content that it carries, by event, and which events are blank."""

    entries: Sequence[Entry]
    head: str
    known: Mapping[int, Known]
    redacted: tuple[int, ...] = ()


class _Odd(Exception):
    """Something that the quick way does not know, or that is wrong: the slow way says which."""


def read_quickly(raw: bytes, content: KnownContent, *, links: bool = True) -> Reading | None:
    """The session in these bytes, or None when it has to be read the slow way.

    Without `links` only the closing line vouches for the order of the lines; it covers every byte of them.
    """
    try:
        return _read(raw, content, links=links)
    except (_Odd, EthicsError, ValueError, RecursionError, StopIteration, KeyError, TypeError, AttributeError):
        return None


def _read(raw: bytes, content: KnownContent, *, links: bool) -> Reading:
    spans = _spans(raw)
    closing = raw[spans.pop().start : -1]
    head = _closed(raw, spans, closing)
    shorts, known = _shortened(raw, spans, content)
    texts = b"\n".join(shorts).decode("utf-8").split("\n")
    matched = [_ANSWER(text) for text in texts]
    parsed = _parsed({seq: texts[seq] for seq, found in enumerate(matched) if found is None})
    if links:
        _linked(raw, spans, [found.group(10) if found else parsed[seq]["prev"] for seq, found in enumerate(matched)])
    return Reading(_entries(raw, spans, matched, parsed, known, content), head, known)


class _Span(NamedTuple):
    """Where a line begins and ends."""

    start: int
    end: int


def _spans(raw: bytes) -> list[_Span]:
    """Where the lines stand, the closing one last. They are long, and not copied."""
    if not raw.endswith(b"\n"):
        raise _Odd
    spans, start, size = [], 0, len(raw)
    while start < size:
        end = raw.find(b"\n", start)
        spans.append(_Span(start, end))
        start = end + 1
    return spans


def _closed(raw: bytes, spans: Sequence[_Span], closing: bytes) -> str:
    """The head, when the closing line speaks of these lines."""
    trailer = parse_line(closing)
    if not spans or isinstance(trailer, str) or trailer.keys() != {"count", "head", "sha256"}:
        raise _Odd
    last = spans[-1]
    if type(trailer["count"]) is not int or trailer["count"] != len(spans):
        raise _Odd
    if trailer["head"] != line_digest(raw[last.start : last.end]):
        raise _Odd
    if trailer["sha256"] != digest_of(memoryview(raw)[: -len(closing) - 1]):
        raise _Odd
    return str(trailer["head"])


def _shortened(raw: bytes, spans: Sequence[_Span], content: KnownContent) -> tuple[list[bytes], dict[int, Known]]:
    shorts, known = [], {}
    for at, (start, end) in enumerate(spans):
        if end - start < LONG:
            shorts.append(raw[start:end])
            continue
        short, found = content.short(raw, start, end)
        shorts.append(short)
        if found is not None:
            known[at] = found
    return shorts, known


def _no_number(text: str) -> Any:
    raise ValueError("no such number in a session")


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= 2**53:
        raise ValueError("no such number in a session")
    return int(text)


_SCAN = json.JSONDecoder(parse_float=_no_number, parse_int=_whole, parse_constant=_no_number).scan_once  # type: ignore[attr-defined]
_DUMP = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def _parsed(texts: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    """Each of these lines as a map."""
    parsed = _values(list(texts.values()))
    if not all(type(value) is dict for value in parsed):
        raise _Odd
    return dict(zip(texts, parsed, strict=True))


def _values(texts: Sequence[str]) -> list[Any]:
    """Each text as one value, and all of them canonical: written again at once, they are the same text.

    Each is one whole value, so that no part of one can stand for a part of the next.
    """
    values = []
    for text in texts:
        value, end = _SCAN(text, 0)
        if end != len(text):
            raise _Odd
        values.append(value)
    if _DUMP(values) != f"[{','.join(texts)}]":
        raise _Odd
    return values


def _linked(raw: bytes, spans: Sequence[_Span], named: Sequence[Any]) -> None:
    view, before = memoryview(raw), NOTHING
    for (start, end), prev in zip(spans, named, strict=True):
        if prev != before:
            raise _Odd
        before = sha256(view[start:end]).hexdigest()


def _entries(
    raw: bytes,
    spans: Sequence[_Span],
    matched: Sequence[re.Match[str] | None],
    parsed: Mapping[int, dict[str, Any]],
    known: dict[int, Known],
    content: KnownContent,
) -> list[Entry]:
    values = iter(_values([found.group(16) for found in matched if found and found.group(16)]))
    types: dict[str, str] = {}
    entries: list[Entry] = []
    for seq, found in enumerate(matched):
        if found is not None:
            entries.append(_matched(found, seq, types, values))
            continue
        plain = parsed[seq]
        if type(plain["seq"]) is not int or plain["seq"] != seq:
            raise _Odd
        entries.append(_other(plain, seq, types, lambda at: raw[spans[at].start : spans[at].end], known, content))
    if not entries or not isinstance(entries[0].event, SessionOpened):
        raise _Odd
    return entries


def _other(
    plain: dict[str, Any],
    seq: int,
    types: dict[str, str],
    line_at: Callable[[int], bytes],
    known: dict[int, Known],
    content: KnownContent,
) -> Entry:
    """A line that is no answer of the usual form."""
    kind = plain["kind"]
    if kind in ("answer.given", "answer.amended"):
        return Entry(seq, _moment(plain["at"]), _answer(plain, kind, types))
    if kind in _CARRYING and (seq == 0) == (kind == "session.opened"):
        entry = _carrying(line_at, plain, seq, known, content)
        types |= known[seq].types
        return entry
    if kind in _PLAIN and seq:
        return entry_from(plain)
    raise _Odd


_WORDS = r'[^"\\\x00-\x1f]*'
_ITEMS = r'"[a-z][0-9]{1,6}"(?:,"[a-z][0-9]{1,6}")*'
_ANSWER = re.compile(
    rf'\{{"asked":"({_WORDS})","at":"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z)"(?:,"because":"({_WORDS})")?'
    rf'(?:,"items":\[({_ITEMS})\])?,"kind":"answer\.(given|amended)"(?:,"non":"([a-z-]+)")?(?:,"note":"({_WORDS})")?'
    rf'(?:,"open":(true))?(?:,"other":"({_WORDS})")?,"prev":"([0-9a-f]{{64}})"(?:,"reason":"({_WORDS})")?'
    rf',"salt":"[0-9a-f]{{32}}","seq":(0|[1-9][0-9]{{0,6}}),"step":"([a-z][a-z0-9-]{{0,39}}\.[a-z][a-z0-9-]{{0,39}})"(?:,"unsure":(true))?'
    rf'(?:,"value":(?:"({_WORDS})"|(.+)))?\}}'
).fullmatch
"""An answer as nearly all of them are written: canonical by its form, for no text in it needs an escape. Another is read as any line."""


def _matched(found: re.Match[str], seq: int, types: Mapping[str, str], values: Iterator[Any]) -> Entry:
    (asked, at, because, items, kind, non, note, is_open, other, _, reason, number, step, unsure, value, listed) = (
        found.groups()
    )
    if int(number) != seq or (non is not None and non not in _NON):
        raise _Odd
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
        raise _Odd
    return Entry(seq, at, AnswerGiven(*said))


def _carrying(
    line_at: Callable[[int], bytes], plain: dict[str, Any], seq: int, known: dict[int, Known], content: KnownContent
) -> Entry:
    """A line that carries content: known content is put back into it; what is not known is read in full, and kept."""
    key = _CARRYING[plain["kind"]]
    found = known.get(seq)
    if found is None:
        entry = entry_from(parse_canonical(line_at(seq)))
        learnt = content.learn(entry.event)
        if learnt is None:
            raise _Odd
        known[seq] = learnt
        return entry
    if plain[key] != {}:
        raise _Odd
    if key == "routes":
        if plain["format"] != FORMAT or plain["v"] != VERSION:
            raise _Odd
        entry = entry_from(plain)
        assert isinstance(entry.event, SessionOpened)
        return entry._replace(event=entry.event._replace(routes=found.plain))
    if plain.keys() - _ENVELOPE != {key, "digest", "origin"} or type(plain["origin"]) is not str:
        raise _Odd
    made = FrameworkJoined if key == "framework" else ReferenceJoined
    return Entry(seq, _moment(plain["at"]), made(found.plain, plain["digest"], plain["origin"]))


def _moment(at: Any) -> str:
    if type(at) is not str or _MOMENT.fullmatch(at) is None:
        raise _Odd
    return at


_GIVEN = _ENVELOPE | set(AnswerGiven._fields)
_AMENDED = _ENVELOPE | set(AnswerAmended._fields)


def _answer(plain: Mapping[str, Any], kind: str, types: Mapping[str, str]) -> Event:
    """An answer, looked at as event_plain.py, form.py and form_answers.py look at it together."""
    amended = kind == "answer.amended"
    if not plain.keys() <= (_AMENDED if amended else _GIVEN):
        raise _Odd
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
            raise _Odd
    if type(unsure) is not bool or type(is_open) is not bool or non not in _NON or not _is_ref(step):
        raise _Odd
    if items:
        if type(items) is not list or not all(type(one) is str and _is_item(one) for one in items):
            raise _Odd
        items = tuple(items)
    elif items == []:
        items = ()
    elif items != ():
        raise _Odd
    if type(value) is not str:
        _check_value(value)
    _check_fit(step, value, non, types)
    if amended:
        return AnswerAmended(step, asked, value, items, because, non, other, note, unsure, is_open, reason)
    return AnswerGiven(step, asked, value, items, because, non, other, note, unsure, is_open)


def _check_value(value: Any) -> None:
    if not is_value(value):
        raise _Odd
    if type(value) is list and value and type(value[0]) is dict:
        for one in value:
            if not all(map(str.isascii, one)):
                raise _Odd


def _check_fit(step: str, value: Any, non: str, types: Mapping[str, str]) -> None:
    of = types.get(step)
    if of is None:
        return
    if value is None:
        if not non:
            raise _Odd
        return
    form = FORMS.get(of)
    if form is not None and not form(value):
        raise _Odd


@lru_cache(maxsize=8192)
def _is_ref(text: str) -> bool:
    return REF.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def _is_item(text: str) -> bool:
    return ITEM.fullmatch(text) is not None
