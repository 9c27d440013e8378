"""What was practised, as data with the schema that describes it. No words of an answer, and no counts."""

from __future__ import annotations

from typing import Any

from ethics_cli.core.practice_progress import Progress
from ethics_cli.render.json_form import TEXT, TEXTS, TRUTH, list_of, schema

FORMAT = "ethics-practice-progress/1"


def progress_data(found: Progress) -> dict[str, Any]:
    """What was practised and what is left."""
    return {
        "format": FORMAT,
        "drills": [{"session": one.session, "scenario": one.scenario, "on": one.on} for one in found.drills],
        "rows": [row for row, _ in found.rows],
        "rows_left": [{"row": one.row, "scenarios": list(one.where)} for one in found.left],
        "red_flags": [{"scenario": one.scenario, "id": one.id, "seen": one.seen} for one in found.red_flags],
        "flags": list(found.flags),
        "unpractised": list(found.unpractised),
    }


SCHEMA: dict[str, Any] = schema(
    "What was practised in a home, and what not",
    FORMAT,
    drills=list_of(session=TEXT, scenario=TEXT, on=TEXT),
    rows=TEXTS,
    rows_left=list_of(row=TEXT, scenarios=TEXTS),
    red_flags=list_of(scenario=TEXT, id=TEXT, seen=TRUTH),
    flags=TEXTS,
    unpractised=TEXTS,
)
