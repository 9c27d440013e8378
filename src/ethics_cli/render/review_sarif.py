"""A review as SARIF 2.1.0, for code scanning: a rule is a rule, a finding is a result with its file and line, a problem a notification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ethics_cli
from ethics_cli.core.policy import Rule
from ethics_cli.core.review_gaps import GAPS
from ethics_cli.core.review_report import Report, key_of
from ethics_cli.core.review_row import Row
from ethics_cli.render.visible import visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
LEVELS = {"note": "note", "warn": "warning", "error": "error"}


def sarif(report: Report) -> dict[str, Any]:
    """The report as one log with one run."""
    ids = [rule.id for rule in report.policy.rules]
    driver = {
        "name": "ethics review",
        "version": ethics_cli.__version__,
        "rules": [_rule(rule) for rule in report.policy.rules],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"ethics-review/{report.policy.id}/"},
        "invocations": [
            {
                "executionSuccessful": not report.problems,
                "toolExecutionNotifications": [_notification(row) for row in report.rows if row["problem"]],
            }
        ],
        "results": [result for row in report.rows for result in _results(row, ids)],
        "columnKind": "unicodeCodePoints",
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    about = rule.say or GAPS[rule.finds].about
    found: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": visible(about)},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
    }
    return {**found, "help": {"text": visible(rule.do)}} if rule.do else found


def _results(row: Row, ids: list[str]) -> Iterator[dict[str, Any]]:
    for one in row["findings"]:
        text = f"{one['say']}. {one['do']}" if one["do"] else one["say"]
        yield {
            "ruleId": one["id"],
            "ruleIndex": ids.index(one["id"]),
            "level": LEVELS[one["level"]],
            "message": {"text": visible(text)},
            "locations": [_location(row["name"], one["line"], one["step"])],
            "partialFingerprints": {"ethicsFinding/v1": " ".join((*key_of(row, one)[:3], *one["items"]))},
        }


def _location(name: str, line: int, step: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(name)}, "region": {"startLine": max(1, line)}}
    }
    return {**found, "logicalLocations": [{"fullyQualifiedName": step, "kind": "member"}]} if step else found


def _notification(row: Row) -> dict[str, Any]:
    problem = row["problem"]
    return {
        "descriptor": {"id": problem["code"]},
        "level": "error",
        "message": {"text": visible(problem["message"])},
        "locations": [_location(row["name"], problem["line"], "")],
    }


def _uri(name: str) -> str:
    """A path as it stands in a URI; an address stays one."""
    if "://" in name:
        return name
    return "".join(
        chr(one) if chr(one) in _UNRESERVED else f"%{one:02X}"
        for one in name.replace("\\", "/").encode("utf-8", "replace")
    )
