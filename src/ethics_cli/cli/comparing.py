"""A comparison on the screen, as data, or as a page."""

from __future__ import annotations

import json
from pathlib import Path

from ethics_cli.app.comparing import Side, demand_two, side_of
from ethics_cli.cli.places import home_at
from ethics_cli.cli.screen import BOLD, DIM, product
from ethics_cli.core.comparing import compare
from ethics_cli.render.comparing import Named, comparison

STYLES = {"strong": BOLD, "soft": DIM}
Ats = tuple[int | None, int | None]


def show_comparison(home_path: Path | None, wanted: tuple[str, str], ats: Ats, *, html: str, as_json: bool) -> None:
    """Compare two sessions, or one with itself. Raises EthicsError when there is no such session or event."""
    demand_two(wanted[1], *ats)
    home = home_at(home_path)
    names = (wanted[0], wanted[1] or wanted[0])
    sides = [side_of(home.find(name), at) for name, at in zip(names, ats, strict=True)]
    found = compare(sides[0].walk, sides[1].walk)
    first, second = (_named(side) for side in sides)
    if as_json:
        from ethics_cli.render.comparing_data import comparison_data

        print(json.dumps(comparison_data(found, first, second), indent=2, ensure_ascii=True))
        return
    paper = comparison(found, first, second)
    if html:
        from ethics_cli.cli.handing_out import hand_out
        from ethics_cli.render.html_document import to_page

        hand_out(to_page(paper), html, closed=any(side.walk.folded.readers for side in sides))
        return
    from ethics_cli.render.plain_document import document_lines

    screen = product()
    for line in document_lines(paper, screen.width):
        screen.line(line.text, STYLES.get(line.tone, ""))


def _named(side: Side) -> Named:
    return Named(side.walk, side.events, side.head, side.at)
