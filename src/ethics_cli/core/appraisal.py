"""How options stand under lenses: leanings side by side, where they agree and where they pull apart.

A leaning is a word with a reason behind it. There is no sum, no weight and no winner here, and there must never be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ethics_cli.core.framework import LEANINGS, Framework, Step
from ethics_cli.core.walk import Answer, Item, Key, Walk

SIGNS = {"strongly-against": "−−", "against": "−", "neither": "0", "for": "+", "strongly-for": "++"}
ORDER = {leaning: at - 2 for at, leaning in enumerate(LEANINGS)}


class Cell(NamedTuple):
    """How one option stands under one lens: the leaning's name and its because; no leaning when it was left open."""

    leaning: str = ""
    because: str = ""
    non: str = ""

    @property
    def sign(self) -> str:
        return SIGNS.get(self.leaning, "?" if self.non else "·")

    @property
    def side(self) -> int:
        """-1 against, 0 neither or open, 1 for."""
        return (ORDER.get(self.leaning, 0) > 0) - (ORDER.get(self.leaning, 0) < 0)


class Matrix(NamedTuple):
    """Options across, lenses down."""

    options: tuple[Item, ...]
    lenses: tuple[Framework, ...]
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, lens: Framework, option: Item) -> Cell:
        return self.cells.get((lens.id, option.id), Cell())

    def column(self, option: Item) -> list[tuple[Framework, Cell]]:
        return [(lens, self.cell(lens, option)) for lens in self.lenses]


class Pull(NamedTuple):
    """One option on which lenses part: who leans for it, who against, and who strongly."""

    option: Item
    toward: tuple[Framework, ...]
    against: tuple[Framework, ...]
    strongly: frozenset[str]


def appraising_step(framework: Framework) -> Step | None:
    return next((step for step in framework.steps if step.type == "appraisal"), None)


def matrix(walk: Walk) -> Matrix:
    """The appraisals of a walk, option by option and lens by lens."""
    position = walk.by_role("options")
    options = walk.items(position.step.ref) if position else ()
    lenses, cells = [], {}
    asked = {place.step.framework for place in walk.path if place.step.type == "appraisal"}
    for framework in walk.frameworks:
        step = appraising_step(framework) if framework.id in asked else None
        if step is None or not any(place.step is step for place in walk.path):
            continue
        lenses.append(framework)
        for option in options:
            answer = walk.answers.get((step.ref, (option.id,)))
            if answer is not None:
                cells[(framework.id, option.id)] = Cell(str(answer.value or ""), answer.because, answer.non)
    return Matrix(options, tuple(lenses), cells)


def outweighed(frameworks: Iterable[Framework], answers: Mapping[Key, Answer], chosen: str) -> list[str]:
    """The lenses that lean strongly against the chosen option."""
    found = []
    for framework in frameworks:
        step = appraising_step(framework)
        answer = answers.get((step.ref, (chosen,))) if step else None
        if answer is not None and answer.value == "strongly-against":
            found.append(framework.id)
    return found


def pulls(table: Matrix) -> list[Pull]:
    """The options on which at least one lens leans for and one against, in the order of the options."""
    found = []
    for option in table.options:
        column = table.column(option)
        toward = tuple(lens for lens, cell in column if cell.side > 0)
        against = tuple(lens for lens, cell in column if cell.side < 0)
        if toward and against:
            strongly = frozenset(lens.id for lens, cell in column if cell.leaning.startswith("strongly"))
            found.append(Pull(option, toward, against, strongly))
    return found


def unopposed(table: Matrix, side: int) -> list[Item]:
    """The options that every lens with a view of them sees on one side (1 for, -1 against), two lenses at least."""
    found = []
    for option in table.options:
        sides = [cell.side for _, cell in table.column(option) if cell.leaning]
        if len(sides) > 1 and side in sides and all(one == side or one == 0 for one in sides):
            found.append(option)
    return found


def agreed(table: Matrix, side: int) -> list[Item]:
    """The options on which all lenses lean the same way."""
    return [option for option in unopposed(table, side) if all(cell.side == side for _, cell in table.column(option))]


def least_convinced(table: Matrix, option: Item) -> tuple[Framework, Cell] | None:
    """The lens with the lowest leaning on an option, when it stands alone at the bottom."""
    ranked = sorted(
        (ORDER[cell.leaning], at, lens, cell) for at, (lens, cell) in enumerate(table.column(option)) if cell.leaning
    )
    if len(ranked) < 2 or ranked[0][0] == ranked[1][0]:
        return None
    return ranked[0][2], ranked[0][3]
