"""The two small acts of asking, picking a choice and typing a line, and the keys that may come instead."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from ethics_cli.core.framework import Choice


class Sign(Enum):
    """A key pressed instead of an answer."""

    WHY = "?"
    BACK = "<"
    SKIP = ">"
    UNSURE = "!"
    NOTE = "#"
    PAUSE = "ctrl-c"
    HIDE = "ctrl-q"


class Input(Protocol):
    """How a choice is picked and a line is typed. Both may come back with a Sign. Without `pointed` nothing is chosen beforehand."""

    keys: str

    def pick(self, choices: Sequence[Choice], pointed: str | None = None) -> str | Sign: ...
    def pick_several(self, choices: Sequence[Choice], marked: Sequence[str] = ()) -> list[str] | Sign: ...
    def line(self, prompt: str, start: str = "", *, lines: bool = False) -> str | Sign: ...
