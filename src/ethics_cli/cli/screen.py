"""Two streams: the product on stdout, talk on stderr; in a walk both are the terminal. Colour, width and signs are decided here.

Every word printed passes `visible()`. Nothing typed by anybody is ever read as markup.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from ethics_cli.problems import Problem
from ethics_cli.render.problem_text import problem_lines
from ethics_cli.render.visible import plain_signs, visible

BOLD, DIM, FLAG, STOP = "1", "2", "33", "1;31"
NARROWEST, WIDEST = 24, 100


class Screen:
    """One stream and how to write on it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.signs = (stream.encoding or "ascii").lower().replace("-", "").startswith("utf")

    @property
    def width(self) -> int:
        """The columns to write in: the terminal's, within what can be read."""
        columns = shutil.get_terminal_size((80, 24)).columns
        return max(NARROWEST, min(WIDEST, columns - 1))

    def line(self, text: str = "", style: str = "") -> None:
        """One line, sanitised, styled where the terminal can show it."""
        safe = visible(text)
        safe = safe if self.signs else plain_signs(safe)
        self.stream.write(f"\x1b[{style}m{safe}\x1b[0m\n" if style and self.colour and safe else f"{safe}\n")
        self.stream.flush()

    def lines(self, lines: Iterable[str], style: str = "") -> None:
        for line in lines:
            self.line(line, style)

    def prompt(self, text: str) -> None:
        """Words before which no line ends: a key is awaited."""
        safe = visible(text)
        self.stream.write(safe if self.signs else plain_signs(safe))
        self.stream.flush()

    def problem(self, problem: Problem, sources: dict[str, str] | None = None) -> None:
        for at, line in enumerate(problem_lines(problem, sources)):
            self.line(line, BOLD if at == 0 else "")


def product() -> Screen:
    """Where what was asked for goes."""
    return Screen(sys.stdout or _nowhere())


def talk() -> Screen:
    """Where what is said about it goes."""
    return Screen(sys.stderr or _nowhere())


def _nowhere() -> TextIO:
    """Where words go when the stream was closed by whoever started the program."""
    return Path(os.devnull).open("w", encoding="utf-8")


def is_interactive() -> bool:
    """Whether there is somebody to ask: a terminal for reading and one for writing."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def wants_plain() -> bool:
    """Whether prompts should come line by line: asked for by ACCESSIBLE, or all that the terminal can do."""
    return os.environ.get("ACCESSIBLE", "") not in ("", "0") or os.environ.get("TERM", "") in ("dumb", "")


def clear_all() -> None:
    """Clear the screen and, where the terminal allows, what was scrolled out of it."""
    if sys.stdout.isatty():
        sys.stdout.write("\x1b[2J\x1b[3J\x1b[H")
        sys.stdout.flush()
