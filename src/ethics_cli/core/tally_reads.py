"""What each stop and step of a route reads, as tests of single things: the ground on which tally.py counts.

Claims about items become one thing for each step that they are about: which of them are so. What a repeated step reads of the
item at hand becomes a thing of its own, for each item may answer differently. Everything is data; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ethics_cli.core.condition import All, AnyOf, Condition, Count, Not, Quantified, Test
from ethics_cli.core.framework import DEPTHS, Step
from ethics_cli.core.lint_content import ALWAYS, Content
from ethics_cli.core.possible import NOTHING, Said, possible_answers, solid
from ethics_cli.core.proof_items import truths_of
from ethics_cli.core.proof_opening import Opening, ways_in
from ethics_cli.core.reach import NEVER
from ethics_cli.core.route import Route

SO, OWN, IN = "so.", "own.", "in."
"""What stands before the name of a thing that is made of a step: which claims about its items are so, what another step reads
of the item at hand, whether one of its choices is taken."""
ROLED = {"exits": "exit", **{name: name for name in ("profession", "places", "bodies", "topics", "options")}}
"""Facts that are made of what is answered to the steps of a role."""
INCLUDING = ("includes", "includes-any", "includes-all")
Atom = Test | Count


class Own(NamedTuple):
    """A comparison that a repeated step makes of the item at hand: of which step or list, and in which step it stands."""

    test: Test
    source: str


class Reads:
    """All conditions of a route, made of tests of single things; what each thing may be; and what is read where."""

    def __init__(self, content: Content, opening: Opening, route: Route) -> None:
        self.content = content
        self.opening = opening
        self.route = route
        opened = opening.opened
        self.fixed = {"fact.depth": Said(DEPTHS[route.depth]), "fact.route": Said(route.id)}
        self.fixed["fact.lenses"] = Said(list(opened.lenses))
        self.claims: dict[str, list[Quantified]] = {}
        self.own: dict[str, Own] = {}
        self.tests: dict[str, list[Atom]] = {}
        self.of_facts: dict[str, frozenset[int]] = {}
        self.partial: set[str] = set()
        self.direct: set[tuple[str, int]] = set()
        self.roles = self._by_role()
        self.exits = {step.ref for step in self.roles.get("exit", ())}
        walked = dict.fromkeys(place.framework for place in opening.situation.places)
        self.guards = {step.ref: self._guard(step) for ident in walked for step in content.frameworks[ident].steps}
        self.gates = [self._simple(stop.when, None) if stop.when else ALWAYS for stop in route.stops]
        self.ways = {ident: self._way(ident) for ident in content.frameworks}
        self.joiners = {ident: {step.framework for step, _ in ways_in(content, ident)} for ident in content.frameworks}

    def _by_role(self) -> dict[str, list[Step]]:
        found: dict[str, list[Step]] = {}
        for place in self.opening.situation.places:
            for step in self.steps(place.framework):
                found.setdefault(step.role, []).append(step)
        return found

    def steps(self, ident: str) -> Sequence[Step]:
        framework = self.content.frameworks.get(ident)
        return [step for step in framework.steps if step.depth <= self.route.depth] if framework else []

    # conditions

    def _guard(self, step: Step) -> All:
        rosters: list[Condition] = [self._noted(Count(ref, "at-least", 1)) for ref in step.each]
        if step.when is None:
            return All(tuple(rosters))
        sources = {self._source(part, step) for part in _comparisons(step.when)} if step.each else set()
        if sources - {""}:
            self.partial.add(step.ref)
        if len(sources) == 1 and not sources & {"", "item"}:
            return All((*rosters, self._claim(_of_any(step.when, sources.pop()))))
        return All((*rosters, self._simple(step.when, step)))

    def _source(self, test: Atom | Quantified, step: Step) -> str:
        """The list, or the repeated step, of whose item at hand a comparison is made; "" for any other comparison."""
        if test.ref.startswith("item.") and test.ref not in ("item.chosen", "item.label"):
            name = test.ref.removeprefix("item.")
            held = (self.content.step(ref) for ref in step.each)
            return next((one.ref for one in held if one and any(field.id == name for field in one.fields)), "item")
        meant = self.content.step(test.ref)
        own = isinstance(test, Test) and meant is not None and bool(meant.each)
        return test.ref if own else "item" if test.ref.startswith("item.") else ""

    def _way(self, ident: str) -> Condition:
        """What must have been answered for a framework to be brought in."""
        return AnyOf(tuple(self._simple(way, None) for _, way in ways_in(self.content, ident)))

    def _simple(self, condition: Condition, step: Step | None) -> Condition:
        if isinstance(condition, All):
            parts = tuple(self._simple(part, step) for part in condition.parts)
            return NEVER if any(map(never, parts)) else All(parts)
        if isinstance(condition, AnyOf):
            parts = tuple(self._simple(part, step) for part in condition.parts)
            return AnyOf(tuple(one for one in parts if not never(one)))
        if isinstance(condition, Not):
            return Not(self._simple(condition.part, step))
        if condition.ref in self.fixed:
            return ALWAYS if condition.holds(Alone(self.fixed[condition.ref], None)) else NEVER
        if isinstance(condition, Quantified):
            return self._claim(condition)
        head = condition.ref.partition(".")[0]
        meant = self.content.step(condition.ref)
        if isinstance(condition, Test) and step is not None and (head == "item" or (meant and meant.each)):
            return self._own(condition, step)
        if isinstance(condition, Test) and meant is not None and condition.op in INCLUDING and _free_choices(meant):
            return self._choices(condition)
        return self._noted(condition)

    def _choices(self, test: Test) -> Condition:
        """A comparison of several choices that hang on each other in no way, as one of each choice by itself."""
        wanted = test.value if isinstance(test.value, list) else [test.value]
        parts = tuple(self._noted(Test(f"{IN}{test.ref} {one}", "is", "yes")) for one in wanted)
        return All(parts) if test.op == "includes-all" else AnyOf(parts)

    def _noted(self, test: Atom) -> Atom:
        self.direct.add((test.ref, self._number(test)))
        head, _, name = test.ref.partition(".")
        if head == "fact" and name in ROLED and not isinstance(test, Count):
            for step in self.roles.get(ROLED[name], ()):
                own = self._number(_of_step(step, test))
                self.of_facts[step.ref] = self.of_facts.get(step.ref, frozenset()) | {own}
        return test

    def _number(self, test: Atom) -> int:
        tests = self.tests.setdefault(test.ref, [])
        if test not in tests:
            tests.append(test)
        return tests.index(test)

    def _claim(self, claim: Quantified) -> Condition:
        claims = self.claims.setdefault(claim.ref, [])
        known = [repr(one) for one in claims]
        if repr(claim) not in known:
            claims.append(claim)
            known.append(repr(claim))
        return self._noted(Test(SO + claim.ref, "includes", known.index(repr(claim))))

    def _own(self, test: Test, step: Step) -> Condition:
        name = f"{OWN}{step.ref} {test!r}"
        source = test.ref if not test.ref.startswith("item.") else (step.each[0] if step.each else "")
        self.own[name] = Own(test, source)
        return self._noted(Test(name, "is", "yes"))

    def behind(self, ref: str) -> frozenset[tuple[str, int]]:
        """What must be known for a thing to be known: the step that it is about, the steps that a fact is made of."""
        head, _, name = ref.partition(".")
        if ref.startswith((SO, IN)):
            return frozenset([(bare(ref), -1)])
        if ref.startswith(OWN):
            return frozenset([(self.own[ref].source, -1)])
        if head != "fact":
            return frozenset()
        if name == "outweighed":
            return frozenset((step.ref, -1) for step in self.roles.get("decision", ()))
        steps = [step.ref for step in self.roles.get(ROLED.get(name, ""), ())] if name in ROLED else []
        return frozenset((one, at) for one in steps for at in {-1, *self.of_facts.get(one, ())})

    def only_by_fact(self, ref: str, tests: frozenset[int]) -> bool:
        """Whether these tests of a step are made by way of a fact and never of the step itself."""
        return tests <= self.of_facts.get(ref, frozenset()) | {-1} and not any(
            (ref, test) in self.direct for test in tests
        )

    # what a thing may be

    def domain(self, ref: str, size: int | None = None) -> list[Said]:
        """What a thing that was asked about may be, as few as the tests of it tell apart. `size`: how long its list is, if known."""
        if ref.startswith(SO):
            return self._domain_of_claims(ref.removeprefix(SO), size)
        if ref.startswith((OWN, IN)):
            return [Said("yes"), Said("no")]
        tests = self.tests.get(ref, [])
        step = self.content.meant(ref, None)
        assert step is not None, ref
        found = [*(solid(step, tests, said) for said in possible_answers(step, tests)), NOTHING]
        return list({self.truths(ref, said): said for said in reversed(found)}.values())[::-1]

    def _domain_of_claims(self, ref: str, size: int | None) -> list[Said]:
        """Which of the claims about the items of a step may be so together."""
        step, claims = self.content.step(ref), self.claims[ref]
        assert step is not None
        sizes = [0] if size == 0 else [one for one in self._sizes(step) if one or size is None]
        truths = set().union(*(truths_of(step, one, claims) for one in sizes))
        found = (Said([at for at, so in enumerate(truth) if so]) for truth in sorted(truths, reverse=True))
        return [*found, NOTHING]

    def _sizes(self, step: Step) -> list[int]:
        if step.type == "roster" and not step.each:
            tests = self.tests.get(step.ref, [])
            sizes = {len(said.value) for said in possible_answers(step, tests)} | {max(step.min or 0, 1) + 1}
            return sorted(size for size in sizes if size <= (step.max or size))
        return [1, 2, 3] if step.each else [1]

    def truths(self, ref: str, said: Said, only: frozenset[int] | None = None) -> tuple[bool, ...]:
        """Which of the tests of a thing hold when it is this."""
        view = Alone(said, self.content.meant(ref, None))
        tests = enumerate(self.tests.get(ref, ()))
        return tuple(test.holds(view) for at, test in tests if only is None or at in only)


class Alone(NamedTuple):
    """A View of one thing."""

    said: Said
    step: Step | None

    def value(self, ref: str) -> Any:
        return self.said.value

    def values(self, ref: str) -> list[Any]:
        return []

    def pending(self, ref: str) -> bool:
        return False

    def non_answer(self, ref: str) -> str:
        return self.said.non

    def order(self, ref: str, value: Any) -> int | None:
        return self.step.rank_of(value) if self.step is not None and isinstance(value, str) else None


def bare(ref: str) -> str:
    """The step that a thing is made of; of what a step reads of the item at hand, the step that reads."""
    return ref.removeprefix(SO).removeprefix(OWN).removeprefix(IN).partition(" ")[0]


def _free_choices(step: Step) -> bool:
    """Whether each choice may be taken or not whatever becomes of the others."""
    alone = any(choice.alone for choice in step.choices)
    return step.type == "any-of" and not (alone or step.from_ or step.each or step.max or (step.min or 0) > 1)


def never(condition: Condition) -> bool:
    """Whether a condition is NEVER. Two conditions of different kinds may be equal as tuples."""
    return isinstance(condition, AnyOf) and not condition.parts


def _comparisons(condition: Condition) -> Iterator[Atom | Quantified]:
    """The comparisons of a condition; a claim about items is one of them."""
    if isinstance(condition, (All, AnyOf)):
        for part in condition.parts:
            yield from _comparisons(part)
    elif isinstance(condition, Not):
        yield from _comparisons(condition.part)
    else:
        yield condition


def _of_any(condition: Condition, source: str) -> Quantified:
    """What a repeated step reads of the item at hand, as a claim about any of the items: one is enough for it to be asked."""
    return Quantified(source, "any", _of_item(condition, source))


def _of_item(condition: Condition, source: str) -> Condition:
    if isinstance(condition, (All, AnyOf)):
        return type(condition)(tuple(_of_item(part, source) for part in condition.parts))
    if isinstance(condition, Not):
        return Not(_of_item(condition.part, source))
    if isinstance(condition, Test) and condition.ref.startswith("item."):
        return Test(source, condition.op, condition.value, condition.ref.removeprefix("item."))
    return condition


def _of_step(step: Step, test: Test) -> Atom:
    """A comparison of a fact as one of the step whose answers make it."""
    if step.role == "options":
        return Count(step.ref, test.op, int(test.value) if str(test.value).isdecimal() else 0)
    if step.type == "any-of" or test.op == "answered":
        return test._replace(ref=step.ref)
    values = test.value if isinstance(test.value, list) else [test.value]
    return Test(step.ref, "in", tuple(values))  # a tuple: never the same comparison as one that content makes
