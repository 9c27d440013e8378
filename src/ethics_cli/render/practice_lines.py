"""The sheet for whoever plays the other part in a scenario: what is told, the lines, and what to answer when asked. Words only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ethics_cli.core.scenario import Scenario, Stage
from ethics_cli.render.json_form import TEXT, TRUTH, list_of, schema
from ethics_cli.render.practice_said import BLANK, PLAIN, QUIET, STRONG, Said, story

FORMAT = "ethics-practice-lines/1"


def lines_said(scenario: Scenario) -> Iterator[Said]:
    """The sheet, stage by stage. What is judged and what happens at the end are not on it."""
    yield BLANK
    yield Said(f"DRILL  {scenario.title}: for whoever plays the other part", STRONG)
    yield Said(
        "Say the lines in your own way. Answer what you are asked with what stands there, and nothing else unasked.",
        QUIET,
    )
    for stage in scenario.stages:
        yield from story(stage.told, stage.title)
        yield from _answers(stage)


def lines_data(scenario: Scenario) -> dict[str, Any]:
    """The same as data."""
    return {
        "format": FORMAT,
        "drill": True,
        "scenario": scenario.id,
        "stages": [
            {
                "id": stage.id,
                "title": stage.title,
                "lines": [line._asdict() for one in stage.told for line in one.lines],
                "answers": [{"asked": one.ask, "says": one.says} for one in stage.questions],
            }
            for stage in scenario.stages
        ],
    }


def _answers(stage: Stage) -> Iterator[Said]:
    for one in stage.questions:
        yield BLANK
        yield Said(f"Asked: {one.ask}", QUIET, "    ", "      ")
        yield Said(" ".join(one.says.split()), PLAIN, "      ")


SCHEMA: dict[str, Any] = schema(
    "The sheet for whoever plays the other part in a scenario",
    FORMAT,
    drill=TRUTH,
    scenario=TEXT,
    stages=list_of(id=TEXT, title=TEXT, lines=list_of(who=TEXT, says=TEXT), answers=list_of(asked=TEXT, says=TEXT)),
)
