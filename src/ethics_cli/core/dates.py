"""Days and moments as people type them: `today`, `5 Dec`, `in 2 weeks`, `yesterday 14:30`. The present comes in as data."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
_AHEAD = re.compile(r"(?:in\s+|\+\s*)(\d{1,4})\s*(d|days?|w|weeks?|months?)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?\s+([a-z]{3,9})\.?(?:,?\s+(\d{4}))?")
_CLOCK = re.compile(r"(?:^|[\sT])(\d{1,2})[:.](\d{2})\s*$")
DATE_HINT = "write a day as 2026-12-05, 5 Dec, tomorrow, Friday or in 2 weeks"
MOMENT_HINT = "write a moment as now, today 14:30, yesterday 9:00 or 2026-11-21 14:30"


def read_date(text: str, today: date) -> date | None:
    """The day a person means, counted from `today`; None when it is none. A day without a year is the next such day."""
    words = " ".join(text.lower().split())
    if words in _NAMED:
        return today + timedelta(days=_NAMED[words])
    for reading in (_iso, _ahead, _weekday, _day_and_month):
        found = reading(words, today)
        if found is not None:
            return found
    return None


def read_moment(text: str, now: datetime, *, ahead: bool = False) -> datetime | None:
    """The moment a person means. A time alone is today's; a day alone is that day at 00:00; `now` is now.

    A day without a year is the last such day, for one learns of what is past; with `ahead`, the next one: a deadline.
    """
    words = " ".join(text.strip().split())
    if not words:
        return None
    if words.lower() == "now":
        return now.replace(second=0, microsecond=0, tzinfo=None)
    clock = _CLOCK.search(words)
    at = time(0, 0)
    if clock:
        hour, minute = int(clock.group(1)), int(clock.group(2))
        if hour > 23 or minute > 59:
            return None
        at, words = time(hour, minute), words[: clock.start()].strip()
    day = now.date() if not words else read_date(words, now.date()) if ahead else _past(words, now.date())
    return datetime.combine(day, at) if day else None


def moment_of(text: object) -> datetime | None:
    """A moment as the journal keeps it, without a time zone; None for anything else."""
    try:
        return datetime.fromisoformat(str(text)).replace(tzinfo=None)
    except ValueError:
        return None


def day_words(iso: str) -> str:
    """`2026-12-05` as `5 Dec 2026`; a moment keeps its time."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    day = f"{moment.day} {MONTHS[moment.month - 1].capitalize()} {moment.year}"
    return day if len(iso) == 10 or moment.time() == time(0, 0) else f"{day}, {moment:%H:%M}"


def _past(words: str, today: date) -> date | None:
    """A day without a year in a moment is the last such day: one learns of things in the past."""
    found = read_date(words, today)
    spelled = _DAY_MONTH.fullmatch(words.lower())
    if found and found > today and spelled and not spelled.group(3):
        return next(
            (day for back in range(1, 9) if (day := _day(found.year - back, found.month, found.day)) and day <= today),
            None,
        )
    if found and found > today and _weekday(words.lower(), today) and not words.lower().startswith("next "):
        return found - timedelta(days=7)
    return found


def _iso(words: str, _: date) -> date | None:
    found = _ISO.fullmatch(words)
    return _day(*(int(part) for part in found.groups())) if found else None


def _ahead(words: str, today: date) -> date | None:
    found = _AHEAD.fullmatch(words)
    if not found:
        return None
    number, unit = int(found.group(1)), found.group(2) or "d"
    if unit.startswith("m"):
        months = today.month - 1 + number
        year, month = today.year + months // 12, months % 12 + 1
        return next((day for last in range(today.day, 27, -1) if (day := _day(year, month, last))), None) or _day(
            year, month, today.day
        )
    return _shifted(today, number * (7 if unit.startswith("w") else 1))


def _weekday(words: str, today: date) -> date | None:
    name = words.removeprefix("next ").removeprefix("on ")
    match = [at for at, day in enumerate(WEEKDAYS) if name == day or (len(name) == 3 and day.startswith(name))]
    if not match:
        return None
    return today + timedelta(days=(match[0] - today.weekday() - 1) % 7 + 1)


def _day_and_month(words: str, today: date) -> date | None:
    found = _DAY_MONTH.fullmatch(words)
    if not found or found.group(2)[:3] not in MONTHS:
        return None
    day, month = int(found.group(1)), MONTHS.index(found.group(2)[:3]) + 1
    if found.group(3):
        return _day(int(found.group(3)), month, day)
    coming = (_day(year, month, day) for year in range(today.year, today.year + 9))
    return next((found for found in coming if found and found >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shifted(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
