from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect", reason="real terminals need pexpect")

READY = "\x1b[?2004h"
"""What a drawn prompt writes when it begins to listen (bracketed paste on)."""
STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")


class Terminal:
    """The command in a real terminal, typed at by keys."""

    def __init__(self, argv: list[str], env: dict[str, str], size: tuple[int, int] = (40, 100), *, through: str = "") -> None:
        command = [through, *argv] if through else argv
        self.child = pexpect.spawn(command[0], command[1:], env=env, dimensions=size, encoding="utf-8", codec_errors="replace", timeout=15)
        self.child.delaybeforesend = None
        self.plain = "--plain" in argv or env.get("TERM") == "dumb" or "ACCESSIBLE" in env
        self.seen = ""

    def shows(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        try:
            self.child.expect_exact(text)
        except (pexpect.TIMEOUT, pexpect.EOF) as fault:
            raise AssertionError(f"{text!r} is not shown, but: {self.tail()}") from fault
        self._keep()

    def asks(self, text: str, prompt: str = "") -> None:
        """Wait until a text is shown and a prompt listens."""
        self.shows(text)
        self.listens(prompt)

    def listens(self, prompt: str = "") -> None:
        if not self.plain:
            self.shows(READY)
        elif prompt:
            self.shows(prompt)

    def types(self, keys: str) -> None:
        self.child.send(keys)

    def picks(self, label: str) -> None:
        """Choose by its words: point by its number, then Enter. A menu must be listening."""
        self.shows("Number" if self.plain else "then Enter")
        shown = STYLE.sub("", self.child.before)
        if self.plain:
            number = next(found.group(1) for found in re.finditer(r"^ +(\d+)\. (.*)$", shown, re.M) if label in found.group(2))
        else:
            choices = [line for line in shown.split("\n") if re.match(r"( {3}| › |   [○●] )\W*[A-Z“]", line)]
            number = str(next(at for at, line in enumerate(choices, 1) if label in line))
        self.types(f"{number}\r")

    def ends(self) -> int:
        """Wait for the end; the exit code, or minus the signal."""
        self.child.expect(pexpect.EOF)
        self._keep()
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus

    def words(self) -> str:
        """Everything shown so far, without the terminal's own codes."""
        return STYLE.sub("", self.seen)

    def tail(self) -> str:
        return STYLE.sub("", self.child.before or "")[-600:]

    def _keep(self) -> None:
        before, after = self.child.before, self.child.after
        self.seen += (before if isinstance(before, str) else "") + (after if isinstance(after, str) else "")


@dataclass
class Desk:
    """A home of its own, and terminals opened over it."""

    folder: Path
    opened: list[Terminal] = field(default_factory=list)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def sessions(self) -> list[Path]:
        return sorted((self.home / "sessions").glob("*.jsonl"))

    def env(self, **changes: str) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("ETHICS_", "LC_", "LANG", "COLUMNS", "LINES", "NO_COLOR", "ACCESSIBLE"))}
        own = {"ETHICS_HOME": str(self.home), "ETHICS_CACHE": str(self.folder.parent / "ethics-cache"), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"}
        return {**kept, **own, **changes}

    def open(self, *argv: str, size: tuple[int, int] = (40, 100), through: str = "", **changes: str) -> Terminal:
        terminal = Terminal([sys.executable, "-m", "ethics_cli", *argv], self.env(**changes), size, through=through)
        self.opened.append(terminal)
        return terminal


@pytest.fixture
def desk(tmp_path: Path):
    made = Desk(tmp_path)
    yield made
    for terminal in made.opened:
        terminal.child.close(force=True)
