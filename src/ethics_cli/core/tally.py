"""How many questions a route may come to: the least and the most, over every way through it.

The steps are gone through in walking order, with every set of answers that a later condition can tell from another; sets that
none can tell apart any more are taken together. The path itself is not laid here: a walk that comes to a bound shows it exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from math import prod
from typing import Any, NamedTuple

from ethics_cli.core.condition import All, Condition, Test
from ethics_cli.core.framework import Step
from ethics_cli.core.possible import Said
from ethics_cli.core.routing import chooses_route
from ethics_cli.core.tally_live import PASSED, Live, Living, Tests, by_thing, is_passed
from ethics_cli.core.tally_reads import Reads
from ethics_cli.core.tally_state import OUTWEIGHED, PROTOCOLS, Look, State, States, Unsettled

Trail = tuple[Any, ...]
"""What was settled on the way, the last first: (thing, what it is, what was settled before it), or (None, one trail, the one before)."""


class Tally(NamedTuple):
    """The least and the most, each with what leads to it. Flat, since there are very many of them."""

    least: int = 0
    low: Trail = ()
    most: int = 0
    high: Trail = ()

    def and_(self, least: int, most: int) -> Tally:
        """A tally with so many questions more."""
        return Tally(self.least + least, self.low, self.most + most, self.high)

    def settling(self, ref: str, said: Said) -> Tally:
        """A tally with one thing more settled on the way."""
        return Tally(self.least, (ref, said, self.low), self.most, (ref, said, self.high))

    def then(self, later: Tally) -> Tally:
        """A tally followed by another."""
        low = (None, later.low, self.low) if later.low else self.low
        high = (None, later.high, self.high) if later.high else self.high
        return Tally(self.least + later.least, low, self.most + later.most, high)

    def or_(self, other: Tally) -> Tally:
        """The wider bounds of two tallies."""
        least, low = (self.least, self.low) if self.least <= other.least else (other.least, other.low)
        most, high = (self.most, self.high) if self.most >= other.most else (other.most, other.high)
        return Tally(least, low, most, high)


Bounds = dict[State, Tally]


def tally(reads: Reads, sizes: dict[str, int] | None = None) -> Tally:
    """The least and the most questions in one opening: different steps, or, with the `sizes` of all rosters, places."""
    return _Counting(reads, sizes).run()


class _Counting:
    def __init__(self, reads: Reads, sizes: dict[str, int] | None) -> None:
        self.reads = reads
        self.sizes = sizes
        self.states = States(reads)
        self.living = Living(reads)
        self.live: Live = {}

    def run(self) -> Tally:
        bounds: Bounds = {self.states.first(): Tally()}
        for at, stop in enumerate(self.reads.route.stops):
            self.live = by_thing(self.living.after(at - 1, frozenset()))
            inside, outside = self._split(bounds, self.reads.gates[at])
            lenses = self.reads.opening.opened.lenses
            if stop.lens and lenses and stop.framework not in lenses:
                inside, outside = {}, merged(inside, outside)
            walk, what = (self._framework, stop.framework) if stop.framework else (self._joined, stop.joined)
            inside = walk(inside, what, at)
            bounds = self._left(merged(inside, outside), at)
        return reduce(Tally.or_, bounds.values())

    # walking

    def _framework(self, bounds: Bounds, ident: str, at: int) -> Bounds:
        """A framework walked in each of these states."""
        groups: dict[frozenset[str], Bounds] = {}
        for state, one in bounds.items():
            new = State(state.said, state.asked, state.walked | {ident})
            put(groups.setdefault(new.walked, {}), new, one)
        found: Bounds = {}
        for walked, group in groups.items():
            before, after = self.living.at(at, walked - {ident}), self.living.at(at, walked)
            live, earlier = by_thing(after), by_thing(before)
            changed = [ref for ref, tests in earlier.items() if live.get(ref) != tests]
            found = merged(found, self._narrowed(self._through(group, ident, after), changed, live))
        return found

    def _through(self, bounds: Bounds, ident: str, after: Tests) -> Bounds:
        """A framework gone through once for all states that it cannot tell apart."""
        part = self.states.part_of(self.living.touched(ident))
        known: dict[State, Bounds] = {}
        found: Bounds = {}
        for state, one in bounds.items():
            inside = part.of(state)
            if inside not in known:
                known[inside] = self._steps({inside: Tally()}, ident, after)
            for out, more in known[inside].items():
                put(found, part.put_back(state, out), one.then(more))
        return found

    def _steps(self, bounds: Bounds, ident: str, after: Tests) -> Bounds:
        """The steps of a framework one after another. Those that nothing hangs on are only counted."""
        rest = [by_thing(tests) for tests in self.living.within(ident, after)]
        least = most = 0
        for index, step in enumerate(self.reads.steps(ident)):
            self.live, then = rest[index], rest[index + 1]
            if self.reads.guards[step.ref].parts or step.ref in then:
                changed = [ref for ref, tests in self.live.items() if then.get(ref) != tests]
                bounds = self._narrowed(self._step(bounds, step), changed, then)
            else:
                weight = self._weight(step)
                least, most = least + weight[0], most + weight[1]
        for step in self.reads.steps(ident):
            if step.ref in self.reads.exits:
                self.live = rest[-1]
                bounds = merged(*self._split(bounds, Test(step.ref, "answered", "yes")))
                bounds = collected((self.states.without_exits(state, self.live), one) for state, one in bounds.items())
        return {state: one.and_(least, most) for state, one in bounds.items()}

    def _step(self, bounds: Bounds, step: Step) -> Bounds:
        guard = self.reads.guards[step.ref]
        asked, passed = self._split(bounds, guard)
        weight, bit = self._weight(step), self.states.bits.get(step.ref, 0)
        counted = (
            (State(state.said, state.asked | bit, state.walked), one.and_(*weight)) for state, one in asked.items()
        )
        return merged(collected(counted), passed)

    def _narrowed(self, bounds: Bounds, changed: list[str], live: Live) -> Bounds:
        if not changed:
            return bounds
        narrowing = self.states.narrowing(changed, live)
        return collected((self.states.narrowed(state, narrowing), one) for state, one in bounds.items())

    def _weight(self, step: Step) -> tuple[int, int]:
        """How many questions a step is, at least and at most, once it is asked at all."""
        if not step.asks:
            return 0, 0
        if chooses_route(step):
            return 0, int(any(choice.route == self.reads.route.id for choice in step.choices))
        if self.sizes is None:
            return 1, 1
        whole = prod(self.sizes.get(ref, 1) for ref in step.each)
        return (1 if step.ref in self.reads.partial else whole), whole

    def _joined(self, bounds: Bounds, kind: str, at: int) -> Bounds:
        """The frameworks that answers, or somebody by name, bring in at a stop; one that is walked may bring in the next."""
        candidates = self.living.in_order(kind)
        later = {stop.framework for stop in self.reads.route.stops[at + 1 :]}
        going = True
        while going:
            going = False
            for index, ident in enumerate(candidates):
                bounds, some = self._coming(bounds, ident, at)
                brings_back = any(ident in self.reads.joiners[one] for one in candidates[: index + 1])
                going = going or (some and brings_back)
                if not self.reads.joiners[ident] & (later | set(candidates[index:])):
                    over = {ref for ref, _ in self.living.tests_of(self.reads.ways[ident])}
                    bounds = self._passed(bounds, _only(ident), at, over)
        return self._passed(bounds, lambda walked: self._over(walked, candidates, later), at, ())

    def _coming(self, bounds: Bounds, ident: str, at: int) -> tuple[Bounds, bool]:
        """A framework walked in the states in which it comes in now; whether there are any."""
        out: Bounds = {}
        rest: Bounds = {}
        for state, one in bounds.items():
            (out if is_passed(ident, state.walked) else rest)[state] = one
        self.live = by_thing(self.living.at(at, frozenset()))
        named = ident in (*self.reads.opening.opened.protocols, *self.reads.opening.opened.lenses)
        coming, not_ = (rest, {}) if named else self._split(rest, self.reads.ways[ident])
        return merged(merged(self._framework(coming, ident, at), not_), out), bool(coming)

    def _over(self, walked: frozenset[str], candidates: Sequence[str], later: set[str]) -> list[str]:
        """The candidates that cannot come in any more: they were walked, or what brings them in is over."""
        open_, still = set[str](), {ident for ident in candidates if not is_passed(ident, walked)}
        while open_ != still:
            open_, still = still, {ident for ident in still if self.reads.joiners[ident] & (later | still)}
        return [ident for ident in candidates if ident not in open_]

    def _passed(
        self, bounds: Bounds, over: Callable[[frozenset[str]], Sequence[str]], at: int, changed: Iterable[str]
    ) -> Bounds:
        """The states in which these frameworks only count as passed, walked or not, unless a fact still tells them apart."""

        def passed(walked: frozenset[str]) -> frozenset[str]:
            idents = over(walked)
            new = walked | {PASSED + ident for ident in idents}
            facts = {ref for ref, _ in self.living.at(at, new)}
            lenses = sorted(one for one in new if self.states.kinds.get(one) == "lens")
            kept = (
                {one for one in new if self.states.kinds.get(one) == "protocol"} if PROTOCOLS in facts else set[str]()
            )
            kept |= set(lenses[:2]) if OUTWEIGHED in facts else set[str]()
            return new - (set(idents) - kept)

        return self._by_walked(bounds, passed, changed, lambda walked: self.living.at(at, walked))

    def _left(self, bounds: Bounds, at: int) -> Bounds:
        """The states once a stop is left: what was walked matters only to what may still join, and to facts."""
        kinds = {stop.joined for stop in self.reads.route.stops[at + 1 :]}

        def told(walked: frozenset[str]) -> frozenset[str]:
            facts = {ref for ref, _ in self.living.after(at, walked)}
            of_kind = kinds | ({"protocol"} if PROTOCOLS in facts else set())
            kept = {one for one in walked if self.states.kinds[one.removeprefix(PASSED)] in of_kind}
            lenses = sorted(one for one in walked if self.states.kinds.get(one) == "lens")
            return frozenset(kept | set(lenses[:2] if OUTWEIGHED in facts else ()))

        every = [*self.states.places, *self.states.bits]
        return self._by_walked(bounds, told, every, lambda walked: self.living.after(at, walked))

    def _by_walked(
        self,
        bounds: Bounds,
        told: Callable[[frozenset[str]], frozenset[str]],
        changed: Iterable[str],
        alive: Callable[[frozenset[str]], Tests],
    ) -> Bounds:
        """The states with what is still told of what was walked, as far as what is then alive can tell them apart."""
        groups: dict[frozenset[str], Bounds] = {}
        for state, one in bounds.items():
            groups.setdefault(state.walked, {})[state] = one
        found: Bounds = {}
        for walked, group in groups.items():
            new, refs = told(walked), list(changed)
            live = by_thing(alive(new))
            narrowing = self.states.narrowing(refs, live)
            for state, one in group.items():
                narrow = self.states.narrowed(State(state.said, state.asked, new), narrowing)
                put(found, self.states.without_exits(narrow, live), one)
        return found

    def _split(self, bounds: Bounds, claim: Condition) -> tuple[Bounds, Bounds]:
        """The states in which a condition holds, and those in which it does not; what it reads is settled on the way."""
        if isinstance(claim, All) and not claim.parts:
            return bounds, {}
        holds: Bounds = {}
        fails: Bounds = {}
        waiting = list(bounds.items())
        while waiting:
            state, one = waiting.pop()
            try:
                so = claim.holds(Look(self.states, state))
            except Unsettled as unsettled:
                ref = unsettled.ref
                found = self.states.settled(state, ref, self.sizes, self.live)
                waiting.extend((new, one.settling(ref, said)) for new, said in found)
                continue
            put(holds if so else fails, state, one)
        return holds, fails


def put(bounds: Bounds, state: State, one: Tally) -> None:
    """Note the bounds of a state; of two for the same state, the wider."""
    before = bounds.get(state)
    bounds[state] = one if before is None else before.or_(one)


def collected(found: Iterable[tuple[State, Tally]]) -> Bounds:
    """Bounds by state."""
    bounds: Bounds = {}
    for state, one in found:
        put(bounds, state, one)
    return bounds


def merged(one: Bounds, other: Bounds) -> Bounds:
    """Two sets of bounds together."""
    if len(one) < len(other):
        one, other = other, one
    bounds = dict(one)
    for state, tally_ in other.items():
        put(bounds, state, tally_)
    return bounds


def _only(ident: str) -> Callable[[frozenset[str]], Sequence[str]]:
    """One framework, whatever was walked."""
    return lambda _: (ident,)
