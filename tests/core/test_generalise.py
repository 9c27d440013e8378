"""Text is made coarser where it tells a day, a place or an identifier, and stays as it was everywhere else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ethics_cli.core.declared import declared
from ethics_cli.core.generalise import Veil, day_of, field_of, generalised, part_of_day, week_of
from ethics_cli.core.identifiers import identifiers_in

FIRST = date(2026, 11, 21)
VEIL = Veil(FIRST, declared(["Catherine Vale"]), {"England": "a jurisdiction"}, {"uk-england": "a jurisdiction"})
PIECES = [
    "5 Dec 2026, 14:30",
    "on 12/11/2026",
    "2026-11-21T09:10",
    "07700 900123",
    "r.okafor82@example.org",
    "Catherine",
    "in England",
    "uk-england",
    "Mrs Achterberg",
    "December 1",
    "@quiet_otter",
    "12 Rowan Street",
    "219-09-9999",
    "the week before",
]
words = st.lists(st.sampled_from(PIECES) | st.text("abc d.,;-\n0123456789/", max_size=8), max_size=8)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Look again: 5 Dec 2026.", "Look again: week 3."),
        ("We met on 5 Dec 2026, 14:30.", "We met in week 3, afternoon."),
        ("2026-11-21T09:10", "week 1, morning"),
        ("on the 20th of November 2026", "the week before"),
        ("On 1 Nov 2026 she left", "3 weeks before she left"),
        ("December 1, early", "week 2, early"),
        ("born on 12 March 1987", "born on [date]"),
        ("on 05/06/2026", "on [date]"),
        ("21/11/2026", "week 1"),
        ("Catherine rang from 07700 900123", "[name to keep out] rang from [telephone number]"),
        ("She works in England, not New-England.", "She works in a jurisdiction, not New-England."),
        ("uk-england", "a jurisdiction"),
        ("You may 3 times, May be; 4 of March-like things", "You may 3 times, May be; 4 of March-like things"),
    ],
)
def test_what_tells_when_where_and_who_is_made_coarser(text, said):
    assert generalised(text, VEIL) == said


def test_without_a_first_day_every_day_is_only_a_day():
    assert generalised("on 5 Dec 2026 and December 1", Veil()) == "on [date] and [date]"


@pytest.mark.parametrize(
    ("profession", "field"),
    [
        ("therapist", "helping professional"),
        ("HR partner", "workplace professional"),
        ("Chaplain", "professional"),
        ("", ""),
    ],
)
def test_a_profession_is_told_as_its_field(profession, field):
    assert field_of(profession) == field


@given(st.dates(FIRST - timedelta(366), FIRST + timedelta(366)))
def test_a_day_has_the_same_week_however_it_is_written(day):
    month = f"{day:%B}"
    written = [f"{day:%Y-%m-%d}", f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{day:%Y%m%d}"]

    assert {day_of(text, FIRST) for text in written} == {day}


@given(st.dates(FIRST, FIRST + timedelta(360)), st.integers(0, 300))
def test_weeks_are_counted_from_the_first_day_and_never_go_back(day, more):
    assert int(week_of(day, FIRST).split()[1]) == (day - FIRST).days // 7 + 1
    assert week_of(day + timedelta(7 * more), FIRST) in ("", f"week {(day - FIRST).days // 7 + 1 + more}")


def test_every_hour_is_in_one_part_of_the_day():
    assert {part_of_day(hour) for hour in range(24)} == {"morning", "afternoon", "evening", "night"}


@given(words)
@example(["2026", "-11-21"])
def test_no_identifier_and_no_full_date_survives(pieces):
    for joint in (" ", ", ", "\n"):
        assert identifiers_in(generalised(joint.join(pieces), VEIL)) == []


@given(
    st.text("abcdefghijklmnopqrstuvwxyz ,.;:!?()“”\n", max_size=80).filter(
        lambda text: "catherine" not in text and "vale" not in text
    )
)
def test_text_without_any_of_this_stays_as_it_was(text):
    assert generalised(text, VEIL) == text
