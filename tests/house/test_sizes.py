"""Rooms stay small: sizes of files and functions, and where their middle lies."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "ethics_cli"
FILES = sorted(SOURCE.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 50
MIDDLE_FILE, MIDDLE_FUNCTION = 100, 10


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with its number of lines, decorators not counted."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_file_and_no_function_is_long(path: Path) -> None:
    assert lines(path) <= LONGEST_FILE
    assert {name: length for name, length in functions(path) if length > LONGEST_FUNCTION} == {}


def test_the_middle_file_and_the_middle_function_are_short() -> None:
    assert median(lines(path) for path in FILES) <= MIDDLE_FILE
    assert median(length for path in FILES for _, length in functions(path)) <= MIDDLE_FUNCTION


def test_the_rooms_are_the_ones_that_the_arrows_know() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms == {"app", "cli", "core", "files", "render"}
