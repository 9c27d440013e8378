"""The use case of `ethics check`: problems of content, with the text of the files for excerpts, and as data for scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ethics_cli.app.ports import Clock
from ethics_cli.files.checking import Checked, check_paths
from ethics_cli.problems import Exit, Problem

__all__ = ["Checked", "as_data", "as_github", "as_shown", "check_content", "outcome", "summary"]


def check_content(paths: Sequence[Path], folders: Mapping[str, Path], clock: Clock) -> Checked:
    """Check content: the named files and folders, or without any the library that `folders` make."""
    return check_paths(paths, folders, clock.now().date())


def outcome(checked: Checked, *, strict: bool) -> Exit:
    """How the command ends: FOUND when there are errors, or under `strict` anything at all."""
    return Exit.FOUND if checked.errors or (strict and checked.warnings) else Exit.FINE


def summary(checked: Checked) -> str:
    """One line on the whole run."""
    files = _many(checked.files, "file")
    if not checked.problems:
        return f"{files} checked, nothing found."
    return f"{files} checked: {_many(checked.errors, 'error')}, {_many(checked.warnings, 'warning')}."


def as_data(checked: Checked) -> dict[str, Any]:
    """The problems as JSON-like data."""
    return {"format": "ethics-problems/1", "problems": [_plain(problem) for problem in checked.problems]}


def as_github(problem: Problem) -> str:
    """A problem as a GitHub workflow command, which shows it beside the line it is about."""
    place = problem.place
    where = f"file={_escaped(place.file, ',:')},line={max(place.line, 1)},col={max(place.column, 1)}," if place else ""
    text = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return f"::{'error' if problem.level == 'error' else 'warning'} {where}title={problem.code}::{_escaped(text)}"


def as_shown(problem: Problem) -> Problem:
    """A problem for the screen: a warning says that it is one."""
    return problem if problem.level == "error" else problem._replace(code=f"warning: {problem.code}")


def _plain(problem: Problem) -> dict[str, Any]:
    place = problem.place
    said = {"code": problem.code, "level": problem.level, "message": problem.message, "hint": problem.hint}
    return {
        **said,
        "file": place.file if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
    }


def _escaped(text: str, signs: str = "") -> str:
    for sign in "%\r\n" + signs:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _many(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
