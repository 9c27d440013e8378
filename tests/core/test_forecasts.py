"""Forecasts against what happened: what can be scored, the score, and bands of about the same chance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.forecasts import BANDS, CAME_TRUE, Forecast, bands, brier, forecast_of

FORECASTS = st.lists(
    st.builds(
        Forecast,
        text=st.just("x"),
        chance=st.none() | st.integers(0, 100),
        outcome=st.sampled_from(["", *CAME_TRUE]),
    ),
    max_size=40,
)


def made(chance: int | None, outcome: str) -> Forecast:
    return Forecast("x", chance=chance, outcome=outcome)


@pytest.mark.parametrize(
    ("found", "score"),
    [
        ([], None),
        ([made(100, "yes"), made(0, "no")], 0.0),
        ([made(0, "yes"), made(100, "no")], 1.0),
        ([made(50, "yes"), made(50, "no")], 0.25),
        ([made(80, "yes"), made(80, "no")], 0.34),
        ([made(80, "partly"), made(80, "not-yet"), made(None, "yes"), made(80, "")], None),
    ],
)
def test_the_score_is_the_mean_squared_distance_of_what_was_held_from_what_happened(found, score) -> None:
    assert brier(found) == (pytest.approx(score) if score is not None else None)


@given(FORECASTS)
def test_every_forecast_that_can_be_scored_is_in_exactly_one_band(found: list[Forecast]) -> None:
    made_bands = bands(found)

    assert sum(band.size for band in made_bands) == sum(one.scored for one in found)
    assert all(0 <= band.came_true <= band.size for band in made_bands)
    assert all(band.low <= band.mean < band.high for band in made_bands)


def test_bands_cover_every_chance_without_a_gap() -> None:
    assert [chance for low, high in BANDS for chance in range(low, high)] == list(range(101))


@pytest.mark.parametrize(
    ("outcome", "waits"),
    [("", "2026-12-01"), ("not-yet", "2027-01-01"), ("yes", ""), ("no", ""), ("partly", "")],
)
def test_a_forecast_waits_for_its_day_until_it_is_known(outcome: str, waits: str) -> None:
    again = "2027-01-01" if outcome == "not-yet" else ""
    assert Forecast("x", by="2026-12-01", outcome=outcome, asked_again=again).waits_for == waits


def test_a_forecast_is_read_from_where_it_was_made_and_from_where_it_was_looked_at(kit) -> None:
    steps = (
        {"id": "forecast"},
        {"id": "chance", "type": "percent", "role": "forecast"},
        {"id": "forecast-by", "type": "date"},
        {"id": "true", "type": "one-of", "role": "outcome", "choices": {"yes": "Yes", "no": "No"}},
    )
    case = kit.Case(kit.framework("acting", *steps))
    assert forecast_of(case.walk) is None
    case.answer("acting.forecast", "They talk").answer("acting.chance", {"at": 70, "low": 60, "high": 80})
    case.answer("acting.forecast-by", "2026-12-05").answer("acting.true", "no")

    found = forecast_of(case.walk)
    assert found is not None
    assert (found.text, found.chance, found.low, found.high) == ("They talk", 70, 60, 80)
    assert (found.by, found.outcome, found.scored) == ("2026-12-05", "no", True)


@pytest.mark.parametrize("odd", ["often", ["yes"], 3, {"at": 5}])
def test_an_outcome_of_another_form_counts_as_not_looked_at(kit, odd) -> None:
    case = kit.Case(kit.framework("acting", {"id": "forecast"}, {"id": "true", "role": "outcome"}))
    case.answer("acting.forecast", "They talk").answer("acting.true", odd)
    found = forecast_of(case.walk)
    assert found is not None
    assert found.outcome == ""
