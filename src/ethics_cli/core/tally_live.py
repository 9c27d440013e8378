"""What is still read at each place of a route: only that keeps two sets of answers apart when tally.py counts.

A test is named by the thing it is made of and its number; -1 asks no more than whether something was asked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ethics_cli.core.condition import Condition, tests_in
from ethics_cli.core.framework import Step
from ethics_cli.core.tally_reads import Reads, bare

Tests = frozenset[tuple[str, int]]
Live = dict[str, frozenset[int]]
"""The tests of each thing that are still to come."""

PASSED = "-"
"""What stands before the name of a framework that counts as passed, whether it was walked or not."""


class Living:
    """The tests that are still to come, by stop, by framework and by what has been walked."""

    def __init__(self, reads: Reads) -> None:
        self.reads = reads
        self.stops = reads.route.stops
        self.whole: dict[str, Tests] = {}
        self.known: dict[tuple[int, int, frozenset[str]], Tests] = {}

    def at(self, at: int, walked: frozenset[str]) -> Tests:
        """What is read after a framework at a stop: by what may still be brought in there, and later."""
        return self._alive(at, at, walked)

    def after(self, at: int, walked: frozenset[str]) -> Tests:
        """What is read once a stop is left."""
        return self._alive(at, at + 1, walked)

    def within(self, ident: str, after: Tests) -> list[Tests]:
        """What is still read before each step of a framework, and after the last."""
        steps = self.reads.steps(ident)
        rest = [after] * (len(steps) + 1)
        for index in reversed(range(len(steps))):
            rest[index] = rest[index + 1] | self.tests_of(self.reads.guards[steps[index].ref])
        return rest

    def tests_of(self, claim: Condition) -> Tests:
        """The tests of a condition, and those of the steps that the facts in it are made of."""
        tests = list(tests_in(claim))
        own = {(test.ref, self.reads.tests[test.ref].index(test)) for test in tests}
        return frozenset(own).union(*(self.reads.behind(test.ref) for test in tests))

    def touched(self, ident: str) -> set[str]:
        """Everything that a framework may settle, ask about or look at."""
        own = {step.ref for step in self.reads.steps(ident)}
        exits = {*self.reads.exits, "fact.exits"} if own & self.reads.exits else set()
        return {*own, *exits, *(ref for ref, _ in self._all_of(ident))}

    def candidates(self, kind: str) -> list[str]:
        """The frameworks of a kind that may come in where such are joined."""
        listed = {stop.framework for stop in self.stops}
        held = self.reads.content.frameworks
        coming = (place.framework for place in self.reads.opening.situation.places if place.framework not in listed)
        return [ident for ident in coming if held[ident].kind == kind]

    def in_order(self, kind: str) -> list[str]:
        """The same, each after those that may bring it in, as far as they do not bring each other in."""
        found: list[str] = []
        waiting = self.candidates(kind)
        while waiting:
            ready = [one for one in waiting if not self.reads.joiners[one] & (set(waiting) - {one})] or waiting[:1]
            found += ready
            waiting = [one for one in waiting if one not in ready]
        return found

    def _alive(self, at: int, first: int, walked: frozenset[str]) -> Tests:
        """What is read after a stop, and by what may be brought in from the stop `first` on."""
        key = (at, first, walked)
        if key not in self.known:
            kinds = {stop.joined for stop in self.stops[first:] if stop.joined}
            coming = [ident for kind in kinds for ident in self.candidates(kind) if not is_passed(ident, walked)]
            parts = [part for ident in coming for part in (self._from_outside(ident), self._ways(ident, first, walked))]
            self.known[key] = self._listed[at + 1].union(*parts)
        return self.known[key]

    @cached_property
    def _listed(self) -> list[Tests]:
        """What the stops from each one on read themselves."""
        found: list[Tests] = [frozenset()] * (len(self.stops) + 1)
        for at in reversed(range(len(self.stops))):
            own = self.tests_of(self.reads.gates[at]) | self._all_of(self.stops[at].framework)
            found[at] = found[at + 1] | own
        return found

    def _all_of(self, ident: str) -> Tests:
        if ident not in self.whole:
            steps: Iterable[Step] = self.reads.steps(ident)
            self.whole[ident] = frozenset().union(*(self.tests_of(self.reads.guards[step.ref]) for step in steps))
        return self.whole[ident]

    def _from_outside(self, ident: str) -> Tests:
        """What a framework reads of others."""
        return frozenset(pair for pair in self._all_of(ident) if not bare(pair[0]).startswith(f"{ident}."))

    def _ways(self, ident: str, at: int, walked: frozenset[str]) -> Tests:
        """What may still bring a framework in. Where it could have come in before, only what is still to be asked can."""
        kind = self.reads.content.frameworks[ident].kind
        tests = self.tests_of(self.reads.ways[ident])
        if not any(stop.joined == kind and stop.when is None for stop in self.stops[:at]):
            return tests
        still = {stop.framework for stop in self.stops[at:]} | {
            x for x in self.candidates(kind) if not is_passed(x, walked)
        }
        return frozenset((ref, test) for ref, test in tests if bare(ref).partition(".")[0] in still)


def is_passed(ident: str, walked: frozenset[str]) -> bool:
    """Whether a framework was walked, or cannot come in any more."""
    return ident in walked or PASSED + ident in walked


def by_thing(tests: Tests) -> Live:
    """Tests by the thing that they are made of."""
    found: dict[str, set[int]] = {}
    for ref, test in tests:
        found.setdefault(ref, set()).add(test)
    return {ref: frozenset(numbers) for ref, numbers in found.items()}
