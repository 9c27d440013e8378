"""What is said in a walk besides the questions: headers, flags, the matrix, refusals, and the answers so far."""

from __future__ import annotations

from ethics_cli.app.ports import Section
from ethics_cli.cli.screen import BOLD, DIM, FLAG, Screen
from ethics_cli.core.appraisal import Matrix
from ethics_cli.core.framework import Flag
from ethics_cli.core.walk import Walk
from ethics_cli.core.wording import answer_words
from ethics_cli.problems import Problem
from ethics_cli.render.plain_table import in_words, matrix_lines, wrapped


class Saying:
    """A voice on a screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def section(self, section: Section) -> None:
        count = f"{section.questions} question" + ("s" if section.questions != 1 else "")
        left, right = f"  {section.number}  {section.framework.title}", f"{section.framework.id} · {count}"
        self.screen.line()
        gap = self.screen.width - len(left) - len(right)
        self.screen.line(f"{left}{' ' * gap}{right}" if gap > 1 else left, BOLD)
        if section.framework.kind == "lens":
            self.screen.lines(wrapped(section.framework.asks, self.screen.width, "     "), DIM)

    def tell(self, text: str) -> None:
        self.screen.line()
        self.screen.lines(wrapped(text, self.screen.width, "  "))

    def flag(self, flag: Flag) -> None:
        self.screen.line()
        self.screen.lines(wrapped(f"⚑ {flag.level}  {flag.say}", self.screen.width, "  ", "          "), FLAG)

    def matrix(self, table: Matrix) -> None:
        self.screen.line()
        self.screen.lines(matrix_lines(table, self.screen.width))
        for sentence in in_words(table):
            self.screen.lines(wrapped(sentence, self.screen.width, "  "))

    def refuse(self, problem: Problem) -> None:
        self.screen.lines(wrapped(_for_person(problem), self.screen.width, "    "), FLAG)
        if problem.hint:
            self.screen.lines(wrapped(problem.hint, self.screen.width, "    "), DIM)

    def summary(self, walk: Walk, *, whole: bool = False) -> None:
        roles = ("conflict", "decision", "look-again")
        places = [place for place in walk.path if whole or place.step.role in roles or place in walk.later]
        for place in places:
            answer = walk.answers.get(place.key)
            if answer is None:
                continue
            mark = " (changed)" if answer.changed else ""
            name = (
                f"{place.step.name} · {', '.join(item.label for item in place.items)}"
                if place.items
                else place.step.name
            )
            self.screen.lines(
                wrapped(f"{name}{mark}: {answer_words(walk, place.step, answer)}", self.screen.width, "    ", "      ")
            )
        if walk.later:
            self.screen.lines(
                wrapped(f"{len(walk.later)} left for later: the record will say so.", self.screen.width, "    "), FLAG
            )


def _for_person(problem: Problem) -> str:
    said = problem.message.partition(": ")[2] or problem.message
    return said[:1].upper() + said[1:] + "."
