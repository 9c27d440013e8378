"""The JSON Schemas that are published, by name."""

from __future__ import annotations

from typing import Any

from ethics_cli.files.schema import DOCUMENTS
from ethics_cli.problems import Exit, wrong

CONTENT = {
    **{
        name: name
        for name in ("framework", "route", "rows", "model", "norms", "organisation", "policy", "scenario", "walk")
    },
    "layout": "record",
}


def content_schema(name: str) -> dict[str, Any]:
    """The schema of a kind of content. Raises EthicsError when there is no such kind."""
    if name not in CONTENT:
        raise wrong(
            "schema.unknown",
            "there is no such schema",
            "known are: " + ", ".join([*CONTENT, "record"]),
            exit_code=Exit.USAGE,
        )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **DOCUMENTS[CONTENT[name]].model_json_schema()}
