"""The schema of what `ethics verify --json` prints, format ethics-verify/1."""

from __future__ import annotations

from typing import Any

FORMAT = "ethics-verify/1"
_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_NUMBER = {"type": "integer"}
_NUMBERS = {"type": "array", "items": _NUMBER}
_TRUTH = {"type": "boolean"}


def _thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Whether sessions are whole, as ethics verify says it, format ethics-verify/1",
    **_thing(
        format={"const": FORMAT},
        sessions={
            "type": "array",
            "items": _thing(
                file=_TEXT,
                session=_TEXT,
                holds=_TRUTH,
                events=_NUMBER,
                head=_TEXT,
                redacted=_NUMBERS,
                hidden=_NUMBERS,
                problem={"anyOf": [{"type": "null"}, _thing(code=_TEXT, message=_TEXT, line=_NUMBER)]},
                signed=_TRUTH,
                sign_offs={
                    "type": "array",
                    "items": _thing(
                        event=_NUMBER,
                        at=_TEXT,
                        by=_TEXT,
                        events=_NUMBER,
                        head=_TEXT,
                        state={"enum": ["known", "unknown", "unchecked", "unsigned", "bad"]},
                        key=_MAYBE,
                        known_as=_MAYBE,
                        answered_since=_NUMBER,
                        changed_since=_TRUTH,
                    ),
                },
            ),
        },
    ),
}
