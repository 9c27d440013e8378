"""What became of many answers files, as data: what `ethics decide --answers-dir DIR --json` prints, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ethics_cli.problems import Problem

FORMAT = "ethics-outcomes/1"
STATUSES = ("decided", "unanswered", "stopped", "refused")
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}


def outcomes_data(outcomes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Outcomes as one document, in the order of the files."""
    return {"format": FORMAT, "outcomes": [_plain(one) for one in outcomes]}


def _plain(outcome: Mapping[str, Any]) -> dict[str, Any]:
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in outcome.items()}
    return {**plain, "problems": [_problem(problem) for problem in outcome["problems"]]}


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "line": place.line if place else 0,
        "column": place.column if place else 0,
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What became of many answers files",
    **_closed(
        {
            "format": {"const": FORMAT},
            "outcomes": {
                "type": "array",
                "items": _closed(
                    {
                        "file": _TEXT,
                        "status": {"enum": list(STATUSES)},
                        "session": {**_TEXT, "description": "Empty when nothing was kept."},
                        "events": {"type": "integer", "minimum": 0},
                        "head": {"type": "string", "pattern": "^([0-9a-f]{64})?$"},
                        "record": _TEXT,
                        "flags": _TEXTS,
                        "missing": {**_TEXTS, "description": "Steps without an answer, each with its question."},
                        "unused": {**_TEXTS, "description": "Answers that no question asked for."},
                        "problems": {
                            "type": "array",
                            "items": _closed(
                                {
                                    "code": _TEXT,
                                    "message": _TEXT,
                                    "hint": _TEXT,
                                    "line": {"type": "integer", "minimum": 0},
                                    "column": {"type": "integer", "minimum": 0},
                                }
                            ),
                        },
                    }
                ),
            },
        }
    ),
}
