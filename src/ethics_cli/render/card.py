"""A card on the screen and as Markdown. The page for paper is made in card_page.py."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.card import Card
from ethics_cli.render.card_parts import Item, Section, about, foot, sections
from ethics_cli.render.document import Block, Bullets, Document, Heading, Inline, Words, para, words
from ethics_cli.render.markdown import to_markdown
from ethics_cli.render.plain_table import wrapped


def card_lines(card: Card, width: int) -> Iterator[str]:
    """The card as lines for a terminal; a heading is a line that begins at the margin."""
    yield from wrapped(card.title, width)
    yield from wrapped(card.asks, width, "  ")
    yield ""
    yield from wrapped(about(card), width, "  ")
    for section in sections(card):
        yield ""
        yield section.title
        for at, item in enumerate(section.items, 1):
            yield from _item_lines(section, item, at, width)
    yield ""
    yield from wrapped(foot(card), width)


def card_markdown(card: Card) -> str:
    """The card as Markdown."""
    return to_markdown(Document(blocks=tuple(_blocks(card))))


def _item_lines(section: Section, item: Item, at: int, width: int) -> Iterator[str]:
    number = f"{at:>4}. " if section.form == "numbered" else "  - "
    lead = f"{item.lead}: " if item.lead and item.text else item.lead
    yield from wrapped(f"{lead}{item.text}", width, number, " " * len(number))
    if item.small:
        yield from wrapped(item.small, width, "      ")


def _blocks(card: Card) -> Iterator[Block]:
    yield Heading(1, card.title)
    yield para(Words(card.asks, "strong"))
    yield para(about(card))
    for section in sections(card):
        yield Heading(2, section.title)
        yield Bullets(tuple(_inline(section, item, at) for at, item in enumerate(section.items, 1)))
    yield para(Words(foot(card), "em"))


def _inline(section: Section, item: Item, at: int) -> Inline:
    number = f"{at}. " if section.form == "numbered" else ""
    lead = f"{item.lead}: " if item.lead and item.text else item.lead
    small = (Words("\n"), Words(item.small, "em")) if item.small else ()
    return (*words(number), *words(lead, "strong"), *words(item.text), *small)
