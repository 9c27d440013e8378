"""What a question hangs on: the claims that decided it, and the smallest sets of answers that would turn it round."""

from __future__ import annotations

from typing import Any

from ethics_cli.app.why import why
from ethics_cli.core.explaining import Turn
from ethics_cli.core.possible import Said
from ethics_cli.core.routing import sight_before
from ethics_cli.core.walk import Position

YES_NO = {"type": "yes-no"}


def refs(turns: Any) -> list[tuple[str, ...]]:
    return [tuple(one.ref for one in turn) for turn in turns]


def case(kit: Any, when: Any, **answers: Any) -> Any:
    steps = [{"id": "a", **YES_NO}, {"id": "b", **YES_NO}, {"id": "c", **YES_NO}]
    made = kit.Case(kit.framework("f", *steps, {"id": "z", "when": when}))
    for name, value in answers.items():
        made.answer(f"f.{name}", value)
    return made


def test_a_step_without_a_condition_hangs_on_nothing(kit: Any) -> None:
    found = why(case(kit, {"a": "yes"}).walk, "f.a")
    assert (found.stands, found.hinge, found.reason) == (True, None, "")


def test_each_claim_says_whether_it_holds(kit: Any) -> None:
    hinge = why(case(kit, {"all": [{"a": "yes"}, {"b": "no"}]}, a="yes", b="yes").walk, "f.z").hinge
    assert hinge is not None
    assert (hinge.holds, [held for _, held in hinge.claims]) == (False, [True, False])


def test_of_claims_that_must_all_hold_any_one_would_close_what_they_opened(kit: Any) -> None:
    found = why(case(kit, {"all": [{"a": "yes"}, {"b": "no"}]}, a="yes", b="no").walk, "f.z")
    assert found.stands
    assert refs(found.hinge.turns) == [("f.a",), ("f.b",)]


def test_of_claims_of_which_one_is_enough_all_that_hold_would_have_to_differ(kit: Any) -> None:
    found = why(case(kit, {"any": [{"a": "yes"}, {"b": "no"}, {"c": "yes"}]}, a="yes", b="no", c="no").walk, "f.z")
    assert refs(found.hinge.turns) == [("f.a", "f.b")]


def test_no_set_holds_a_smaller_one(kit: Any) -> None:
    when = {"any": [{"a": "yes"}, {"all": [{"b": "yes"}, {"c": "yes"}]}]}
    found = why(case(kit, when, a="no", b="no", c="no").walk, "f.z")
    assert not found.stands
    assert refs(found.hinge.turns) == [("f.a",), ("f.b", "f.c")]


def test_the_answers_that_would_do_are_named(kit: Any) -> None:
    found = why(case(kit, {"a": {"in": ["yes", "unsure"]}}, a="yes").walk, "f.z")
    assert found.hinge.turns == ((Turn("f.a", (Said("no"), Said())),),)


def test_a_claim_about_items_is_one_claim_that_may_come_out_either_way(kit: Any) -> None:
    roster = {"id": "p", "type": "roster", "fields": [{"id": "weak", "ask": "?", "type": "yes-no"}]}
    made = kit.Case(kit.framework("f", roster, {"id": "z", "when": {"p": {"any": {"weak": "yes"}}}}))
    made.answer("f.p", [{"id": "p1", "label": "Somebody", "weak": "yes"}])
    found = why(made.walk, "f.z")
    assert found.hinge.turns == ((Turn("f.p"),),)


def test_what_only_a_fact_decides_turns_on_no_answer(kit: Any) -> None:
    found = why(case(kit, {"fact.depth": "standard"}).walk, "f.z")
    assert found.stands
    assert found.hinge.turns == ()


def test_a_flag_is_explained_as_it_stands_at_the_end(kit: Any) -> None:
    flag = {"id": "up", "when": {"a": "yes"}, "level": "note", "say": "Look."}
    made = kit.Case(kit.framework("f", {"id": "a", **YES_NO}, flags=[flag])).answer("f.a", "yes")
    found = why(made.walk, "f.up")
    assert (found.stands, refs(found.hinge.turns)) == (True, [("f.a",)])


def test_a_deeper_step_says_that_this_walk_is_not_so_deep(kit: Any) -> None:
    made = kit.Case(kit.framework("f", {"id": "a", **YES_NO}, {"id": "deep", "depth": "full"}))
    assert why(made.walk, "f.deep").reason == "depth"


def test_a_place_sees_only_what_was_answered_before_it(kit: Any) -> None:
    made = case(kit, {"a": "yes"}, a="yes", b="no")
    step = made.walk.step("f.b")
    sight = sight_before(made.folded, Position(step).key)
    assert sight is not None
    assert (sight.value("f.a"), sight.value("f.b")) == ("yes", None)
