"""The few forms that schemas of our JSON output are made of."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
MAYBE = {"type": ["string", "null"]}
WHOLE = {"type": "integer"}
NUMBER = {"type": ["integer", "null"]}
TRUTH = {"type": "boolean"}


def thing(**properties: Any) -> dict[str, Any]:
    """An object with exactly these keys."""
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


def list_of(**properties: Any) -> dict[str, Any]:
    """A list of such objects."""
    return {"type": "array", "items": thing(**properties)}


def schema(title: str, name: str, **properties: Any) -> dict[str, Any]:
    """A whole schema for output that names its format."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{title}, format {name}"}
    return {**head, **thing(format={"const": name}, **properties)}


PROBLEMS = list_of(session=TEXT, code=TEXT, message=TEXT)
"""Sessions that could not be read."""
