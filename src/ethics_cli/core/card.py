"""What stands on the card of a framework: what it asks, its questions in order, flags, words to say, whom to call, sources.

A card is for a person without a computer at hand. It is picked from a framework and an organisation's own card; how it is
set on a page is for render.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ethics_cli.core.condition_words import Names, only_if
from ethics_cli.core.framework import DEPTHS, LEVELS, Framework, Plain, Step
from ethics_cli.core.sentence import ended
from ethics_cli.core.unfilled import items_at, without_slots

ON_CARD = DEPTHS.index("standard")
"""Questions down to this depth stand on a card."""
UNREAD = "Not yet read by an outside expert."


class Asked(NamedTuple):
    """One question: its short name, its text, the help below it, when it is asked, and for each of what."""

    title: str
    ask: str
    hint: str = ""
    when: str = ""
    each: str = ""


class Noticed(NamedTuple):
    """A flag: how grave it is, and what it says."""

    level: str
    say: str


class Said(NamedTuple):
    """Words to say on one occasion. `approved`: the organisation's own."""

    title: str
    text: str
    approved: bool = False


class Called(NamedTuple):
    """Somebody who can be asked, and how."""

    who: str
    reach: str = ""


class Card(NamedTuple):
    """Everything on one card. `origin` says whose library it is from."""

    id: str
    kind: str
    edition: str
    title: str
    asks: str
    about: str
    questions: tuple[Asked, ...]
    flags: tuple[Noticed, ...]
    words: tuple[Said, ...]
    emergency: str
    calls: tuple[Called, ...]
    challenge: str
    sources: tuple[str, ...]
    review_by: str
    reviewed: str
    origin: str = ""


def card(framework: Framework, frameworks: Mapping[str, Framework], organisation: Plain, origin: str = "") -> Card:
    """The card of a framework; `organisation` is empty where there is none."""
    known = {**frameworks, framework.id: framework}
    return Card(
        framework.id,
        framework.kind,
        framework.edition,
        framework.title,
        _line(framework.asks),
        _line(framework.about),
        tuple(_asked(step, known) for step in framework.steps if step.asks and step.depth <= ON_CARD),
        _flags(framework, known),
        tuple(_words(framework, known, organisation)),
        _line(organisation.get("emergency", "")),
        tuple(_calls(organisation)),
        _line(framework.challenge),
        tuple(_line(source.cite) for source in framework.sources),
        framework.review_by,
        reviewed(framework.plain.get("reviewed")),
        origin,
    )


def card_data(one: Card) -> dict[str, Any]:
    """A card as plain data for scripts."""
    lists = {key: [part._asdict() for part in getattr(one, key)] for key in ("questions", "flags", "words", "calls")}
    return {"format": "ethics-card/1", **one._asdict(), **lists}


def reviewed(plain: Any) -> str:
    """Who has read a piece of content that they did not write; nobody is said as well."""
    if not isinstance(plain, (list, tuple)) or not plain:
        return UNREAD
    return f"Read by {'; '.join(map(_reading, plain))}."


def _reading(one: Plain) -> str:
    how = f" ({one['how']})" if one.get("how") else ""
    return f"{one['by']}, {one['on']}{how}"


def _asked(step: Step, known: Mapping[str, Framework]) -> Asked:
    names = Names(known, step)
    when = only_if(step.when, names) if step.when is not None else ""
    ask, hint = (without_slots(text, step.framework, names) for text in (step.ask, step.hint))
    return Asked(step.name, ask, hint, when, items_at(names))


def _flags(framework: Framework, known: Mapping[str, Framework]) -> tuple[Noticed, ...]:
    """The flags, the gravest first."""
    names = Names(known)
    found = sorted(framework.flags, key=lambda flag: -LEVELS.index(flag.level))
    return tuple(Noticed(flag.level, without_slots(flag.say, framework.id, names)) for flag in found)


def _words(framework: Framework, known: Mapping[str, Framework], organisation: Plain) -> Iterator[Said]:
    """Words for the occasions that steps name: the organisation's approved ones, else those that the step offers."""
    for step in framework.steps:
        if step.words:
            approved = organisation.get("words", {}).get(step.words, "")
            text = _line(approved) or without_slots(step.start, framework.id, Names(known, step))
            if text:
                yield Said(step.name, text, bool(approved))


def _calls(organisation: Plain) -> Iterator[Called]:
    for one in organisation.get("contacts", ()):
        yield Called(_line(one["who"]), _line(one.get("reach", "")))
    for one in organisation.get("escalation", ()):
        within_time = f" (within {one['within']})" if one.get("within") else ""
        yield Called(_line(f"On the way up: {one['who']}{within_time}"), _line(one.get("reach", "")))


def _line(text: str) -> str:
    return " ".join(text.split())


def short_source(cite: str, commas: int = 3) -> str:
    """A source in few words: up to the first bracket or colon, and of that so many parts between commas."""
    head = cite.partition(" (")[0].partition(": ")[0]
    return ",".join(head.split(",")[:commas])


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    head, stop, _ = text.partition(". ")
    return ended(head) if stop else text
