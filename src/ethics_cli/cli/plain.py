"""Plain prompts: one line at a time, nothing repainted. For screen readers, dumb terminals, and whoever prefers it."""

from __future__ import annotations

from collections.abc import Sequence

from ethics_cli.cli.input import Sign
from ethics_cli.cli.screen import Screen
from ethics_cli.core.choices import find_choice
from ethics_cli.core.framework import Choice
from ethics_cli.render.plain_table import wrapped

SIGNS = {"?": Sign.WHY, "<": Sign.BACK, ">": Sign.SKIP, "!": Sign.UNSURE, "#": Sign.NOTE, "exit!": Sign.HIDE}


class Plain:
    """The Input that reads lines. A key is a line of its own."""

    keys = "On a line of its own: ? why, < back, > skip with a reason, ! not sure, # note, exit! leave and clear. Ctrl-C pauses."

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def pick(self, choices: Sequence[Choice], pointed: str | None = None) -> str | Sign:
        before = next((at for at, choice in enumerate(choices, 1) if choice.id == pointed), 0)
        self._list(choices)
        while True:
            typed = self.line(f"  Number (Enter for {before}): " if before else "  Number: ")
            if isinstance(typed, Sign):
                return typed
            if not typed and before and pointed:
                return pointed
            choice = find_choice(typed, choices)
            if choice is not None:
                return choice.id
            self.screen.line(f"    Type a number from 1 to {len(choices)}.")

    def pick_several(self, choices: Sequence[Choice], marked: Sequence[str] = ()) -> list[str] | Sign:
        self._list(choices)
        before = ", ".join(str(at) for at, choice in enumerate(choices, 1) if choice.id in marked)
        while True:
            typed = self.line(
                f"  Numbers, with commas (Enter for {before}): " if before else "  Numbers, with commas: "
            )
            if isinstance(typed, Sign):
                return typed
            if not typed and before:
                return list(marked)
            found = [find_choice(part, choices) for part in typed.replace(",", " ").split()]
            if None not in found:
                return [choice.id for choice in found if choice is not None]
            self.screen.line(f"    Type numbers from 1 to {len(choices)}, with commas between them.")

    def line(self, prompt: str, start: str = "", *, lines: bool = False) -> str | Sign:
        if start:
            self.screen.lines(wrapped(f"(Enter keeps: {start})", self.screen.width, "    "))
        try:
            typed = input(prompt if self.screen.signs else prompt.encode("ascii", "replace").decode())
        except KeyboardInterrupt:
            self.screen.line()
            return Sign.PAUSE
        except EOFError:
            self.screen.line()
            return Sign.PAUSE
        return SIGNS.get(typed.strip(), typed or start)

    def _list(self, choices: Sequence[Choice]) -> None:
        for number, choice in enumerate(choices, 1):
            hint = f" ({choice.hint})" if len(choice.hint) > 2 else ""
            name = f"{choice.hint}  {choice.label}" if choice.hint and not hint else choice.label
            self.screen.lines(wrapped(f"{number}. {name}{hint}", self.screen.width, "    ", "       "))
