"""Can this ever be so? Whether a condition can hold on a route, found by trying every combination of the answers it hangs on.

Tried are the answers of each step a condition refers to, and of the steps that lead to those: a step has an answer only
where its own condition holds, its framework is walked and its depth is reached. What is approximated, always towards
"it can": claims about any, all or none of a roster's items are taken as independent of each other (each by itself must
be possible for one item); `fact.outweighed` and what is said of a step whose type is not known are free; a search that
grows beyond LIMIT tries ends with "it can".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from ethics_cli.core.condition import All, AnyOf, Condition, Count, Not, OneItem, Quantified, Test, tests_in
from ethics_cli.core.framework import DEPTHS, Choice, Step
from ethics_cli.core.lint_content import ALWAYS, Content
from ethics_cli.core.lint_order import Situation
from ethics_cli.core.possible import NOTHING, Said, possible_answers

LIMIT = 50_000
NEVER = AnyOf(())
UNSAID = ("profession", "places", "bodies", "topics")
"""Facts that have no value while nobody said."""


class _TooMany(Exception):
    """The search has become too large to finish."""


@dataclass(slots=True)
class _Known:
    """One thing the answer hangs on: a step, a fact, a field of the item at hand, or a claim that is free."""

    step: Step
    guard: Condition
    order: tuple[int, int]
    claims: list[Test | Count] = field(default_factory=list)
    certain: Said | None = None
    always: bool = False


def can_hold(content: Content, situation: Situation, goal: Condition, step: Step | None = None) -> bool:
    """Whether some walk of this situation makes a condition hold, read at a step (or, without one, at the end)."""
    search = _Search(content, situation)
    parts = search.prepare(goal, step)
    try:
        return search.run(parts)
    except _TooMany:
        return True


def guard_of(content: Content, situation: Situation, step: Step) -> Condition:
    """What must hold for a step to be asked: its framework is walked, its depth is reached, its rosters have items, its condition holds."""
    if step.depth > situation.depth:
        return NEVER
    rosters = (Count(roster, "at-least", 1) for roster in step.each)
    return All((stop_guard(situation, step.framework), *rosters, step.when or ALWAYS))


def stop_guard(situation: Situation, framework: str) -> Condition:
    """What must hold for a framework to be walked on this route."""
    place = situation.place(framework)
    if place is None:
        return NEVER
    return (
        All((Test(f"stop.{framework}", "is", "walked"), place.when or ALWAYS)) if place.chosen else place.when or ALWAYS
    )


class _Search:
    """The things a goal hangs on, in walking order, and the trying of their answers. It is the View that conditions see."""

    def __init__(self, content: Content, situation: Situation) -> None:
        self.content = content
        self.situation = situation
        self.known: dict[str, _Known] = {}
        self.said: dict[str, Said] = {}
        self.tries = 0

    # preparing

    def prepare(self, goal: Condition, step: Step | None) -> list[Condition]:
        """The goal in parts that can be tested one by one."""
        return _parts(self._take_in(goal, step))

    def _take_in(self, condition: Condition, step: Step | None) -> Condition:
        """The condition with claims about items made free, everything it refers to noted."""
        simple = self._simple(condition, step)
        for test in tests_in(simple):
            self._note(test.ref, step).claims.append(test)
        return simple

    def _simple(self, condition: Condition, step: Step | None) -> Condition:
        if isinstance(condition, (All, AnyOf)):
            return type(condition)(tuple(self._simple(part, step) for part in condition.parts))
        if isinstance(condition, Not):
            return Not(self._simple(condition.part, step))
        meant = self.content.meant(condition.ref, step)
        if meant is not None and not meant.type:
            return Test(f"free.{condition!r}", "is", "yes")
        return self._free(condition) if isinstance(condition, Quantified) else condition

    def _free(self, claim: Quantified) -> Condition:
        """A claim about items as a free claim, as far as one item can satisfy it and there are items at all."""
        meant = self.content.step(claim.ref)
        possible = meant is None or item_can(meant, claim.part)
        some: Condition = (
            Count(claim.ref, "at-least", 1) if meant and not meant.each else Test(f"some.{claim.ref}", "is", "yes")
        )
        free = Test(f"free.{claim.quantifier} {claim.ref} {claim.part!r}", "is", "yes")
        if claim.quantifier == "any":
            return All((some, free)) if possible else NEVER
        if claim.quantifier == "all":
            return AnyOf((Not(some), free)) if possible else Not(some)
        return AnyOf((Not(some), free)) if possible else ALWAYS

    def _note(self, ref: str, step: Step | None) -> _Known:
        if ref not in self.known:
            self.known[ref] = known = self._known_as(ref, step)
            known.guard = self._take_in(known.guard, self.content.step(ref))
        return self.known[ref]

    def _known_as(self, ref: str, step: Step | None) -> _Known:
        head, _, name = ref.partition(".")
        if head in ("stop", "free"):
            return _Known(
                Step(name, head, "", "one-of", choices=(Choice("yes", ""), Choice("walked", ""))), ALWAYS, (-1, 0)
            )
        if head == "some":
            meant = self.content.step(name)
            return _Known(
                Step(name, head, "", "text"), self._guard_of_some(meant) if meant else NEVER, self._order(name)
            )
        if ref == "fact.depth":
            return _Known(Step(name, head, "", "text"), ALWAYS, (-1, 0), certain=Said(DEPTHS[self.situation.depth]))
        if ref == "fact.route" and self.situation.route:
            return _Known(Step(name, head, "", "text"), ALWAYS, (-1, 0), certain=Said(self.situation.route))
        meant = self.content.meant(ref, step)
        if meant is None:
            return _Known(Step(name, head, "", "text"), ALWAYS, (-1, 0))
        if head in ("fact", "item"):
            always = name not in UNSAID if head == "fact" else name in ("chosen", "label")
            return _Known(meant, ALWAYS, (-1, 0), always=always)
        return _Known(meant, guard_of(self.content, self.situation, meant), self._order(ref))

    def _guard_of_some(self, step: Step) -> Condition:
        """When a step repeated over items may have some answer; its condition counts only where it is the same for all items."""
        tests = tests_in(step.when) if step.when else ()
        same = all(
            not test.ref.startswith("item.") and not ((meant := self.content.step(test.ref)) and meant.each)
            for test in tests
        )
        whole = guard_of(self.content, self.situation, step)
        return whole if same or not isinstance(whole, All) else All(whole.parts[:-1])

    def _order(self, ref: str) -> tuple[int, int]:
        head, _, name = ref.partition(".")
        place = self.situation.place(head)
        framework = self.content.frameworks.get(head)
        if place is None or framework is None:
            return -1, 0
        return place.at, next((at for at, step in enumerate(framework.steps) if step.id == name), 0)

    # trying

    def run(self, parts: list[Condition]) -> bool:
        self.refs = sorted(self.known, key=lambda ref: self.known[ref].order)
        self.domains = {ref: self._domain(known) for ref, known in self.known.items()}
        last = {ref: at for at, ref in enumerate(self.refs)}
        self.due: dict[int, list[Condition]] = {}
        for part in parts:
            self.due.setdefault(max((last[test.ref] for test in tests_in(part)), default=-1), []).append(part)
        return self._due_hold(-1) and self._try(0)

    def _domain(self, known: _Known) -> list[Said]:
        if known.certain:
            return [known.certain]
        possible = possible_answers(known.step, known.claims)
        return possible if known.always else [*possible, NOTHING]

    def _try(self, at: int) -> bool:
        if at == len(self.refs):
            return True
        ref = self.refs[at]
        for said in self.domains[ref] if self.known[ref].guard.holds(self) else [NOTHING]:
            self.tries += 1
            if self.tries > LIMIT:
                raise _TooMany
            self.said[ref] = said
            if self._due_hold(at) and self._try(at + 1):
                return True
        del self.said[ref]
        return False

    def _due_hold(self, at: int) -> bool:
        return all(part.holds(self) for part in self.due.get(at, ()))

    # what a condition may see

    def value(self, ref: str) -> Any:
        return self.said.get(ref, NOTHING).value

    def values(self, ref: str) -> list[Any]:
        return []

    def pending(self, ref: str) -> bool:
        return False

    def non_answer(self, ref: str) -> str:
        return self.said.get(ref, NOTHING).non

    def order(self, ref: str, value: Any) -> int | None:
        return self.known[ref].step.rank_of(value) if ref in self.known and isinstance(value, str) else None


def item_can(step: Step, claim: Condition) -> bool:
    """Whether one item of a roster, one answer of a step asked once per item, or one of several choices can satisfy a claim."""
    step = step._replace(type="one-of") if step.type in ("any-of", "rank") and not step.each else step
    tests = list(tests_in(claim))
    names = sorted({test.field for test in tests if isinstance(test, Test)})
    fields = {one.id: Step(one.id, "item", "", one.type, choices=one.choices) for one in step.fields}
    parts = [fields.get(name, Step(name, "item", "", "text")) if name else step for name in names]
    answers = [
        possible_answers(part, [test for test in tests if isinstance(test, Test) and test.field == name])
        for name, part in zip(names, parts, strict=True)
    ]
    if step.type != "roster":
        return any(claim.holds(_one(step, one.value)) for one in (answers[0] if answers else ()))
    return any(
        claim.holds(_one(step, _item(names, chosen))) for chosen in product(*((*one, NOTHING) for one in answers))
    )


def _item(names: Iterable[str], chosen: Iterable[Said]) -> Mapping[str, Any]:
    return {name: said.value for name, said in zip(names, chosen, strict=True) if said.value is not None}


def _one(step: Step, found: Any) -> OneItem:
    return OneItem(found, lambda _, value: step.rank_of(value) if isinstance(value, str) else None)


def _parts(condition: Condition) -> list[Condition]:
    return [inner for part in condition.parts for inner in _parts(part)] if isinstance(condition, All) else [condition]
