"""The parts of a record that a protocol adds: a section of its own for each, the time limits that ran, and the slip of a disclosure."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.dates import day_words
from ethics_cli.core.deadline import deadlines
from ethics_cli.core.framework import Framework
from ethics_cli.core.sentence import begun, ended
from ethics_cli.core.slot import fragment
from ethics_cli.core.walk import Answer, Position
from ethics_cli.core.wording import answer_words
from ethics_cli.render.details import roster
from ethics_cli.render.document import Block, Bullets, Heading, Inline, Para, Table, Words, rows
from ethics_cli.render.parts import passages
from ethics_cli.render.source import Part, Source

TOLD = ("text", "passage", "rank")
"""Types whose answers are told in sentences; the others stand in a table, question beside answer."""


def protocols(source: Source, part: Part) -> Iterator[Block]:
    """Each protocol on the walk under its own heading: what was determined first, then what was said about it."""
    for framework in source.walk.frameworks:
        blocks = list(_protocol(source, framework)) if framework.kind == "protocol" else []
        if blocks:
            yield Heading(2, framework.title)
            yield from blocks


def _protocol(source: Source, framework: Framework) -> Iterator[Block]:
    told_above = "settled-act" if source.chosen() is None else ""
    refs = [step.ref for step in framework.steps if step.asks and (not step.role or step.role != told_above)]
    short: list[tuple[Position, Answer]] = []
    long: list[tuple[Position, Answer]] = []
    lists: list[str] = []
    for ref in refs:
        for position, answer in source.told([ref]):
            if position.step.type == "roster" and not answer.non:
                lists += [ref] if answer.value else []
                continue
            of_its_own = position.step.type in TOLD or len(position.items) > 0 or answer.non
            (long if of_its_own else short).append((position, answer))
    if short:
        yield Table(("Question", "Answer"), rows([_row(source, *one) for one in short]))
    yield from passages(source, {"steps": list(dict.fromkeys(position.step.ref for position, _ in long))})
    for ref in lists:
        step = source.walk.step(ref)
        yield Para((Words(f"{step.name if step else ref}:", "em"),))
        yield from roster(source, {"steps": [ref]})


def _row(source: Source, position: Position, answer: Answer) -> tuple[str, str]:
    because = f". {begun(answer.because)}" if answer.because else ""
    unsure = " (not sure)" if answer.given.unsure else ""
    return position.step.name, f"{answer_words(source.walk, position.step, answer)}{because}{unsure}"


def clocks(source: Source, part: Part) -> Iterator[Block]:
    """The time limits that ran, the nearest first: when each ended, and what it belongs to."""
    limits: dict[str, list[str]] = {}
    for deadline in deadlines(source.walk):
        when = day_words(deadline.due.isoformat(timespec="minutes")) if deadline.due else fragment(deadline.limit)
        limits.setdefault(when, []).append(deadline.of)
    if limits:
        yield Bullets(tuple(_limit(when, of) for when, of in limits.items()))


def _limit(when: str, of: list[str]) -> Inline:
    return Words("Time limit: ", "em"), Words(f"{when} ({'; '.join(dict.fromkeys(of))}).")


def slip(source: Source, part: Part) -> Iterator[Block]:
    """Who it is from, by profession, then answers one under the other, each with its name and reason; nothing else of the case."""
    opened = source.walk.folded.opened
    sender = (opened.profession if opened else "") or source.words("norms.profession")
    if sender:
        yield Para((Words("From: ", "strong"), Words(ended(begun(sender)))))
    for position, answer in source.told(part["steps"]):
        said = ended(answer_words(source.walk, position.step, answer))
        because = f" {begun(ended(answer.because))}" if answer.because and not answer.non else ""
        yield Para((Words(f"{position.step.name}: ", "strong"), Words(said + because)))
