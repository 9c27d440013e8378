"""Likeness of pattern: weighed for all cases at once, and the same as weighed one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.likeness import HEAVIEST, Patterns
from ethics_cli.core.traits import Traits, pattern_of

PATTERN = st.frozensets(st.sampled_from([f"flag:{sign}" for sign in "abcdefgh"]), max_size=6)


@given(st.lists(PATTERN, max_size=40), PATTERN, st.integers(1, 12))
def test_the_nearest_are_those_that_one_by_one_share_most_weight_the_newest_first(
    found: list[frozenset[str]], pattern: frozenset[str], count: int
) -> None:
    patterns = Patterns(found)
    weight = lambda number: sum(patterns._weights[sign] for sign in pattern & found[number])  # noqa: E731
    wanted = sorted((number for number in range(len(found)) if weight(number)), key=lambda one: (-weight(one), -one))

    assert patterns._nearest(pattern, count, -1) == wanted[:count]


@given(st.lists(PATTERN, min_size=1, max_size=20))
def test_a_case_is_nothing_but_like_itself_and_left_out_when_that_is_asked(found: list[frozenset[str]]) -> None:
    patterns = Patterns(found)
    likes = patterns.like(found[0], 50, but=0)
    assert 0 not in [like.number for like in likes]
    assert all(like.share == 1.0 for like in likes if found[like.number] == found[0])


@given(st.lists(PATTERN, min_size=1, max_size=20), PATTERN)
def test_what_is_the_same_and_what_differs_make_up_both_patterns(
    found: list[frozenset[str]], pattern: frozenset[str]
) -> None:
    for like in Patterns(found).like(pattern, 20):
        assert {*like.same, *like.only_here} == pattern
        assert {*like.same, *like.only_there} == found[like.number]
        assert like.same
        assert 0 < like.share <= 1


def test_a_rare_sign_counts_for_more_than_a_common_one() -> None:
    common = frozenset({"flag:common"})
    found = [*[common] * 200, frozenset({"flag:rare"})]
    (first, *_) = Patterns(found).like(frozenset({"flag:common", "flag:rare"}), 5)
    assert first.number == 200


def test_no_sign_counts_for_more_than_the_heaviest() -> None:
    patterns = Patterns([frozenset({"flag:one"}), *[frozenset[str]()] * 100_000])
    assert patterns._weights == {"flag:one": HEAVIEST}


def test_a_pattern_is_made_of_coded_facts_and_says_nothing_of_how_it_was_decided() -> None:
    traits = Traits(
        kind="dilemma", protocols=("disclosure",), flags=("a.b",), rules=("eu.one",), cost="strongly", harm="yes"
    )
    assert pattern_of(traits) == {"kind:dilemma", "protocol:disclosure", "flag:a.b", "rule:eu.one"}
