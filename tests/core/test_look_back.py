"""A look back at a decision: it comes onto the path after the route, and nothing it asks is part of the decision."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.core.event import AfterBegun, NoteAdded
from ethics_cli.core.event_plain import from_plain, to_plain
from ethics_cli.core.form import Unreadable, check_event
from ethics_cli.core.look_back import days_to_look, is_looked_back, looked_on, places_after

MAIN = ({"id": "choice", "depth": "quick"}, {"id": "look", "type": "date", "role": "look-again", "depth": "quick"})
AFTER = (
    {"id": "done", "depth": "quick"},
    {"id": "why", "when": {"s.choice": "yes"}},
    {"id": "again", "type": "date", "role": "next-look", "depth": "quick", "optional": True},
)


@pytest.fixture
def case(kit) -> Any:
    """A decided case whose library has a stage that looks back."""
    made = kit.Case(kit.framework("s", *MAIN), kit.framework("after", *AFTER), routes=[kit.route("standard", "s")])
    made.take("standard")
    return made.answer("s.choice", "yes").answer("s.look", "2026-12-01").close()


def begun(case: Any, depth: str = "standard") -> Any:
    return case.tell(AfterBegun("after", depth))


def test_without_a_look_back_the_path_is_the_route(case) -> None:
    assert case.path == ["s.choice", "s.look"]
    assert places_after(case.walk) == []


def test_a_look_back_that_was_begun_stands_at_the_end_of_the_path_and_may_read_the_decision(case) -> None:
    assert begun(case).path == ["s.choice", "s.look", "after.done", "after.why", "after.again"]


def test_a_look_back_has_a_depth_of_its_own_and_can_go_deeper(case) -> None:
    assert begun(case, "quick").path[2:] == ["after.done", "after.again"]
    assert begun(case, "standard").path[2:] == ["after.done", "after.why", "after.again"]


def test_what_is_answered_in_a_look_back_leaves_the_decision_decided(case) -> None:
    before = case.walk.folded.touched
    begun(case).answer("after.done", "as planned").tell(NoteAdded("after.done", "a note"))
    assert case.walk.status == "decided"
    assert case.walk.folded.touched == before


def test_an_answer_of_the_decision_that_changes_after_a_look_back_still_changes_the_decision(case) -> None:
    begun(case).answer("after.done", "as planned").amend("s.choice", "no")
    assert case.walk.status == "changed"
    assert "after.why" not in case.path


def test_a_look_back_is_done_when_everything_in_it_is_answered(case) -> None:
    begun(case)
    assert not is_looked_back(case.walk)
    case.answer("after.done", "x").answer("after.why", "y")
    assert not is_looked_back(case.walk)
    case.answer("after.again", non="nothing")
    assert is_looked_back(case.walk)
    assert looked_on(case.walk) == "2026-11-21"


def test_a_look_back_lets_go_of_the_day_to_look_again_and_may_set_the_next(case) -> None:
    assert days_to_look(case.walk) == ["2026-12-01"]
    begun(case).answer("after.done", "x").answer("after.why", "y").answer("after.again", "2027-01-05")
    assert days_to_look(case.walk) == ["2027-01-05"]


def test_a_look_back_reads_back_from_its_line_as_it_was() -> None:
    event = AfterBegun("after", "full")
    assert from_plain(to_plain(event)) == event


@pytest.mark.parametrize("odd", [("After", "full"), ("after", "deep"), ("", "quick"), ("a b", "quick")])
def test_a_look_back_of_another_form_is_refused(odd: tuple[str, str]) -> None:
    with pytest.raises(Unreadable):
        check_event(AfterBegun(*odd))
