"""Which norms may bear on a case, and when a time limit ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ethics_cli.core.norm import CLOCK_LIMIT, Clock, fitting, norm_file_from

RECEIVED = datetime(2026, 11, 20, 11, 40)
"""A Friday."""
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2190, 1, 1))
NUMBERS = st.integers(1, 400)


@pytest.fixture
def found(content: Any):
    """The ids that fit, of files in which each norm is named by what is special about it."""

    def of(*files: Any, places: Any = (), bodies: Any = (), topics: Any = (), profession: str = "") -> list[str]:
        held = [norm_file_from(one) for one in files]
        return [norm.id for norm in fitting(held, places, bodies, topics, profession)]

    return of


@pytest.fixture
def laws(content: Any) -> list[Any]:
    """A file of law for each of six places, each with one norm of that name."""
    places = ("us", "us-ca", "ca", "ca-on", "uk", "uk-england")
    return [content.norms(place, content.norm(place), kind="law", place=place) for place in places]


@pytest.mark.parametrize(
    ("place", "brings"),
    [
        ("us-ca", ["us", "us-ca"]),
        ("us-tx", ["us"]),
        ("us", ["us"]),
        ("ca-on", ["ca", "ca-on"]),
        ("ca", ["ca"]),
        ("uk-england", ["uk", "uk-england"]),
        ("uk", ["uk"]),
        ("usa", []),
        ("elsewhere", []),
        ("", []),
    ],
)
def test_a_place_brings_its_own_law_and_that_of_what_it_is_part_of(found, laws, place: str, brings: list[str]) -> None:
    assert found(*laws, places=[place]) == brings


def test_several_places_bring_the_law_of_each_once_and_in_the_order_of_the_files(found, laws) -> None:
    assert found(*laws, places=["uk-england", "us-ca", "us"]) == ["us", "us-ca", "uk", "uk-england"]


def test_a_code_is_for_the_members_of_its_body_and_no_body_is_part_of_another(found, content) -> None:
    codes = [
        content.norms(f"code-{at}", content.norm(body), kind="code", body=body)
        for at, body in enumerate(["guild", "guild-north"])
    ]
    assert found(*codes, bodies=["guild"]) == ["guild"]
    assert found(*codes, bodies=["guild-north"]) == ["guild-north"]
    assert found(*codes, bodies=["none"]) == []
    assert found(*codes) == []


def test_a_policy_always_fits(found, content) -> None:
    policy = content.norms("hr", content.norm("hr-7"))
    assert found(policy) == ["hr-7"]
    assert found(policy, places=["us-ca"], bodies=["guild"], profession="nurse") == ["hr-7"]


def test_a_norm_fits_by_any_topic_it_shares_and_without_topics_all_fit(found, content) -> None:
    rules = content.norms(
        "rules", content.norm("a", topics=["threat"]), content.norm("b", topics=["privacy", "threat"])
    )
    assert found(rules, topics=["privacy"]) == ["b"]
    assert found(rules, topics=["consent", "threat"]) == ["a", "b"]
    assert found(rules, topics=["none"]) == []
    assert found(rules) == ["a", "b"]


@pytest.mark.parametrize(
    ("profession", "fits"),
    [
        ("social-worker", ["for-all", "for-two"]),
        ("nurse", ["for-all", "for-two"]),
        ("teacher", ["for-all"]),
        ("other", ["for-all", "for-two"]),
        ("", ["for-all", "for-two"]),
    ],
)
def test_a_norm_for_some_professions_is_kept_from_others_but_not_from_one_that_is_not_known(
    found, content, profession: str, fits: list[str]
) -> None:
    two = content.norm("for-two", professions=["social-worker", "nurse"])
    assert found(content.norms("rules", content.norm("for-all"), two), profession=profession) == fits


def test_a_norm_keeps_all_that_was_said_of_it(content) -> None:
    plain = content.norm(limit="Three days", clock={"days": 3}, client={"told": "must-not"}, professions=["nurse"])
    (norm,) = norm_file_from(content.norms("rules", plain)).norms
    assert (norm.ref, norm.clock, norm.told, norm.professions) == (
        "rules.n1",
        Clock(days=3),
        "must-not",
        ("nurse",),
    )
    assert (norm.source.cite, norm.source.verified) == (plain["source"]["cite"], True)
    assert norm.plain is plain


# clocks


@pytest.mark.parametrize(
    ("clock", "ends"),
    [
        (Clock(hours=36), datetime(2026, 11, 21, 23, 40)),
        (Clock(days=30), datetime(2026, 12, 20, 11, 40)),
        (Clock(working_days=1), datetime(2026, 11, 23, 11, 40)),
        (Clock(working_days=5), datetime(2026, 11, 27, 11, 40)),
        (Clock(working_days=6), datetime(2026, 11, 30, 11, 40)),
        (Clock(months=1), datetime(2026, 12, 20, 11, 40)),
        (Clock(months=2), datetime(2027, 1, 20, 11, 40)),
        (Clock(months=14), datetime(2028, 1, 20, 11, 40)),
    ],
)
def test_a_limit_counts_from_the_moment_of_receipt(clock: Clock, ends: datetime) -> None:
    assert clock.ends(RECEIVED) == ends


@pytest.mark.parametrize("day", [21, 22])
def test_a_working_day_after_a_weekend_is_the_monday(day: int) -> None:
    assert Clock(working_days=1).ends(datetime(2026, 11, day, 9)) == datetime(2026, 11, 23, 9)


@pytest.mark.parametrize(
    ("received", "months", "ends"),
    [
        ((2027, 1, 31), 1, (2027, 2, 28)),
        ((2028, 1, 31), 1, (2028, 2, 29)),
        ((2028, 2, 29), 12, (2029, 2, 28)),
        ((2026, 10, 31), 1, (2026, 11, 30)),
        ((2026, 12, 31), 1, (2027, 1, 31)),
    ],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(received: Any, months: int, ends: Any) -> None:
    assert Clock(months=months).ends(datetime(*received)) == datetime(*ends)


@pytest.mark.parametrize("clock", [Clock(), Clock(at_once=True)])
def test_at_once_has_no_fixed_end(clock: Clock) -> None:
    assert clock.ends(RECEIVED) is None


@pytest.mark.parametrize("unit", ["hours", "days", "working_days", "months"])
def test_a_limit_beyond_the_calendar_has_no_end(unit: str) -> None:
    assert Clock(**{unit: CLOCK_LIMIT}).ends(datetime(9999, 12, 31, 23)) is None


@given(MOMENTS, st.sampled_from(["hours", "days", "working_days", "months"]), st.integers(1, CLOCK_LIMIT))
@example(datetime(9999, 12, 1), "months", 1)
@example(datetime(9200, 1, 1), "months", CLOCK_LIMIT)
def test_no_limit_ends_before_it_begins(received: datetime, unit: str, number: int) -> None:
    end = Clock(**{unit: number}).ends(received)
    assert end is None or end > received


@given(MOMENTS, NUMBERS)
def test_working_days_end_from_monday_to_friday_at_the_same_hour_after_so_many_of_them(
    received: datetime, number: int
) -> None:
    end = Clock(working_days=number).ends(received)
    assert end is not None
    assert end.weekday() < 5
    assert end.time() == received.time()
    days = [received + timedelta(days=at) for at in range(1, (end - received).days + 1)]
    assert sum(day.weekday() < 5 for day in days) == number


@given(MOMENTS, st.integers(1, 60), st.integers(1, 60))
def test_working_days_add_up(received: datetime, first: int, second: int) -> None:
    halfway = Clock(working_days=first).ends(received)
    assert halfway is not None
    assert Clock(working_days=second).ends(halfway) == Clock(working_days=first + second).ends(received)


@given(MOMENTS, NUMBERS)
def test_months_end_at_the_same_hour_of_the_same_day_or_of_the_last_one(received: datetime, number: int) -> None:
    end = Clock(months=number).ends(received)
    assert end is not None
    assert (end.year - received.year) * 12 + end.month - received.month == number
    assert end.time() == received.time()
    assert end.day == received.day or (end.day < received.day and (end + timedelta(days=1)).day == 1)
