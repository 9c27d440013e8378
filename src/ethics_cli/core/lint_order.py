"""What is asked before what: the situations in which a framework is walked, and references that look ahead.

A situation is one route with everything that may be walked on it, in order. A framework that no route holds is taken to
be walked after each route; so is a session's looking back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ethics_cli.core.condition import Condition
from ethics_cli.core.framework import DEPTHS, Framework
from ethics_cli.core.lint_content import Content, Owner
from ethics_cli.core.route import Route

NEEDS = {"item.chosen": "decision", "fact.outweighed": "decision", "fact.options": "options"}


@dataclass(frozen=True, slots=True)
class Place:
    """A framework at a stop. `chosen`: whether the person or an answer may leave it out (lenses, and what is joined)."""

    at: int
    framework: str
    when: Condition | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """One route with the places on it, at its depth."""

    route: str
    depth: int
    places: tuple[Place, ...]

    def place(self, framework: str) -> Place | None:
        return next((place for place in self.places if place.framework == framework), None)


class Walked:
    """The situations in which each framework is walked, worked out once."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.joiners: dict[str, set[str]] = {}
        for one in content.frameworks.values():
            for joins in (choice.joins for step in one.steps for choice in step.choices if choice.joins):
                self.joiners.setdefault(joins, set()).add(one.id)
        self.routes = [situation_of(content, route, self.joiners) for route in content.routes.values()]
        self._known: dict[str, list[Situation]] = {}

    def situations(self, framework: str) -> list[Situation]:
        """Every situation that holds a framework, the shallowest first."""
        if framework not in self._known:
            on = [one for one in self.routes if one.place(framework)] or [
                _with_last(one, framework) for one in self.routes
            ]
            self._known[framework] = sorted(on or self._without_routes(framework), key=lambda one: one.depth)
        return self._known[framework]

    def on_a_route(self, framework: str) -> bool:
        return any(one.place(framework) for one in self.routes)

    def _without_routes(self, framework: str) -> list[Situation]:
        names = [*(name for name in self.content.frameworks if name != framework), framework]
        places = tuple(Place(at, name) for at, name in enumerate(names))
        return [Situation("", depth, places) for depth in range(len(DEPTHS))]


def situation_of(content: Content, route: Route, joiners: Mapping[str, Collection[str]]) -> Situation:
    """A route as a situation; a `joined` stop stands for every framework that may come in there."""
    explicit = {stop.framework: at for at, stop in enumerate(route.stops) if stop.framework}
    coming = {
        one.id: stop_of(route, one, joiners, explicit)
        for one in content.frameworks.values()
        if one.id not in explicit and one.kind != "stage"
    }
    places: list[Place] = []
    for at, stop in enumerate(route.stops):
        if stop.framework:
            places.append(Place(at, stop.framework, stop.when, stop.lens))
        places.extend(Place(at, name, stop.when, chosen=True) for name, there in coming.items() if there == at)
    return Situation(route.id, route.depth, tuple(places))


def stop_of(
    route: Route, framework: Framework, joiners: Mapping[str, Collection[str]], explicit: Mapping[str, int]
) -> int | None:
    """The `joined` stop where a framework comes in: the first of its kind after whatever may bring it in last.

    One that no answer brings in may still be asked for by name, and then comes in at the first such stop.
    """
    stops = [at for at, stop in enumerate(route.stops) if stop.joined == framework.kind]
    latest = max(_brought_in(framework.id, joiners, explicit, set()), default=0)
    return next((at for at in stops if at >= latest), stops[-1] if stops else None)


def _brought_in(
    ident: str, joiners: Mapping[str, Collection[str]], explicit: Mapping[str, int], seen: set[str]
) -> Iterator[int]:
    """Where on the route the frameworks stand that may bring this one in, themselves or through others."""
    seen.add(ident)
    for joiner in joiners.get(ident, ()):
        if joiner in explicit:
            yield explicit[joiner]
        elif joiner not in seen:
            yield from _brought_in(joiner, joiners, explicit, seen)


def order_fault(content: Content, walked: Walked, owner: Owner, ref: str) -> tuple[str, str, str] | None:
    """What is wrong with reading `ref` here: it is asked later, is the step itself, or is on no route with it."""
    head, _, name = ref.partition(".")
    if owner.kind == "policy":
        return None  # a policy looks at the whole of a walk, whatever it was
    if head in ("fact", "item"):
        return _before_role(content, walked, owner, ref)
    if owner.kind == "route":
        return _ahead_on_route(walked, owner, head)
    if head == owner.id:
        return _ahead_within(content, owner, name) if owner.asked else None
    return _ahead_across(walked, owner, head)


def _before_role(content: Content, walked: Walked, owner: Owner, ref: str) -> tuple[str, str, str] | None:
    """A fact or field that says something only once a step with a certain role was asked."""
    role = NEEDS.get(ref, "")
    if not role or not owner.framework:
        return None
    for situation in walked.situations(owner.id):
        here = situation.place(owner.id)
        for place in situation.places:
            framework = content.frameworks.get(place.framework)
            steps = framework.steps if framework and here and (place.at <= here.at or not owner.asked) else ()
            if any(
                step.role == role
                for step in (steps[: owner.at] if place.framework == owner.id and owner.asked else steps)
            ):
                return None
    return "condition.too-early", f"`{ref}` says nothing here: no step with the role `{role}` is asked before", ""


def _ahead_within(content: Content, owner: Owner, name: str) -> tuple[str, str, str] | None:
    at = next((at for at, step in enumerate(content.frameworks[owner.id].steps) if step.id == name), -1)
    if at == owner.at:
        return "condition.itself", f"`{name}` cannot depend on its own answer", ""
    if at > owner.at:
        return "condition.later", f"`{name}` is asked later than this step", "move this step below it"
    return None


def _ahead_across(walked: Walked, owner: Owner, head: str) -> tuple[str, str, str] | None:
    both = [
        (one.route, here, there)
        for one in walked.situations(owner.id)
        if (here := one.place(owner.id)) and (there := one.place(head))
    ]
    if not both:
        return "condition.not-before", f"no route walks `{head}` before `{owner.id}`, so this is never answered", ""
    late = next((route for route, here, there in both if there.at >= here.at), None) if owner.asked else None
    if late is not None:
        return "condition.later", f"on the route `{late}`, `{head}` is walked later than `{owner.id}`", ""
    return None


def _ahead_on_route(walked: Walked, owner: Owner, head: str) -> tuple[str, str, str] | None:
    situation = next(one for one in walked.routes if one.route == owner.id)
    place = situation.place(head)
    if place is None:
        return "condition.not-before", f"this route does not walk `{head}`, so this is never answered", ""
    if place.at >= owner.at:
        return "condition.later", f"`{head}` is walked later than this stop", "move the stop below it"
    return None


def _with_last(situation: Situation, framework: str) -> Situation:
    last = Place(len(situation.places) + 1000, framework)
    return Situation(situation.route, situation.depth, (*situation.places, last))
