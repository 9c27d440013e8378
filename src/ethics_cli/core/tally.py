"""How many questions a route may come to: the least and the most, over every way through it.

The steps are gone through in walking order, with every set of answers that a later condition can tell from another; sets that
none can tell apart any more are taken together. The path itself is not laid here: a walk that comes to a bound shows it exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from math import prod
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, tests_in
from ethics_cli.core.framework import DEPTHS, Step
from ethics_cli.core.possible import NOTHING, Said
from ethics_cli.core.routing import chooses_route
from ethics_cli.core.tally_reads import OWN, ROLED, SO, Reads

Trail = tuple[Any, ...]
"""What was settled on the way, the last first: (thing, what it is, what was settled before it)."""


class Bound(NamedTuple):
    """A number of questions, and the answers that lead to it."""

    number: int
    trail: Trail = ()

    def and_(self, more: int) -> Bound:
        return Bound(self.number + more, self.trail)


class Tally(NamedTuple):
    """The least and the most."""

    least: Bound
    most: Bound


class _State(NamedTuple):
    """What later conditions can still tell: things that are settled, steps that were asked, frameworks that were walked."""

    said: frozenset[tuple[str, int]]
    asked: frozenset[str]
    walked: tuple[str, ...]


class _Unsettled(Exception):
    """A condition reads something that has not been settled yet."""

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.ref = ref


Bounds = dict[_State, Tally]


def tally(reads: Reads, sizes: Mapping[str, int] | None = None) -> Tally:
    """The least and the most questions in one opening: different steps, or, with the `sizes` of all rosters, places."""
    return _Counting(reads, sizes).run()


class _Counting:
    def __init__(self, reads: Reads, sizes: Mapping[str, int] | None) -> None:
        self.reads = reads
        self.sizes = sizes
        self.numbers: dict[str, int] = {}
        self.pool: list[Said] = []
        self.same: dict[tuple[str, int, frozenset[int]], int] = {}
        self.needs: dict[str, frozenset[tuple[str, int]]] = {}

    def run(self) -> Tally:
        bounds: Bounds = {_State(frozenset(), frozenset(), ()): Tally(Bound(0), Bound(0))}
        for at, stop in enumerate(self.reads.route.stops):
            gate = self.reads.gates[at]
            inside, outside = self._split(bounds, gate, self._later(at - 1))
            if stop.framework:
                lenses = self.reads.opening.opened.lenses
                if stop.lens and lenses and stop.framework not in lenses:
                    inside, outside = {}, _merged(inside, outside)
                inside = self._framework(inside, stop.framework, at, frozenset()) if inside else {}
            else:
                inside = self._joined(inside, stop.joined, at)
            bounds = self._only(_merged(inside, outside), self._later(at))
        least = min((tally.least for tally in bounds.values()), key=lambda bound: bound.number)
        most = max((tally.most for tally in bounds.values()), key=lambda bound: bound.number)
        return Tally(least, most)

    # walking

    def _framework(self, bounds: Bounds, ident: str, at: int, beside: frozenset[tuple[str, int]]) -> Bounds:
        """A framework walked in each of these states. `beside` is what others at the same stop may read."""
        bounds = _collected((state._replace(walked=(*state.walked, ident)), one) for state, one in bounds.items())
        steps = self.reads.steps(ident)
        later = self._later(at) | beside
        rest = [later] * (len(steps) + 1)
        for index in reversed(range(len(steps))):
            rest[index] = rest[index + 1] | self._reads_of(self.reads.guards[steps[index].ref])
        for index, step in enumerate(steps):
            bounds = self._step(bounds, step, rest[index], rest[index + 1])
        return bounds

    def _step(self, bounds: Bounds, step: Step, now: frozenset[Any], after: frozenset[Any]) -> Bounds:
        guard = self.reads.guards[step.ref]
        asked, passed = self._split(bounds, guard, now)
        least, most = self._weight(step, guard)
        counted = (
            (state._replace(asked=state.asked | {step.ref}), Tally(one.least.and_(least), one.most.and_(most)))
            for state, one in asked.items()
        )
        return self._only(_merged(_collected(counted), passed), after)

    def _weight(self, step: Step, guard: Condition) -> tuple[int, int]:
        """How many questions a step is, at least and at most, once it is asked at all."""
        if not step.asks:
            return 0, 0
        if chooses_route(step):
            named = any(choice.route == self.reads.route.id for choice in step.choices)
            return 0, int(named)
        if self.sizes is None:
            return 1, 1
        whole = prod(self.sizes.get(ref, 1) for ref in step.each)
        return (1 if any(test.ref.startswith(OWN) for test in tests_in(guard)) else whole), whole

    def _joined(self, bounds: Bounds, kind: str, at: int) -> Bounds:
        """The frameworks that answers, or somebody by name, bring in at a stop; one that is walked may bring in the next."""
        candidates = [
            place.framework
            for place in self.reads.opening.situation.places
            if self.reads.content.frameworks[place.framework].kind == kind and not self._listed(place.framework)
        ]
        beside = frozenset(pair for ident in candidates for pair in self._from_outside(ident))
        going = True
        while going:
            going = False
            for ident in candidates:
                out = {state: one for state, one in bounds.items() if ident in state.walked}
                rest = {state: one for state, one in bounds.items() if ident not in state.walked}
                named = ident in (*self.reads.opening.opened.protocols, *self.reads.opening.opened.lenses)
                way = self.reads.ways[ident]
                coming, not_ = (rest, {}) if named else self._split(rest, way, self._later(at) | beside)
                if coming:
                    going = True
                    coming = self._framework(coming, ident, at, beside)
                bounds = _merged(_merged(coming, not_), out)
        return bounds

    def _listed(self, ident: str) -> bool:
        return any(stop.framework == ident for stop in self.reads.route.stops)

    def _split(self, bounds: Bounds, claim: Condition, live: frozenset[Any]) -> tuple[Bounds, Bounds]:
        """The states in which a condition holds, and those in which it does not; what it reads is settled on the way."""
        holds: Bounds = {}
        fails: Bounds = {}
        waiting = list(bounds.items())
        while waiting:
            state, one = waiting.pop()
            try:
                so = claim.holds(_Look(self, state))
            except _Unsettled as open_:
                waiting.extend(self._settled(state, one, open_.ref))
                continue
            _put(holds if so else fails, state, one)
        return holds, fails

    def _settled(self, state: _State, one: Tally, ref: str) -> Iterator[tuple[_State, Tally]]:
        for said in self._domain(state, ref):
            least, most = ((ref, said, bound.trail) for bound in one)
            new = state._replace(said=state.said | {(ref, self._number(said))})
            yield new, Tally(Bound(one.least.number, least), Bound(one.most.number, most))

    def _domain(self, state: _State, ref: str) -> list[Said]:
        if self.sizes is not None and ref in self.sizes:
            return [Said([{}] * self.sizes[ref])]
        if ref == "fact.outweighed":
            return self._outweighed(state)
        size = None
        if ref.startswith(SO):
            known = next((self.pool[number].value for name, number in state.said if name == ref.removeprefix(SO)), None)
            size = len(known) if isinstance(known, list) and self.reads.content.step(ref.removeprefix(SO)) else None
        return self.reads.domain(ref, size)

    def _outweighed(self, state: _State) -> list[Said]:
        lenses = [one for one in state.walked if self.reads.content.frameworks[one].kind == "lens"]
        return [Said([]), *(Said([one]) for one in lenses), *([Said(lenses)] if len(lenses) > 1 else [])]

    def _number(self, said: Said) -> int:
        name = repr(said)
        if name not in self.numbers:
            self.numbers[name] = len(self.pool)
            self.pool.append(said)
        return self.numbers[name]

    # what is still read

    def _reads_of(self, claim: Condition) -> frozenset[tuple[str, int]]:
        """The tests of a condition, and those of the steps that the facts in it are made of."""
        found: set[tuple[str, int]] = set()
        for test in tests_in(claim):
            found.add((test.ref, self.reads.tests[test.ref].index(test)))
            found |= self._behind(test.ref)
        return frozenset(found)

    def _behind(self, ref: str) -> Iterator[tuple[str, int]] | set[tuple[str, int]]:
        head, _, name = ref.partition(".")
        if ref.startswith(SO):
            return {(ref.removeprefix(SO), -1)}
        if ref.startswith(OWN):
            return {(self.reads.own[ref].source, -1)}
        if head != "fact":
            return set()
        roles = (ROLED[name],) if name in ROLED else ("decision",) if name == "outweighed" else ()
        steps = [step.ref for role in roles for step in self.reads.roles.get(role, ())]
        return {(one, at) for one in steps for at in range(-1, len(self.reads.tests.get(one, ())))}

    def _later(self, at: int) -> frozenset[tuple[str, int]]:
        """What is read after a stop."""
        return self._after[at + 1]

    @cached_property
    def _after(self) -> list[frozenset[tuple[str, int]]]:
        stops = self.reads.route.stops
        found: list[frozenset[tuple[str, int]]] = [frozenset()] * (len(stops) + 1)
        for at in reversed(range(len(stops))):
            own = self._reads_of(self.reads.gates[at]) | self._whole(stops[at].framework)
            for place in self.reads.opening.situation.places if stops[at].joined else ():
                own |= self._from_outside(place.framework) | self._reads_of(self.reads.ways[place.framework])
            found[at] = found[at + 1] | own
        return found

    def _whole(self, ident: str) -> frozenset[tuple[str, int]]:
        return frozenset(
            pair for step in self.reads.steps(ident) for pair in self._reads_of(self.reads.guards[step.ref])
        )

    def _from_outside(self, ident: str) -> frozenset[tuple[str, int]]:
        """What a framework reads of others, and what may bring it in."""
        if ident not in self.needs:
            own = {pair for pair in self._whole(ident) if not pair[0].startswith(f"{ident}.")}
            self.needs[ident] = frozenset(own) | self._reads_of(self.reads.ways[ident])
        return self.needs[ident]

    def _only(self, bounds: Bounds, live: frozenset[tuple[str, int]]) -> Bounds:
        """The states as far as what is still read can tell them apart."""
        alive: dict[str, set[int]] = {}
        for ref, at in live:
            alive.setdefault(ref, set()).add(at)
        return _collected((self._narrowed(state, alive), one) for state, one in bounds.items())

    def _narrowed(self, state: _State, alive: Mapping[str, set[int]]) -> _State:
        said = frozenset((ref, self._alike(ref, at, frozenset(alive[ref]))) for ref, at in state.said if ref in alive)
        return state._replace(said=said, asked=frozenset(ref for ref in state.asked if ref in alive))

    def _alike(self, ref: str, number: int, alive: frozenset[int]) -> int:
        """The first of all values that the tests still to come cannot tell from this one."""
        key = (ref, number, alive)
        if key not in self.same:
            truths = self.reads.truths(ref, self.pool[number], alive)
            alike = (
                other
                for other, said in enumerate(self.pool[: number + 1])
                if (said.value is None) == (self.pool[number].value is None)
                and type(said.value) is type(self.pool[number].value)
                and self.reads.truths(ref, said, alive) == truths
            )
            self.same[key] = next(alike, number)
        return self.same[key]
