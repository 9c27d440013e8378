from __future__ import annotations

import pytest

from ethics_cli.core.event import RemarkMade
from ethics_cli.core.remark import remarks, remarks_on, unplaced


@pytest.fixture
def case(kit):
    """A session of two steps, the first of them answered."""
    return kit.Case(kit.framework("f", {"id": "a"}, {"id": "b"})).answer("f.a", "x")


def test_remarks_are_told_in_order_with_where_they_belong(case) -> None:
    case.tell(RemarkMade("peer", "One.", "f.a")).tell(RemarkMade("supervisor", "Two.", stance="approval"))

    first, second = remarks(case.walk)
    assert (first.made.text, first.key, first.wants_change) == ("One.", ("f.a", ()), False)
    assert (second.made.text, second.key, second.event) == ("Two.", ("", ()), first.event + 1)


def test_a_wish_for_a_change_is_met_when_its_answer_is_given_anew(case) -> None:
    case.tell(RemarkMade("supervisor", "Again.", "f.a", stance="change-wanted"))
    before = remarks(case.walk)[0]
    after = remarks(case.amend("f.a", "y").walk)[0]

    assert (before.wants_change, before.since, after.since) == (True, False, True)


def test_another_answer_does_not_meet_it(case) -> None:
    case.tell(RemarkMade("supervisor", "Again.", "f.a", stance="change-wanted")).answer("f.b", "y")

    assert not remarks(case.walk)[0].since


def test_a_wish_about_the_whole_is_met_by_any_change_and_by_no_remark(case) -> None:
    case.tell(RemarkMade("supervisor", "Again.", stance="change-wanted")).tell(RemarkMade("peer", "Me too."))
    before = remarks(case.walk)[0].since
    after = remarks(case.answer("f.b", "y").walk)[0].since

    assert (before, after) == (False, True)


def test_a_remark_stands_under_its_place_and_the_others_stand_apart(case) -> None:
    for step in ("f.a", "f.b", "f.gone", ""):
        case.tell(RemarkMade("peer", f"On {step}.", step))

    assert [one.made.step for one in remarks_on(case.walk, ("f.a", ()))] == ["f.a"]
    assert [one.made.step for one in unplaced(case.walk)] == ["f.b", "f.gone", ""]
