from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ethics_cli.core.agreement import Pair, agreement, weighted_kappa

POINTS = 5
PAIRS = some.lists(some.tuples(some.integers(0, POINTS - 1), some.integers(0, POINTS - 1)), max_size=60)


def table(*rows: tuple[int, ...]) -> list[Pair]:
    """The pairs that a table of counts stands for: one rater down, the other across."""
    return [(down, across) for down, row in enumerate(rows) for across, count in enumerate(row) for _ in range(count)]


def test_with_two_points_it_is_plain_kappa() -> None:
    # Found: 35 of 50 agree, 0.7. By chance: 0.5 * 0.6 + 0.5 * 0.4 = 0.5. (0.7 - 0.5) / (1 - 0.5) = 0.4.
    found = weighted_kappa(table((20, 5), (10, 15)), 2)

    assert found == Fraction(2, 5)


def test_with_three_points_and_like_margins() -> None:
    # Each used each point 10 times of 30. Found: 6 pairs one step apart, 3 pairs two: 12 / 30 = 0.4 steps a pair.
    # By chance every cell holds a ninth: 4 cells of one step and 2 of two: 8 / 9. 1 - 0.4 / (8 / 9) = 0.55.
    found = weighted_kappa(table((7, 2, 1), (1, 7, 2), (2, 1, 7)), 3)

    assert found == Fraction(11, 20)


def test_with_three_points_and_unlike_margins() -> None:
    # Down 6, 3, 1 of 10; across 4, 4, 2. Found: one step 2 + 1, two steps 0: 3 / 10.
    # By chance: 6 * (4 * 1 + 2 * 2) + 3 * (4 * 1 + 2 * 1) + 1 * (4 * 2 + 4 * 1) = 48 + 18 + 12 = 78 / 100.
    # 1 - 0.30 / 0.78 = 48 / 78 = 8 / 13.
    found = weighted_kappa(table((4, 2, 0), (0, 2, 1), (0, 0, 1)), 3)

    assert found == Fraction(8, 13)


def test_a_step_counts_the_same_wherever_it_is_taken() -> None:
    near = weighted_kappa(table((4, 1, 0), (0, 4, 0), (0, 0, 1)), 3)
    far = weighted_kappa(table((4, 0, 1), (0, 4, 0), (0, 0, 1)), 3)

    assert near is not None and far is not None
    assert near > far


def test_two_who_never_leave_one_point_leave_it_undefined() -> None:
    assert weighted_kappa([(3, 3)] * 60, POINTS) is None
    assert agreement([(3, 3)] * 60, POINTS).flat


def test_nothing_rated_leaves_it_undefined() -> None:
    assert weighted_kappa([], POINTS) is None
    assert agreement([], POINTS)._asdict() == {
        "pairs": 0, "same": 0, "near": 0, "opposite": 0, "kappa": None, "enough": 50,
    }  # fmt: skip


def test_perfect_agreement_is_one_and_agreement_of_chance_is_nought() -> None:
    assert weighted_kappa([(0, 0), (4, 4)], POINTS) == 1
    assert weighted_kappa([(0, 0), (0, 4), (4, 0), (4, 4)], POINTS) == 0


@pytest.mark.parametrize(("count", "given"), [(49, False), (50, True)])
def test_it_is_given_from_twice_the_square_of_the_points_on(count: int, given: bool) -> None:
    pairs = [(at % POINTS, at % POINTS) for at in range(count)]

    assert (agreement(pairs, POINTS).kappa is not None) is given


def test_differences_are_counted_by_how_far_they_go() -> None:
    found = agreement([(0, 0), (0, 1), (2, 3), (1, 3), (0, 4), (2, 4)], POINTS)

    assert (found.pairs, found.same, found.near, found.opposite) == (6, 1, 2, 2)


@given(PAIRS)
def test_it_is_the_same_from_either_side(pairs: list[Pair]) -> None:
    turned = [(other, one) for one, other in pairs]

    assert weighted_kappa(pairs, POINTS) == weighted_kappa(turned, POINTS)
    assert agreement(pairs, POINTS) == agreement(turned, POINTS)


@given(PAIRS)
def test_it_is_at_most_one_and_one_only_when_all_are_the_same(pairs: list[Pair]) -> None:
    found = weighted_kappa(pairs, POINTS)

    assert found is None or found <= 1
    assert (found == 1) is (found is not None and all(one == other for one, other in pairs))
