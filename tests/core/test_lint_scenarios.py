"""Every check of a scenario, each provoked in a bundled one that is right: so the check looks at real content, and finds the one fault."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from ethics_cli.core.lint_content import Content, Piece, content_of
from ethics_cli.core.lint_scenarios import lint_scenarios
from ethics_cli.files.checking import read_file
from ethics_cli.files.library import bundled_folder, content_files

TODAY = date(2026, 11, 24)
NAME = "saturday-noon"
Change = Callable[[dict[str, Any]], None]


@cache
def around() -> Content:
    """The library that scenarios are checked against, without any of them."""
    found = [read_file(path).piece for path in content_files(bundled_folder())]
    wanted = ("framework", "norms", "rows", "route")
    return content_of([one for one in found if one is not None and one.kind in wanted])


@cache
def scenario_plain() -> dict[str, Any]:
    piece = read_file(bundled_folder() / "scenarios" / f"{NAME}.yaml").piece
    assert piece is not None
    return dict(piece.plain)


def faults(change: Change | None = None) -> list[tuple[str, tuple[str | int, ...]]]:
    """The faults of the scenario after a change, as codes and places."""
    plain = copy.deepcopy(scenario_plain())
    if change is not None:
        change(plain)
    pieces = {**around().pieces, ("scenario", NAME): Piece("scenario", NAME, plain)}
    found = lint_scenarios(replace(around(), pieces=pieces), TODAY)
    return [(one.problem.code, one.path) for one in found]


def judged(plain: dict[str, Any], step: str, **wanted: Any) -> dict[str, Any]:
    return next(
        one for one in plain["judged"] if one["step"] == step and all(one.get(key) == it for key, it in wanted.items())
    )


def codes(change: Change) -> set[str]:
    return {code for code, _ in faults(change)}


def test_a_bundled_scenario_has_no_fault() -> None:
    assert faults() == []


def test_a_step_that_there_is_not_is_named_wherever_it_stands() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["asks"][0] = "reporting-duty.steak"
        plain["given"]["triage.dutty"] = "no"
        plain["runs"]["good"]["sorts"]["triage.dangers"] = "weak"

    assert {(code, path[0]) for code, path in faults(change)} == {
        ("scenario.unknown", "asks"),
        ("scenario.unknown", "given"),
        ("scenario.unknown", "runs"),
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain["walk"].append("later"),
        lambda plain: plain.update(protocol="reporting"),
        lambda plain: plain["rows"].append("lore"),
        lambda plain: judged(plain, "reporting-duty.force", answer="may").update(norm="us-tx.none-such"),
        lambda plain: plain["runs"]["good"]["flags"].append("triage.danger-never"),
        lambda plain: plain["runs"]["good"]["notices"].append("moon"),
        lambda plain: judged(plain, "choosing.choice", answer="warn").update(answer="warning"),
    ],
    ids=["stop", "protocol", "row", "norm", "flag", "notice", "option"],
)
def test_a_name_of_something_that_there_is_not_is_found(change: Change) -> None:
    assert "scenario.unknown" in codes(change)


def test_a_value_that_an_answer_can_never_have_is_found_as_in_other_conditions() -> None:
    def change(plain: dict[str, Any]) -> None:
        judged(plain, "reporting-duty.force", answer="must")["answer"] = "might"

    assert codes(change) == {"condition.value"}


def test_a_condition_on_a_question_that_a_stage_does_not_offer_is_found() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["notice"][0]["seen"] = {"at-first.ask": {"includes": "weapon"}}

    assert codes(change) == {"condition.value"}


def test_a_hidden_fact_needs_a_question_that_brings_it_out() -> None:
    def change(plain: dict[str, Any]) -> None:
        del plain["stages"][0]["questions"]["means"]["brings"]

    assert faults(change) == [("scenario.hidden", ("hidden", "pistol"))]


def test_a_stage_needs_a_place_in_the_walk() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["stages"].append({"id": "later", "title": "Later", "tell": "It rains."})

    assert codes(change) == {"scenario.untold"}


def test_a_stage_may_not_have_the_name_of_a_framework() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["stages"][0]["id"] = "self"

    assert codes(change) == {"scenario.id"}


def test_feedback_that_corrects_somebody_has_a_source() -> None:
    def change(plain: dict[str, Any]) -> None:
        del judged(plain, "reporting-duty.exit", answer="settled")["source"]

    assert codes(change) == {"scenario.unsourced"}


@pytest.mark.parametrize("words", ["You must ring.", "That is unlawful.", "The law forbids it."])
def test_words_that_bind_need_a_source_that_was_seen(words: str) -> None:
    def change(plain: dict[str, Any]) -> None:
        judged(plain, "reporting-duty.read", sort="defensible")["why"] = words

    assert codes(change) == {"scenario.unverified-force"}


def test_words_that_bind_may_stand_on_a_source_that_was_seen() -> None:
    def change(plain: dict[str, Any]) -> None:
        judged(plain, "reporting-duty.force", answer="may")["why"] = "Nobody must ring."

    assert codes(change) == set()


def test_feedback_may_not_contradict_the_norm_that_it_names() -> None:
    def wrong(plain: dict[str, Any]) -> None:
        judged(plain, "reporting-duty.force", answer="may")["sort"] = "wrong"

    assert "scenario.against-norm" in codes(wrong)


def test_feedback_may_not_call_wrong_what_its_protocol_suggests() -> None:
    def change(plain: dict[str, Any]) -> None:
        judged(plain, "reporting-duty.exit", answer="weigh")["sort"] = "wrong"

    assert "scenario.against-protocol" in codes(change)


def test_an_answer_that_holds_the_walk_may_not_be_called_defensible_while_no_run_handles_it() -> None:
    def change(plain: dict[str, Any]) -> None:
        good = plain["runs"]["good"]
        good["answers"]["triage.danger"] = "unsure"
        good["flags"] = ["triage.danger-unsure"]
        del good["handled"]

    assert codes(change) == {"scenario.defensible-stops"}


def test_a_stop_in_a_run_is_handled_there() -> None:
    def change(plain: dict[str, Any]) -> None:
        del plain["runs"]["good"]["handled"]

    assert codes(change) == {"scenario.run"}


def test_a_run_comes_to_its_end_and_brings_nothing_that_nobody_asks_for() -> None:
    def short(plain: dict[str, Any]) -> None:
        del plain["runs"]["good"]["answers"]["acting.chance"]

    def long(plain: dict[str, Any]) -> None:
        plain["runs"]["poor"]["answers"]["triage.plan"] = "None"

    assert faults(short) == [("scenario.run", ("runs", "good"))]
    assert faults(long) == [("scenario.run", ("runs", "poor", "answers", "triage.plan"))]


def test_both_runs_are_there() -> None:
    assert codes(lambda plain: plain["runs"].pop("poor")) == {"scenario.run"}


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain["runs"]["good"]["flags"].clear(),
        lambda plain: plain["runs"]["good"]["notices"].pop(),
        lambda plain: plain["runs"]["poor"]["sorts"].update({"triage.danger": "wrong"}),
        lambda plain: plain["rows"].append("courage"),
        lambda plain: plain["outcome"].clear(),
        lambda plain: judged(plain, "reporting-duty.at-once", sort="defensible").update(sort="weak"),
    ],
    ids=["flags", "notices", "sorts", "rows", "outcome", "good-is-weak"],
)
def test_a_run_leads_to_what_it_states(change: Change) -> None:
    assert codes(change) == {"scenario.run-differs"}


def test_a_poor_run_that_misses_nothing_shows_nothing() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["runs"]["poor"] = copy.deepcopy(plain["runs"]["good"])

    assert codes(change) == {"scenario.run-differs"}


def test_an_annotation_of_what_the_scenario_tells_reaches_nobody() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["judged"].append(
            {"step": "reporting-duty.stake", "answer": "threat", "sort": "defensible", "why": "It is.", "source": "own"}
        )

    assert codes(change) == {"scenario.not-asked"}


def test_days_and_sources_are_looked_at_as_in_frameworks() -> None:
    def change(plain: dict[str, Any]) -> None:
        plain["review_by"] = "2026-01-01"
        plain["sources"]["spare"] = {"cite": "A spare one", "checked_on": "2027-01-01", "verified": True}

    assert codes(change) == {"review.past", "source.future", "source.unused"}
