"""Counts give nobody away: no small number is shown, and none can be worked out from what is shown."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.calibration import calibrated
from ethics_cli.core.counting import SMALL, Count, binary, may_go_together, share_out, tables
from ethics_cli.core.forecasts import FEW, Forecast
from ethics_cli.core.traits import Traits

NAMES = "abcd"


def counted(numbers: tuple[int, ...]) -> dict[str, int]:
    return dict(zip(NAMES, numbers, strict=False))


@pytest.mark.parametrize("cells", [2, 3, 4])
def test_no_small_number_of_parts_can_be_worked_out_from_those_that_are_shown_and_the_whole(cells: int) -> None:
    most = {2: 14, 3: 11, 4: 8}[cells]
    said: dict[tuple[object, int], list[tuple[int, ...]]] = {}
    for numbers in product(range(most), repeat=cells):
        if sum(numbers) >= SMALL:
            said.setdefault((share_out(counted(numbers)), sum(numbers)), []).append(numbers)

    for (_, whole), possible in said.items():
        for at in range(cells):
            values = {numbers[at] for numbers in possible}
            assert not (len(values) == 1 and 0 < values.pop() < SMALL), (whole, possible)


def test_a_small_part_is_shown_with_the_next_larger_even_when_it_is_the_only_one() -> None:
    assert share_out({"a": 20, "b": 7, "c": 2}) == (Count(("a",), 20), Count(("b", "c"), 9))


def test_parts_that_can_only_be_shown_all_together_are_not_shown() -> None:
    assert share_out({"a": 4, "b": 4, "c": 4}) == ()
    assert share_out({"a": 3, "b": 20}) == ()


def test_parts_that_are_large_enough_are_shown_by_themselves_the_largest_first() -> None:
    assert share_out({"a": 5, "b": 9, "c": 0}) == (Count(("b",), 9), Count(("a",), 5))


@given(st.lists(st.sets(st.sampled_from("abcdef")), min_size=SMALL, max_size=30))
def test_of_what_may_go_together_neither_a_few_nor_all_but_a_few_are_told(found: list[set[str]]) -> None:
    counts = may_go_together(found, len(found))

    assert sorted(name for count in counts for name in count.names) == sorted(set().union(*found))
    for count in counts:
        number = sum(count.names[0] in one for one in found)
        small = 0 < number < SMALL or 0 < len(found) - number < SMALL
        assert (count.number is None) == small
        assert count.number in (None, number)


@given(st.lists(st.sets(st.sampled_from("abcdef")), min_size=SMALL, max_size=30))
def test_the_order_of_what_only_a_few_have_says_nothing_of_how_few(found: list[set[str]]) -> None:
    few = [count.names for count in may_go_together(found, len(found)) if count.few in ("fewer", "some")]
    assert few == sorted(few)


@pytest.mark.parametrize(
    ("number", "of", "few"),
    [(0, 9, ""), (9, 9, ""), (5, 6, "some"), (4, 20, "fewer"), (5, 20, ""), (16, 20, "all but fewer")],
)
def test_one_number_of_so_many_says_which_side_is_small(number: int, of: int, few: str) -> None:
    assert binary(number, of).few == few


def test_fewer_sessions_than_may_be_shown_have_no_tables() -> None:
    assert tables([Traits(kind="dilemma")] * (SMALL - 1)) == ()


def test_what_only_some_sessions_have_is_divided_up_only_where_their_number_is_shown() -> None:
    quiet, giving = Traits(kind="dilemma"), Traits(kind="dilemma", discloses=True, rung="facts")
    ids = lambda found: {table.id for table in tables(found)}  # noqa: E731
    assert "given" in ids([*[quiet] * 6, *[giving] * 6])
    assert "given" not in ids([*[quiet] * 6, *[giving] * 4])
    assert "given" not in ids([*[quiet] * 4, *[giving] * 6])


def test_a_table_in_which_everything_is_pooled_is_left_out() -> None:
    found = [*[Traits(kind="dilemma")] * 3, *[Traits(kind="plain")] * 3]
    assert "kind" not in {table.id for table in tables(found)}


# forecasts


def forecasts(chance: int, came_true: int, not_true: int) -> list[Forecast]:
    return [
        *[Forecast("x", chance=chance, outcome="yes")] * came_true,
        *[Forecast("x", chance=chance, outcome="no")] * not_true,
    ]


def test_fewer_forecasts_than_may_be_shown_have_no_score() -> None:
    found = calibrated(forecasts(80, 3, 1))
    assert (found.size, found.brier, found.bands) == (0, "", ())


@given(
    st.lists(
        st.builds(Forecast, st.just("x"), st.integers(0, 100), outcome=st.sampled_from(["yes", "no"])), max_size=80
    )
)
def test_every_band_that_is_shown_hides_nothing_and_without_bands_there_is_no_score(found: list[Forecast]) -> None:
    shown = calibrated(found)

    assert all(one.size >= SMALL and binary(one.came_true, one.size).number is not None for one in shown.bands)
    assert sum(one.size for one in shown.bands) in (0, len(found))
    assert bool(shown.brier) == bool(shown.bands)
    assert all(one.high <= other.low for one, other in pairwise(shown.bands))


def test_a_score_is_left_out_where_it_would_tell_how_a_few_came_out() -> None:
    assert calibrated(forecasts(80, 17, 3)).brier == ""
    assert calibrated(forecasts(80, 15, 5)).brier == "0.19"
    assert calibrated(forecasts(80, 20, 0)).brier == "0.04"


def test_a_score_from_few_forecasts_says_that_it_says_little() -> None:
    assert calibrated(forecasts(80, 10, 10)).little
    assert not calibrated(forecasts(80, FEW, FEW)).little


def test_a_band_that_may_not_be_shown_is_joined_with_its_neighbour() -> None:
    low, high = calibrated([*forecasts(10, 1, 7), *forecasts(30, 5, 5), *forecasts(90, 10, 5)]).bands
    assert (low.name, low.size, low.mean, low.came_true) == ("0 to 39 %", 18, 21, 6)
    assert (high.name, high.size, high.came_true) == ("80 to 100 %", 15, 10)


def test_the_number_of_forecasts_that_are_not_scored_is_not_told_when_it_is_small() -> None:
    waiting = Forecast("x", chance=50)
    assert calibrated([*forecasts(80, 6, 6), waiting]).waiting == Count((), few="fewer")
    assert calibrated([*forecasts(80, 6, 6), *[waiting] * 7]).waiting == Count((), 7)
