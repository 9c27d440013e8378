"""What comes on an agenda and what does not: what is open stays until it is done, what happened is told once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as st

from ethics_cli.app.agenda import agenda, period, points_of
from ethics_cli.core.event import (
    AnswerGiven,
    DecisionClosed,
    Entry,
    FlagHandled,
    FrameworkJoined,
    OpinionAsked,
    OpinionGiven,
    RemarkMade,
    SessionOpened,
    SignOffGiven,
)
from ethics_cli.core.routing import fold
from ethics_cli.problems import EthicsError
from ethics_cli.render.agenda import agenda_data, agenda_paper
from ethics_cli.render.markdown import to_markdown

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WEEK = period("7d", NOW)
HEAD = "0" * 64
WORD = "xyzzy"
"""Stands in everything that anybody wrote, but for titles and roles."""


def stage() -> dict[str, Any]:
    steps = [
        {"id": "danger", "type": "yes-no", "role": "danger"},
        {"id": "kind", "type": "one-of", "role": "kind", "choices": {"dilemma": "Two duties", "plain": "Plain"}},
        {"id": "wants", "type": "text", "title": "What is wanted"},
        {"id": "runs-out", "type": "moment", "role": "deadline"},
        {"id": "look", "type": "date", "role": "look-again"},
    ]
    flags = [
        {"id": "now", "when": {"danger": "yes"}, "level": "stop", "say": "See to {mini.wants} first."},
        {"id": "unsure", "when": {"danger": "unsure"}, "level": "warn", "say": "It is not clear: {mini.wants}."},
        {"id": "small", "when": {"danger": "unsure"}, "level": "note", "say": "A note."},
    ]
    asked = [{"ask": f"About {one['id']}?", "optional": True, **one} for one in steps]
    return {"framework": "mini", "kind": "stage", "edition": "1", "title": "Mini", "steps": asked, "flags": flags}


def walked(*events: Any, days: int = 20, drill: bool = False) -> Any:
    """A session in which these events happen, one a day, the last of them on that day of November."""
    route = {"route": "r", "title": "R", "edition": "1", "depth": "full", "walk": ["mini"]}
    every = [
        SessionOpened("s1", "0", {"r": route}, "r", title="A case", drill=drill),
        FrameworkJoined(stage(), HEAD),
        *events,
    ]
    first = days - len(every) + 1
    return fold([Entry(at, f"2026-11-{max(1, first + at):02}T10:00:00Z", event) for at, event in enumerate(every)])


def answer(step: str, value: Any, **more: Any) -> AnswerGiven:
    return AnswerGiven(f"mini.{step}", "?", value, **more)


DONE = (
    answer("danger", "no"),
    answer("kind", "dilemma"),
    answer("wants", WORD),
    answer("runs-out", None, non="nothing"),
    answer("look", None, non="nothing"),
)


def kinds(walk: Any, when: Any = WEEK) -> list[str]:
    return [point.kind for point in points_of(walk, when)]


def only(walk: Any, kind: str, when: Any = WEEK) -> Any:
    (found,) = [point for point in points_of(walk, when) if point.kind == kind]
    return found


# what is open


def test_an_open_session_tells_its_kind_what_comes_next_and_when_it_was_worked_on() -> None:
    point = only(walked(answer("danger", "no"), answer("kind", "dilemma")), "open")

    assert (point.of, point.step, point.name, point.day) == ("Two duties", "mini.wants", "What is wanted", "2026-11-20")


def test_an_open_session_stays_on_the_agenda_however_long_it_rests() -> None:
    assert "open" in kinds(walked(answer("danger", "no"), days=4))


def test_a_decided_session_in_which_nothing_is_left_is_not_on_the_agenda() -> None:
    assert kinds(walked(*DONE, DecisionClosed())) == []


def test_a_session_changed_since_its_decision_is() -> None:
    assert kinds(walked(*DONE, DecisionClosed(), answer("wants", "other"))) == ["changed"]


def test_a_stop_that_nobody_handled_comes_first_and_what_was_typed_is_not_in_its_words() -> None:
    point = only(walked(answer("wants", WORD), answer("danger", "yes")), "held")

    assert point.name == "See to … first."
    assert "held" not in kinds(walked(answer("danger", "yes"), FlagHandled("mini.now", WORD)))


def test_warnings_are_told_and_notes_are_counted_in_what_was_worked_on() -> None:
    unsure = (answer("danger", "unsure"), *DONE[1:], DecisionClosed())
    flags = [(point.level, point.name, point.number) for point in points_of(walked(*unsure), WEEK)]

    assert flags == [("warn", "It is not clear: ….", 0), ("note", "", 1)]
    assert kinds(walked(*unsure, days=10)) == []


def test_what_was_left_for_later_is_named_by_its_step() -> None:
    point = only(walked(answer("wants", None, non="later")), "later")

    assert point.name == "What is wanted"


# days


@pytest.mark.parametrize(
    ("step", "day", "expected"),
    [
        ("look", "2026-11-23", "overdue"),
        ("look", "2026-11-24", "ahead"),
        ("look", "2026-12-01", "ahead"),
        ("look", "2026-12-02", ""),
        ("runs-out", "2026-11-24T11:59", "overdue"),
        ("runs-out", "2026-11-24T12:01", "ahead"),
        ("runs-out", "2027-01-01T00:00", ""),
    ],
)
def test_a_day_is_overdue_or_coming_up_within_as_long_as_the_agenda_looks_back(
    step: str, day: str, expected: str
) -> None:
    found = [kind for kind in kinds(walked(answer(step, day))) if kind in ("overdue", "ahead")]

    assert found == ([expected] if expected else [])


# what others said


def test_a_wish_for_a_change_stays_until_that_step_is_answered_anew() -> None:
    wish = RemarkMade("supervisor", WORD, "mini.wants", (), "change-wanted")

    assert only(walked(*DONE, DecisionClosed(), wish), "wanted").by == "supervisor"
    assert kinds(walked(*DONE, DecisionClosed(), wish, answer("danger", "no")))[-1] == "wanted"
    assert "wanted" not in kinds(walked(*DONE, DecisionClosed(), wish, answer("wants", "other")))


def test_a_wish_for_the_whole_stays_until_anything_is_answered_anew() -> None:
    wish = RemarkMade("supervisor", WORD, stance="change-wanted")

    assert "wanted" in kinds(walked(*DONE, DecisionClosed(), wish))
    assert "wanted" not in kinds(walked(*DONE, DecisionClosed(), wish, answer("wants", "other")))


@pytest.mark.parametrize(
    ("later", "stays"),
    [
        (RemarkMade("supervisor", "", "mini.wants", (), "approval"), False),
        (RemarkMade("supervisor", "", "", (), "approval"), False),
        (RemarkMade("supervisor", "", "mini.danger", (), "approval"), True),
        (RemarkMade("peer", "", "mini.wants", (), "approval"), True),
        (RemarkMade("supervisor", "So it is.", "mini.wants"), True),
        (SignOffGiven("supervisor", 3, HEAD), False),
        (SignOffGiven("peer", 3, HEAD), True),
    ],
)
def test_a_wish_is_let_go_when_the_same_role_approves_or_signs_off(later: Any, stays: bool) -> None:
    wish = RemarkMade("supervisor", WORD, "mini.wants", (), "change-wanted")

    assert ("wanted" in kinds(walked(*DONE, DecisionClosed(), wish, later))) is stays


def test_a_second_opinion_that_was_asked_is_unanswered_until_it_is_given() -> None:
    asked, given = OpinionAsked("peer"), OpinionGiven("peer", (), 3, HEAD)

    assert only(walked(*DONE, DecisionClosed(), asked), "unanswered").by == "peer"
    assert kinds(walked(*DONE, DecisionClosed(), asked, given)) == []


def test_dissent_is_told_when_it_was_said_in_the_period_and_only_if_it_dissents() -> None:
    dissents, agrees = OpinionGiven("peer", (), 3, HEAD, dissents=True), OpinionGiven("peer", (), 3, HEAD)

    assert kinds(walked(*DONE, DecisionClosed(), dissents)) == ["dissent"]
    assert kinds(walked(*DONE, DecisionClosed(), agrees)) == []
    assert kinds(walked(*DONE, DecisionClosed(), dissents, days=10)) == []


# since when


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7d", date(2026, 11, 17)),
        ("1 day", date(2026, 11, 23)),
        ("2w", date(2026, 11, 10)),
        ("2026-11-01", date(2026, 11, 1)),
        ("yesterday", date(2026, 11, 23)),
        ("monday", date(2026, 11, 23)),
        ("today", date(2026, 11, 24)),
        ("9999 months", date(1205, 1, 1)),
    ],
)
def test_since_when_is_a_span_or_a_day(text: str, day: date) -> None:
    found = period(text, NOW).since

    assert found == day or (found < date(1300, 1, 1) and day < date(1300, 1, 1))


@pytest.mark.parametrize("text", ["", "soon", "-7d", "2027-01-01", "tomorrow", "7x", "99999d", "\x1b"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(EthicsError) as refused:
        period(text, NOW)

    assert refused.value.problems[0].code == "agenda.since"


@whatever(st.text(max_size=12))
def test_no_since_is_met_with_anything_but_a_day_or_a_refusal(text: str) -> None:
    try:
        found = period(text, NOW)
    except EthicsError:
        return
    assert found.since <= NOW.date()
    assert found.ahead >= NOW.date()


# the paper


EVERYTHING = (
    answer("danger", "unsure", because=WORD, note=WORD),
    answer("wants", WORD),
    answer("runs-out", "2026-11-01T08:00"),
    RemarkMade("supervisor", WORD, "mini.wants", (), "change-wanted"),
    OpinionAsked("peer"),
    OpinionGiven(
        "a colleague", ({"step": "mini.wants", "asked": WORD, "value": WORD},), 3, HEAD, needs=WORD, dissents=True
    ),
)


def paper(walk: Any, *, titles: bool = True) -> str:
    from ethics_cli.core.agenda import Agenda

    found = Agenda(WEEK.since, NOW.date(), tuple(points_of(walk, WEEK)), 1, 1, 0)
    return to_markdown(agenda_paper(found, titles=titles)) + str(agenda_data(found, titles=titles))


def test_nothing_that_anybody_wrote_in_a_walk_is_on_the_paper() -> None:
    text = paper(walked(*EVERYTHING))

    assert WORD not in text
    assert all(word in text for word in ("A case", "supervisor", "peer", "a colleague", "s1"))


def test_without_titles_roles_are_left_out_too() -> None:
    text = paper(walked(*EVERYTHING), titles=False)

    assert not any(word in text for word in (WORD, "A case", "supervisor", "peer", "a colleague"))
    assert "s1" in text


def test_a_role_that_is_no_short_line_is_cut() -> None:
    wish = RemarkMade("long\nrole\x1b[2J" * 50, "x", stance="change-wanted")

    assert len(only(walked(*DONE, wish), "wanted").by) <= 60


# many sessions


def test_drills_are_left_out_and_counted_unless_they_are_asked_for(office, given) -> None:
    office.walk({**given, "mini.look": "2026-11-22"}, title="True")
    office.walk({**given, "mini.look": "2026-11-22"}, title="Drill", drill=True)

    plain, all_ = (agenda(office.home, [], WEEK, drills=drills) for drills in (False, True))

    assert (plain.sessions, plain.drills, {point.title for point in plain.points}) == (1, 1, {"True"})
    assert (all_.sessions, all_.drills, {point.title for point in all_.points}) == (2, 0, {"True", "DRILL: Drill"})


def test_a_session_that_cannot_be_read_is_a_point_and_the_others_are_told(office, given) -> None:
    office.walk({**given, "mini.look": "2026-11-22"}, title="True")
    (office.home.sessions / "bad.jsonl").write_text("{}\n", "utf-8")

    found = agenda(office.home, [], WEEK, drills=False)

    assert [(point.kind, point.session) for point in found.points][-1] == ("unreadable", "bad")
    assert {"overdue"} <= {point.kind for point in found.points}


def test_named_files_and_folders_are_looked_at_instead_of_the_home(office, given) -> None:
    one, _ = office.walk({**given, "mini.look": "2026-11-22"}, title="One")
    office.walk({**given, "mini.look": "2026-11-22"}, title="Two")

    by_file = agenda(office.home, [one.journal.path], WEEK, drills=False)
    by_folder = agenda(office.home, [office.home.root], WEEK, drills=False)

    assert (by_file.sessions, by_folder.sessions) == (1, 2)
