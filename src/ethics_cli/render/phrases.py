"""Answers as sentences: a step's own phrase filled with what was answered."""

from __future__ import annotations

from ethics_cli.core.framework import Step
from ethics_cli.core.sentence import begun, ended, is_ended
from ethics_cli.core.slot import fill
from ethics_cli.core.walk import Answer, Position, Walk
from ethics_cli.core.wording import answer_words, choice_reads, filled
from ethics_cli.render.document import Inline, Words, words


def sentence(walk: Walk, position: Position, answer: Answer) -> Inline:
    """The answer in the step's own phrase, the label in front set apart; a non-answer says which and why."""
    step = position.step
    if answer.non or not step.reads:
        return (
            *words(f"{label(walk, position)}: ", "em"),
            *words(ended(answer_words(walk, step, answer))),
            *_because(step, answer),
        )
    reads = filled_reads(walk, position, answer)
    head = _label_in(walk, position)
    if head and reads.startswith(head):
        return (Words(head, "em"), *words(reads[len(head) :]), *_unsaid_because(step, answer))
    return (*words(reads), *_unsaid_because(step, answer))


def _label_in(walk: Walk, position: Position) -> str:
    """The label in front of a phrase, its item filled in; a colon in somebody's own words makes no label."""
    label_, colon, _ = position.step.reads.partition(": ")
    if not colon or "{" in label_.replace("{item}", ""):
        return ""
    return filled(walk, label_, position) + ": "


def filled_reads(walk: Walk, position: Position, answer: Answer) -> str:
    """A step's `reads` with its slots filled; no full stop comes twice."""
    template = position.step.reads
    said = choice_reads(walk, position.step, answer)
    for slot, text in (("{answer}", said), ("{because}", answer.because)):
        if is_ended(text):
            template = template.replace(f"{slot}.", slot)
    filled_in = fill(
        template,
        lambda name: {"answer": said, "because": answer.because}.get(name) or filled(walk, f"{{{name}}}", position),
    )
    return ended(filled_in.strip())


def label(walk: Walk, position: Position) -> str:
    """A step's short name, with what it is about."""
    about = ", for ".join(item.label for item in position.items)
    return f"{position.step.name} ({about})" if about else position.step.name


def _because(step: Step, answer: Answer) -> Inline:
    return words(f" {begun(ended(answer.because))}") if answer.because and not answer.non else ()


def _unsaid_because(step: Step, answer: Answer) -> Inline:
    return () if "{because}" in step.reads else _because(step, answer)
