"""The list of scenarios as data, with the schema that describes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ethics_cli.core.practice_progress import Drill
from ethics_cli.core.scenario import Scenario
from ethics_cli.render.json_form import TEXT, TEXTS, WHOLE, list_of, schema

FORMAT = "ethics-scenarios/1"


def scenarios_data(scenarios: Iterable[Scenario], latest: Mapping[str, Drill]) -> dict[str, Any]:
    """Scenarios, and when each was last practised (nothing: not yet)."""
    return {"format": FORMAT, "scenarios": [_row(one, latest.get(one.id)) for one in scenarios]}


def _row(scenario: Scenario, drill: Drill | None) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "title": scenario.title,
        "about": " ".join(scenario.about.split()),
        "protocol": scenario.protocol,
        "professions": list(scenario.professions),
        "minutes": scenario.minutes,
        "practised": drill.on if drill is not None else "",
    }


SCHEMA: dict[str, Any] = schema(
    "The scenarios there are",
    FORMAT,
    scenarios=list_of(id=TEXT, title=TEXT, about=TEXT, protocol=TEXT, professions=TEXTS, minutes=WHOLE, practised=TEXT),
)
