"""What is due as a calendar file (iCalendar, RFC 5545): moments, kinds and ids of sessions, and not one word of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

LINE = 75
"""Octets in a line before it is folded (RFC 5545, section 3.1)."""


class Entry(NamedTuple):
    """One entry: when, what kind of thing, of which session. Whole days have no hour."""

    at: datetime
    kind: str
    session: str
    whole_day: bool = False


def as_calendar(entries: Iterable[Entry], stamp: datetime) -> str:
    """The entries as one calendar. Moments are written as local time, as they were given. `stamp` is when it was made (UTC)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ethics//due//EN", "CALSCALE:GREGORIAN"]
    for number, entry in enumerate(entries, 1):
        lines += _event(entry, number, stamp)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(entry: Entry, number: int, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.session}-{number}-{entry.at:%Y%m%dT%H%M%S}@ethics"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    if entry.whole_day:
        yield f"DTSTART;VALUE=DATE:{entry.at:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.at + timedelta(days=1):%Y%m%d}"
    else:
        yield f"DTSTART:{entry.at:%Y%m%dT%H%M%S}"
        yield "DURATION:PT0S"
    yield f"SUMMARY:ethics: {entry.kind} ({entry.session})"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _folded(line: str) -> str:
    """A long line broken as the format asks. All of it is ASCII, so octets are characters."""
    parts = [line[:LINE]] + [line[at : at + LINE - 1] for at in range(LINE, len(line), LINE - 1)]
    return "\r\n ".join(parts)
