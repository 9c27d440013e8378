"""The parts of a card, whatever it is printed on: sections of short items, and what is left out where room is short.

What is left out is left out whole and in a fixed order, help first; nothing is cut in the middle without saying so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ethics_cli.core.card import Asked, Card, Noticed, first_sentence, short_source
from ethics_cli.core.dates import day_words
from ethics_cli.core.framework import LEVELS

QUESTIONS, NOTICE, SAY, CALL, TAKE, SOURCES = (
    "Questions, in this order",
    "To notice",
    "Words to say",
    "Whom to call",
    "To take to a supervisor",
    "Sources",
)
NOBODY = "Nobody is named: this library holds no card of an organisation."


class Economy(NamedTuple):
    """What there is room for."""

    hints: bool = True
    whole_sources: bool = True
    when: bool = True
    whole_flags: bool = True
    whole_about: bool = True
    only_names: bool = False
    notes: bool = True
    only_titles: bool = False


EVERYTHING = Economy()


class Item(NamedTuple):
    """One entry: a word or name in front, the text itself, and what is said small below it."""

    text: str
    lead: str = ""
    small: str = ""


class Section(NamedTuple):
    """Items under a title. `form`: numbered, listed, or run (one after the other)."""

    title: str
    form: str
    items: tuple[Item, ...]


def sections(card: Card, room: Economy = EVERYTHING) -> Iterator[Section]:
    """The sections of a card, those that hold something."""
    yield Section(QUESTIONS, "numbered", tuple(_question(one, room) for one in card.questions))
    if card.flags:
        yield Section(NOTICE, "listed", tuple(_flags(card.flags, room)))
    if card.words:
        yield Section(SAY, "listed", tuple(_words(card)))
    yield Section(CALL, "listed", tuple(_calls(card)))
    if card.challenge:
        yield Section(TAKE, "listed", (Item(card.challenge),))
    yield Section(SOURCES, "run", tuple(Item(cite) for cite in dict.fromkeys(_sources(card, room))))


def about(card: Card, room: Economy = EVERYTHING) -> str:
    """What it is for."""
    return card.about if room.whole_about else first_sentence(card.about)


def foot(card: Card) -> str:
    """Edition, origin, day of review, and who has read it."""
    origin = f" ({card.origin})" if card.origin else ""
    due = f" To be looked at again by {day_words(card.review_by)}." if card.review_by else ""
    return (
        f"{card.kind.capitalize()} {card.id}, edition {card.edition}{origin}.{due} {card.reviewed} It asks; you decide."
    )


def _question(one: Asked, room: Economy) -> Item:
    if room.only_titles:
        return Item(one.title)
    text = f"{one.ask} (for each {one.each})" if one.each and f"[{one.each}]" not in one.ask else one.ask
    when = f"Asked {one.when}." if one.when and room.when else ""
    return Item(text, small=" ".join(part for part in (when, one.hint if room.hints else "") if part))


def _flags(flags: tuple[Noticed, ...], room: Economy) -> Iterator[Item]:
    shown = [flag for flag in flags if room.notes or flag.level != LEVELS[0]]
    for flag in shown:
        yield Item(flag.say if room.whole_flags or flag.level == "stop" else first_sentence(flag.say), flag.level)
    if len(shown) < len(flags):
        yield Item(f"and {len(flags) - len(shown)} notes, which the walk shows")


def _sources(card: Card, room: Economy) -> Iterator[str]:
    """Sources whole, in short, or by the names in front."""
    for cite in card.sources:
        yield cite if room.whole_sources else short_source(cite, 1 if room.only_names else 3)


def _words(card: Card) -> Iterator[Item]:
    for said in card.words:
        yield Item(f"“{said.text}”", said.title, "Approved by the organisation." if said.approved else "")


def _calls(card: Card) -> Iterator[Item]:
    if card.emergency:
        yield Item(card.emergency, "In an emergency")
    for one in card.calls:
        yield Item(one.reach, one.who)
    if not card.emergency and not card.calls:
        yield Item(NOBODY)
