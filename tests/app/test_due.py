"""What is due over all sessions of a home: in order, with nothing that an odd session can break."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ethics_cli.app.due import Due, due_in, due_of, is_past
from ethics_cli.core.event import AnswerGiven, Entry, FrameworkJoined, OpinionAsked, OpinionGiven, SessionOpened
from ethics_cli.core.form import check_event
from ethics_cli.core.routing import fold
from ethics_cli.render.calendar import Entry as Event
from ethics_cli.render.calendar import as_calendar

NOW = datetime(2026, 11, 21, 14, 30)


def told(office: Any) -> list[tuple[str, str, str, str]]:
    return [
        (one.at.isoformat(timespec="minutes") if one.at else one.limit, one.kind, one.title, one.of)
        for one in due_in(office.home, NOW)
    ]


def test_a_home_without_sessions_has_nothing_due(office) -> None:
    assert due_in(office.home, NOW) == []


def test_limits_and_days_to_look_again_of_all_sessions_come_with_the_nearest_first(office, given) -> None:
    rule = {"label": "HR-7", "says": "Pass it on.", "force": "unknown", "due": "2026-11-23 09:00"}
    office.walk({**given, "mini.look": "2026-12-05", "mini.norms": [rule]}, title="One")
    office.walk({"mini.danger": "no", "mini.runs-out": "2026-11-22 17:00"}, title="Two")
    office.walk({**given, "mini.look": "2026-11-23"}, title="Three")
    assert told(office) == [
        ("2026-11-22T17:00", "time limit", "Two", "Runs out"),
        ("2026-11-23T00:00", "look again", "Three", ""),
        ("2026-11-23T09:00", "time limit", "One", "HR-7"),
        ("2026-12-05T00:00", "look again", "One", ""),
    ]


def test_a_day_to_look_again_is_a_whole_day_and_a_limit_is_a_moment(office, given) -> None:
    office.walk({**given, "mini.runs-out": "2026-11-22 17:00", "mini.look": "2026-11-23"})
    assert [(one.kind, one.whole_day) for one in due_in(office.home, NOW)] == [
        ("time limit", False),
        ("look again", True),
    ]


def test_a_limit_without_a_moment_comes_first_and_is_never_past(office, given) -> None:
    rule = {"label": "HR-7", "says": "Pass it on.", "force": "must", "limit": "At once"}
    session, _ = office.walk({**given, "mini.runs-out": "2020-01-01 09:00", "mini.norms": [rule]}, title="One")
    found = sorted(due_of(session.walk), key=lambda one: one.at is not None)
    assert [(one.limit or one.at.year, one.of) for one in found] == [("At once", "HR-7"), (2020, "Runs out")]
    assert [is_past(one, NOW) for one in found] == [False, True]


def test_a_decision_lets_go_of_limits_that_have_passed_and_of_those_without_a_moment(office, given) -> None:
    once = {"label": "HR-7", "says": "Pass it on.", "force": "must", "limit": "At once"}
    ahead = {"label": "HR-8", "says": "Write it.", "force": "must", "due": "2026-11-23 09:00"}
    session, _ = office.walk({**given, "mini.runs-out": "2020-01-01 09:00", "mini.norms": [once, ahead]})
    assert session.walk.status == "decided"
    assert [one.of for one in due_in(office.home, NOW)] == ["HR-8"]


def test_a_day_to_look_at_what_became_of_a_disclosure_is_due_too(office, content, given) -> None:
    mini = content.mini()
    mini["steps"].append(
        {"id": "back", "ask": "When?", "type": "date", "role": "look-back", "depth": "quick", "ahead": True}
    )
    office.put(content, mini, content.mini_route()).walk(
        {**given, "mini.look": "2026-12-05", "mini.back": "2026-12-01"}
    )
    assert [(kind, at) for at, kind, _, _ in told(office)] == [
        ("look again", "2026-12-01T00:00"),
        ("look again", "2026-12-05T00:00"),
    ]


def test_a_look_again_that_was_passed_is_not_due_and_one_that_was_left_open_is_told_as_that(office, given) -> None:
    office.walk(given)
    office.walk({**given, "mini.look": {"skip": "later"}})
    assert [(one.kind, one.of, one.at) for one in due_in(office.home, NOW)] == [("left for later", "Look", None)]


def test_a_session_that_cannot_be_read_is_named_with_its_problem_and_the_others_are_told(office, given) -> None:
    office.walk({**given, "mini.look": "2026-11-23"})
    (office.home.sessions / "bad.jsonl").write_text("{}\n", "utf-8")
    bad, good = due_in(office.home, NOW)
    assert (bad.session, bad.problem.code) == ("bad", "journal.foreign")
    assert good.problem is None


@pytest.mark.parametrize(
    ("at", "whole_day", "past"),
    [
        (datetime(2026, 11, 21, 14, 29), False, True),
        (datetime(2026, 11, 21, 14, 30), False, False),
        (datetime(2026, 11, 21), True, False),
        (datetime(2026, 11, 21), False, True),
        (datetime(2026, 11, 20), True, True),
        (datetime.max, True, False),
        (datetime.min, True, True),
    ],
)
def test_a_moment_is_past_when_it_lies_behind_and_a_day_when_all_of_it_does(
    at: Any, whole_day: bool, past: bool
) -> None:
    assert is_past(Due(at, "x", "s", whole_day=whole_day), NOW) is past
    assert is_past(Due(at, "x", "s", whole_day=whole_day), NOW.replace(tzinfo=UTC)) is past


ODD = st.one_of(
    st.text(max_size=20),
    st.integers(),
    st.lists(st.text(max_size=5), max_size=2),
    st.datetimes().map(datetime.isoformat),
    st.sampled_from(["9999-12-31", "9999-12-31T23:59", "0001-01-01", "0001-01-01T00:00-14:00", "2026-W01-1"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ODD, ODD, st.datetimes())
def test_no_value_that_a_session_may_hold_breaks_what_is_due_or_its_calendar(
    content, one: Any, two: Any, now: datetime
) -> None:
    events = [
        SessionOpened("s1", "0", {"mini": content.mini_route()}, "mini", title=str(one)[:20]),
        FrameworkJoined(content.mini(), "0" * 64),
        AnswerGiven("mini.runs-out", "?", one),
        AnswerGiven("mini.look", "?", two),
    ]
    for event in events[2:]:
        check_event(event)
    found = list(due_of(fold([Entry(at, "", event) for at, event in enumerate(events)])))
    assert all(is_past(due, now) in (True, False) for due in found)
    text = as_calendar((Event(due.at, due.kind, due.session, due.whole_day) for due in found if due.at), now)
    assert text.count("BEGIN:VEVENT") == len(found)


OPEN = {
    "id": "consulted",
    "type": "roster",
    "role": "consultations",
    "item": "adviser",
    "depth": "quick",
    "optional": True,
}
FIELDS = [
    {"id": "when", "ask": "When?", "type": "date"},
    {"id": "asked", "ask": "What?"},
    {"id": "said", "ask": "What did they say?"},
]


def test_whoever_was_asked_and_has_not_answered_is_told_after_all_that_has_a_day(office, content, given) -> None:
    mini = content.mini()
    mini["steps"].append({**OPEN, "ask": "Who?", "fields": FIELDS})
    asked = [
        {"label": "Supervisor", "when": "2026-11-10", "asked": "May I?"},
        {"label": "Lawyer", "when": "2026-11-11", "asked": "Must I?", "said": "No."},
    ]
    office.put(content, mini, content.mini_route()).walk({**given, "mini.look": "2026-12-05", "mini.consulted": asked})
    found = due_in(office.home, NOW)
    assert [(one.kind, one.of, one.since) for one in found] == [
        ("look again", "", ""),
        ("asked, no answer yet", "Supervisor", "2026-11-10"),
    ]


def test_a_second_opinion_that_was_asked_for_is_open_until_it_is_given(content) -> None:
    events = [
        SessionOpened("s1", "0", {"mini": content.mini_route()}, "mini"),
        FrameworkJoined(content.mini(), "0" * 64),
        OpinionAsked("peer"),
    ]
    entries = [Entry(at, "2026-11-20T10:00:00Z", event) for at, event in enumerate(events)]
    assert [(one.kind, one.of, one.since) for one in due_of(fold(entries))] == [
        ("second opinion asked, not given", "peer", "2026-11-20")
    ]
    given = Entry(3, "2026-11-21T10:00:00Z", OpinionGiven("peer", (), 3, "0" * 64))
    assert list(due_of(fold([*entries, given]))) == []


def test_drills_are_not_due_unless_they_are_asked_for(office, given) -> None:
    office.walk({**given, "mini.look": "2026-12-05"}, drill=True)
    assert due_in(office.home, NOW) == []
    assert [one.kind for one in due_in(office.home, NOW, drills=True)] == ["look again"]
