"""Findings as CSV, one a line: for spreadsheets, which take a cell that begins in certain ways for a formula. Here none does."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.review_row import Row
from ethics_cli.render.visible import one_line

HEAD = ("name", "session", "level", "id", "step", "items", "line", "say", "do")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, wide forms too."""


def head_line() -> str:
    """The names of the columns."""
    return _line(HEAD)


def row_lines(row: Row) -> Iterator[str]:
    """The lines of a session: one for each finding, and one for its problem."""
    problem = row["problem"]
    if problem is not None:
        yield _line(
            (row["name"], row["session"], "problem", problem["code"], "", "", problem["line"], problem["message"], "")
        )
    for one in row["findings"]:
        items, line = " ".join(one["items"]), one["line"]
        yield _line(
            (row["name"], row["session"], one["level"], one["id"], one["step"], items, line, one["say"], one["do"])
        )


def neutral(cell: str) -> str:
    """A cell that no spreadsheet computes with: what could begin a formula begins with an apostrophe."""
    shown = one_line(cell)
    return f"'{shown}" if cell.startswith(_RISKY) or shown.lstrip().startswith(_RISKY) else shown


def _line(cells: tuple[object, ...]) -> str:
    return ",".join(_quoted(neutral(one)) if isinstance(one, str) else str(one) for one in cells)


def _quoted(cell: str) -> str:
    """A cell in quotes where it needs them (RFC 4180)."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in '",') else cell
