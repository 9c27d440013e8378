"""Options against lenses as a table of HTML: signs to look at, their names to be read aloud, the reasons below."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.appraisal import Cell, Matrix
from ethics_cli.core.framework import LEANINGS
from ethics_cli.render.html import Node, el

KEY = "−− strongly against · − against · 0 neither way · + for · ++ strongly for · ? left open. Signs are not added up."


def matrix_table(table: Matrix, name: str = "Where each lens leans on each option") -> Node:
    """Options across, lenses down. It scrolls by itself where it is too wide for the window."""
    head = (el("th", f"{option.letter}. {option.label}", scope="col") for option in table.options)
    rows = (
        el(
            "tr",
            el("th", lens.title, scope="row"),
            (_cell(table.cell(lens, option)) for option in table.options),
        )
        for lens in table.lenses
    )
    whole = el(
        "table",
        el("caption", name),
        el("thead", el("tr", el("td"), head)),
        el("tbody", rows),
        class_="signs",
    )
    return el(
        "div",
        el("div", whole, class_="scroll", tabindex="0", role="group", aria_label=name),
        el("p", KEY, class_="offer"),
    )


def _cell(cell: Cell) -> Node:
    return el("td", *spoken(cell))


def spoken(cell: Cell) -> Iterator[Node]:
    """A sign to be seen, and its name to be heard."""
    yield el("span", cell.sign, aria_hidden="true")
    yield el("span", LEANINGS.get(cell.leaning, "left open" if cell.non else "not asked"), class_="unseen")
