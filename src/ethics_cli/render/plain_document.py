"""A document as lines for a terminal of any width, each with a tone of voice. A table that is too wide is told row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ethics_cli.render.document import Block, Bullets, Document, Fold, Heading, Inline, Para, Quote, Table
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.visible import one_line

GAP = 3


class Line(NamedTuple):
    """One line, and how it is said: `strong`, `soft`, or plainly."""

    text: str
    tone: str = ""


def document_lines(document: Document, width: int) -> Iterator[Line]:
    """The blocks of a document, read from top to bottom. Its front matter is for files."""
    for block in document.blocks:
        yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[Line]:
    if isinstance(block, Heading):
        if block.level > 1:
            yield Line("")
        yield from _said(" ".join(block.text.split()), width, "" if block.level < 3 else "  ", tone="strong")
    elif isinstance(block, Para):
        yield from _said(_text(block.inline), width, "  ")
    elif isinstance(block, Quote):
        for para in block.paras:
            yield from _said(_text(para.inline), width, "  ", tone="soft")
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from _said(_text(item), width, "  - ", "    ")
    elif isinstance(block, Table):
        yield from _table(block, width)
    elif isinstance(block, Fold):
        yield from _said(block.summary, width, "  ", tone="strong")
        for one in block.blocks:
            yield from _block(one, width)


def _table(table: Table, width: int) -> Iterator[Line]:
    """In columns where every cell has room for its words on one line, else each row by its name with the cells below it."""
    broken = any("\n" in _text(cell) for row in table.rows for cell in row)
    rows = [[one_line(_text(cell)) for cell in row] for row in table.rows]
    head = [one_line(cell) for cell in table.head]
    rooms = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    if not broken and 2 + sum(rooms) + GAP * (len(rooms) - 1) <= width:
        yield _in_columns(head, rooms)._replace(tone="soft")
        yield from (_in_columns(row, rooms) for row in rows)
        return
    for row, cells in zip(table.rows, rows, strict=True):
        yield from _said(cells[0], width, "  ", tone="strong")
        named = max(len(name) for name in head[1:])
        for name, cell in zip(head[1:], row[1:], strict=True):
            yield from _said(_text(cell) or "·", width, f"    {name:<{named}}  ", " " * (named + 6))


def _in_columns(cells: Sequence[str], rooms: Iterable[int]) -> Line:
    padded = (f"{cell:<{room}}" for cell, room in zip(cells, rooms, strict=True))
    return Line(("  " + (" " * GAP).join(padded)).rstrip())


def _said(text: str, width: int, indent: str = "", hanging: str | None = None, tone: str = "") -> Iterator[Line]:
    return (Line(line, tone) for line in wrapped(text, width, indent, hanging))


def _text(inline: Inline) -> str:
    return "".join(one.text for one in inline)
