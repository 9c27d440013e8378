from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.dates import MONTHS, WEEKDAYS, day_words, read_date, read_moment

SATURDAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 14, 30, 45, 99)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", "2026-11-21"),
        ("now", "2026-11-21"),
        ("Tomorrow", "2026-11-22"),
        ("  YESTERDAY ", "2026-11-20"),
        ("2026-12-05", "2026-12-05"),
        ("2020-01-01", "2020-01-01"),
        ("5 Dec", "2026-12-05"),
        ("5. december", "2026-12-05"),
        ("5 Dec. 2027", "2027-12-05"),
        ("5 Dec, 2027", "2027-12-05"),
        ("21 Nov", "2026-11-21"),
        ("20 Nov", "2027-11-20"),
        ("29 Feb", "2028-02-29"),
        ("29 Feb 2024", "2024-02-29"),
        ("Sunday", "2026-11-22"),
        ("fri", "2026-11-27"),
        ("Saturday", "2026-11-28"),
        ("next monday", "2026-11-23"),
        ("on monday", "2026-11-23"),
        ("in 3 days", "2026-11-24"),
        ("in 3", "2026-11-24"),
        ("+3d", "2026-11-24"),
        ("+ 1 week", "2026-11-28"),
        ("in 2   weeks", "2026-12-05"),
        ("in 1 month", "2026-12-21"),
        ("in 15 months", "2028-02-21"),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, meant: str) -> None:
    found = read_date(typed, SATURDAY)
    assert found is not None
    assert found.isoformat() == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "2026-13-01",
        "2026-02-30",
        "2026-2-3",
        "0000-01-01",
        "31 Feb",
        "32 Dec",
        "0 Jan",
        "5 xyz",
        "Dec",
        "5",
        "mo",
        "in weeks",
        "in 99999 days",
        "-3",
    ],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_date(typed, SATURDAY) is None


@pytest.mark.parametrize(
    ("today", "months", "meant"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-12-31", 2, "2027-02-28"),
    ],
)
def test_a_month_ahead_ends_with_the_month_when_it_is_shorter(today: str, months: int, meant: str) -> None:
    found = read_date(f"in {months} months", date.fromisoformat(today))
    assert found is not None
    assert found.isoformat() == meant


def test_what_lies_beyond_the_calendar_is_none() -> None:
    assert read_date("in 9999 days", date(9999, 1, 1)) is None
    assert read_date("in 9999 months", date(9999, 1, 1)) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("now", "2026-11-21T14:30"),
        ("today", "2026-11-21T00:00"),
        ("14:05", "2026-11-21T14:05"),
        ("9.05", "2026-11-21T09:05"),
        ("today 14:30", "2026-11-21T14:30"),
        ("yesterday 9:00", "2026-11-20T09:00"),
        ("2026-11-20 23:59", "2026-11-20T23:59"),
        ("2026-11-20T23:59", "2026-11-20T23:59"),
        ("tomorrow 17:00", "2026-11-22T17:00"),
        ("in 2 weeks 10:00", "2026-12-05T10:00"),
        ("20 Nov 9:00", "2026-11-20T09:00"),
        ("5 Dec 2026 9:00", "2026-12-05T09:00"),
        ("next friday 9:00", "2026-11-27T09:00"),
    ],
)
def test_a_moment_is_read_as_people_type_it(typed: str, meant: str) -> None:
    found = read_moment(typed, NOW)
    assert found is not None
    assert found.isoformat(timespec="minutes") == meant
    assert (found.second, found.microsecond, found.tzinfo) == (0, 0, None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Friday 9:00", "2026-11-20"),
        ("fri 9:00", "2026-11-20"),
        ("on Friday 9:00", "2026-11-20"),
        ("Saturday", "2026-11-21"),
        ("22 Nov", "2025-11-22"),
        ("29 Feb 9:00", "2024-02-29"),
    ],
)
def test_a_day_without_a_year_in_a_moment_is_the_last_such_day(typed: str, meant: str) -> None:
    found = read_moment(typed, NOW)
    assert found is not None
    assert found.date().isoformat() == meant


@pytest.mark.parametrize(
    "typed", ["", "  ", "24:00", "9:60", "soon 9:00", "soon", "9:5", "2026-02-30 9:00", "31 feb 9:00"]
)
def test_what_is_no_moment_is_none(typed: str) -> None:
    assert read_moment(typed, NOW) is None


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-12-05", "5 Dec 2026"),
        ("2026-12-05T00:00", "5 Dec 2026"),
        ("2026-12-05T09:05", "5 Dec 2026, 09:05"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_a_day_is_written_out(iso: str, words: str) -> None:
    assert day_words(iso) == words


_days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(_days, _days)
def test_a_day_written_out_is_read_back_as_itself(day: date, today: date) -> None:
    assert read_date(day_words(day.isoformat()), today) == day
    assert read_date(day.isoformat(), today) == day


@given(_days, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_next_such_day_within_a_week(today: date, name: str) -> None:
    for typed in (name, name[:3]):
        found = read_date(typed, today)
        assert found is not None
        assert (0 < (found - today).days <= 7, WEEKDAYS[found.weekday()]) == (True, name)


@given(_days, st.integers(1, 28), st.sampled_from(MONTHS))
def test_a_day_without_a_year_is_the_next_such_day(today: date, day: int, month: str) -> None:
    found = read_date(f"{day} {month}", today)
    assert found is not None
    assert (0 <= (found - today).days <= 366, found.day, MONTHS[found.month - 1]) == (True, day, month)


@given(st.text(max_size=20), _days)
def test_no_text_breaks_the_reader(typed: str, today: date) -> None:
    assert isinstance(read_date(typed, today), (date, type(None)))
    assert isinstance(read_moment(typed, datetime(today.year, today.month, today.day)), (datetime, type(None)))
