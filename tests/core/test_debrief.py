"""A debrief and a look back beside a decision: both at the end of the path, in either order, and neither part of the decision."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.core.event import AfterBegun
from ethics_cli.core.form import Unreadable, check_event
from ethics_cli.core.judging import ground_steps
from ethics_cli.core.look_back import DEBRIEF, answered_on, is_done, is_looked_back, places_after

MAIN = ({"id": "choice", "depth": "quick"}, {"id": "look", "type": "date", "role": "look-again", "depth": "quick"})
BEGUN = {stage: AfterBegun(stage, "quick") for stage in ("after", "debrief")}


@pytest.fixture
def case(kit) -> Any:
    """An open case, of which nothing is answered yet, with both stages in its library."""
    one = ({"id": "one", "depth": "quick"}, {"id": "two", "depth": "quick"})
    frameworks = [kit.framework("s", *MAIN), kit.framework("after", *one), kit.framework("debrief", *one)]
    return kit.Case(*frameworks, routes=[kit.route("standard", "s")]).take("standard")


@pytest.fixture
def decided(case) -> Any:
    return case.answer("s.choice", "yes").answer("s.look", "2026-12-01").close()


@pytest.mark.parametrize("order", [("debrief", "after"), ("after", "debrief")])
def test_both_stand_at_the_end_of_the_path_in_the_order_of_their_beginning(decided, order) -> None:
    for stage in order:
        decided.tell(BEGUN[stage])
    assert decided.path == ["s.choice", "s.look", *(f"{stage}.{one}" for stage in order for one in ("one", "two"))]


def test_neither_leaves_the_decision_changed(decided) -> None:
    before = decided.walk.folded.touched
    for stage in ("debrief", "after"):
        decided.tell(BEGUN[stage]).answer(f"{stage}.one", "x").amend(f"{stage}.one", "y")
    assert decided.walk.status == "decided"
    assert decided.walk.folded.touched == before


def test_one_is_done_without_the_other(decided) -> None:
    decided.tell(BEGUN["debrief"]).tell(BEGUN["after"]).answer("debrief.one", "x").answer("debrief.two", "y")
    assert is_done(decided.walk, DEBRIEF)
    assert not is_looked_back(decided.walk)
    assert answered_on(decided.walk, DEBRIEF) == "2026-11-21"
    assert [place.step.ref for place in places_after(decided.walk)] == ["after.one", "after.two"]


def test_a_debrief_may_begin_before_the_decision_and_leaves_its_next_question_where_it_was(case) -> None:
    case.tell(BEGUN["debrief"]).answer("debrief.one", "x")
    assert case.walk.status == "open"
    assert case.walk.next.step.ref == "s.choice"


def test_a_decision_is_complete_while_its_debrief_is_not(decided) -> None:
    decided.tell(BEGUN["debrief"])
    assert decided.walk.complete
    assert not is_done(decided.walk, DEBRIEF)


def test_a_debrief_shows_nothing_to_somebody_who_is_to_judge_the_case_blind(case) -> None:
    assert "debrief.one" not in ground_steps(case.tell(BEGUN["debrief"]).walk)


def test_no_stage_of_the_decision_can_be_begun_beside_it() -> None:
    with pytest.raises(Unreadable):
        check_event(AfterBegun("choosing", "quick"))
