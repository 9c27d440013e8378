"""Tables for the terminal, drawn by rich; every cell is Text made of visible characters, never markup."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ethics_cli.app.listing import Row
from ethics_cli.cli.screen import Screen, product
from ethics_cli.core.dates import day_words
from ethics_cli.files.held import Held
from ethics_cli.render.visible import one_line, plain_signs

STANDS = {"open": "open", "decided": "decided", "changed": "changed since decided", "unreadable": "CANNOT BE READ"}


def draw(head: Sequence[str], rows: Sequence[Sequence[str]], *, wide: int = -1) -> None:
    """A table as wide as the terminal; the column `wide` takes what is left and wraps. Plain lines where it is very narrow."""
    screen = product()
    if screen.width < 50:
        for row in rows:
            screen.lines(f"{name}: {cell}" for name, cell in zip(head, row, strict=True) if cell)
            screen.line()
        return
    _draw_wide(screen, head, rows, wide % len(head))


def _draw_wide(screen: Screen, head: Sequence[str], rows: Sequence[Sequence[str]], wide: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    def shown(text: str) -> Text:
        return Text(one_line(text) if screen.signs else plain_signs(one_line(text)))

    table = Table(box=box.SIMPLE_HEAD if screen.signs else box.ASCII, pad_edge=False, show_edge=False, expand=False)
    for at, name in enumerate(head):
        table.add_column(Text(name), overflow="fold", no_wrap=at != wide, ratio=1 if at == wide else None)
    for row in rows:
        table.add_row(*(shown(cell) for cell in row))
    console = Console(
        file=screen.stream,
        width=screen.width if screen.stream.isatty() else 120,
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
    )
    console.print(table)


def sessions_table(rows: Sequence[Row]) -> None:
    """Sessions, one a row; what cannot be read says so."""
    if not rows:
        product().line("None of them is open.")
        return
    draw(
        ("Session", "Stands", "Look again", "Title"),
        [(row.id, _stands(row), day_words(row.look_again) if row.look_again else "", _title(row)) for row in rows],
    )


def sessions_json(rows: Sequence[Row]) -> str:
    """Sessions as JSON. Titles are a person's words: they are in it."""
    found = [
        {
            "session": row.id,
            "status": row.status,
            "title": row.title,
            "route": row.route,
            "answered": row.answered,
            "next": row.next,
            "later": row.later,
            "look_again": row.look_again,
            "touched": row.touched,
            "flags": list(row.flags),
            "stopped": row.stopped,
            "signed": row.signed,
            "problem": row.problem.message if row.problem else "",
        }
        for row in rows
    ]
    return json.dumps({"format": "ethics-sessions/1", "sessions": found}, indent=2)


def library_table(kind: str, held: Sequence[Held]) -> None:
    """Content of one kind: id, edition, title, where it is from and what it overrides."""
    product().line(kind)
    rows = [
        (
            one.id,
            str(one.plain.get("edition", "")),
            one.origin + (f", overrides {one.overrides}" if one.overrides else ""),
            str(one.plain.get("title", "")),
        )
        for one in held
    ]
    draw(("Id", "Edition", "From", "Title"), rows)


def _stands(row: Row) -> str:
    if row.stopped:
        return f"held by {row.stopped}"
    signed = f", {row.signed}" if row.signed else ""
    if row.status == "open":
        return (f"open at {row.next}" if row.next else "open, all answered") + signed
    return STANDS[row.status] + (f", {row.later} left for later" if row.later else "") + signed


def _title(row: Row) -> str:
    return row.problem.message if row.problem else row.title
