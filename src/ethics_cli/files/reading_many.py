"""Reading many sessions: the same as reading one (journal.py), but quick where a session is as nearly all sessions are.

`read_quickly` either gives exactly what `read_chain` and `entries_of` would give, or None; then the slow way is gone, which also
says what is wrong. It never accepts what they refuse: it checks the closing line, the canonical form, the order, the links and the
form of every event, only in bulk, and it knows again the content that it has read before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from ethics_cli.core.chain import FORMAT, NOTHING, VERSION, line_digest, parse_line
from ethics_cli.core.digest import digest_of, parse_canonical
from ethics_cli.core.event import Entry, FrameworkJoined, ReferenceJoined, SessionOpened
from ethics_cli.files.event_line import entry_from
from ethics_cli.files.known_content import Known, KnownContent
from ethics_cli.files.quick_answers import (
    ANSWER,
    ENVELOPE,
    LISTED,
    PREV,
    Odd,
    answer_from,
    matched_answer,
    moment_demanded,
    values_of,
)
from ethics_cli.problems import EthicsError

LONG = 1_000
"""Shorter lines carry no content worth looking up."""
_CARRYING = {"framework.joined": "framework", "reference.joined": "reference", "session.opened": "routes"}
_PLAIN = frozenset(
    "note.added flag.handled decision.closed route.taken remark.made opinion.asked sign-off.given session.shared "
    "session.unshared after.begun".split()
)
"""Kinds that hold no map: what is refused in the keys of a map cannot be in them."""


class Reading(NamedTuple):
    """One session read: its entries, its head, the known content that it carries, by event, and which events are blank."""

    entries: Sequence[Entry]
    head: str
    known: Mapping[int, Known]
    redacted: tuple[int, ...] = ()


def read_quickly(raw: bytes, content: KnownContent, *, links: bool = True) -> Reading | None:
    """The session in these bytes, or None when it has to be read the slow way.

    Without `links` only the closing line vouches for the order of the lines; it covers every byte of them.
    """
    try:
        return _read(raw, content, links=links)
    except (Odd, EthicsError, ValueError, RecursionError, StopIteration, KeyError, TypeError, AttributeError):
        return None


def _read(raw: bytes, content: KnownContent, *, links: bool) -> Reading:
    spans = _spans(raw)
    closing = raw[spans.pop().start : -1]
    head = _closed(raw, spans, closing)
    shorts, known = _shortened(raw, spans, content)
    texts = b"\n".join(shorts).decode("utf-8").split("\n")
    matched = [ANSWER(text) for text in texts]
    parsed = _parsed({seq: texts[seq] for seq, found in enumerate(matched) if found is None})
    if links:
        _linked(raw, spans, [found.group(PREV) if found else parsed[seq]["prev"] for seq, found in enumerate(matched)])
    return Reading(_entries(raw, spans, matched, parsed, known, content), head, known)


class _Span(NamedTuple):
    """Where a line begins and ends."""

    start: int
    end: int


def _spans(raw: bytes) -> list[_Span]:
    """Where the lines stand, the closing one last. They are long, and not copied."""
    if not raw.endswith(b"\n"):
        raise Odd
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
        raise Odd
    last = spans[-1]
    if type(trailer["count"]) is not int or trailer["count"] != len(spans):
        raise Odd
    if trailer["head"] != line_digest(raw[last.start : last.end]):
        raise Odd
    if trailer["sha256"] != digest_of(memoryview(raw)[: -len(closing) - 1]):
        raise Odd
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


def _parsed(texts: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    """Each of these lines as a map."""
    parsed = values_of(list(texts.values()))
    if not all(type(value) is dict for value in parsed):
        raise Odd
    return dict(zip(texts, parsed, strict=True))


def _linked(raw: bytes, spans: Sequence[_Span], named: Sequence[Any]) -> None:
    view, before = memoryview(raw), NOTHING
    for (start, end), prev in zip(spans, named, strict=True):
        if prev != before:
            raise Odd
        before = sha256(view[start:end]).hexdigest()


def _entries(
    raw: bytes,
    spans: Sequence[_Span],
    matched: Sequence[re.Match[str] | None],
    parsed: Mapping[int, dict[str, Any]],
    known: dict[int, Known],
    content: KnownContent,
) -> list[Entry]:
    values = iter(values_of([found.group(LISTED) for found in matched if found and found.group(LISTED)]))
    types: dict[str, str] = {}
    entries: list[Entry] = []
    for seq, found in enumerate(matched):
        if found is not None:
            entries.append(matched_answer(found, seq, types, values))
            continue
        plain = parsed[seq]
        if type(plain["seq"]) is not int or plain["seq"] != seq:
            raise Odd
        entries.append(_other(plain, seq, types, lambda at: raw[spans[at].start : spans[at].end], known, content))
    if not entries or not isinstance(entries[0].event, SessionOpened):
        raise Odd
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
        return Entry(seq, moment_demanded(plain["at"]), answer_from(plain, kind, types))
    if kind in _CARRYING and (seq == 0) == (kind == "session.opened"):
        entry = _carrying(line_at, plain, seq, known, content)
        types |= known[seq].types
        return entry
    if kind in _PLAIN and seq:
        return entry_from(plain)
    raise Odd


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
            raise Odd
        known[seq] = learnt
        return entry
    if plain[key] != {}:
        raise Odd
    if key == "routes":
        if plain["format"] != FORMAT or plain["v"] != VERSION:
            raise Odd
        entry = entry_from(plain)
        assert isinstance(entry.event, SessionOpened)
        return entry._replace(event=entry.event._replace(routes=found.plain))
    if plain.keys() - ENVELOPE != {key, "digest", "origin"} or type(plain["origin"]) is not str:
        raise Odd
    made = FrameworkJoined if key == "framework" else ReferenceJoined
    return Entry(seq, moment_demanded(plain["at"]), made(found.plain, plain["digest"], plain["origin"]))
