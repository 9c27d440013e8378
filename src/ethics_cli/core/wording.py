"""Answers and questions in words: what was asked as shown, the choices on offer, how an answer reads.

Turns values of a walk into plain text. Escaping for a screen or for Markdown is not done here: whoever prints does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ethics_cli.core.dates import day_words
from ethics_cli.core.framework import NON_ANSWERS, Choice, Field, Flag, Step
from ethics_cli.core.sentence import within
from ethics_cli.core.slot import fill, fragment
from ethics_cli.core.walk import Answer, Item, Position, Walk


def choices_at(walk: Walk, step: Step) -> tuple[Choice, ...]:
    """The choices on offer at a step: its own, or the items of the roster it takes them from."""
    if not step.from_:
        return step.choices
    return tuple(Choice(item.id, item.label, hint=item.letter) for item in walk.items(step.from_))


def asked(walk: Walk, position: Position) -> str:
    """The question as it is shown, slots filled."""
    return filled(walk, position.step.ask, position)


def filled(walk: Walk, text: str, position: Position | None = None, framework: str = "") -> str:
    """A text of a framework with its slots filled from the walk; typed answers become fragments of the sentence."""
    own = position.step.framework if position else framework
    return fill(text, lambda name: _slot(walk, name, position.items if position else (), own))


def flag_words(walk: Walk, flag: Flag) -> str:
    """What a flag says, slots filled."""
    return filled(walk, flag.say, framework=flag.framework)


def answer_words(walk: Walk, step: Step, answer: Answer) -> str:
    """An answer in words: labels for choices, days written out; a non-answer says which and why."""
    if answer.non:
        because = f": {answer.because}" if answer.because else ""
        return f"{NON_ANSWERS.get(answer.non, answer.non)}{because}"
    return value_words(walk, step, answer.value, answer.given.other)


def value_words(walk: Walk, step: Step, value: Any, other: str = "") -> str:
    """A value in words."""
    if step.type == "roster":
        return "; ".join(item["label"] for item in value) or "None"
    if isinstance(value, list):
        names = [choice_words(walk, step, str(one), other) for one in value]
        if step.type == "rank" and len(names) > 1:
            return _ranked(names if step.from_ else [within(name) for name in names])
        return "; ".join(names)
    if step.type in ("one-of", "yes-no", "scale", "appraisal"):
        return choice_words(walk, step, str(value), other)
    return plain_words(step.type, value, step.unit)


def _ranked(names: list[str]) -> str:
    return f"first {names[0]}, then {', then '.join(names[1:])}"


def plain_words(kind: str, value: Any, unit: str = "") -> str:
    """A value of a kind that offers no choices, in words."""
    if kind == "percent" and isinstance(value, Mapping):
        spread = f" ({value['low']}–{value['high']} %)" if "low" in value else ""
        return f"{value['at']} %{spread}"
    if kind in ("date", "moment"):
        return day_words(str(value))
    return f"{value} {unit}".strip() if kind == "number" else str(value)


def field_words(field: Field, value: Any) -> str:
    """A roster item's field in words; an empty field is empty."""
    if value is None:
        return ""
    if field.choices:
        return next((choice.label for choice in field.choices if choice.id == value), str(value))
    return plain_words(field.type, value)


def choice_words(walk: Walk, step: Step, value: str, other: str = "") -> str:
    choice = next((one for one in choices_at(walk, step) if one.id == value), None)
    if choice is None:
        return "(an item since removed)" if step.from_ else value
    return f"{choice.label}: {other}" if choice.other and other else choice.label


def choice_reads(walk: Walk, step: Step, answer: Answer) -> str:
    """An answer as part of a sentence: a choice by how it reads, typed text as a fragment."""
    choice = step.choice(str(answer.value)) if isinstance(answer.value, str) else None
    if choice is not None and not answer.non:
        return choice.reads or within(choice_words(walk, step, choice.id, answer.given.other))
    return within(answer_words(walk, step, answer)) if answer.non else answer_words(walk, step, answer)


def about(position: Position) -> str:
    """The items a position is about, as they are named: `A  Report to HR now` or, in a pair, both."""
    return " · ".join(
        f"{item.letter}  {item.label}" if item.roster.endswith("options") else item.label for item in position.items
    )


def _slot(walk: Walk, name: str, items: tuple[Item, ...], framework: str) -> str:
    found = _item_slot(name, items)
    if found is not None:
        return found
    if name.startswith("fact."):
        return _fact(walk, name.removeprefix("fact."))
    ref = name if "." in name else f"{framework}.{name}"
    step = walk.step(ref)
    answer = walk.answers.get((ref, ())) or walk.answers.get((ref, tuple(item.id for item in items)))
    return fragment(answer_words(walk, step, answer)) if step and answer else "…"


def _item_slot(name: str, items: tuple[Item, ...]) -> str | None:
    if name == "item" and items:
        return ", for ".join(item.label for item in items)
    for item in items:
        roster = item.roster.partition(".")[2]
        if name in ("option", "party") and roster.startswith(name.replace("party", "parties")):
            return item.label
        if name.startswith("item.") and name.removeprefix("item.") in item.fields:
            return str(item.fields[name.removeprefix("item.")])
    return None


def _fact(walk: Walk, name: str) -> str:
    value = walk.facts.get(name)
    if name == "outweighed" and isinstance(value, list):
        titles = [framework.title for framework in walk.frameworks if framework.id in value]
        return " and ".join(titles)
    return str(value) if value is not None else ""
