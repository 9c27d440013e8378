"""How many questions a route may come to: the least and the most, over every way through it.

The steps are gone through in walking order, with every set of answers that a later condition can tell from another; sets that
none can tell apart any more are taken together. The path itself is not laid here: a walk that comes to a bound shows it exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import prod
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, Test, tests_in
from ethics_cli.core.framework import Step
from ethics_cli.core.lint_content import ALWAYS
from ethics_cli.core.possible import NOTHING, Said
from ethics_cli.core.routing import chooses_route
from ethics_cli.core.tally_reads import OWN, ROLED, SO, Alone, Reads

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

    def and_(self, least: int, most: int) -> Tally:
        return Tally(self.least.and_(least), self.most.and_(most))


class _State(NamedTuple):
    """What later conditions can still tell: things that are settled, steps that were asked, frameworks that were walked."""

    said: frozenset[tuple[str, int]]
    asked: frozenset[str]
    walked: frozenset[str]


class _Unsettled(Exception):
    """A condition reads something that has not been settled yet."""

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.ref = ref


EXITS = "fact.exits"
Bounds = dict[_State, Tally]
Live = frozenset[tuple[str, int]]
"""Tests that are still to come, as the thing and the number of the test; -1 asks only whether it was asked about."""


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
        self.told: dict[tuple[str, int, frozenset[int]], tuple[bool, ...]] = {}
        self.needs: dict[str, Live] = {}
        self.settled: dict[tuple[int, frozenset[str]], frozenset[str]] = {}
        self.alive: dict[tuple[int, frozenset[str]], Live] = {}

    def run(self) -> Tally:
        bounds: Bounds = {_State(frozenset(), frozenset(), frozenset()): Tally(Bound(0), Bound(0))}
        for at, stop in enumerate(self.reads.route.stops):
            inside, outside = self._split(bounds, self.reads.gates[at])
            lenses = self.reads.opening.opened.lenses
            if stop.lens and lenses and stop.framework not in lenses:
                inside, outside = {}, _merged(inside, outside)
            if stop.framework:
                inside = self._framework(inside, stop.framework, at)
            else:
                inside = self._joined(inside, stop.joined, at)
            bounds = self._left(_merged(inside, outside), at)
        least = min((tally.least for tally in bounds.values()), key=lambda bound: bound.number)
        most = max((tally.most for tally in bounds.values()), key=lambda bound: bound.number)
        return Tally(least, most)

    # walking

    def _framework(self, bounds: Bounds, ident: str, at: int) -> Bounds:
        """A framework walked in each of these states."""
        groups: dict[frozenset[str], Bounds] = {}
        for state, one in bounds.items():
            new = state._replace(walked=state.walked | {ident})
            _put(groups.setdefault(new.walked, {}), new, one)
        found: Bounds = {}
        for walked, group in groups.items():
            found = _merged(found, self._steps(group, ident, self._alive(at, walked)))
        for ref in (step.ref for step in self.reads.steps(ident) if step.ref in self.reads.exits):
            found = _merged(*self._split(found, Test(ref, "answered", "yes")))
        return found

    def _steps(self, bounds: Bounds, ident: str, later: Live) -> Bounds:
        steps = self.reads.steps(ident)
        rest = [later] * (len(steps) + 1)
        for index in reversed(range(len(steps))):
            rest[index] = rest[index + 1] | self._reads_of(self.reads.guards[steps[index].ref])
        plain = (0, 0)
        for index, step in enumerate(steps):
            if not self.reads.guards[step.ref].parts and not any(ref == step.ref for ref, _ in rest[index + 1]):
                least, most = self._weight(step, ALWAYS)
                plain = (plain[0] + least, plain[1] + most)
            else:
                bounds = self._step(bounds, step, rest[index + 1])
        return {state: one.and_(*plain) for state, one in bounds.items()}

    def _step(self, bounds: Bounds, step: Step, after: Live) -> Bounds:
        guard = self.reads.guards[step.ref]
        asked, passed = self._split(bounds, guard)
        weight = self._weight(step, guard)
        counted = ((state._replace(asked=state.asked | {step.ref}), one.and_(*weight)) for state, one in asked.items())
        whole = _merged(_collected(counted), passed)
        return self._only(whole, after) if guard.parts else whole

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
        named = (*self.reads.opening.opened.protocols, *self.reads.opening.opened.lenses)
        going = True
        while going:
            going = False
            for ident in self._candidates(kind):
                out = {state: one for state, one in bounds.items() if ident in state.walked}
                rest = {state: one for state, one in bounds.items() if ident not in state.walked}
                coming, not_ = (rest, {}) if ident in named else self._split(rest, self.reads.ways[ident])
                going = going or bool(coming)
                bounds = _merged(_merged(self._framework(coming, ident, at), not_), out)
        return _collected((self._settled_joins(state, kind, at), one) for state, one in bounds.items())

    def _settled_joins(self, state: _State, kind: str, at: int) -> _State:
        """A state in which what cannot come in any more counts as walked, unless a fact still tells of it."""
        key = (at, state.walked)
        if key not in self.settled:
            later = {stop.framework for stop in self.reads.route.stops[at + 1 :]}
            open_, still = set[str](), {ident for ident in self._candidates(kind) if ident not in state.walked}
            while open_ != still:
                open_ = still
                still = {ident for ident in open_ if self.reads.joiners[ident] & (later | open_)}
            walked = state.walked.union(self._candidates(kind)) - open_
            told = any(ref == "fact.protocols" for ref, _ in self._alive(at, walked, left=True))
            self.settled[key] = state.walked if kind == "protocol" and told else walked
        return state._replace(walked=self.settled[key])

    def _candidates(self, kind: str) -> list[str]:
        """The frameworks of a kind that may come in at its stops."""
        listed = {stop.framework for stop in self.reads.route.stops}
        held = self.reads.content.frameworks
        coming = (place.framework for place in self.reads.opening.situation.places if place.framework not in listed)
        return [ident for ident in coming if held[ident].kind == kind]

    def _split(self, bounds: Bounds, claim: Condition) -> tuple[Bounds, Bounds]:
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
        lenses = [one for one in sorted(state.walked) if self.reads.content.frameworks[one].kind == "lens"]
        return [Said([]), *(Said([one]) for one in lenses), *([Said(lenses)] if len(lenses) > 1 else [])]

    def _number(self, said: Said) -> int:
        name = repr(said)
        if name not in self.numbers:
            self.numbers[name] = len(self.pool)
            self.pool.append(said)
        return self.numbers[name]

    # what is still read

    def _reads_of(self, claim: Condition) -> Live:
        """The tests of a condition, and those of the steps that the facts in it are made of."""
        found: set[tuple[str, int]] = set()
        for test in tests_in(claim):
            found.add((test.ref, self.reads.tests[test.ref].index(test)))
            found |= self.reads.behind(test.ref)
        return frozenset(found)

    @cached_property
    def _after(self) -> list[Live]:
        """What is read at each stop and later, apart from what may still be brought in."""
        stops = self.reads.route.stops
        found: list[Live] = [frozenset()] * (len(stops) + 1)
        for at in reversed(range(len(stops))):
            own = self._reads_of(self.reads.gates[at]) | self._whole(stops[at].framework)
            found[at] = found[at + 1] | own
        return found

    def _alive(self, at: int, walked: frozenset[str], *, left: bool = False) -> Live:
        """What is still read at a stop, or once it is left: by what comes after it, and by what may still be brought in."""
        key = (at + left, walked)
        if key not in self.alive:
            stops = self.reads.route.stops[at + left :]
            kinds = {stop.joined for stop in stops if stop.joined}
            coming = (ident for kind in kinds for ident in self._candidates(kind) if ident not in walked)
            parts = ((self._from_outside(ident), self._ways_left(ident, at + left, walked)) for ident in coming)
            self.alive[key] = self._after[at + 1].union(*(one for part in parts for one in part))
        return self.alive[key]

    def _ways_left(self, ident: str, at: int, walked: frozenset[str]) -> Live:
        """What may still bring a framework in. Where it could have come in before, only what is still to be asked can."""
        stops = self.reads.route.stops
        kind = self.reads.content.frameworks[ident].kind
        tests = self._reads_of(self.reads.ways[ident])
        if not any(stop.joined == kind and stop.when is None for stop in stops[:at]):
            return tests
        open_ = {stop.framework for stop in stops[at:]} | {one for one in self._candidates(kind) if one not in walked}
        return frozenset((ref, test) for ref, test in tests if _bare(ref).partition(".")[0] in open_)

    def _whole(self, ident: str) -> Live:
        steps = self.reads.steps(ident)
        return frozenset(pair for step in steps for pair in self._reads_of(self.reads.guards[step.ref]))

    def _from_outside(self, ident: str) -> Live:
        """What a framework reads of others."""
        if ident not in self.needs:
            whole = self._whole(ident)
            self.needs[ident] = frozenset(pair for pair in whole if not _bare(pair[0]).startswith(f"{ident}."))
        return self.needs[ident]

    def _left(self, bounds: Bounds, at: int) -> Bounds:
        """The states once a stop is left."""
        groups: dict[frozenset[str], Bounds] = {}
        for state, one in bounds.items():
            walked = self._walked(state.walked, at)
            _put(groups.setdefault(walked, {}), state._replace(walked=walked), one)
        found: Bounds = {}
        for walked, group in groups.items():
            found = _merged(found, self._only(group, self._alive(at, walked, left=True)))
        return found

    def _walked(self, walked: frozenset[str], at: int) -> frozenset[str]:
        """The frameworks whose having been walked matters after a stop: to what may still join, and to facts."""
        kinds = {stop.joined for stop in self.reads.route.stops[at + 1 :]}
        facts = {ref for ref, _ in self._alive(at, walked, left=True)}
        kinds |= {"protocol"} if "fact.protocols" in facts else set()
        kept = {one for one in walked if self.reads.content.frameworks[one].kind in kinds}
        lenses = sorted(one for one in walked if self.reads.content.frameworks[one].kind == "lens")
        return frozenset(kept | set(lenses[:2] if "fact.outweighed" in facts else ()))

    def _only(self, bounds: Bounds, live: Live) -> Bounds:
        """The states as far as what is still read can tell them apart."""
        alive: dict[str, set[int]] = {}
        for ref, test in live:
            alive.setdefault(ref, set()).add(test)
        compared = {ref: frozenset(tests) for ref, tests in alive.items() if tests != {-1}}
        return _collected((self._narrowed(state, alive, compared), one) for state, one in bounds.items())

    def _narrowed(self, state: _State, alive: Mapping[str, Any], compared: Mapping[str, frozenset[int]]) -> _State:
        told = self._told_exits(state, compared)
        said = {
            (ref, self._alike(ref, at, compared[ref])) for ref, at in state.said if ref in compared and ref not in told
        }
        asked = frozenset(ref for ref in state.asked if ref in alive and ref not in told)
        if told and EXITS in compared:
            exits = {one for ref in told for one in _listed(told[ref])}
            said = {pair for pair in said if pair[0] != EXITS} | {(EXITS, self._number(Said(sorted(exits))))}
        return _State(frozenset(said), asked, state.walked)

    def _told_exits(self, state: _State, compared: Mapping[str, frozenset[int]]) -> dict[str, Any]:
        """The exits that only the fact of all exits still reads, and what they come to as far as it is read."""
        found = {}
        for ref, at in state.said:
            if ref == EXITS:
                found[ref] = self.pool[at].value
            elif ref in self.reads.exits and self.reads.only_by_fact(ref, compared.get(ref, frozenset())):
                truths = self._truths(ref, at, compared.get(ref, frozenset()))
                found[ref] = self.pool[at].value if any(truths) else []
        return found

    def _alike(self, ref: str, number: int, alive: frozenset[int]) -> int:
        """The first of all values that the tests still to come cannot tell from this one."""
        key = (ref, number, alive)
        if key not in self.same:
            truths = self._truths(ref, number, alive)
            alike = (
                other
                for other, said in enumerate(self.pool[: number + 1])
                if type(said.value) is type(self.pool[number].value)
                and bool(said.value) == bool(self.pool[number].value)
                and self._truths(ref, other, alive) == truths
            )
            self.same[key] = next(alike, number)
        return self.same[key]

    def _truths(self, ref: str, number: int, alive: frozenset[int]) -> tuple[bool, ...]:
        key = (ref, number, alive)
        if key not in self.told:
            self.told[key] = self.reads.truths(ref, self.pool[number], alive)
        return self.told[key]


class _Look:
    """The View of a state: what is settled, what was never asked, and what has to be settled first."""

    def __init__(self, counting: _Counting, state: _State) -> None:
        self.reads = counting.reads
        self.state = state
        self.said = {ref: counting.pool[number] for ref, number in state.said}

    def value(self, ref: str) -> Any:
        head, _, name = ref.partition(".")
        if head == "fact":
            return self._fact(name)
        if ref.startswith(OWN) and ref not in self.said:
            own = self.reads.own[ref]
            if own.source not in self.state.asked:
                return "yes" if own.test.holds(NOWHERE) else "no"
            raise _Unsettled(ref)
        return self._of(ref).value

    def _of(self, ref: str) -> Said:
        if ref in self.said:
            return self.said[ref]
        if ref.removeprefix(SO) in self.state.asked:
            raise _Unsettled(ref)
        return NOTHING

    def _fact(self, name: str) -> Any:
        if name == "protocols":
            walked = [one for one in self.state.walked if self.reads.content.frameworks[one].kind == "protocol"]
            return list(dict.fromkeys((*self.reads.opening.opened.protocols, *walked)))
        if name == "outweighed":
            return self._always("fact.outweighed") if self._may_be_outweighed() else []
        if name == "profession":
            return self._always("fact.profession")
        given = self._always(f"fact.{name}") if name in ("places", "bodies") else None
        if name == "exits" and EXITS in self.said:
            given = self.said[EXITS].value
        answers = [self._of(step.ref).value for step in self.reads.roles.get(ROLED[name], ())]
        if name == "options":
            return max((len(one) for one in answers if isinstance(one, list)), default=0)
        found = [one for answer in answers if answer for one in _listed(answer)]
        return [*given, *found] if name == "exits" and given else given or found or _nothing(name)

    def _always(self, ref: str) -> Any:
        if ref not in self.said:
            raise _Unsettled(ref)
        return self.said[ref].value

    def _may_be_outweighed(self) -> bool:
        decided = any(step.ref in self.state.asked for step in self.reads.roles.get("decision", ()))
        return decided and any(self.reads.content.frameworks[one].kind == "lens" for one in self.state.walked)

    def values(self, ref: str) -> list[Any]:
        return []

    def pending(self, ref: str) -> bool:
        return False

    def non_answer(self, ref: str) -> str:
        return self._of(ref).non

    def order(self, ref: str, value: Any) -> int | None:
        step = self.reads.content.step(ref)
        return step.rank_of(value) if step is not None and isinstance(value, str) else None


NOWHERE = Alone(NOTHING, None)


def _bare(ref: str) -> str:
    """The step that a thing is about."""
    return ref.removeprefix(SO).removeprefix(OWN)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _nothing(name: str) -> list[Any] | None:
    return [] if name == "exits" else None


def _put(bounds: Bounds, state: _State, one: Tally) -> None:
    before = bounds.get(state)
    if before is None:
        bounds[state] = one
        return
    least = one.least if one.least.number < before.least.number else before.least
    most = one.most if one.most.number > before.most.number else before.most
    bounds[state] = Tally(least, most)


def _collected(found: Iterable[tuple[_State, Tally]]) -> Bounds:
    bounds: Bounds = {}
    for state, one in found:
        _put(bounds, state, one)
    return bounds


def _merged(one: Bounds, other: Bounds) -> Bounds:
    return _collected((*one.items(), *other.items()))
