"""`ethics schema`: JSON Schemas for editors and scripts."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer


def command(
    kind: Annotated[
        str,
        typer.Argument(
            help="framework, route, rows, layout, walk (content), or record, replay, what-if (JSON output)."
        ),
    ] = "framework",
) -> None:
    """JSON Schemas for editors and scripts.

    Put `# yaml-language-server: $schema=…` at the top of a framework, and an editor completes and checks it as you type.
    """
    typer.echo(json.dumps(_schema(kind), indent=2, ensure_ascii=False))


def _schema(kind: str) -> dict[str, Any]:
    if kind == "record":
        from ethics_cli.render.record_data import SCHEMA

        return SCHEMA
    if kind == "replay":
        from ethics_cli.render.replay_data import SCHEMA as REPLAY

        return REPLAY
    if kind == "what-if":
        from ethics_cli.render.replay_supposed import SCHEMA as WHAT_IF

        return WHAT_IF
    from ethics_cli.files.schemas import content_schema

    return content_schema(kind)
