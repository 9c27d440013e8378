"""A reviewed session as one row of plain data, and back: what crosses between processes, and what `--format jsonl` shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ethics_cli.core.reviewing import Found, Reviewed
from ethics_cli.problems import Place, Problem

Row = dict[str, Any]


def row_of(name: str, reviewed: Reviewed) -> Row:
    """The row of a session under the name by which it was given."""
    problem = reviewed.problem
    return {
        "name": name,
        "session": reviewed.session,
        "problem": _problem(problem) if problem else None,
        "findings": [found_plain(found) for found in reviewed.findings],
        "facts": dict(reviewed.facts),
        "count": reviewed.events,
        "head": reviewed.head,
        "drill": reviewed.drill,
        "meant": reviewed.meant,
    }


def row_line(row: Mapping[str, Any]) -> bytes:
    """A row as one line of JSON, its keys sorted, so that the same session gives the same bytes anywhere."""
    return json.dumps(row, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"


def found_plain(found: Found) -> Row:
    """A finding as plain data; what says nothing is there too, for rows are read by scripts."""
    return {**found._asdict(), "items": list(found.items)}


def found_from(plain: Mapping[str, Any]) -> Found:
    """A finding from the plain data of a row."""
    return Found(**{**plain, "items": tuple(plain["items"])})


def problem_from(name: str, plain: Mapping[str, Any]) -> Problem:
    """The problem of a row that could not be read, with its place."""
    place = Place(name, plain["line"], 1 if plain["line"] else 0)
    return Problem._make((plain["code"], plain["message"], place, "", "error"))


def reviewed_from(line: bytes) -> tuple[str, Reviewed]:
    """What the line of a row says: the name under which a session was given, and what it came to."""
    row = json.loads(line)
    problem = problem_from(row["name"], row["problem"]) if row["problem"] else None
    findings = tuple(found_from(one) for one in row["findings"])
    of = (row["session"], findings, row["facts"], row["count"], row["head"], row["drill"], problem, row["meant"])
    return row["name"], Reviewed(*of)


def _problem(problem: Problem) -> Row:
    return {"code": problem.code, "message": problem.message, "line": problem.place.line if problem.place else 0}
