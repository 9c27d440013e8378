"""What is known at one place of a route, as far as anything later can tell it apart: the states among which tally.py counts.

A state says what is settled, what was asked about and what was walked. A condition that reads something unsettled says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ethics_cli.core.possible import NOTHING, Said
from ethics_cli.core.tally_live import Live
from ethics_cli.core.tally_reads import ROLED, SO, Alone, Reads, bare

WIDE = 12
"""The bits for each thing in a state."""
FULL = (1 << WIDE) - 1
EXITS, OUTWEIGHED, PROTOCOLS = "fact.exits", "fact.outweighed", "fact.protocols"
ASKED = frozenset([-1])
NOWHERE = Alone(NOTHING, None)


class State(NamedTuple):
    """What is settled, what was asked about, what was walked.

    `said` holds, in so many bits for each thing (see WIDE), the number of what it is, or 0 while it is not settled; `asked` has
    a bit for each step. Numbers keep thousands of states small and quick to compare.
    """

    said: int
    asked: int
    walked: frozenset[str]

    def at(self, place: int) -> int:
        """The number of the thing at a place."""
        return self.said >> place & FULL

    def with_(self, place: int, number: int) -> State:
        """A state with another number at a place."""
        return State(self.said & ~(FULL << place) | number << place, self.asked, self.walked)


class Narrowing(NamedTuple):
    """What is looked at in each state: the places of things with the tests that are left of them, and what counts at all."""

    checks: tuple[tuple[int, str, frozenset[int]], ...]
    said: int
    asked: int


class Part(NamedTuple):
    """A part of each state: some of its things, and some of what was asked."""

    said: int
    asked: int

    def of(self, state: State) -> State:
        """A state with nothing but this part."""
        return State(state.said & self.said, state.asked & self.asked, state.walked)

    def put_back(self, state: State, part: State) -> State:
        """A state with this part as it has become."""
        return State(state.said & ~self.said | part.said, state.asked & ~self.asked | part.asked, state.walked)


class Slot(NamedTuple):
    """Where a thing stands in a state, which bit says that it was asked about, and what it is where it was not."""

    place: int
    bit: int
    unasked: Said


class Unsettled(Exception):
    """A condition reads something that has not been settled yet."""

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.ref = ref


class States:
    """The things of a route by their places, what each of them may be, and which of that comes to the same."""

    def __init__(self, reads: Reads) -> None:
        self.reads = reads
        self.kinds = {ident: framework.kind for ident, framework in reads.content.frameworks.items()}
        self.places = {ref: at * WIDE for at, ref in enumerate(sorted({*reads.tests, EXITS}))}
        self.bits = {ref: 1 << at for at, ref in enumerate(sorted({bare(ref) for ref in self._asked_about()}))}
        self.exits = self.part_of(reads.exits).said
        self.slots = {ref: self._slot(ref) for ref in self.places}
        self.pool: list[Said] = [NOTHING]
        self.numbers: dict[str, int] = {}
        self.domains: dict[tuple[str, int | None, frozenset[str]], list[int]] = {}
        self.same: dict[tuple[str, int, frozenset[int]], int] = {}
        self.told: dict[tuple[str, int, frozenset[int]], tuple[bool, ...]] = {}

    def _asked_about(self) -> Iterator[str]:
        yield from self.reads.tests
        for ref in self.reads.tests:
            yield from (one for one, _ in self.reads.behind(ref))

    def _slot(self, ref: str) -> Slot:
        own = self.reads.own.get(ref)
        bit = self.bits.get(own.source if own else bare(ref), 0)
        return Slot(self.places[ref], bit, Said("yes" if own.test.holds(NOWHERE) else "no") if own else NOTHING)

    def first(self) -> State:
        return State(0, 0, frozenset())

    # settling

    def settled(self, state: State, ref: str, sizes: dict[str, int] | None, live: Live) -> Iterator[tuple[State, Said]]:
        """A state with a thing settled, once for each way in which what is still read can tell it apart."""
        at, tests = self.places[ref], live.get(ref, ASKED)
        for number in self._domain(state, ref, sizes):
            yield state.with_(at, self.alike(ref, number, tests)), self.pool[number]

    def _domain(self, state: State, ref: str, sizes: dict[str, int] | None) -> list[int]:
        """The numbers of what a thing may be here."""
        lenses = (
            frozenset(one for one in state.walked if self.kinds.get(one) == "lens")
            if ref == OUTWEIGHED
            else frozenset()
        )
        known = self.of(state, ref.removeprefix(SO)).value if ref.startswith(SO) else None
        size = len(known) if isinstance(known, list) else None
        key = (ref, size, lenses)
        if key not in self.domains:
            if sizes is not None and ref in sizes:
                found = [Said([{}] * sizes[ref])]
            elif ref == OUTWEIGHED:
                found = [Said([]), *(Said([one]) for one in sorted(lenses)), Said(sorted(lenses))]
            else:
                found = self.reads.domain(ref, size)
            self.domains[key] = list(dict.fromkeys(map(self.number, found)))
        return self.domains[key]

    def of(self, state: State, ref: str) -> Said:
        """What a thing is; NOTHING while it is not settled."""
        at = self.places.get(ref)
        return self.pool[state.at(at)] if at is not None else NOTHING

    def number(self, said: Said) -> int:
        name = repr(said)
        if name not in self.numbers:
            self.numbers[name] = len(self.pool)
            self.pool.append(said)
        return self.numbers[name]

    # what comes to the same

    def part_of(self, refs: Iterable[str]) -> Part:
        """The part that these things make of each state."""
        said = asked = 0
        for ref in refs:
            asked |= self.bits.get(bare(ref), 0)
            said |= FULL << self.places[ref] if ref in self.places else 0
        return Part(said, asked)

    def narrowing(self, changed: Iterable[str], live: Live) -> Narrowing:
        """How states are narrowed to what is still read; only these things are looked at."""
        said = asked = -1
        checks = []
        for ref in dict.fromkeys(changed):
            tests, at = live.get(ref), self.places.get(ref)
            if tests is None:
                asked &= ~self.bits.get(ref, 0)
            if at is not None and tests and tests != ASKED:
                checks.append((at, ref, tests))
            elif at is not None:
                said &= ~(FULL << at)
        return Narrowing(tuple(checks), said, asked)

    def narrowed(self, state: State, narrowing: Narrowing) -> State:
        """A state as far as what is still read can tell it apart."""
        said = state.said & narrowing.said
        for at, ref, tests in narrowing.checks:
            number = said >> at & FULL
            if number:
                said ^= (number ^ self.alike(ref, number, tests)) << at
        return State(said, state.asked & narrowing.asked, state.walked)

    def without_exits(self, state: State, live: Live) -> State:
        """A state in which the exits that only the fact of all exits still reads are that fact and nothing else."""
        if not state.said & self.exits:
            return state
        exits = set(self.of(state, EXITS).value or ())
        for ref in self.reads.exits & self.places.keys():
            at, tests = self.places[ref], live.get(ref, frozenset())
            number = state.at(at)
            if number and self.reads.only_by_fact(ref, tests):
                exits |= {str(self.pool[number].value)} if any(self.truths(ref, number, tests)) else set()
                state = State(state.said & ~(FULL << at), state.asked & ~self.bits[ref], state.walked)
        return state.with_(self.places[EXITS], self.number(Said(sorted(exits))) if exits and EXITS in live else 0)

    def alike(self, ref: str, number: int, tests: frozenset[int]) -> int:
        """The first of all values that the tests still to come cannot tell from this one."""
        key = (ref, number, tests)
        if key not in self.same:
            mine, truths = self.pool[number], self.truths(ref, number, tests)
            found = (
                other
                for other, said in enumerate(self.pool[: number + 1])
                if other and type(said.value) is type(mine.value) and bool(said.value) == bool(mine.value)
                if self.truths(ref, other, tests) == truths
            )
            self.same[key] = next(found, number)
        return self.same[key]

    def truths(self, ref: str, number: int, tests: frozenset[int]) -> tuple[bool, ...]:
        key = (ref, number, tests)
        if key not in self.told:
            self.told[key] = self.reads.truths(ref, self.pool[number], tests)
        return self.told[key]


class Look:
    """The View of a state: what is settled, what was never asked, and what has to be settled first."""

    def __init__(self, states: States, state: State) -> None:
        self.states = states
        self.reads = states.reads
        self.state = state

    def value(self, ref: str) -> Any:
        if ref.startswith("fact."):
            return self._fact(ref.removeprefix("fact."))
        return self._of(ref).value

    def _of(self, ref: str) -> Said:
        slot = self.states.slots.get(ref)
        if slot is None:
            return NOTHING
        number = self.state.said >> slot.place & FULL
        if number:
            return self.states.pool[number]
        if self.state.asked & slot.bit:
            raise Unsettled(ref)
        return slot.unasked

    def _fact(self, name: str) -> Any:
        if name == "protocols":
            walked = (one for one in self.state.walked if self.states.kinds.get(one) == "protocol")
            return list(dict.fromkeys((*self.reads.opening.opened.protocols, *walked)))
        if name == "outweighed":
            return self._always(OUTWEIGHED) if self._may_be_outweighed() else []
        if name == "profession":
            return self._always("fact.profession") or next(iter(self._answers(name)), None)
        if name == "exits":
            return [*(self.states.of(self.state, EXITS).value or ()), *self._answers(name)]
        if name == "options":
            return max((len(one) for one in self._answered(name)), default=0)
        given = self._always(f"fact.{name}") if name in ("places", "bodies") else None
        return given or self._answers(name) or None

    def _always(self, ref: str) -> Any:
        number = self.state.at(self.states.places[ref])
        if not number:
            raise Unsettled(ref)
        return self.states.pool[number].value

    def _answers(self, name: str) -> list[Any]:
        """All that was answered to the steps of which a fact is made."""
        return [one for answer in self._answered(name) for one in (answer if isinstance(answer, list) else [answer])]

    def _answered(self, name: str) -> list[Any]:
        found = (self._of(step.ref).value for step in self.reads.roles.get(ROLED[name], ()))
        return [value for value in found if value is not None]

    def _may_be_outweighed(self) -> bool:
        bits = self.states.bits
        decided = any(self.state.asked & bits.get(step.ref, 0) for step in self.reads.roles.get("decision", ()))
        return decided and any(self.states.kinds.get(one) == "lens" for one in self.state.walked)

    def values(self, ref: str) -> list[Any]:
        return []

    def pending(self, ref: str) -> bool:
        return False

    def non_answer(self, ref: str) -> str:
        return self._of(ref).non

    def order(self, ref: str, value: Any) -> int | None:
        step = self.reads.content.step(ref)
        return step.rank_of(value) if step is not None and isinstance(value, str) else None
