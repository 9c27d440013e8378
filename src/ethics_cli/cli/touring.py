"""The demo: a sample walk played at reading pace through the very same loop as a real walk."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from ethics_cli.app.conduct import Conduct
from ethics_cli.app.ports import Given, Question, Reply, Section
from ethics_cli.app.publish import publish
from ethics_cli.app.scripted import Answers, ScriptAsker
from ethics_cli.app.sessions import new_session, wish_from
from ethics_cli.cli.asking import WordAsker
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.plain import Plain
from ethics_cli.cli.rosters import item_lines
from ethics_cli.cli.screen import BOLD, DIM, Screen, product
from ethics_cli.core.appraisal import Matrix
from ethics_cli.core.choices import find_choice
from ethics_cli.core.framework import Choice, Flag
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.plain_table import wrapped

WHOLE = 165.0
"""Seconds that a tour takes at reading pace, pauses shared out by the length of what there is to read."""


def tour(home_path: Path | None, walk: str, *, fast: bool) -> None:
    """Play a sample walk, into a throw-away home unless one is named; leave session and record to look at."""
    root = home_path or Path(tempfile.mkdtemp(prefix="ethics-demo-"))
    home = home_at(root)
    library = library_for(home)
    held = library.get("walk", walk)
    if held is None:
        known = ", ".join(one.id for one in library.all("walk"))
        raise wrong("demo.unknown-walk", "there is no such sample walk", f"known are: {known}", exit_code=Exit.USAGE)
    plain = held.plain
    screen = product()
    screen.line()
    screen.lines(
        wrapped(
            f"DEMO, an invented case, marked as a drill wherever it is written: {plain.get('title', '')}",
            screen.width,
            "  ",
        ),
        BOLD,
    )
    screen.lines(wrapped(" ".join(str(plain.get("about", "")).split()), screen.width, "  "), DIM)
    session = new_session(home, library, wish_from(plain, drill=True), clock())
    answers = Answers(plain.get("answers", {}), plain.get("handled", {}))
    length = sum(len(str(value)) for value in plain.get("answers", {}).values())
    shown = Shown(screen, answers, 0.0 if fast or not sys.stdout.isatty() else WHOLE / (3 * length))
    with session.journal.locked():
        Conduct(session, shown).run()
        session.remember()
    path = publish(session)
    screen.line()
    screen.lines(wrapped(f"The record:   {path}", screen.width, "  ", "                "), BOLD)
    screen.lines(wrapped(f"The session:  {session.journal.path}", screen.width, "  ", "                "))
    screen.lines(
        wrapped(f"See it again: ethics show {session.id} --home {root}", screen.width, "  ", "                ")
    )
    screen.lines(
        wrapped(f"Is it whole?  ethics verify {session.id} --home {root}", screen.width, "  ", "                ")
    )
    screen.line("  Your own:     ethics decide")


class Shown(ScriptAsker):
    """A script that is played for somebody to watch."""

    def __init__(self, screen: Screen, answers: Answers, pace: float) -> None:
        super().__init__(answers)
        self.screen = screen
        self.pace = pace
        self.words = WordAsker(screen, Plain(screen))
        self.words.keys_said = True

    def ask(self, question: Question) -> Reply:
        reply = super().ask(question)
        if isinstance(reply, Given):
            self.words.show(question)
            self._wait(question.asked + question.hint)
            for line in self._said(question, reply):
                self.screen.line(line)
                self._wait(line)
        return reply

    def _said(self, question: Question, reply: Given) -> Sequence[str]:
        lines: list[str] = []
        if question.step.type == "roster" and isinstance(reply.raw, list):
            items = [
                {"id": f"x{at}", **(one if isinstance(one, dict) else {"label": one})}
                for at, one in enumerate(reply.raw, 1)
            ]
            return list(item_lines(items, question.step, self.screen.width))
        lines += wrapped(_label(reply.raw, question.choices), self.screen.width, "  › ", "    ")
        if reply.because:
            lines += wrapped(f"because {reply.because}", self.screen.width, "    ", "    ")
        return lines

    def section(self, section: Section) -> None:
        self.words.section(section)

    def tell(self, text: str) -> None:
        self.words.tell(text)
        self._wait(text)

    def flag(self, flag: Flag) -> None:
        self.words.flag(flag)
        self._wait(flag.say)

    def matrix(self, table: Matrix) -> None:
        self.words.matrix(table)
        self._wait("a table takes a while to read " * 6)

    def _wait(self, text: str) -> None:
        if self.pace:
            time.sleep(self.pace * len(text))


def _label(raw: object, choices: Sequence[Choice]) -> str:
    values = raw if isinstance(raw, list) else [raw]
    found = [choice.label if (choice := find_choice(value, choices)) else str(value) for value in values]
    return ", ".join(found)
