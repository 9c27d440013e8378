"""Two people's judgements beside each other in plain characters, for a terminal of any width."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.opinion import Leanings, SideBySide
from ethics_cli.render.opinions import OURS, SINCE, cell_words, leaning_about
from ethics_cli.render.plain_table import NAME_ROOM, wrapped
from ethics_cli.render.visible import one_line

CELL = 9
WIDEST_NAME = 20
KEY = (
    "Left the practitioner's sign, right the other's: −− strongly against, − against, 0 neither way, + for, ++ strongly for, "
    "? or · left open. ≠ on opposite sides, * apart otherwise. Nothing is added up."
)


def beside_lines(one: SideBySide, width: int) -> Iterator[str]:
    """Options across by letter, lenses down; in each cell both signs, and a mark where they differ."""
    if not one.leanings:
        return
    options = tuple(dict.fromkeys((pair.option.id, pair.option.letter, pair.option.label) for pair in one.leanings))
    lenses = tuple(dict.fromkeys((pair.lens.id, pair.lens.title) for pair in one.leanings))
    cells = {(pair.lens.id, pair.option.id): pair for pair in one.leanings}
    for _, letter, label in options:
        yield from wrapped(f"{letter}  {label}", width, "  ", "     ")
    yield ""
    room = min(max(len(title) for _, title in lenses), max(NAME_ROOM, width - CELL * len(options) - 2))
    across = max(1, (width - room - 2) // CELL)
    for start in range(0, len(options), across):
        shown = options[start : start + across]
        yield ("  " + " " * room + "".join(f"{letter:^{CELL}}" for _, letter, _ in shown)).rstrip()
        for lens, title in lenses:
            signs = "".join(_cell(cells[lens, ident]) for ident, _, _ in shown)
            yield ("  " + one_line(title)[:room].ljust(room) + signs).rstrip()
    yield ""
    yield from wrapped(KEY, width, "  ")


def _cell(pair: Leanings) -> str:
    mark = "≠" if pair.opposite else "*" if pair.steps else " "
    return f"{pair.ours.sign:>3} {pair.theirs.sign:<2}{mark}".ljust(CELL)


def parting_lines(one: SideBySide, width: int) -> Iterator[str]:
    """Where the leanings part, one after the other, each with its reasons."""
    for pair in one.parting:
        about = leaning_about(pair)
        yield from wrapped(about, width, "  ", "    ")
        ours = cell_words(pair.ours) + (SINCE if pair.changed else "")
        yield from named_lines((OURS, ours), (one.opinion.by, cell_words(pair.theirs)), width=width)


def named_lines(*said: tuple[str, str], width: int) -> Iterator[str]:
    """What several people say, each beside their role."""
    room = min(WIDEST_NAME, max(len(one_line(name)) for name, _ in said))
    for name, text in said:
        first = one_line(name)
        short = first if len(first) <= room else f"{first[: room - 1]}…"
        yield from wrapped(text, width, f"    {short.ljust(room)}  ", " " * (room + 6))
