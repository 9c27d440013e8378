"""How many questions a route may come to: the least and the most, over every way through it.

The steps are gone through in walking order, with every set of answers that a later condition can tell from another; sets that
none can tell apart any more are taken together. The path itself is not laid here: a walk that comes to a bound shows it exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, Test
from ethics_cli.core.framework import Step
from ethics_cli.core.routing import chooses_route
from ethics_cli.core.tally_live import PASSED, Live, Living, Tests, by_thing, is_passed
from ethics_cli.core.tally_reads import Reads
from ethics_cli.core.tally_state import Look, State, States, Unsettled

Trail = tuple[Any, ...]
"""What was settled on the way, the last first: (thing, what it is, what was settled before it), or (None, one trail, the one before)."""


class Bound(NamedTuple):
    """A number of questions, and the answers that lead to it."""

    number: int
    trail: Trail = ()


class Tally(NamedTuple):
    """The least and the most."""

    least: Bound
    most: Bound

    def and_(self, least: int, most: int) -> Tally:
        """A tally with so many questions more."""
        one, other = self
        return Tally(Bound(one.number + least, one.trail), Bound(other.number + most, other.trail))


    def then(self, later: Tally) -> Tally:
        """A tally followed by another."""
        (one, other), (more, much) = self, later
        least = Bound(one.number + more.number, (None, more.trail, one.trail) if more.trail else one.trail)
        most = Bound(other.number + much.number, (None, much.trail, other.trail) if much.trail else other.trail)
        return Tally(least, most)


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
        self.settled: dict[tuple[int, frozenset[str], tuple[str, ...]], frozenset[str]] = {}

    def run(self) -> Tally:
        bounds: Bounds = {self.states.first(): Tally(Bound(0), Bound(0))}
        for at, stop in enumerate(self.reads.route.stops):
            self.live = by_thing(self.living.after(at - 1, frozenset()))
            inside, outside = self._split(bounds, self.reads.gates[at])
            lenses = self.reads.opening.opened.lenses
            if stop.lens and lenses and stop.framework not in lenses:
                inside, outside = {}, merged(inside, outside)
            if stop.framework:
                inside = self._framework(inside, stop.framework, at)
            else:
                inside = self._joined(inside, stop.joined, at)
            bounds = self._left(merged(inside, outside), at)
        least = min((tally.least for tally in bounds.values()), key=lambda bound: bound.number)
        most = max((tally.most for tally in bounds.values()), key=lambda bound: bound.number)
        return Tally(least, most)

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
                known[inside] = self._steps({inside: Tally(Bound(0), Bound(0))}, ident, after)
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
        candidates = self.living.candidates(kind)
        later = {stop.framework for stop in self.reads.route.stops[at + 1 :]}
        going = True
        while going:
            going = False
            for ident in candidates:
                bounds, some = self._coming(bounds, ident, at)
                going = going or some
                if not self.reads.joiners[ident] & (later | set(candidates)):
                    bounds = collected((self._passed(state, [ident], at), one) for state, one in bounds.items())
        return collected(
            (self._passed(state, self._over(state, candidates, later), at), one) for state, one in bounds.items()
        )

    def _coming(self, bounds: Bounds, ident: str, at: int) -> tuple[Bounds, bool]:
        """A framework walked in the states in which it comes in now; whether there are any."""
        out = {state: one for state, one in bounds.items() if is_passed(ident, state.walked)}
        rest = {state: one for state, one in bounds.items() if state not in out}
        self.live = by_thing(self.living.at(at, frozenset()))
        named = ident in (*self.reads.opening.opened.protocols, *self.reads.opening.opened.lenses)
        coming, not_ = (rest, {}) if named else self._split(rest, self.reads.ways[ident])
        return merged(merged(self._framework(coming, ident, at), not_), out), bool(coming)

    def _over(self, state: State, candidates: Sequence[str], later: set[str]) -> list[str]:
        """The candidates that cannot come in any more in a state: they were walked, or what brings them in is over."""
        open_, still = set[str](), {ident for ident in candidates if not is_passed(ident, state.walked)}
        while open_ != still:
            open_, still = still, {ident for ident in still if self.reads.joiners[ident] & (later | still)}
        return [ident for ident in candidates if ident not in open_]

    def _passed(self, state: State, idents: Sequence[str], at: int) -> State:
        """A state in which these frameworks only count as passed, walked or not, unless a fact still tells them apart."""
        key = (at, state.walked, tuple(idents))
        if key not in self.settled:
            walked = state.walked | {PASSED + ident for ident in idents}
            facts = {ref for ref, _ in self.living.at(at, walked)}
            told = {"protocol"} if "fact.protocols" in facts else set[str]()
            lenses = sorted(one for one in walked if self.states.kinds.get(one) == "lens")
            enough = set(lenses[:2]) if "fact.outweighed" in facts else set[str]()
            gone = {one for one in idents if self.states.kinds[one] not in told and one not in enough}
            self.settled[key] = walked - gone
        return State(state.said, state.asked, self.settled[key])

    def _left(self, bounds: Bounds, at: int) -> Bounds:
        """The states once a stop is left."""
        groups: dict[frozenset[str], Bounds] = {}
        for state, one in bounds.items():
            walked = self._still_telling(state.walked, at)
            put(groups.setdefault(walked, {}), state._replace(walked=walked), one)
        found: Bounds = {}
        for walked, group in groups.items():
            live = by_thing(self.living.after(at, walked))
            narrow = self._narrowed(group, [*self.states.places, *self.states.bits], live)
            found = merged(found, collected((self.states.without_exits(one, live), many) for one, many in narrow.items()))
        return found

    def _still_telling(self, walked: frozenset[str], at: int) -> frozenset[str]:
        """The frameworks whose having been walked matters after a stop: to what may still join, and to facts."""
        kinds = {stop.joined for stop in self.reads.route.stops[at + 1 :]}
        facts = {ref for ref, _ in self.living.after(at, walked)}
        kinds |= {"protocol"} if "fact.protocols" in facts else set()
        kept = {one for one in walked if self.states.kinds[one.removeprefix(PASSED)] in kinds}
        lenses = sorted(one for one in walked if self.states.kinds.get(one) == "lens")
        return frozenset(kept | set(lenses[:2] if "fact.outweighed" in facts else ()))

    def _split(self, bounds: Bounds, claim: Condition) -> tuple[Bounds, Bounds]:
        """The states in which a condition holds, and those in which it does not; what it reads is settled on the way."""
        holds: Bounds = {}
        fails: Bounds = {}
        waiting = list(bounds.items())
        while waiting:
            state, one = waiting.pop()
            try:
                so = claim.holds(Look(self.states, state))
            except Unsettled as unsettled:
                ref = unsettled.ref
                for new, said in self.states.settled(state, ref, self.sizes, self.live):
                    least, most = (Bound(bound.number, (ref, said, bound.trail)) for bound in one)
                    waiting.append((new, Tally(least, most)))
                continue
            put(holds if so else fails, state, one)
        return holds, fails


def put(bounds: Bounds, state: State, one: Tally) -> None:
    """Note the bounds of a state; of two for the same state, the wider."""
    before = bounds.get(state)
    if before is None:
        bounds[state] = one
        return
    least = one.least if one.least.number < before.least.number else before.least
    most = one.most if one.most.number > before.most.number else before.most
    bounds[state] = Tally(least, most)


def collected(found: Iterable[tuple[State, Tally]]) -> Bounds:
    """Bounds by state."""
    bounds: Bounds = {}
    for state, one in found:
        put(bounds, state, one)
    return bounds


def merged(one: Bounds, other: Bounds) -> Bounds:
    """Two sets of bounds together."""
    if not one or not other:
        return one or other
    return collected((*one.items(), *other.items()))
