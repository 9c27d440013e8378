"""`ethics schema`: JSON Schemas for editors and scripts."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer


def command(
    kind: Annotated[
        str, typer.Argument(help="framework, route, rows, layout, walk (content), or record (the JSON record).")
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
    from ethics_cli.files.schemas import content_schema

    return content_schema(kind)
