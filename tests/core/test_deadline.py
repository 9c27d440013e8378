"""Time limits that run in a case: which, in which order, in which words; and what no odd value can break."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ethics_cli.core.dates import moment_of
from ethics_cli.core.deadline import Deadline, deadline_words, deadlines
from ethics_cli.core.event import AnswerGiven
from ethics_cli.core.form import check_event

NOW = datetime(2026, 11, 21, 14, 30)


def norm(number: int, due: Any, force: str = "must", label: str = "") -> dict[str, Any]:
    return {"id": f"n{number}", "label": label or f"Rule {number}", "due": due, "force": force}


@pytest.fixture
def case(kit: Any, content: Any):
    return lambda: kit.Case(content.mini())


def due(case: Any) -> list[tuple[str, str]]:
    """Each limit as its moment, or its words where it names none, and what it belongs to."""
    return [(one.due.isoformat(timespec="minutes") if one.due else one.limit, one.of) for one in deadlines(case.walk)]


def test_without_a_limit_nothing_runs(case) -> None:
    assert deadlines(case().walk) == ()
    assert due(case().answer("mini.norms", [{"id": "n1", "label": "No limit", "force": "must"}])) == []


def test_limits_come_with_the_nearest_first_and_say_what_they_belong_to(case) -> None:
    going = case().answer("mini.runs-out", "2026-11-24T09:00")
    going.answer("mini.norms", [norm(1, "2026-12-01T11:40"), norm(2, "2026-11-22T11:40"), norm(3, "2026-11-24T09:00")])
    assert due(going) == [
        ("2026-11-22T11:40", "Rule 2"),
        ("2026-11-24T09:00", "Rule 3"),
        ("2026-11-24T09:00", "Runs out"),
        ("2026-12-01T11:40", "Rule 1"),
    ]
    assert [one.step for one in deadlines(going.walk)] == ["mini.norms", "mini.norms", "mini.runs-out", "mini.norms"]


@pytest.mark.parametrize(
    ("force", "runs"),
    [("must", True), ("unknown", True), ("may", False), ("must-not", False), ("not", False), (None, False)],
)
def test_a_limit_runs_where_the_rule_binds_or_nobody_knows_yet(case, force: str | None, runs: bool) -> None:
    item = {key: value for key, value in norm(1, "2026-12-01T11:40", force or "").items() if value}
    assert bool(due(case().answer("mini.norms", [item]))) is runs


def test_a_limit_that_is_skipped_or_off_the_path_does_not_run(kit, case) -> None:
    assert due(case().answer("mini.runs-out", non="unknown")) == []
    steps = [{"id": "a"}, {"id": "ends", "type": "moment", "role": "deadline", "when": {"a": "yes"}}]
    going = kit.Case(kit.framework("f", *steps)).answer("f.a", "yes").answer("f.ends", "2026-12-01T11:40")
    assert due(going) == [("2026-12-01T11:40", "Ends")]
    assert due(going.answer("f.a", "no")) == []


def test_every_step_that_names_a_limit_counts_and_the_same_limit_once(kit) -> None:
    steps = [
        {"id": "one", "type": "moment", "role": "deadline"},
        {"id": "each", "type": "moment", "role": "deadline", "each": "who"},
    ]
    case = kit.Case(kit.framework("f", {"id": "who", "type": "roster"}, *steps)).answer("f.who", kit.roster("A", "B"))
    case.answer("f.one", "2026-12-01T11:40").answer("f.each", "2026-12-02T11:40", "o1").answer(
        "f.each", "2026-12-02T11:40", "o2"
    )
    assert due(case) == [("2026-12-01T11:40", "One"), ("2026-12-02T11:40", "Each")]


def test_a_limit_of_a_protocol_says_the_name_of_the_protocol_too(kit) -> None:
    ends = {"id": "ends", "type": "moment", "role": "deadline", "title": "Given by"}
    case = kit.Case(
        kit.framework("duty", ends, kind="protocol"),
        routes=[kit.route("r", {"joined": "protocol"})],
        taken="r",
        protocols=("duty",),
    )
    assert due(case.answer("duty.ends", "2026-12-01T11:40")) == [("2026-12-01T11:40", "Duty, given by")]


# a limit that names no moment


def at_once(number: int, limit: str = "At once", **more: str) -> dict[str, Any]:
    return {"id": f"n{number}", "label": f"Rule {number}", "force": "must", "limit": limit, **more}


def test_a_limit_in_words_runs_too_and_comes_before_all_that_name_a_moment(case) -> None:
    going = case().answer("mini.norms", [norm(1, "2020-01-01T00:00"), at_once(2)])
    assert due(going) == [("At once", "Rule 2"), ("2020-01-01T00:00", "Rule 1")]


def test_where_a_rule_names_a_moment_its_words_are_not_told_as_well(case) -> None:
    (one,) = deadlines(case().answer("mini.norms", [at_once(1, due="2026-12-01T11:40")]).walk)
    assert (one.due, one.limit) == (datetime(2026, 12, 1, 11, 40), "")


@pytest.mark.parametrize("force", ["may", "must-not", "not"])
def test_a_limit_in_words_runs_only_where_the_rule_binds_or_nobody_knows_yet(case, force: str) -> None:
    assert due(case().answer("mini.norms", [at_once(1, force=force)])) == []


def test_a_limit_in_words_is_said_as_it_was_written() -> None:
    one = Deadline(None, "HR-7", "f.s", "At once, and in writing.")
    assert deadline_words(one, NOW) == "Time limit: at once, and in writing (HR-7)."


# in words


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=5, hours=3), "in 5 days"),
        (timedelta(days=2), "in 2 days"),
        (timedelta(days=1, hours=23), "in 47 hours"),
        (timedelta(hours=2), "in 2 hours"),
        (timedelta(minutes=90), "in 90 minutes"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(0), "in 0 minutes"),
        (timedelta(minutes=-1), "1 minute ago"),
        (timedelta(hours=-30), "30 hours ago"),
        (timedelta(days=-40), "40 days ago"),
    ],
)
def test_how_long_is_left_is_said_in_the_unit_that_fits(left: timedelta, said: str) -> None:
    words = deadline_words(Deadline(NOW + left, "", "f.s"), NOW)
    assert f", {said}." in words


def test_a_limit_is_said_with_its_moment_and_what_it_belongs_to() -> None:
    one = Deadline(datetime(2026, 11, 24, 11, 40), "HR-7", "f.s")
    assert deadline_words(one, NOW) == "Time limit: 24 Nov 2026, 11:40, in 2 days (HR-7)."
    assert deadline_words(one._replace(of=""), NOW) == "Time limit: 24 Nov 2026, 11:40, in 2 days."


def test_the_present_may_know_its_time_zone() -> None:
    one = Deadline(datetime(2026, 11, 21, 16, 30), "", "f.s")
    assert deadline_words(one, NOW.replace(tzinfo=UTC)) == deadline_words(one, NOW)


# whatever a session holds


ODD = st.one_of(
    st.text(max_size=30),
    st.integers(),
    st.lists(st.text(max_size=8), max_size=3),
    st.fixed_dictionaries({"at": st.integers(0, 100)}),
    st.datetimes(timezones=st.sampled_from([None, UTC])).map(datetime.isoformat),
    st.dates().map(str),
    st.sampled_from(
        ["9999-12-31T23:59", "0001-01-01", "0001-01-01T00:00+14:00", "2026-W53-7", "9999-W53-1", "24:00", "now"]
    ),
)


@given(ODD, ODD, st.datetimes())
@example("9999-12-31T23:59", "0001-01-01T00:00-23:59", datetime.max)
def test_no_value_that_a_session_may_hold_breaks_what_is_due(kit, content, one: Any, two: Any, now: datetime) -> None:
    odd = two if isinstance(two, str | dict) else "x"
    item = {"id": "n1", "label": "x", "force": "must", "due": odd}
    wordy = {"id": "n2", "label": "y", "force": "must", "limit": odd}
    events = [
        AnswerGiven("mini.runs-out", "?", one),
        AnswerGiven("mini.learned", "?", two),
        AnswerGiven("mini.norms", "?", [item, wordy]),
    ]
    case = kit.Case(content.mini())
    for event in events:
        check_event(event)
        case.tell(event)
    found = deadlines(case.walk)
    moments = [deadline.due for deadline in found if deadline.due]
    assert moments == sorted(moments)
    assert all(deadline_words(deadline, now).startswith("Time limit: ") for deadline in found)
    assert len(moments) == (moment_of(one) is not None) + (moment_of(odd) is not None)
    assert len(found) - len(moments) == bool(odd)
