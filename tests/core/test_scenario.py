"""A scenario is made from plain data; its route and stages are ordinary frameworks; its options go by the ids of a session."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.core.condition import Malformed
from ethics_cli.core.condition import Test as Claim
from ethics_cli.core.framework import framework_from
from ethics_cli.core.practice_route import drill_route, stage_frameworks
from ethics_cli.core.route import route_from
from ethics_cli.core.scenario import conditions_in, scenario_from


def plain(**more: Any) -> dict[str, Any]:
    """A scenario as plain data; it needs only what matters to the test."""
    return {
        "scenario": "late-bus",
        "edition": "1.0.0",
        "title": "The late bus",
        "about": "An invented case.",
        "professions": ["coach", "hr"],
        "walk": ["at-first", "triage", "later"],
        "stages": [
            {
                "id": "at-first",
                "title": "Monday",
                "tell": "It rains.",
                "ask": "What do you ask?",
                "own": "What do you want to know?",
                "most": 1,
                "questions": {
                    "when": {"ask": "When?", "says": "At ten.", "brings": ["hour"]},
                    "why": {"ask": "Why?", "says": "Because."},
                },
            },
            {"id": "later", "title": "Tuesday", "tell": "It still rains."},
        ],
        "hidden": {"hour": "It leaves at ten."},
        **more,
    }


def test_the_first_profession_is_who_the_trainee_is() -> None:
    assert scenario_from(plain()).profession == "coach"


def test_only_stages_with_questions_are_walked_and_the_others_are_told() -> None:
    scenario = scenario_from(plain())

    assert [one["framework"] for one in stage_frameworks(scenario)] == ["at-first"]
    assert drill_route(scenario)["walk"] == ["at-first", "triage"]


def test_the_route_of_a_scenario_asks_its_own_questions_and_those_it_names() -> None:
    route = route_from(drill_route(scenario_from(plain(asks=["triage.limits"]))))

    assert route.asks == {"at-first.ask", "triage.limits"}
    assert (route.id, route.depth) == ("late-bus", 0)


def test_the_list_of_a_stage_offers_its_questions_in_order_and_a_way_to_ask_nothing() -> None:
    own, ask = framework_from(stage_frameworks(scenario_from(plain()))[0]).steps

    assert (own.id, own.type, own.optional) == ("own", "text", True)
    assert [choice.id for choice in ask.choices] == ["when", "why", "nothing"]
    assert ask.choices[-1].alone
    assert (ask.type, ask.min, ask.max) == ("any-of", 1, 1)


def test_options_are_given_in_order_and_conditions_name_them_by_their_ids() -> None:
    options = {
        "ride": {"label": "Take the bus", "for": "Dry", "against": "Late"},
        "walk": {"label": "Walk", "for": "On time", "against": "Wet"},
    }
    judged = [
        {"step": "choosing.choice", "answer": "walk", "sort": "weak", "why": "Wet."},
        {"step": "choosing.choice", "answer": ["ride", "walk"], "sort": "weak", "why": "Either."},
    ]
    scenario = scenario_from(plain(options=options, judged=judged))

    assert [one["label"] for one in scenario.given["options.options"]] == ["Take the bus", "Walk"]
    assert scenario.judged[0].meant == Claim("choosing.choice", "is", "o2")
    assert scenario.judged[1].meant == Claim("choosing.choice", "in", ["o1", "o2"])


def test_options_inside_a_joined_condition_are_found_as_well() -> None:
    options = {"ride": {"label": "Take the bus", "for": "Dry", "against": "Late"}}
    seen = {"all": [{"choosing.choice": {"in": ["ride"]}}, {"not": {"at-first.ask": {"includes": "why"}}}]}
    scenario = scenario_from(plain(options=options, notice=[{"id": "x", "what": "X", "seen": seen, "try": "Y"}]))

    assert scenario.notices[0].seen.parts[0] == Claim("choosing.choice", "in", ["o1"])


def test_an_annotation_without_an_answer_is_an_example() -> None:
    judged = [{"step": "triage.plan", "example": "The duty desk", "sort": "defensible", "why": "It is named."}]

    assert scenario_from(plain(judged=judged)).judged[0].meant is None


def test_every_condition_of_a_scenario_is_found_with_its_place() -> None:
    when = {"at-first.ask": {"includes": "why"}}
    data = plain(
        walk=["at-first", {"framework": "triage", "when": when}],
        judged=[{"step": "triage.danger", "answer": "no", "needs": when, "sort": "weak", "why": "W"}],
        notice=[{"id": "x", "what": "X", "seen": when, "try": "Y"}],
        outcome=[{"when": when, "tell": "T"}],
    )
    data["stages"][1]["also"] = [{"when": when, "tell": "And wind."}]

    places = [path for path, _ in conditions_in(data)]

    assert places == [
        ("walk", 1, "when"),
        ("stages", 1, "also", 0, "when"),
        ("judged", 0, "needs"),
        ("notice", 0, "seen"),
        ("outcome", 0, "when"),
        ("judged", 0, "answer"),
    ]


def test_a_condition_that_is_none_is_refused() -> None:
    with pytest.raises(Malformed):
        scenario_from(plain(outcome=[{"when": {"at-first.ask": {"contains": "why"}}, "tell": "T"}]))
