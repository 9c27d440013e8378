"""How a key is read while a session is stepped through: one key at a time on a terminal that can, or a line with Enter.

A key is read without anything being repainted, so that what was printed stays as it was printed. While nothing is pressed, what
comes next is made ready.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, NamedTuple, Protocol, Self

from ethics_cli.cli.input import Sign
from ethics_cli.cli.plain import Plain
from ethics_cli.cli.screen import Screen, wants_plain

ARROWS = {b"[C": "n", b"[B": "n", b"[D": "b", b"[A": "b", b"OC": "n", b"OB": "n", b"OD": "b", b"OA": "b"}
ESCAPE, END = b"\x1b", b"\x04"
QUITTING = "q"


class Key(NamedTuple):
    """A key, and what was typed behind it on the same line, where lines are typed."""

    name: str
    rest: str = ""


class Reader(Protocol):
    """How keys and lines come in. `silent` says that a key leaves no trace of its own on the screen.

    `idle` is called while nothing is pressed, until it returns False: nothing is left to do.
    """

    silent: bool

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...
    def key(self, prompt: str, idle: Callable[[], bool]) -> Key: ...
    def line(self, prompt: str) -> str: ...


def reader_for(screen: Screen, *, plain: bool) -> Reader:
    """Keys where the terminal can be read by keys and nobody asked for lines; lines otherwise."""
    try:
        import termios  # noqa: F401
    except ImportError:
        return Lines(screen)
    return Lines(screen) if plain or wants_plain() else Keys(screen)


class Lines:
    """A key is a letter and Enter; Enter alone is the next moment. What stands behind the letter goes with it."""

    silent = False

    def __init__(self, screen: Screen) -> None:
        self.input = Plain(screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def key(self, prompt: str, idle: Callable[[], bool]) -> Key:
        typed = self.input.line(prompt)
        if isinstance(typed, Sign):
            return Key("?" if typed is Sign.WHY else "b" if typed is Sign.BACK else QUITTING)
        name, _, rest = typed.strip().partition(" ")
        return Key(name.lower() or "n", rest.strip())

    def line(self, prompt: str) -> str:
        typed = self.input.line(prompt)
        return typed.value if typed in SIGNS_TYPED else "" if isinstance(typed, Sign) else typed.strip()


SIGNS_TYPED = (Sign.WHY, Sign.BACK, Sign.SKIP, Sign.UNSURE, Sign.NOTE)


class Keys:
    """One key at a time. Between keys the terminal is as it was found only while a line is typed, and when this ends."""

    silent = True

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.lines = Lines(screen)
        self.found: list[Any] = []
        self.descriptor = sys.stdin.fileno()

    def __enter__(self) -> Self:
        import termios

        self.found = termios.tcgetattr(self.descriptor)
        self._by_keys()
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGCONT, self._continued)
        return self

    def __exit__(self, *_: object) -> None:
        self._as_found()

    def key(self, prompt: str, idle: Callable[[], bool]) -> Key:
        self.screen.prompt(prompt)
        more = True
        while more and not select.select([self.descriptor], [], [], 0)[0]:
            more = idle()
        return Key(self._pressed())

    def line(self, prompt: str) -> str:
        self._as_found()
        try:
            with contextlib.suppress(ImportError):
                import readline

                readline.parse_and_bind("set enable-bracketed-paste off")
            return self.lines.line(prompt)
        finally:
            self._by_keys()

    def _pressed(self) -> str:
        typed = os.read(self.descriptor, 1)
        if typed in (b"", END):
            return QUITTING
        if typed == ESCAPE:
            return self._arrow()
        return "n" if typed in (b"\r", b"\n", b" ") else typed.decode("latin-1").lower()

    def _arrow(self) -> str:
        """An arrow goes on or back; any other sequence of keys, and Escape alone, is nothing."""
        rest = b""
        while len(rest) < 2 and select.select([self.descriptor], [], [], 0.02)[0]:
            rest += os.read(self.descriptor, 1)
        return ARROWS.get(rest, "")

    def _by_keys(self) -> None:
        """Keys come one by one, and are not shown. Ctrl-C and Ctrl-Z do what they always do."""
        import termios

        mode = termios.tcgetattr(self.descriptor)
        mode[3] &= ~(termios.ICANON | termios.ECHO)
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        termios.tcsetattr(self.descriptor, termios.TCSADRAIN, mode)

    def _as_found(self) -> None:
        import termios

        termios.tcsetattr(self.descriptor, termios.TCSADRAIN, self.found)

    def _continued(self, number: int, frame: FrameType | None) -> None:
        """Back from Ctrl-Z: the shell may have set the terminal its own way meanwhile."""
        self._by_keys()
