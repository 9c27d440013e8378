"""Second opinions in words: beside the practitioner's judgements, and as a part of a record.

It says where two people agree and where they part, and never who is right. Nothing here is escaped or wrapped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ethics_cli.core.agreement import Agreement
from ethics_cli.core.appraisal import Cell
from ethics_cli.core.dates import day_words
from ethics_cli.core.framework import LEANINGS, NON_ANSWERS
from ethics_cli.core.opinion import Answers, Leanings, SideBySide, opinions, side_by_side
from ethics_cli.core.sentence import begun, ended, within
from ethics_cli.core.walk import Answer, Walk
from ethics_cli.core.wording import answer_words
from ethics_cli.render.document import Block, Heading, Para, Table, Words, para, rows, words
from ethics_cli.render.source import Part, Source

OURS = "practitioner"
NEITHER = "How alike two views are says nothing about who is right."
SINCE = " (answered after this opinion)"


class Parted(NamedTuple):
    """One place where two people part: what it is about, and what each of them says."""

    about: str
    ours: str
    theirs: str


def opinions_part(source: Source, part: Part) -> Iterator[Block]:
    """Each opinion by its role; where they part is named when whoever gave it wanted that to stand."""
    for entry in opinions(source.walk):
        yield from _told(source.walk, side_by_side(source.walk, entry))


def _told(walk: Walk, one: SideBySide) -> Iterator[Block]:
    opinion = one.opinion
    yield Heading(3, f"{begun(opinion.by)}, {day_words(one.at[:10])}")
    yield para(seen_words(one))
    choice = one.of_role("decision")
    if choice is not None:
        same = "" if choice.part or choice.ours is None else " That is what the practitioner decided too."
        said = Words(ended(answer_said(walk, choice, choice.theirs)))
        yield Para((Words("Would choose: ", "em"), said, Words(same)))
    yield para(" ".join(agreement_words(one)))
    parted = list(parted_on(walk, one))
    if parted and opinion.dissents:
        yield Para(words("This is a dissent. Where the two part:", "strong"))
        yield Table(("", begun(OURS), begun(opinion.by)), rows([list(two) for two in parted]))
    elif parted:
        yield para("It is not meant to stand as a dissent: where the two part is kept in the session.")
    if opinion.needs:
        yield Para((Words("What they would need to see it the other way: ", "em"), Words(ended(opinion.needs))))


def seen_words(one: SideBySide) -> str:
    """What the other one had before them."""
    if one.opinion.blind:
        return "A second opinion: each judgement was given before the practitioner's was seen."
    return "A second opinion, given with the practitioner's judgements in sight."


def agreement_words(one: SideBySide) -> Iterator[str]:
    """How alike the leanings are, in sentences, with how many there are; a figure only where it means something."""
    found = one.agreement
    if not found.pairs:
        yield "There are no leanings of both to set beside each other."
        return
    further = found.pairs - found.same - found.near - found.opposite
    counted = [
        f"{found.same} {_are(found.same)} the same",
        f"{found.near} {_are(found.near)} one step apart",
        *([f"{further} {_are(further)} two steps apart"] if further else []),
        f"{found.opposite} {_are(found.opposite)} on opposite sides",
    ]
    leanings = "leaning" if found.pairs == 1 else "leanings"
    yield f"Of {found.pairs} {leanings}, {', '.join(counted[:-1])} and {counted[-1]}."
    yield _figure(found)
    if one.gone:
        yield f"{one.gone} more were about something that is not in the session any more."
    yield NEITHER


def _figure(found: Agreement) -> str:
    if found.flat:
        return "Weighted kappa is undefined here: both gave one and the same leaning throughout."
    if found.kappa is None:
        return f"That is too few for weighted kappa, which wants about {found.enough}: the differences stand for themselves."
    figure = f"{found.kappa:.2f}".replace("-", "−")
    return f"Weighted kappa (linear weights) is {figure}: 1 is the same throughout, 0 is what chance alone would give."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def parted_on(walk: Walk, one: SideBySide) -> Iterator[Parted]:
    """Every place where the two part: choices first, then leanings, the furthest apart first."""
    for two in one.answers:
        if two.part and two.ours is not None:
            since = SINCE if two.changed else ""
            yield Parted(_about(two), answer_said(walk, two, two.ours) + since, answer_said(walk, two, two.theirs))
    for pair in one.parting:
        since = SINCE if pair.changed else ""
        yield Parted(leaning_about(pair), cell_words(pair.ours) + since, cell_words(pair.theirs))


def leaning_about(pair: Leanings) -> str:
    apart = "opposite sides" if pair.opposite else "one step apart" if pair.steps == 1 else "two steps apart"
    return f"{pair.option.letter}, {within(pair.lens.title)} ({apart})"


def _about(two: Answers) -> str:
    about = ", ".join(item.label for item in two.items)
    return f"{two.step.name} ({about})" if about else two.step.name


def cell_words(cell: Cell) -> str:
    """A leaning with its reason."""
    said = LEANINGS.get(cell.leaning) or NON_ANSWERS.get(cell.non, "left open").lower()
    return f"{said}: {cell.because}" if cell.because else said


def answer_said(walk: Walk, two: Answers, answer: Answer) -> str:
    """A judgement that is no leaning, with its reason; an option by its letter too."""
    letter = next((item.letter for item in walk.items(two.step.from_) if item.id == answer.value), "")
    said = answer_words(walk, two.step, answer)
    because = f": {answer.because}" if answer.because and not answer.non else ""
    return f"{letter}. {said}{because}" if letter else f"{said}{because}"
