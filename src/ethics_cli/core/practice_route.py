"""A scenario as something to walk: a route of its own, and a small framework for each stage that has questions to choose from.

So a drill is a session like any other: the ordinary steps, the ordinary fold. What is told between the questions is in practice.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ethics_cli.core.scenario import ASK, NOTHING, OWN, Scenario, Stage

Plain = Mapping[str, Any]
EDITION = "1.0.0"
CITE = "The scenario itself: an invented case"


def drill_route(scenario: Scenario) -> dict[str, Any]:
    """The route of a scenario, as plain data. Stages without questions are only told, and stand at no stop."""
    told = {stage.id for stage in scenario.stages if not stage.questions}
    return {
        "route": scenario.id,
        "title": scenario.title,
        "edition": scenario.edition,
        "about": scenario.about,
        "minutes": scenario.minutes,
        "depth": "quick",
        "walk": [stop for stop in scenario.walk if named(stop) not in told],
        "asks": sorted({*scenario.asks, *(f"{stage.id}.{ASK}" for stage in scenario.stages if stage.questions)}),
    }


def stage_frameworks(scenario: Scenario) -> list[dict[str, Any]]:
    """The frameworks of its stages, as plain data."""
    return [_framework(scenario, stage) for stage in scenario.stages if stage.questions]


def named(stop: Any) -> str:
    """What stands at a stop: a framework, a lens or a stage; nothing for a place where others come in."""
    return stop if isinstance(stop, str) else str(stop.get("framework") or stop.get("lens") or "")


def _framework(scenario: Scenario, stage: Stage) -> dict[str, Any]:
    own = [_own(stage)] if stage.own else []
    return {
        "framework": stage.id,
        "kind": "stage",
        "edition": scenario.edition,
        "title": stage.title,
        "asks": stage.ask,
        "about": f"A stage of the scenario {scenario.id}, an invented case.",
        "sources": {"scenario": {"cite": CITE, "checked_on": "2026-11-24", "verified": True}},
        "steps": [*own, _ask(stage)],
    }


def _own(stage: Stage) -> dict[str, Any]:
    return {
        "id": OWN,
        "title": "What I want to know",
        "ask": stage.own,
        "type": "text",
        "depth": "quick",
        "optional": True,
        "hint": "Before you see a list. Just Enter passes.",
        "why": "What you would ask unprompted is what you would ask on the day.",
        "source": ["scenario"],
        "reads": "What I wanted to know: {answer}.",
    }


def _ask(stage: Stage) -> dict[str, Any]:
    most = stage.most or len(stage.questions)
    choices: list[dict[str, Any]] = [{"id": one.id, "label": one.ask} for one in stage.questions]
    return {
        "id": ASK,
        "title": "What I ask",
        "ask": stage.ask,
        "type": "any-of",
        "depth": "quick",
        "min": 1,
        "max": most,
        "choices": [*choices, {"id": NOTHING, "label": "None of these: I go on", "alone": True}],
        "hint": f"There is time for {_many(most)} of these." if most < len(stage.questions) else "As many as you like.",
        "why": "Some of what matters is told only to whoever asks for it.",
        "source": ["scenario"],
        "reads": "What I asked: {answer}.",
    }


def _many(number: int) -> str:
    return "one" if number == 1 else str(number)
