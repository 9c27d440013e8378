"""Two people's judgements beside each other."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.core.event import OpinionGiven
from ethics_cli.core.opinion import SideBySide, opinions, side_by_side

OPTIONS = {"id": "options", "type": "roster", "item": "option", "role": "options"}
STANDS = {"id": "stands", "type": "appraisal", "each": "s.options"}
CHOICE = {"id": "choice", "type": "one-of", "from": "s.options", "role": "decision"}
SURE = {"id": "sure", "type": "percent", "role": "confidence-after"}


@pytest.fixture
def case(kit: Any) -> Any:
    """Two options under one lens, judged and chosen."""
    made = kit.Case(
        kit.framework("s", OPTIONS),
        kit.framework("care", {"id": "needs"}, STANDS, kind="lens"),
        kit.framework("c", CHOICE, SURE),
    )
    made.answer("s.options", kit.roster("Tell", "Wait")).answer("care.needs", "rest")
    made.answer("care.stands", "against", "o1", because="too soon")
    made.answer("care.stands", "strongly-for", "o2", because="she asked")
    return made.answer("c.choice", "o2", because="time").answer("c.sure", {"at": 70})


def answer(step: str, value: Any = None, *items: str, **more: Any) -> dict[str, Any]:
    return {"step": step, "asked": "?", "value": value, **({"items": list(items)} if items else {}), **more}


def beside(case: Any, *answers: dict[str, Any]) -> SideBySide:
    seen = case.folded.count
    case.tell(OpinionGiven("peer", answers, seen, "0" * 64, blind=True))
    return side_by_side(case.walk, opinions(case.walk)[0])


def test_each_leaning_stands_beside_the_other_with_how_far_they_are_apart(case: Any) -> None:
    found = beside(case, answer("care.stands", "for", "o1", because="now"), answer("care.stands", "for", "o2"))

    assert [(one.option.letter, one.ours.sign, one.theirs.sign, one.steps, one.opposite) for one in found.leanings] == [
        ("A", "−", "+", 2, True),
        ("B", "++", "+", 1, False),
    ]


def test_those_that_part_come_with_the_furthest_apart_first(case: Any) -> None:
    found = beside(case, answer("care.stands", "neither", "o1"), answer("care.stands", "against", "o2"))

    assert [one.option.letter for one in found.parting] == ["B", "A"]
    assert found.parts


def test_a_leaning_that_either_left_open_is_not_compared(case: Any) -> None:
    found = beside(case, answer("care.stands", None, "o1", non="unknown"), answer("care.stands", "strongly-for", "o2"))

    assert (found.agreement.pairs, found.agreement.same) == (1, 1)
    assert not found.parting


def test_choices_part_when_they_differ_and_certainty_only_stands_beside(case: Any) -> None:
    found = beside(case, answer("c.choice", "o1", because="the risk"), answer("c.sure", {"at": 30}))

    assert [(one.step.ref, one.part) for one in found.answers] == [("c.choice", True), ("c.sure", False)]
    assert found.parts


def test_the_same_answers_part_nowhere(case: Any) -> None:
    found = beside(
        case,
        answer("care.stands", "against", "o1", because="other words"),
        answer("care.stands", "strongly-for", "o2"),
        answer("c.choice", "o2"),
    )

    assert not found.parts


def test_what_the_practitioner_changed_after_an_opinion_is_marked(case: Any) -> None:
    beside(case, answer("care.stands", "for", "o1"), answer("care.stands", "for", "o2"), answer("c.choice", "o1"))
    case.amend("care.stands", "neither", "o1", because="heard the peer")

    found = side_by_side(case.walk, opinions(case.walk)[0])

    assert [one.changed for one in found.leanings] == [True, False]
    assert [one.changed for one in found.answers] == [False]


@pytest.mark.parametrize(
    "odd",
    [
        answer("care.stands", ["for"], "o1"),
        answer("care.stands", "wonderful", "o1"),
        answer("care.stands", {"at": 3}, "o1"),
        answer("care.stands", 7, "o1"),
    ],
)
def test_a_leaning_that_is_none_is_read_as_left_open(case: Any, odd: dict[str, Any]) -> None:
    found = beside(case, odd)

    assert [one.theirs.leaning for one in found.leanings] == ["", ""]
    assert found.agreement.pairs == 0


def test_judgements_of_what_is_not_there_are_counted_and_nothing_else(case: Any) -> None:
    found = beside(
        case, answer("care.stands", "for", "o9"), answer("gone.stands", "for", "o1"), answer("care.needs", "x")
    )

    assert (found.leanings, found.answers, found.gone) == ((), (), 3)


def test_a_walk_without_opinions_has_none(case: Any) -> None:
    assert opinions(case.walk) == ()
