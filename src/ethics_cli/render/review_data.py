"""A review as data, with the schemas that describe it: the whole as one object, or each session as one line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ethics_cli.core.policy import FINDING_LEVELS
from ethics_cli.core.review_report import Report
from ethics_cli.core.review_row import Row
from ethics_cli.render.json_form import TEXT, TEXTS, TRUTH, WHOLE, list_of, schema, thing

FORMAT = "ethics-review/1"
LEVEL = {"enum": list(FINDING_LEVELS)}
COUNTS = {"type": "object", "additionalProperties": WHOLE}
ROW = thing(
    name=TEXT,
    session=TEXT,
    problem={"anyOf": [{"type": "null"}, thing(code=TEXT, message=TEXT, line=WHOLE)]},
    findings=list_of(id=TEXT, level=LEVEL, say=TEXT, do=TEXT, step=TEXT, items=TEXTS, line=WHOLE),
    facts={"type": "object"},
    count=WHOLE,
    head=TEXT,
    drill=TRUTH,
    meant=TRUTH,
)
SCHEMA = schema(
    "Review",
    FORMAT,
    policy=thing(id=TEXT, title=TEXT, edition=TEXT),
    day=TEXT,
    sessions={"type": "array", "items": ROW},
    summary=thing(
        sessions=WHOLE, problems=WHOLE, drills=WHOLE, passed_over=WHOLE, levels=COUNTS, rules=COUNTS, failed=TRUTH
    ),
    groups={"type": "object", "additionalProperties": COUNTS},
    alike=list_of(
        kind=TEXT,
        protocols=TEXTS,
        topics=TEXTS,
        ends=list_of(words=TEXT, sessions=TEXTS, more=WHOLE),
        differed=TEXTS,
        question=TEXT,
    ),
)
ROW_SCHEMA = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Review, one session a line", **ROW}


def review_data(report: Report) -> dict[str, Any]:
    """A review as plain data. Sessions are those with a finding or a problem."""
    policy = report.policy
    return {
        "format": FORMAT,
        "policy": {"id": policy.id, "title": policy.title, "edition": policy.edition},
        "day": report.day,
        "sessions": list(report.rows),
        "summary": {
            "sessions": report.sessions,
            "problems": report.problems,
            "drills": report.drills,
            "passed_over": report.passed_over,
            "levels": dict(report.levels),
            "rules": dict(report.rules),
            "failed": report.failed,
        },
        "groups": {name: dict(counts) for name, counts in report.groups.items()},
        "alike": [_alike(one) for one in report.alike],
    }


def row_text(row: Row) -> str:
    """One session as one line of JSON."""
    return json.dumps(row, sort_keys=True, separators=(",", ":"))


def _alike(one: Any) -> Mapping[str, Any]:
    return {
        "kind": one.kind,
        "protocols": list(one.protocols),
        "topics": list(one.topics),
        "ends": [{"words": end.words, "sessions": list(end.sessions), "more": end.more} for end in one.ends],
        "differed": list(one.differed),
        "question": one.question,
    }
