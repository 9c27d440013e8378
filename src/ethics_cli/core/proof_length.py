"""How long a route is: the least and the most questions, and whether walks come to both.

Counted by tally.py in three ways: different steps; places with every list at its minimum; places with four options and six
parties. A bound that a walk comes to is exact; one that none was found for is only a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ethics_cli.core.condition import Quantified, Test
from ethics_cli.core.lint_content import Content
from ethics_cli.core.possible import NOTHING, Said
from ethics_cli.core.proof_answer import Answering
from ethics_cli.core.proof_items import Wanted
from ethics_cli.core.proof_opening import Opening
from ethics_cli.core.proof_plan import Plan, opened_for
from ethics_cli.core.route import Route
from ethics_cli.core.tally import Tally, Trail, tally
from ethics_cli.core.tally_reads import IN, OWN, SO, Reads, bare
from ethics_cli.core.walk import Walk
from ethics_cli.core.witness import Ground, walk_through

MANY = {"options": 4, "parties": 6}
"""How long the lists with these roles are in a large case; every other list has one item, or its minimum."""


class Length(NamedTuple):
    """The least and the most, and what walks were found to come to at either end."""

    least: int
    most: int
    shown_least: int
    shown_most: int

    @property
    def exact(self) -> bool:
        return (self.least, self.most) == (self.shown_least, self.shown_most)


class Lengths(NamedTuple):
    """Different steps; and, where they were counted, the questions in a small and in a large case."""

    steps: Length
    small: Length | None = None
    large: Length | None = None


def steps_of(walk: Walk) -> int:
    """How many different steps a walk asks."""
    return len({place.step.ref for place in walk.path if place.step.asks})


def places_of(walk: Walk) -> int:
    """How many questions a walk asks, each step as often as it is asked."""
    return sum(place.step.asks for place in walk.path)


class Measuring:
    """The measuring of one route in one opening."""

    def __init__(self, content: Content, opening: Opening, route: Route, ground: Ground) -> None:
        self.content = content
        self.opening = opening
        self.route = route
        self.ground = ground
        self.reads = Reads(content, opening, route)

    def bounds(self) -> Tally:
        return tally(self.reads)

    def all(self) -> Lengths:
        """How long the route is, in all three ways."""
        return Lengths(self.steps(), self.places({}), self.places(MANY))

    def steps(self) -> Length:
        return self._shown(self.bounds(), {}, steps_of)

    def places(self, many: Mapping[str, int]) -> Length:
        """The questions, with lists of these roles so long and every other one as short as it may be."""
        sizes = {
            step.ref: min(max(many.get(step.role, 1), step.min or 0), step.max or max(MANY.values()))
            for place in self.opening.situation.places
            for step in self.reads.steps(place.framework)
            if step.type == "roster" and not step.each
        }
        return self._shown(tally(self.reads, sizes), sizes, places_of)

    def _shown(self, bounds: Tally, sizes: Mapping[str, int], count: Callable[[Walk], int]) -> Length:
        least, most = self._walk(bounds.low, sizes, asked=False), self._walk(bounds.high, sizes, asked=True)
        return Length(bounds.least, bounds.most, count(least), count(most))

    def longest(self) -> Walk:
        """A walk that goes to the most, as far as one was found."""
        return self._walk(self.bounds().high, {}, asked=True)

    def _walk(self, trail: Trail, sizes: Mapping[str, int], *, asked: bool) -> Walk:
        """The walk along the answers that lead to a bound. `asked`: the route is chosen by an answer, where it can be."""
        plan = plan_along(self.reads, trail, sizes)
        opened = self.opening.opened
        chosen = any(
            choice.route == self.route.id
            for place in self.opening.situation.places
            for step in self.reads.steps(place.framework)
            for choice in step.choices
        )
        opened = opened._replace(route="") if asked and chosen else opened
        return walk_through(self.ground, opened_for(plan, opened), Answering(plan, self.route.id, {}))


def plan_along(reads: Reads, trail: Trail, sizes: Mapping[str, int]) -> Plan:
    """The plan that goes along what was settled on the way to a bound."""
    said: dict[str, Said] = {ref: Said([{}] * size) for ref, size in sizes.items()}
    wanted: dict[str, tuple[Wanted, ...]] = {}
    facts: dict[str, tuple[Said, ...]] = {}
    taken: dict[str, set[str]] = {}
    for ref, one in settled_in(trail):
        if ref.startswith(SO):
            claims = reads.claims[ref.removeprefix(SO)]
            _want(wanted, *((claim, at in (one.value or ())) for at, claim in enumerate(claims)))
        elif ref.startswith(OWN):
            _want(wanted, (_claimed(reads, ref), one.value == "yes"))
        elif ref.startswith(IN):
            taken.setdefault(bare(ref), set())
            taken[bare(ref)] |= {ref.partition(" ")[2]} if one.value == "yes" else set()
        elif ref.startswith("fact."):
            facts[ref.removeprefix("fact.")] = (one,)
        else:
            said[ref] = one
    for ref, choices in taken.items():
        said[ref] = _choices(reads, ref, choices)
    return Plan(said, wanted, facts=facts)


def _choices(reads: Reads, ref: str, taken: set[str]) -> Said:
    """These choices of a step; where it is none of those that matter, another one, or none at all."""
    step = reads.content.step(ref)
    compared = {name.partition(" ")[2] for name in reads.tests if name.startswith(f"{IN}{ref} ")}
    others = [choice.id for choice in (step.choices if step else ()) if choice.id not in compared][:1]
    return Said(sorted(taken) or others) if taken or others else NOTHING


def settled_in(trail: Trail) -> Iterator[tuple[str, Said]]:
    """What was settled on the way to a bound."""
    waiting = [trail]
    while waiting:
        one = waiting.pop()
        if one and one[0] is None:
            waiting += one[1:]
        elif one:
            yield one[0], one[1]
            waiting.append(one[2])


def _want(wanted: dict[str, tuple[Wanted, ...]], *more: Wanted) -> None:
    for claim, so in more:
        wanted[claim.ref] = (*wanted.get(claim.ref, ()), (claim, so))


def _claimed(reads: Reads, ref: str) -> Quantified:
    """What a repeated step reads of the item at hand, as a claim about any of the items."""
    test, source = reads.own[ref]
    if test.ref.startswith("item."):
        return Quantified(source, "any", Test(source, test.op, test.value, test.ref.removeprefix("item.")))
    return Quantified(source, "any", test)
