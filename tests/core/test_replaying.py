"""The moments of a session: what happened, what it changed, and what is said of the time between."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    Blank,
    DecisionClosed,
    Entry,
    FrameworkJoined,
    LineRedacted,
    NoteAdded,
    RemarkMade,
    SessionOpened,
)
from ethics_cli.core.replaying import PAUSES, Replay, pause
from ethics_cli.core.routing import fold

OPTIONS = [{"id": "o1", "label": "Tell"}, {"id": "o2", "label": "Wait"}]
LENS = {
    "framework": "care",
    "kind": "lens",
    "edition": "1.0.0",
    "title": "Care",
    "steps": [{"id": "stands", "ask": "How does it stand?", "type": "appraisal", "each": "stage.options"}],
}
STAGE = {
    "framework": "stage",
    "kind": "stage",
    "edition": "1.0.0",
    "title": "Stage",
    "steps": [
        {"id": "danger", "ask": "Is anyone in danger?", "type": "yes-no"},
        {"id": "who", "ask": "Who?", "type": "text", "when": {"danger": "yes"}},
        {"id": "options", "ask": "What could you do?", "type": "roster", "role": "options"},
    ],
    "flags": [{"id": "now", "when": {"danger": "yes"}, "level": "warn", "say": "See to it."}],
}
CHOICE = {
    "framework": "end",
    "kind": "stage",
    "edition": "1.0.0",
    "title": "End",
    "steps": [
        {"id": "choice", "ask": "What will you do?", "type": "one-of", "from": "stage.options", "role": "decision"}
    ],
}
ROUTE = {"route": "standard", "title": "S", "edition": "1.0.0", "depth": "standard", "walk": ["stage", "care", "end"]}


def journal(*events, at=("2026-11-21T09:00:00Z",)) -> list[Entry]:
    """Entries of a session that opens, joins its frameworks and goes on with these events; the last moment named goes on."""
    opening = [SessionOpened("s1", "0.1", {"standard": ROUTE}, "standard")]
    opening += [FrameworkJoined(plain, "0" * 64) for plain in (STAGE, LENS, CHOICE)]
    return [Entry(seq, at[min(seq, len(at) - 1)], event) for seq, event in enumerate([*opening, *events])]


def said(step: str, value, *items: str, **more) -> AnswerGiven:
    return AnswerGiven(step, f"{step}?", value, items, **more)


def test_what_joins_belongs_to_the_moment_that_called_for_it() -> None:
    replay = Replay(journal(said("stage.danger", "no")))
    assert [(moment.seq, moment.kind, moment.joined) for moment in replay] == [
        (0, "opened", ("stage", "care", "end")),
        (4, "answered", ()),
    ]


def test_an_answer_opens_places_and_raises_flags_and_a_change_takes_them_back() -> None:
    changed = AnswerAmended("stage.danger", "stage.danger?", "no", reason="She called.")
    replay = Replay(journal(said("stage.danger", "yes"), changed))
    _, yes, no = replay
    assert ([place.step.ref for place in yes.opened], [flag.ref for flag in yes.rose]) == (["stage.who"], ["stage.now"])
    assert ([place.step.ref for place in no.closed], [flag.ref for flag in no.fell]) == (["stage.who"], ["stage.now"])
    assert (no.kind, no.was.value, no.answer.value) == ("changed", "yes", "no")


def test_the_matrix_is_there_when_it_changed_and_only_then() -> None:
    leaning = said("care.stands", "for", "o1", because="It helps")
    events = (said("stage.danger", "no"), said("stage.options", OPTIONS), leaning, said("end.choice", "o1"))
    found = [moment.matrix for moment in Replay(journal(*events))]
    assert [one is not None for one in found] == [False, False, True, True, False]
    assert found[3].cells["care", "o1"].leaning == "for"


def test_a_framework_is_entered_once_and_again_when_it_is_come_back_to() -> None:
    events = (
        said("stage.danger", "no"),
        said("stage.options", OPTIONS),
        said("end.choice", "o1"),
        said("stage.danger", "unsure"),
    )
    found = [moment.entered.id if moment.entered else "" for moment in Replay(journal(*events))]
    assert found == ["", "stage", "", "end", "stage"]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (said("stage.danger", "no"), said("stage.danger", "no", unsure=True), "answered"),
        (said("stage.danger", "no"), said("stage.danger", "yes"), "changed"),
        (said("stage.danger", None, non="later"), said("stage.danger", "yes"), "changed"),
        (said("stage.options", OPTIONS[:1], open=True), said("stage.options", OPTIONS), "answered"),
        (said("stage.danger", "no"), said("stage.danger", None, non="unknown"), "changed"),
    ],
)
def test_an_answer_is_changed_when_a_settled_one_came_to_something_else(first, second, kind: str) -> None:
    assert Replay(journal(first, second))[2].kind == kind


def test_what_is_left_open_is_told_apart_and_nothing_to_add_is_an_answer() -> None:
    replay = Replay(journal(said("stage.danger", None, non="later"), said("stage.options", None, non="nothing")))
    assert [moment.kind for moment in replay] == ["opened", "not-answered", "answered"]


def test_a_line_whose_words_were_taken_out_says_by_whom_and_why() -> None:
    replay = Replay(journal(Blank(), LineRedacted(4, "author", "a name")))
    assert (replay[1].kind, replay[1].taken_out.by, replay[1].taken_out.reason) == ("blank", "author", "a name")


def test_an_answer_off_the_path_says_so() -> None:
    _, off, _ = Replay(journal(said("stage.who", "N"), said("stage.danger", "yes")))
    assert not off.on_path


def test_changes_and_decisions_are_found_without_a_walk_and_flags_with_one() -> None:
    events = (
        said("stage.danger", "yes"),
        said("stage.options", OPTIONS),
        said("stage.danger", "no"),
        said("end.choice", "o2"),
        DecisionClosed(),
    )
    replay = Replay(journal(*events))
    numbers = range(len(replay))
    assert [at for at in numbers if replay.is_change(at)] == [3]
    assert [at for at in numbers if replay.is_decision(at)] == [4, 5]
    assert not any(replay.is_ready(at) for at in numbers)
    assert [at for at in numbers if replay.is_flag(at)] == [1, 3]


def test_every_walk_is_the_one_that_the_events_up_to_there_fold_to() -> None:
    events = (
        said("stage.danger", "yes"),
        said("stage.who", "N"),
        said("stage.options", OPTIONS),
        said("stage.danger", "no"),
    )
    entries = journal(*events)
    replay = Replay(entries)
    backwards = [replay.walk(at) for at in reversed(range(len(replay)))]
    assert backwards[::-1] == [fold(entries[: scene.last + 1]) for scene in replay.scenes]


def test_a_session_that_grew_keeps_what_was_made_of_it() -> None:
    entries = journal(said("stage.danger", "yes"))
    replay = Replay(entries)
    walk = replay.walk(1)
    grown = replay.longer([*entries, Entry(5, "", RemarkMade("supervisor", "Why?"))])
    assert (len(grown), grown[2].kind, grown.walk(1) is walk) == (3, "remark", True)


def test_an_event_is_in_the_moment_that_it_belongs_to() -> None:
    replay = Replay(journal(said("stage.danger", "no")))
    assert [replay.at_event(seq) for seq in range(6)] == [0, 0, 0, 0, 1, None]


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("2026-11-21T09:00", "2026-11-21T09:59", ""),
        ("2026-11-21T23:40", "2026-11-22T00:20", ""),
        ("2026-11-21T09:00", "2026-11-21T12:00", "later"),
        ("2026-11-21T22:00", "2026-11-22T08:00", "next-day"),
        ("2026-11-21T09:00", "2026-11-23T09:00", "days"),
        ("2026-11-21T09:00", "2026-12-10T09:00", "weeks"),
        ("2026-11-21T09:00", "2027-11-21T09:00", "months"),
        ("2026-11-21T09:00", "2026-11-21T08:59", "backwards"),
    ],
)
def test_a_pause_is_told_in_coarse_words(first: str, second: str, word: str) -> None:
    assert pause(datetime.fromisoformat(first), datetime.fromisoformat(second)) == word


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(0, 400 * 86400))
def test_under_an_hour_no_pause_is_told_and_beyond_it_one_of_five(start: datetime, seconds: int) -> None:
    rested = pause(start, start + timedelta(seconds=seconds))
    assert rested in (("later", "next-day", "days", "weeks", "months") if seconds >= 3600 else ("",))
    assert not rested or PAUSES[rested]


def test_a_clock_that_cannot_be_read_says_nothing_and_the_next_pause_is_from_the_last_one_that_can() -> None:
    at = (*("2026-11-21T09:00:00Z",) * 5, "9999-99-99T99:99:99Z", "2026-11-23T09:00:00Z")
    replay = Replay(
        journal(said("stage.danger", "no"), NoteAdded("stage.danger", "x"), NoteAdded("stage.danger", "y"), at=at)
    )
    assert [moment.pause for moment in replay] == ["", "", "", "days"]
