"""Charts as pictures in a page: bars, and forecasts against what happened. Each has a title and a description in words.

A picture shows nothing that the table beside it does not say. Places are whole numbers, so that the same counts give the same page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ethics_cli.core.calibration import Scored
from ethics_cli.render.html import Element, Node, el
from ethics_cli.render.measure import fitted
from ethics_cli.render.stats_words import Line, came_true_words, part_of

WIDTH = 480
SIZE = 14
LINE = 19
BAR = 14
GAP = 12
NUMBER = 44
"""Room for a number behind the longest bar."""
FITS = 0.84
"""The part of the width that text may take by our measure: a reader's font may be wider."""
SIDE, MARGIN = 300, 44


def bars(ident: str, title: str, lines: Sequence[Line]) -> Element:
    """A bar for each line that has a number, its name above it."""
    drawn = [line for line in lines if line.part is not None]
    inside: list[Node] = []
    y = 0
    for line in drawn:
        for piece in fitted(line.name, WIDTH * FITS, SIZE):
            y += LINE
            inside.append(el("text", piece, class_="name", x="0", y=str(y - 5)))
        wide = max(2, round((line.part or 0) * (WIDTH - NUMBER)))
        inside.append(el("rect", class_="bar", x="0", y=str(y), width=str(wide), height=str(BAR)))
        inside.append(el("text", line.said, class_="number", x=str(wide + 6), y=str(y + BAR - 2)))
        y += BAR + GAP
    said = "; ".join(f"{line.name}: {line.said}" for line in drawn)
    return _picture(ident, title, f"A bar for each: {said}.", WIDTH, max(y, 1), inside)


def calibration(ident: str, title: str, found: Sequence[Scored]) -> Element:
    """How often forecasts came true (up), for how likely they were held (across). On the line they came true as often as held."""
    inside: list[Node] = [*_frame()]
    for one in found:
        up, across = _up(part_of(one) / 100), MARGIN + round(one.mean / 100 * SIDE)
        inside.append(el("circle", class_="dot", cx=str(across), cy=str(up), r="6"))
        inside.append(el("text", f"n = {one.size}", class_="number", x=str(across + 10), y=str(up + 14)))
    said = "; ".join(
        f"held {one.mean} % likely on average ({one.name}), came true {came_true_words(one)}" for one in found
    )
    desc = f"Across: how likely forecasts were held. Up: how many of them came true. {said}."
    return _picture(ident, title, desc, SIDE + 2 * MARGIN, SIDE + 2 * MARGIN - 20, inside)


def _frame() -> Iterator[Node]:
    left, right, top, bottom = MARGIN, MARGIN + SIDE, _up(1), _up(0)
    for part in (0, 50, 100):
        at = MARGIN + round(part / 100 * SIDE)
        yield el("line", class_="grid", x1=str(at), x2=str(at), y1=str(top), y2=str(bottom))
        yield el("line", class_="grid", x1=str(left), x2=str(right), y1=str(_up(part / 100)), y2=str(_up(part / 100)))
        yield el("text", f"{part}", class_="axis", x=str(at), y=str(bottom + 18), text_anchor="middle")
        yield el("text", f"{part}", class_="axis", x=str(left - 8), y=str(_up(part / 100) + 4), text_anchor="end")
    yield el("line", class_="even", x1=str(left), x2=str(right), y1=str(bottom), y2=str(top))
    yield el("text", "held likely, in %", class_="axis", x=str(right), y=str(bottom + 36), text_anchor="end")
    yield el("text", "came true, in %", class_="axis", x="0", y=str(top - 12))


def _up(part: float) -> int:
    return MARGIN - 14 + round((1 - part) * SIDE)


def _picture(ident: str, title: str, desc: str, width: int, height: int, inside: Sequence[Node]) -> Element:
    names = f"{ident}-title {ident}-desc"
    return el(
        "svg",
        el("title", title, id=f"{ident}-title"),
        el("desc", desc, id=f"{ident}-desc"),
        inside,
        viewBox=f"0 0 {width} {height}",
        width=str(width),
        role="img",
        aria_labelledby=names,
        class_="chart",
    )
