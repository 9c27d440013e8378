"""A card as one page of paper, A5: HTML that needs nothing else, with its own print style, in an order that can be read aloud.

What fits is estimated (measure.py): first the help below questions is left out, then conditions, then the ends of sources
and flags. A framework that is still too long for one page goes on a second one.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import NamedTuple

from ethics_cli.core.card import Card
from ethics_cli.render.card_parts import EVERYTHING, Economy, Item, Section, about, foot, sections
from ethics_cli.render.measure import fitted
from ethics_cli.render.visible import one_line

PAGE, MARGIN, GAP = (148.0, 210.0), 9.0, 5.0
POINT = 0.3528
LEAD, AFTER, BEFORE = 1.28, 0.25, 0.75
"""Height of a line, the space after an item and before a heading: in heights of the type."""
SAFE, SLACK, SMALL = 0.98, 1.04, 0.88
"""Measured in a browser, pages are 5 to 20 per cent lower than estimated: that is the room for faces that are wider."""
NO_HINTS = Economy(hints=False)
SHORT_SOURCES = NO_HINTS._replace(whole_sources=False)
BARE = SHORT_SOURCES._replace(when=False)
SHORT_FLAGS = BARE._replace(whole_flags=False)
SHORT_ALL = SHORT_FLAGS._replace(whole_about=False)
ONLY_NAMES = SHORT_ALL._replace(only_names=True)
NO_NOTES = ONLY_NAMES._replace(notes=False)
SHORTEST = NO_NOTES._replace(only_titles=True)
SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
PLANS = (
    *((EVERYTHING, size) for size in SIZES[:4]),
    *((NO_HINTS, size) for size in SIZES[1:4]),
    *((SHORT_SOURCES, size) for size in SIZES[1:4]),
    *((BARE, size) for size in SIZES[1:5]),
    *((SHORT_FLAGS, size) for size in SIZES[2:5]),
    *((SHORT_ALL, size) for size in SIZES[3:5]),
    *((ONLY_NAMES, size) for size in SIZES[3:]),
    *((NO_NOTES, size) for size in SIZES[4:]),
    *((SHORTEST, size) for size in SIZES[4:]),
)
"""What is tried, in this order: how much is said, and at which size of type (in points)."""
_STYLE = """
@page { size: A5; margin: 9mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 130mm; color: #111; background: #fff;
  font-family: "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; line-height: 1.28 }
h1 { font-size: 1.6em; line-height: 1.1; margin: 0 0 .2em } p { margin: 0 0 .3em }
.asks { font-weight: bold } .page { columns: 2; column-gap: 5mm; margin-top: .4em; border-top: .4pt solid #111; padding-top: .4em }
h2 { font-size: 1em; margin: .75em 0 .2em; break-after: avoid } section:first-child h2 { margin-top: 0 }
ol, ul { margin: 0; padding: 0 0 0 1.6em } ul { list-style: none; padding: 0 } li { margin: 0 0 .25em; break-inside: avoid }
.small { font-size: .88em; color: #333; display: block } .run { font-size: .88em; color: #333 } .stop strong { text-decoration: underline }
footer { border-top: .4pt solid #111; margin-top: .5em; padding-top: .3em; font-size: .88em }
@media screen { body { padding: 9mm 0; font-size: 12pt !important } .page { columns: auto } }
""".strip()


class Plan(NamedTuple):
    """How a card is set: what is said, at which size, and whether that is estimated to fit one page."""

    room: Economy
    size: float
    fits: bool


def plan(card: Card) -> Plan:
    """The fullest way of setting a card that fits one page; the shortest where none does."""
    for room, size in PLANS:
        if _height(card, room, size) <= (PAGE[1] - 2 * MARGIN) * SAFE:
            return Plan(room, size, fits=True)
    return Plan(*PLANS[-1], fits=False)


def card_page(card: Card, chosen: Plan | None = None) -> str:
    """The page, set as it was planned."""
    return "\n".join(_page(card, chosen or plan(card))) + "\n"


def escaped(text: str) -> str:
    """Text as HTML that shows that text and nothing else; what cannot be seen is shown by its number."""
    return html.escape(one_line(text))


def _page(card: Card, chosen: Plan) -> Iterator[str]:
    yield "<!doctype html>"
    yield f'<html lang="en"><head><meta charset="utf-8"><title>{escaped(card.title)}</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
    yield f'<body style="font-size:{chosen.size:g}pt"><main><h1>{escaped(card.title)}</h1>'
    yield f'<p class="asks">{escaped(card.asks)}</p><p>{escaped(about(card, chosen.room))}</p><div class="page">'
    for section in sections(card, chosen.room):
        yield f"<section><h2>{escaped(section.title)}</h2>{_body(section)}</section>"
    yield f"</div></main><footer>{escaped(foot(card))}</footer></body></html>"


def _body(section: Section) -> str:
    if section.form == "run":
        return f'<p class="run">{escaped("; ".join(item.text for item in section.items))}.</p>'
    tag = "ol" if section.form == "numbered" else "ul"
    return f"<{tag}>{''.join(map(_entry, section.items))}</{tag}>"


def _entry(item: Item) -> str:
    mark = ' class="stop"' if item.lead == "stop" else ""
    lead = f"<strong>{escaped(item.lead)}{':' if item.text else ''}</strong> " if item.lead else ""
    small = f' <span class="small">{escaped(item.small)}</span>' if item.small else ""
    return f"<li{mark}>{lead}{escaped(item.text)}{small}</li>"


def _height(card: Card, room: Economy, size: float) -> float:
    """How high a card is on paper, in millimetres: what runs across the page, and half of what stands in two columns."""
    across, one = PAGE[0] - 2 * MARGIN, size * POINT
    column = (across - GAP) / 2
    head = _lines(card.title, across, one * 1.6, bold=True) * one * 1.6 * 1.1 + 2.5 * one
    head += (_lines(card.asks, across, one, bold=True) + _lines(about(card, room), across, one)) * one * LEAD
    tail = _lines(foot(card), across, one * SMALL) * one * SMALL * LEAD + one
    blocks = [height for section in sections(card, room) for height in _blocks(section, column, one)]
    return head + tail + sum(blocks) / 2 + max(blocks) / 2


def _blocks(section: Section, column: float, one: float) -> Iterator[float]:
    """The heights of a section's heading and items."""
    yield one * (LEAD + BEFORE + AFTER)
    if section.form == "run":
        text = "; ".join(item.text for item in section.items)
        lines = _lines(text, column, one * SMALL)
        yield from (one * SMALL * LEAD for _ in range(lines))
        return
    indent = 1.6 * one if section.form == "numbered" else 0.0
    for item in section.items:
        lead = f"{item.lead}: " if item.lead else ""
        height = _lines(lead + item.text, column - indent, one) * one * LEAD + AFTER * one
        yield height + _lines(item.small, column - indent, one * SMALL) * one * SMALL * LEAD


def _lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    return sum(1 for _ in fitted(text, width / SLACK, size, bold=bold))
