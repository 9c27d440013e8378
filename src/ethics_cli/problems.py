"""What can be wrong, and how the program says so.

Every room may import this file; it knows nothing of ours. A Problem is a value: collected, sorted and shown together.
EthicsError is for a promise that cannot be kept (a file that cannot be read, a session held by somebody else); it
carries problems and the exit code. No message here or anywhere may repeat what a person typed about a case.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple


class Exit(IntEnum):
    """The published exit codes (docs/reference/exit-codes.md)."""

    FINE = 0
    FOUND = 1
    USAGE = 2
    BUG = 3
    UNANSWERED = 4
    HELD = 5
    STOPPED = 6
    PAUSED = 130


class Place(NamedTuple):
    """Where something stands: a file as the person named it, and a line and column counted from 1 (0: the whole file)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


class Problem(NamedTuple):
    """Something wrong in content, a file or an answer: a stable code, a sentence, and what to do about it."""

    code: str
    message: str
    place: Place | None = None
    hint: str = ""
    level: str = "error"

    def at(self, place: Place | None) -> Problem:
        return Problem(self.code, self.message, place, self.hint, self.level)


class EthicsError(Exception):
    """A promise that cannot be kept. Shown as its problems, one shape for all, and ends the command with `exit_code`."""

    def __init__(self, *problems: Problem, exit_code: Exit = Exit.FOUND) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
        self.exit_code = exit_code


_NAME = re.compile(r"[a-z][a-z0-9._-]{0,79}(\[[A-Z0-9, ]{1,20}\])?")


def named(key: str) -> str:
    """A key of a file as a message may repeat it: where it is written as ids and steps are. Any other could be words about a case."""
    return f"`{key}`" if _NAME.fullmatch(key) else "`…`"


def wrong(
    code: str, message: str, hint: str = "", *, place: Place | None = None, exit_code: Exit = Exit.FOUND
) -> EthicsError:
    """An EthicsError with one problem."""
    return EthicsError(Problem(code, message, place, hint), exit_code=exit_code)
