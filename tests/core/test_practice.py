"""What a drill tells and when: feedback only on what was committed to, the narrower annotation first, a debrief without marks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.framework import Framework, framework_from
from ethics_cli.core.practice import Seen, all_feedback, brought_out, feedback, stages_until, told
from ethics_cli.core.practice_debrief import THIN, debrief
from ethics_cli.core.practice_play import play
from ethics_cli.core.scenario import Scenario, scenario_from

TRIAGE = {
    "framework": "triage",
    "kind": "stage",
    "edition": "1.0.0",
    "title": "Triage",
    "steps": [
        {"id": "danger", "title": "Danger", "ask": "Danger?", "type": "yes-no", "depth": "quick", "covers": ["law"]},
        {"id": "plan", "ask": "Plan?", "type": "text", "depth": "standard"},
        {
            "id": "act",
            "title": "The act",
            "ask": "What?",
            "type": "one-of",
            "depth": "quick",
            "because": "required",
            "choices": {"ring": "Ring", "wait": "Wait"},
        },
    ],
    "flags": [{"id": "now", "when": {"danger": "yes"}, "level": "warn", "say": "Now."}],
}
LIBRARY: dict[str, Framework] = {"triage": framework_from(TRIAGE)}
ASKED = {"at-first.ask": {"includes": "when"}}
CASE: dict[str, Any] = {
    "scenario": "late-bus",
    "edition": "1.0.0",
    "title": "The late bus",
    "about": "An invented case.",
    "professions": ["coach"],
    "rows": ["law"],
    "walk": ["at-first", "triage", "late"],
    "stages": [
        {
            "id": "at-first",
            "title": "Monday",
            "tell": "It rains.",
            "ask": "What do you ask?",
            "questions": {
                "when": {"ask": "When does it leave?", "says": "At ten.", "brings": ["hour"]},
                "why": {"ask": "Why?", "says": "Because."},
            },
        },
        {"id": "late", "title": "Tuesday", "tell": "It stops.", "also": [{"when": ASKED, "tell": "At ten."}]},
    ],
    "hidden": {"hour": "It leaves at ten."},
    "judged": [
        {"step": "triage.danger", "answer": "no", "needs": ASKED, "sort": "wrong", "why": "You asked."},
        {"step": "triage.danger", "answer": "no", "sort": "weak", "why": "You did not ask."},
        {"step": "triage.plan", "example": "The duty desk", "sort": "defensible", "why": "It is named."},
    ],
    "notice": [
        {"id": "hour", "what": "The hour.", "seen": ASKED, "try": "Ask for the hour."},
        {"id": "flagged", "what": "A flag.", "flag": "triage.now", "try": "Look at flags."},
    ],
    "outcome": [
        {"when": {"triage.act": "ring"}, "tell": "It waits.", "came": "yes"},
        {"tell": "It leaves.", "came": "no"},
    ],
    "supervisor": ["And then?"],
    "try": "Do it again.",
}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return scenario_from(CASE)


def walk_of(scenario: Scenario, **answers: Any):
    return play(scenario, LIBRARY, {ref.replace("__", ".").replace("_", "-"): one for ref, one in answers.items()}).walk


def test_nothing_is_said_of_an_answer_before_it_stands(scenario: Scenario) -> None:
    seen = Seen(walk_of(scenario, at_first__ask=["why"]))

    assert feedback(scenario, seen, ("triage.danger", ())) is None


@given(
    st.sampled_from(["no", "yes", "unsure", None]), st.lists(st.sampled_from(["when", "why"]), unique=True, min_size=1)
)
def test_feedback_is_only_ever_about_answers_that_stand_in_the_walk(danger: str | None, asked: list[str]) -> None:
    scenario = scenario_from(CASE)
    answers: dict[str, Any] = {"at-first.ask": asked} | ({"triage.danger": danger} if danger else {})
    walk = play(scenario, LIBRARY, answers).walk

    assert all(one.key in walk.answers for one in all_feedback(scenario, Seen(walk)))


@pytest.mark.parametrize(("asked", "sort"), [("when", "wrong"), ("why", "weak")])
def test_the_first_annotation_that_fits_is_told(scenario: Scenario, asked: str, sort: str) -> None:
    seen = Seen(walk_of(scenario, at_first__ask=[asked], triage__danger="no"))

    assert feedback(scenario, seen, ("triage.danger", ())).meets.sort == sort


def test_an_answer_that_no_annotation_fits_is_passed_over_in_silence(scenario: Scenario) -> None:
    seen = Seen(walk_of(scenario, at_first__ask=["when"], triage__danger="unsure"))

    assert feedback(scenario, seen, ("triage.danger", ())) is None


def test_an_example_is_shown_for_free_text_that_was_written_and_not_for_one_that_was_skipped() -> None:
    scenario = scenario_from({**CASE, "asks": ["triage.plan"]})
    written = Seen(walk_of(scenario, at_first__ask=["why"], triage__danger="no", triage__plan="Mine"))
    skipped = Seen(walk_of(scenario, at_first__ask=["why"], triage__danger="no", triage__plan={"skip": "unknown"}))

    assert feedback(scenario, written, ("triage.plan", ())).examples[0].example == "The duty desk"
    assert feedback(scenario, skipped, ("triage.plan", ())) is None


def test_a_hidden_fact_is_brought_out_by_its_question_alone(scenario: Scenario) -> None:
    assert brought_out(scenario, walk_of(scenario, at_first__ask=["when", "why"])) == {"hour"}
    assert brought_out(scenario, walk_of(scenario, at_first__ask=["why"])) == frozenset()
    assert brought_out(scenario, walk_of(scenario, at_first__ask=["nothing"])) == frozenset()


def test_stages_are_told_once_the_walk_comes_to_them_and_all_at_the_end(scenario: Scenario) -> None:
    seen = Seen(walk_of(scenario, at_first__ask=["why"]))

    assert [one.id for one in stages_until(scenario, seen, "at-first")] == ["at-first"]
    assert [one.id for one in stages_until(scenario, seen, "triage")] == ["at-first"]
    assert [one.id for one in stages_until(scenario, seen)] == ["at-first", "late"]


def test_a_stage_behind_a_condition_that_does_not_hold_is_not_told() -> None:
    gated = {"framework": "late", "when": {"at-first.ask": {"includes": "when"}}}
    scenario = scenario_from({**CASE, "walk": ["at-first", "triage", gated]})

    def at_end(asked: str) -> list[str]:
        return [one.id for one in stages_until(scenario, Seen(walk_of(scenario, at_first__ask=[asked])))]

    assert at_end("why") == ["at-first"]
    assert at_end("when") == ["at-first", "late"]


def test_what_stands_under_a_condition_is_told_only_when_it_holds(scenario: Scenario) -> None:
    late = scenario.stage("late")

    assert [one.tell for one in told(Seen(walk_of(scenario, at_first__ask=["why"])), late)] == ["It stops."]
    assert [one.tell for one in told(Seen(walk_of(scenario, at_first__ask=["when"])), late)] == ["It stops.", "At ten."]


def done(scenario: Scenario, asked: str, danger: str, act: str, because: str):
    return walk_of(
        scenario, at_first__ask=[asked], triage__danger=danger, triage__act={"value": act, "because": because}
    )


def test_a_debrief_tells_what_was_noticed_missed_and_not_heard(scenario: Scenario) -> None:
    found = debrief(scenario, done(scenario, "why", "yes", "ring", "the last one goes at ten sharp"))

    assert [one.id for one in found.noticed] == ["flagged"]
    assert [one.id for one in found.missed] == ["hour"]
    assert [(one.fact, one.ask) for one in found.unheard] == [("It leaves at ten.", "When does it leave?")]
    assert found.rows == ("law",)


def test_the_one_thing_to_try_belongs_to_the_first_thing_missed_or_else_to_the_scenario(scenario: Scenario) -> None:
    missed = debrief(scenario, done(scenario, "why", "no", "ring", "x"))
    nothing = debrief(scenario, done(scenario, "when", "yes", "ring", "x"))

    assert (missed.try_, nothing.try_) == ("Ask for the hour.", "Do it again.")


def test_the_first_outcome_whose_condition_holds_is_told(scenario: Scenario) -> None:
    assert debrief(scenario, done(scenario, "why", "no", "ring", "x")).outcome.told.tell == "It waits."
    assert debrief(scenario, done(scenario, "why", "no", "wait", "x")).outcome.told.tell == "It leaves."


def test_a_reason_of_few_words_is_called_thin_and_one_of_enough_is_not(scenario: Scenario) -> None:
    short = debrief(scenario, done(scenario, "why", "no", "ring", "word " * (THIN - 1)))
    enough = debrief(scenario, done(scenario, "why", "no", "ring", "word " * THIN))

    assert [one.name for one in short.thin] == ["The act"]
    assert enough.thin == ()


def test_what_the_scenario_tells_is_neither_thin_nor_open() -> None:
    answer = {"value": "ring", "because": "short"}
    scenario = scenario_from({**CASE, "given": {"triage.act": answer, "triage.danger": {"skip": "unknown"}}})

    found = debrief(scenario, walk_of(scenario, at_first__ask=["why"]))

    assert (found.thin, found.open) == ((), ())


def test_a_run_says_which_answers_were_refused_or_never_asked_for(scenario: Scenario) -> None:
    played = play(scenario, LIBRARY, {"at-first.ask": ["when"], "triage.danger": "perhaps", "triage.plan": "Mine"})

    assert list(played.refused) == ["triage.danger"]
    assert played.unused == ("triage.plan",)
    assert not played.walk.complete


def test_a_comma_outside_quotation_marks_is_noticed_in_an_answer(scenario: Scenario) -> None:
    answer = {"value": "ring", "because": "it is late", "and it rains": None}

    assert (
        "quotation marks"
        in play(scenario, LIBRARY, {"at-first.ask": ["why"], "triage.act": answer}).refused["triage.act"]
    )
