"""A policy, or a condition alone, in a file of its own: read strictly, and checked against the library before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ethics_cli.core.lint_content import Piece
from ethics_cli.core.lint_policies import policy_faults
from ethics_cli.files.bounded import CONTENT_LIMIT, bytes_within
from ethics_cli.files.content_file import read_content
from ethics_cli.files.library import Library
from ethics_cli.files.yaml_text import Document, read_yaml
from ethics_cli.problems import EthicsError, Exit, Place, wrong

ALONE = "where"


def read_policy_file(path: Path, library: Library, today: date) -> Mapping[str, Any]:
    """The policy in a file. Raises EthicsError with every problem of form or sense that is an error."""
    _, plain, document = read_content(_bytes(path), str(path), "policy")
    _demand_sense(plain, library, today, document, ())
    return plain


def read_condition_file(path: Path, library: Library, today: date) -> Mapping[str, Any]:
    """The condition in a file, as plain data. Raises EthicsError with every problem found."""
    document = read_yaml(_bytes(path), str(path))
    rule = {"id": ALONE, "level": "note", "when": document.data, "say": ALONE}
    plain = {"policy": ALONE, "title": ALONE, "edition": "1.0.0", "review_by": today.isoformat(), "rules": [rule]}
    _demand_sense(plain, library, today, document, ("rules", 0, "when"))
    found: Mapping[str, Any] = document.data
    return found


def _bytes(path: Path) -> bytes:
    try:
        return bytes_within(path, CONTENT_LIMIT)
    except OSError:
        place = Place(str(path))
        raise wrong("review.no-file", "there is no such file", place=place, exit_code=Exit.USAGE) from None


def _demand_sense(
    plain: Mapping[str, Any], library: Library, today: date, document: Document, under: tuple[str | int, ...]
) -> None:
    """Raise EthicsError for faults that are errors. `under` leads to the part of the policy that the document is."""
    around = [Piece(held.kind, held.id, held.plain) for held in library.held.values() if held.kind != "walk"]
    faults = policy_faults([*around, Piece("policy", str(plain["policy"]), plain)], str(plain["policy"]), today)
    problems = [
        fault.problem.at(document.place(fault.path[len(under) :])) for fault in faults if fault.problem.level == "error"
    ]
    if problems:
        raise EthicsError(*problems, exit_code=Exit.USAGE)
