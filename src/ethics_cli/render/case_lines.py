"""The facts of a case in plain characters, for somebody who is to judge it: what was answered, section by section.

It shows what the walk holds, and so as much as the walk was left with: without side notes, titles and earlier answers, which
may say more than the facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ethics_cli.core.sentence import begun, ended
from ethics_cli.core.walk import Answer, Item, Position, Walk
from ethics_cli.core.wording import answer_words, field_words, flag_words
from ethics_cli.render.plain_table import wrapped


class Line(NamedTuple):
    """A line of the case; `head` marks the title of a section."""

    text: str
    head: bool = False


def case_lines(walk: Walk, width: int) -> Iterator[Line]:
    """What was answered, in the order it was asked, and what was done about what held the walk."""
    entered = ""
    for place in walk.path:
        answer = walk.answers.get(place.key)
        if answer is None or answer.non == "nothing":
            continue
        if place.step.framework != entered:
            entered = place.step.framework
            yield Line("")
            yield Line(walk.folded.frameworks[entered].title, head=True)
        yield from map(Line, _answer(walk, place, answer, width))
    yield from map(Line, _handled(walk, width))


def _answer(walk: Walk, place: Position, answer: Answer, width: int) -> Iterator[str]:
    items = walk.items(place.step.ref) if place.step.type == "roster" and not answer.non else ()
    if items:
        yield from wrapped(f"{place.step.name}:", width, "  ")
        for item in items:
            yield from _item(place, item, width)
        return
    about = f" ({', '.join(item.label for item in place.items)})" if place.items else ""
    because = f" {begun(ended(answer.because))}" if answer.because and not answer.non else ""
    unsure = " (Not sure.)" if answer.given.unsure else ""
    said = ended(answer_words(walk, place.step, answer))
    yield from wrapped(f"{place.step.name}{about}: {said}{because}{unsure}", width, "  ", "    ")


def _item(place: Position, item: Item, width: int) -> Iterator[str]:
    letter = f"{item.letter}  " if place.step.role == "options" else ""
    yield from wrapped(f"{letter}{item.label}", width, "    ", "       ")
    for field in place.step.fields:
        said = field_words(field, item.fields.get(field.id))
        if said:
            yield from wrapped(f"{field.name}: {said}", width, "       ", "         ")


def _handled(walk: Walk, width: int) -> Iterator[str]:
    flags = {flag.ref: flag for framework in walk.folded.frameworks.values() for flag in framework.flags}
    for ref, how in walk.folded.handled.items():
        if ref in flags:
            yield ""
            yield from wrapped(f"Held: {flag_words(walk, flags[ref])}", width, "  ", "    ")
            yield from wrapped(f"Done about it: {how}", width, "    ", "    ")
