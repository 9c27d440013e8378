"""What differs in what a step offers: its choices, where they lead, and the fields of a roster's items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ethics_cli.core.framework import Choice, Field, Step


class Change(NamedTuple):
    """One difference. `at` is what it is about: a step, a flag, a source, a key of the head; `title` its name in words.

    `before` and `after` are empty where there was or is nothing; `more` says what belongs to it.
    """

    kind: str
    at: str
    before: str = ""
    after: str = ""
    more: str = ""
    title: str = ""


def choice_changes(old: Step, new: Step) -> Iterator[Change]:
    """Choices that came, went, are worded differently, lead elsewhere or stand in another order; and fields."""
    yield from _choices(old.choices, new.choices, new.id, new.name)
    before = {field.id: field for field in old.fields}
    for field in new.fields:
        was = before.pop(field.id, None)
        if was is None:
            yield Change("field-added", new.id, "", field.ask, "", new.name)
        else:
            yield from _field(was, field, new)
    yield from (Change("field-removed", new.id, field.ask, "", "", new.name) for field in before.values())


def _choices(old: Sequence[Choice], new: Sequence[Choice], at: str, title: str) -> Iterator[Change]:
    before = {choice.id: choice for choice in old}
    for choice in new:
        was = before.get(choice.id)
        if was is None:
            yield Change("choice-added", at, "", choice.label, _leads(choice), title)
        elif was != choice:
            yield from _choice(was, choice, at, title)
    kept = [choice.id for choice in new]
    yield from (Change("choice-removed", at, one.label, "", "", title) for one in old if one.id not in kept)
    order, reordered = ([one.id for one in row if one.id in before and one.id in kept] for row in (old, new))
    if order != reordered:
        labels = {choice.id: choice.label for choice in new}
        yield Change("choice-order", at, "", ", ".join(f"“{labels[one]}”" for one in reordered), "", title)


def _choice(old: Choice, new: Choice, at: str, title: str) -> Iterator[Change]:
    if old.label != new.label:
        yield Change("choice-label", at, old.label, new.label, "", title)
    if old.hint != new.hint:
        yield Change("choice-hint", at, old.hint, new.hint, new.label, title)
    if old.reads != new.reads:
        yield Change("choice-reads", at, old.reads, new.reads, new.label, title)
    if _leads(old) != _leads(new):
        yield Change("choice-leads", at, _leads(old), _leads(new), new.label, title)
    if [fit.because for fit in old.fits] != [fit.because for fit in new.fits] or old.fits != new.fits:
        before, after = ("; ".join(fit.because for fit in one.fits) for one in (old, new))
        yield Change("choice-fits", at, before, after, new.label, title)


def _leads(choice: Choice) -> str:
    """What choosing it does, in words."""
    parts = (
        f"brings in {choice.joins}" if choice.joins else "",
        f"takes the route {choice.route}" if choice.route else "",
        "cannot be combined with others" if choice.alone else "",
        "asks for a line of text" if choice.other else "",
    )
    return ", ".join(part for part in parts if part)


def _field(old: Field, new: Field, step: Step) -> Iterator[Change]:
    if old.ask != new.ask:
        yield Change("field-ask", step.id, old.ask, new.ask, new.name, step.name)
    before, after = (_form(one) for one in (old, new))
    if before != after:
        yield Change("field-form", step.id, before, after, new.name, step.name)
    if old.hint != new.hint:
        yield Change("field-hint", step.id, old.hint, new.hint, new.name, step.name)
    yield from _choices(old.choices, new.choices, step.id, f"{step.name}: {new.name}")


def _form(field: Field) -> str:
    return f"{field.type}, {'required' if field.required else 'may be left out'}"
