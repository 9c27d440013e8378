"""One acceptable answer to any step: the one that a plan wants, else a choice that no walk has taken yet, else the first there is.

Every answer passes the same check as one that somebody types. Nothing here decides what is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import prod
from typing import Any

from ethics_cli.core.answering import Accepted, Setting, accept
from ethics_cli.core.event import AnswerGiven
from ethics_cli.core.framework import Choice, Field, Step
from ethics_cli.core.possible import Said
from ethics_cli.core.proof_items import Wanted, items_for, kinds_for
from ethics_cli.core.proof_plan import Plan
from ethics_cli.core.routing import chooses_route
from ethics_cli.core.walk import Position, Walk
from ethics_cli.core.wording import choices_at

NOW = datetime(2026, 1, 1, 12, 0)  # noqa: DTZ001
WORDS = "Something."
PLAIN = {"text": WORDS, "passage": WORDS, "percent": "30 (20-50)", "date": "2026-01-02", "moment": "2026-01-02 09:00"}


class Answering:
    """Somebody who follows a plan. `fresh` are the choices that no walk has taken yet; what is taken leaves it."""

    def __init__(self, plan: Plan, route: str, fresh: dict[str, list[str]]) -> None:
        self.plan = plan
        self.route = route
        self.fresh = fresh
        self.exits = plan.listed("exits")

    def answer(self, walk: Walk, position: Position) -> AnswerGiven | None:
        """An acceptable answer at a place, or the non-answer that is wanted there."""
        step, items = position.step, position.key[1]
        choices = choices_at(walk, step)
        for raw in (self._wanted(walk, position, choices), self._usual(walk, position, choices)):
            if isinstance(raw, Said):
                return AnswerGiven(step.ref, step.ask, None, items, non=raw.non or "unknown")
            found = accept(step, raw, Setting(NOW, choices)) if raw is not None else None
            if isinstance(found, Accepted):
                because = WORDS if step.needs_because else ""
                return AnswerGiven(step.ref, step.ask, found.value, items, because, other=found.other)
        return AnswerGiven(step.ref, step.ask, None, items, non="unknown")

    # what the plan wants

    def _wanted(self, walk: Walk, position: Position, choices: Sequence[Choice]) -> Any:
        """What the plan says of a place, as it would be typed; a Said is a non-answer; None is nothing said."""
        step = position.step
        if step.ref in self.plan.silent:
            return Said(non="unknown")
        if step.type == "roster":
            return self._roster(step)
        if step.each:
            return self._repeated(walk, position)
        said = self.plan.said.get(step.ref)
        if said is not None:
            return said if said.value is None else _typed(step, said.value, choices)
        return self._by_facts(step)

    def _roster(self, step: Step) -> Any:
        said, wanted = self.plan.said.get(step.ref), self.plan.wanted.get(step.ref, ())
        if said is not None and said.value is None:
            return said
        first = self._at_hand(step, wanted)
        least = max(step.min or 0, 1)
        sizes = [least, least + 1, least + 2]
        if said is not None:
            sizes = (
                [len(said.value), *(size for size in sizes if size > len(said.value))] if wanted else [len(said.value)]
            )
        for size in sizes:
            found = items_for(step, size, wanted, first) if wanted or first else [{}] * size
            if found is not None:
                return [_item(step, number, fields) for number, fields in enumerate(found, 1)]
        return None

    def _at_hand(self, step: Step, wanted: Sequence[Wanted]) -> list[Any] | None:
        """The kinds of items that the item at hand may be; None when the plan says nothing of it."""
        if step.ref not in self.plan.rosters:
            return None
        own = {name: said for name, said in self.plan.fields.items() if any(one.id == name for one in step.fields)}
        set_ = {name: said.value for name, said in own.items() if said.value is not None}
        kinds = kinds_for(step, [claim.part for claim, _ in wanted]) or [{}]
        bare = [{name: value for name, value in kind.items() if name not in own} for kind in kinds]
        return [{**kind, **set_} for kind in bare] if own else None

    def _repeated(self, walk: Walk, position: Position) -> Any:
        """The answer about one item: that of the item at hand for the first, and such as make claims about all come true."""
        step = position.step
        said, wanted = self.plan.said.get(step.ref), self.plan.wanted.get(step.ref, ())
        if said is not None and said.value is None and not wanted:
            return said
        at, size = _index(walk, position)
        first = [said.value] if said is not None and said.value is not None else None
        found = items_for(step, size, wanted, first) if wanted or first else None
        if found is not None:
            return _typed(step, found[at], choices_at(walk, step))
        return self._leaning(walk, position, at == size - 1) if step.type == "appraisal" else None

    def _leaning(self, walk: Walk, position: Position, chosen: bool) -> Any:
        """A leaning on the option that will be chosen, where the plan says which lenses are outweighed."""
        facts = self.plan.fact("outweighed")
        if not facts or not chosen:
            return None
        lenses = self.plan.listed("outweighed")
        return "strongly-against" if position.step.framework in lenses or "…" in lenses else "neither"

    def _by_facts(self, step: Step) -> Any:
        """An answer that makes a fact what the plan wants it to be: exits, protocols, topics."""
        if step.role == "exit" and self.plan.fact("exits"):
            return self.exits.pop(0) if len(self.exits) > 1 else self.exits[0] if self.exits else Said(non="unknown")
        if step.role in ("places", "bodies", "topics") and self.plan.listed(step.role):
            return _typed(step, self.plan.listed(step.role), step.choices)
        joining = [choice for choice in step.choices if choice.joins]
        if joining and self.plan.fact("protocols"):
            protocols = self.plan.listed("protocols")
            wanted = [choice.id for choice in joining if choice.joins in protocols]
            return wanted[0] if wanted else next((one.id for one in step.choices if not one.joins), None)
        return None

    # what is answered otherwise

    def _usual(self, walk: Walk, position: Position, choices: Sequence[Choice]) -> Any:
        """A choice that is still fresh, or the first acceptable answer; without a plan for it, nothing is brought in."""
        step = position.step
        if chooses_route(step):
            return next((choice.id for choice in choices if choice.route == self.route), None)
        if step.role == "decision" and choices:
            first = self.plan.fields.get("chosen")
            return choices[0].id if first is not None and first.value == "yes" else choices[-1].id
        fresh = self.fresh.get(step.ref)
        if fresh and step.ref not in self.plan.said:
            return _take(step, fresh)
        return _first(step, choices)


def _take(step: Step, fresh: list[str]) -> Any:
    """Fresh choices: as many as may be taken together, or the next one."""
    if step.type != "any-of":
        return _with_other(step, fresh.pop(0))
    together = [one for one in fresh if not _choice(step, one).alone][: step.max] or fresh[:1]
    fresh[:] = [one for one in fresh if one not in together]
    return _filled(step, together, step.choices)


def _first(step: Step, choices: Sequence[Choice]) -> Any:
    if step.type == "roster":
        return [_item(step, number, {}) for number in range(1, max(step.min or 0, 1) + 1)]
    if step.type in PLAIN:
        return PLAIN[step.type]
    if step.type == "number":
        return step.min if step.min is not None else min(step.max or 0, 0)
    if step.type == "rank":
        return [choice.id for choice in choices]
    usual = sorted(choices, key=lambda choice: bool(choice.joins or choice.alone))[:1]
    if not usual:
        return None
    return _filled(step, [usual[0].id], choices) if step.type == "any-of" else _with_other(step, usual[0].id)


def _typed(step: Step, value: Any, choices: Sequence[Choice]) -> Any:
    """A value of the search as it would be typed."""
    if step.type == "percent":
        return f"{value['at']} ({value['at']}-{value['at']})"
    if isinstance(value, list):
        free = [choice.id for choice in choices if choice.id not in value]
        given = [free.pop(0) if one == "…" and free else one for one in value]
        return given if step.type == "rank" else _filled(step, given, choices)
    if value == "…":
        return choices[0].id if choices else WORDS
    return _with_other(step, value) if step.choices else value


def _filled(step: Step, values: list[str], choices: Sequence[Choice]) -> Any:
    """Several choices, filled up to the fewest that are asked for."""
    more = [choice.id for choice in choices if choice.id not in values and not choice.alone and not choice.joins]
    whole = values + more[: max((step.min or 0) - len(values), 0)]
    other = any(choice.other for choice in choices if choice.id in whole)
    return {"choice": whole, "other": WORDS} if other else whole


def _with_other(step: Step, value: str) -> Any:
    choice = step.choice(value)
    return {"choice": value, "other": WORDS} if choice is not None and choice.other else value


def _choice(step: Step, ident: str) -> Choice:
    return next(choice for choice in step.choices if choice.id == ident)


def _item(step: Step, number: int, fields: Any) -> dict[str, Any]:
    """One item with the fields that are wanted, and those that cannot be left empty."""
    item = {"label": f"{step.item} {number}"}
    for field in step.fields:
        value = fields.get(field.id) if isinstance(fields, dict) else None
        if value is None and not field.required:
            continue
        item[field.id] = _field(field, value)
    label = fields.get("label") if isinstance(fields, dict) else None
    return {**item, **({"label": label} if label and label != "…" else {})}


def _field(field: Field, value: Any) -> Any:
    as_step = Step(field.id, "item", "", field.type, choices=field.choices)
    return _first(as_step, field.choices) if value is None or value == "…" else _typed(as_step, value, field.choices)


def _index(walk: Walk, position: Position) -> tuple[int, int]:
    """The place of a position among all items that its step may be asked about, and how many those are."""
    rosters = [walk.items(ref) for ref in position.step.each]
    at = 0
    for items, one in zip(rosters, position.items, strict=True):
        at = at * len(items) + next(index for index, item in enumerate(items) if item.id == one.id)
    return at, prod(len(items) for items in rosters)
