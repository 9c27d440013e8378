"""Can this ever be so, and by which answers? A condition on a route, tried with every combination of the answers it hangs on.

Tried are the answers of each step a condition refers to, and of the steps that lead to those: a step has an answer only
where its own condition holds, its framework is walked and its depth is reached. What is approximated, always towards
"it can": claims about any, all or none of a roster's items are taken as independent of each other (each by itself must
be possible for one item); facts that change on the way (TIMED) may be anything, anew in each framework that reads them;
what is said of a step whose type is not known is free; a search that grows beyond LIMIT tries ends with "it can".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ethics_cli.core.condition import All, AnyOf, Condition, Count, Not, OneItem, Quantified, Test, tests_in
from ethics_cli.core.framework import DEPTHS, Choice, Step
from ethics_cli.core.lint_content import ALWAYS, Content
from ethics_cli.core.lint_order import Situation
from ethics_cli.core.possible import NOTHING, Said, item_answers, possible_answers, solid

LIMIT = 50_000
NEVER = AnyOf(())
UNSAID = ("profession", "places", "bodies", "topics")
"""Facts that have no value while nobody said."""
TIMED = ("options", "outweighed", "protocols", "exits", "profession", "places", "bodies", "topics")
"""Facts that change on the way: what one framework reads of them says nothing about what another reads."""


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


class Found(NamedTuple):
    """Answers that make a goal hold: what is said of each thing it hangs on, and which claims about items must be so or not."""

    said: Mapping[str, Said]
    claims: tuple[tuple[Quantified, bool], ...]


def can_hold(content: Content, situation: Situation, goal: Condition, step: Step | None = None) -> bool:
    """Whether some walk of this situation makes a condition hold, read at a step (or, without one, at the end)."""
    return solve(content, situation, goal, step) is not False


def solve(
    content: Content,
    situation: Situation,
    goal: Condition,
    step: Step | None = None,
    accept: Callable[[Found], bool] = lambda _: True,
    certain: Mapping[str, Said] | None = None,
) -> bool | None:
    """Try the answers that make a goal hold until `accept` takes them. False: no (more) answers do. None: too many to try.

    `certain` are the facts that were fixed before the first question.
    """
    search = _Search(content, situation, certain or {})
    parts = search.prepare(goal, step)
    try:
        return search.run(parts, accept)
    except _TooMany:
        return None


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

    def __init__(self, content: Content, situation: Situation, certain: Mapping[str, Said]) -> None:
        self.content = content
        self.situation = situation
        self.certain = certain
        self.known: dict[str, _Known] = {}
        self.free: dict[str, Quantified] = {}
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
        if isinstance(condition, Quantified):
            return self._free(condition)
        head, _, name = condition.ref.partition(".")
        timed = head == "fact" and name in TIMED
        return condition._replace(ref=f"{condition.ref}@{step.framework if step else ''}") if timed else condition

    def _free(self, claim: Quantified) -> Condition:
        """A claim about items as a free claim, as far as one item can satisfy it and there are items at all.

        Of an empty list everything is true and nothing is there; of a list that nobody made, nothing is said.
        """
        meant = self.content.step(claim.ref)
        possible = meant is None or item_can(meant, claim.part)
        listed = meant is not None and not meant.each
        some: Condition = Count(claim.ref, "at-least", 1) if listed else Test(f"some.{claim.ref}", "is", "yes")
        empty: Condition = All((Test(claim.ref, "answered", "yes"), Not(some))) if listed else NEVER
        free = Test(f"free.{claim.quantifier} {claim.ref} {claim.part!r}", "is", "yes")
        self.free[free.ref] = claim
        if claim.quantifier == "any":
            return All((some, free)) if possible else NEVER
        if claim.quantifier == "all":
            return AnyOf((empty, All((some, free)))) if possible else empty
        return AnyOf((empty, All((some, free)))) if possible else AnyOf((empty, some))

    def _note(self, ref: str, step: Step | None) -> _Known:
        if ref not in self.known:
            self.known[ref] = known = self._known_as(ref, step)
            known.guard = self._take_in(known.guard, self.content.step(ref))
        return self.known[ref]

    def _known_as(self, ref: str, step: Step | None) -> _Known:
        head, _, name = ref.partition("@")[0].partition(".")
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
        meant = self.content.meant(f"{head}.{name}", step)
        if ref in self.certain and meant is not None:
            return _Known(meant, ALWAYS, (-1, 0), certain=self.certain[ref])
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
        place, meant = self.situation.place(head), self.content.step(ref)
        framework = self.content.frameworks.get(head)
        if place is None or framework is None or (meant and meant.depth > self.situation.depth):
            return -1, 0  # never asked here: better known before anything is tried
        return place.at, next((at for at, step in enumerate(framework.steps) if step.id == name), 0)

    # trying

    def run(self, parts: list[Condition], accept: Callable[[Found], bool]) -> bool:
        self.accept = accept
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
            return self.accept(self._found())
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

    def _found(self) -> Found:
        """What was tried, as answers that can be given."""
        said = {ref: solid(known.step, known.claims, self.said[ref]) for ref, known in self.known.items()}
        return Found(
            said, tuple((claim, said[name].value == "yes") for name, claim in self.free.items() if name in said)
        )

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
    return any(claim.holds(one_item(step, found)) for found in item_answers(step, list(tests_in(claim))))


def one_item(step: Step, found: Any) -> OneItem:
    """One item of a step as a condition sees it."""
    return OneItem(found, lambda _, value: step.rank_of(value) if isinstance(value, str) else None)


def _parts(condition: Condition) -> list[Condition]:
    return [inner for part in condition.parts for inner in _parts(part)] if isinstance(condition, All) else [condition]
