"""What is a fact of the case, and what is a judgement, told by the structure of content."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.core.judging import asked_places, ground_steps, is_judgement

CASE = {"id": "kind", "role": "kind"}
OPTIONS = {"id": "options", "type": "roster", "item": "option", "role": "options"}
STANDS = {"id": "stands", "type": "appraisal", "each": "s.options"}
CHOICE = {"id": "choice", "type": "one-of", "from": "s.options", "role": "decision"}


@pytest.fixture
def ground(kit: Any) -> Any:
    """The names of the ground steps of a walk over these frameworks."""
    return lambda *frameworks: sorted(ground_steps(kit.Case(*frameworks).walk))


def test_facts_before_the_choice_are_ground_and_the_choice_is_not(kit: Any, ground: Any) -> None:
    found = ground(kit.framework("f", CASE, {"id": "known"}), kit.framework("s", OPTIONS), kit.framework("c", CHOICE))

    assert found == ["f.kind", "f.known", "s.options"]


def test_what_comes_after_the_choice_is_no_ground(kit: Any, ground: Any) -> None:
    found = ground(kit.framework("s", OPTIONS), kit.framework("c", CHOICE), kit.framework("later", {"id": "told"}))

    assert found == ["s.options"]


def test_nothing_in_a_lens_is_ground(kit: Any, ground: Any) -> None:
    lens = kit.framework("care", {"id": "needs"}, STANDS, kind="lens")

    assert ground(kit.framework("s", OPTIONS), lens) == ["s.options"]


@pytest.mark.parametrize("role", ["first-view", "confidence-before", "consultations", "plan", "forecast", "look-back"])
def test_a_framework_that_only_shows_where_somebody_leans_is_no_ground_at_all(kit: Any, ground: Any, role: str) -> None:
    found = ground(kit.framework("self", {"id": "feeling"}, {"id": "view", "role": role}, {"id": "lose"}))

    assert found == []


def test_a_framework_with_facts_and_a_choice_is_ground_up_to_the_first_conclusion(kit: Any, ground: Any) -> None:
    all_in_one = kit.framework("s", CASE, OPTIONS, {"id": "known"}, CHOICE, {"id": "words"})

    assert ground(all_in_one) == ["s.kind", "s.known", "s.options"]


def test_a_protocol_is_ground_up_to_what_it_came_to(kit: Any, ground: Any) -> None:
    protocol = kit.framework("p", {"id": "rule"}, {"id": "exit", "role": "exit"}, {"id": "say"}, kind="protocol")

    assert ground(protocol) == ["p.rule"]


@pytest.mark.parametrize(("type_", "stays"), [("scale", False), ("percent", False), ("passage", True)])
def test_ratings_of_options_are_no_ground_and_words_about_them_are(
    kit: Any, ground: Any, type_: str, stays: bool
) -> None:
    rated = {"id": "rated", "type": type_, "each": "s.options", "points": {"low": "Low", "high": "High"}}

    assert ("s.rated" in ground(kit.framework("s", OPTIONS, rated))) is stays


def test_a_ranking_is_no_ground(kit: Any, ground: Any) -> None:
    ranking = {"id": "order", "type": "rank", "choices": {"a": "A", "b": "B"}}

    assert ground(kit.framework("f", CASE, ranking)) == ["f.kind"]


def test_a_question_that_repeats_a_hidden_answer_is_no_ground(kit: Any, ground: Any) -> None:
    view = kit.framework("self", {"id": "view", "role": "first-view"})
    asking = kit.framework("f", CASE, {"id": "next", "ask": "You wrote {self.view}. What else?"})

    assert ground(view, asking) == ["f.kind"]


def test_a_second_person_is_asked_how_options_stand_the_choice_and_what_a_protocol_comes_to(kit: Any) -> None:
    case = kit.Case(
        kit.framework("p", {"id": "exit", "role": "exit"}, kind="protocol"),
        kit.framework("s", CASE, OPTIONS),
        kit.framework("care", {"id": "needs"}, STANDS, kind="lens"),
        kit.framework("c", CHOICE, {"id": "sure", "type": "percent", "role": "confidence-after"}),
    ).answer("s.options", kit.roster("Tell", "Wait"))

    asked = [(place.step.ref, *(item.id for item in place.items)) for place in asked_places(case.walk)]

    assert asked == [("p.exit",), ("care.stands", "o1"), ("care.stands", "o2"), ("c.choice",), ("c.sure",)]


def test_a_view_before_any_weighing_is_a_judgement_that_no_second_person_is_asked_for(kit: Any) -> None:
    walk = kit.Case(kit.framework("self", {"id": "view", "role": "first-view"})).walk

    assert is_judgement(walk.path[0].step)
    assert asked_places(walk) == ()


def test_without_options_no_choice_is_asked_and_nothing_to_be_sure_of(kit: Any) -> None:
    sure = {"id": "sure", "type": "percent", "role": "confidence-after"}
    case = kit.Case(
        kit.framework("p", {"id": "exit", "role": "exit"}, kind="protocol"),
        kit.framework("s", OPTIONS),
        kit.framework("c", CHOICE, sure),
    )

    assert [place.step.ref for place in asked_places(case.walk)] == ["p.exit"]
