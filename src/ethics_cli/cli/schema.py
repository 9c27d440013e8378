"""`ethics schema`: JSON Schemas for editors and scripts."""

from __future__ import annotations

import importlib
import json
from typing import Annotated, Any

import typer

OUTPUT = {
    "record": "record_data",
    "verify": "verify_data",
    "replay": "replay_data",
    "what-if": "replay_supposed",
    "opinions": "opinions_data",
    "compare": "comparing_data",
    "agenda": "agenda",
    "due": "due_data",
    "review": "review_data",
    "search": "search_data",
    "similar": "similar_data",
    "stats": "stats_data",
    "outcomes": "outcomes_data",
    "scenarios": "practice_list",
    "practice": "practice_debrief",
    "practice-progress": "practice_progress",
    "practice-lines": "practice_lines",
    "identifiers": "identifying_words",
    "peer": "peer",
}
"""What `--json` prints, and the room's file that describes it."""


def command(
    kind: Annotated[
        str,
        typer.Argument(
            help="framework, route, rows, layout, model, norms, organisation, scenario, walk (content), or for JSON output: "
            + ", ".join(OUTPUT)
            + "."
        ),
    ] = "framework",
) -> None:
    """JSON Schemas for editors and scripts.

    Put `# yaml-language-server: $schema=…` at the top of a framework, and an editor completes and checks it as you type.
    """
    typer.echo(json.dumps(_schema(kind), indent=2, ensure_ascii=False))


def _schema(kind: str) -> dict[str, Any]:
    if kind in OUTPUT:
        found: dict[str, Any] = importlib.import_module(f"ethics_cli.render.{OUTPUT[kind]}").SCHEMA
        return found
    from ethics_cli.files.schemas import content_schema

    return content_schema(kind)
