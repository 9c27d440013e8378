"""What is due as a calendar file (iCalendar, RFC 5545): moments, kinds and ids of sessions, and not one word of a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
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
    taken: Counter[str] = Counter()
    for entry in entries:
        lines += _event(entry, _uid(entry, taken), stamp)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _uid(entry: Entry, taken: Counter[str]) -> str:
    """The same for the same entry in every file: a calendar that is given a newer file keeps no entry twice."""
    name = f"{entry.session}-{entry.kind.replace(' ', '-')}-{_moment(entry.at)}"
    taken[name] += 1
    return f"{name}-{taken[name]}@ethics"


def _event(entry: Entry, uid: str, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{_moment(stamp)}Z"
    if entry.whole_day:
        yield f"DTSTART;VALUE=DATE:{_day(entry.at.date())}"
        if entry.at.date() < date.max:
            yield f"DTEND;VALUE=DATE:{_day(entry.at.date() + timedelta(days=1))}"
    else:
        yield f"DTSTART:{_moment(entry.at)}"
        yield "DURATION:PT0S"
    yield f"SUMMARY:ethics: {entry.kind} ({entry.session})"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{_day(at.date())}T{at:%H%M%S}"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _folded(line: str) -> str:
    """A long line broken as the format asks. All of it is ASCII, so octets are characters."""
    parts = [line[:LINE]] + [line[at : at + LINE - 1] for at in range(LINE, len(line), LINE - 1)]
    return "\r\n ".join(parts)
