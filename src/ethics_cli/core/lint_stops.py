"""Whether the stops of a walk, of a route or of a model, stand in an order that can work, and whether any is missing.

Danger is asked about first; lenses come before the decision that they bear on, and protocols that may settle a case before its
options; what an answer brings in has a stop after that answer; a framework comes after what it reads. What a route reads too
early is told by lint_order.py; a model has no situations of its own there, so it is looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ethics_cli.core.condition import Condition, tests_in
from ethics_cli.core.framework import Framework
from ethics_cli.core.lint_content import Content, Fault, Piece, fault, listed
from ethics_cli.core.lint_order import Place, Situation, Walked, situation_of
from ethics_cli.core.route import STANDARD, Route, Stop
from ethics_cli.core.slot import slots_in

FIRST = "danger"
BEFORE = {"lens": "decision", "exit": "options"}
"""What has to come before the step of a role: lenses, and frameworks with an exit."""
SAID = {
    FIRST: "`{}` asks about danger, and something else comes before it",
    "lens": "lenses come in here only after the decision, so they cannot bear on it",
    "exit": "protocols that may settle a case come in here only after its options",
    "joins": "`{}` may bring in `{}`, and no stop after it lets that in",
}


def lint_stops(content: Content, walked: Walked) -> Iterator[Fault]:
    """Faults in the order of walks, and what every route walks and a model does not."""
    for route, situation in zip(content.routes.values(), walked.routes, strict=True):
        yield from _ordered(content, ("route", route.id), route, situation)
    models = [piece for piece in content.of_kind("model") if piece.plain.get("walk")]
    reads = {framework.id: _reads(framework) for framework in content.frameworks.values()} if models else {}
    gates = _gates(content) if models else {}
    for piece in models:
        here, route = (piece.kind, piece.id), _route(piece)
        situation = situation_of(content, route, walked.joiners)
        yield from _ordered(content, here, route, situation)
        yield from _too_early(here, situation, reads, gates)
        yield from _lacking(content, here, route)


def _ordered(content: Content, here: tuple[str, str], route: Route, situation: Situation) -> Iterator[Fault]:
    """Danger that is not asked about first, and what comes in too late or not at all."""
    held = [(place, _held(content, place)) for place in situation.places]
    first = situation.places[0].at if situation.places else 0
    asked = [place for place, roles in held if FIRST in roles and place.at > first]
    found = [(place.at, SAID[FIRST].format(place.framework)) for place in asked]
    for what, role in BEFORE.items():
        until = min((place.at for place, roles in held if role in roles), default=len(route.stops))
        found += [(one.at, SAID[what]) for one, roles in held if one.chosen and one.at > until and what in roles]
    found += [(at, SAID["joins"].format(by, joined)) for at, by, joined in _never_in(content, route, situation)]
    for at, message in dict.fromkeys(found):
        hint = "move this stop, or give the walk another one"
        yield fault(here, ("walk", at), "route.order", message, hint, "warning")


def _held(content: Content, place: Place) -> set[str]:
    """The roles that a framework has, and its kind."""
    framework = content.frameworks.get(place.framework)
    return {framework.kind, *(step.role for step in framework.steps)} if framework else set()


def _never_in(content: Content, route: Route, situation: Situation) -> Iterator[tuple[int, str, str]]:
    """Answers that bring in a framework when every stop for its kind has been passed: at, by which framework, which one."""
    named = {stop.framework for stop in route.stops}
    last = {stop.joined: at for at, stop in enumerate(route.stops) if stop.joined}
    for place in situation.places:
        framework = content.frameworks.get(place.framework)
        for step in framework.steps if framework else ():
            for joined in (choice.joins for choice in step.choices if step.depth <= route.depth):
                brought = content.frameworks.get(joined)
                late = brought is not None and brought.kind != "stage" and last.get(brought.kind, -1) < place.at
                if late and joined not in named:
                    yield place.at, place.framework, joined


def _too_early(
    here: tuple[str, str], situation: Situation, reads: dict[str, set[str]], gates: dict[str, set[str]]
) -> Iterator[Fault]:
    """Stops whose framework, or whose gate, reads a framework that this model walks only later."""
    at = {place.framework: place.at for place in situation.places}
    for place in situation.places:
        for read in sorted(reads.get(place.framework, set()) | gates.get(place.framework, set())):
            if at.get(read, -1) > place.at:
                message = f"`{place.framework}` hangs on answers of `{read}`, which this model walks only later"
                yield fault(here, ("walk", place.at), "route.order", message, "move this stop below it", "warning")


def _lacking(content: Content, here: tuple[str, str], model: Route) -> Iterator[Fault]:
    """Stops that every route has: what makes sure that danger is seen, and that somebody decides and acts."""
    common = [set(map(_named, route.stops)) for route in content.routes.values()]
    missing = sorted(set.intersection(*common) - set(map(_named, model.stops))) if common else []
    if missing:
        message = f"this model's walk has no stop for what every route walks: {listed(missing)}"
        yield fault(here, ("walk",), "route.lacking", message, "", "warning")


def _named(stop: Stop) -> str:
    return stop.framework or f"joined {stop.joined}"


def _route(piece: Piece) -> Route:
    """A model as a route, for the order of its stops. It asks at a standard depth what brings something in."""
    stops = [{"framework": stop} if isinstance(stop, str) else stop for stop in piece.plain["walk"]]
    walk = (Stop(one.get("lens") or one.get("framework", ""), one.get("joined", ""), "lens" in one) for one in stops)
    return Route(piece.id, "", "", STANDARD, tuple(walk))


def _reads(framework: Framework) -> set[str]:
    """The other frameworks that the steps of one read: in conditions, in what they are repeated over, in slots."""
    refs: set[str] = set()
    for step in framework.steps:
        refs |= _in(step.when) | {*step.each, step.from_}
        refs |= {name for text in (step.ask, step.hint, step.start) for name in slots_in(text)}
    return _heads(refs) - {framework.id}


def _gates(content: Content) -> dict[str, set[str]]:
    """What the gates of the deepest route read, framework by framework: a model takes them over."""
    deepest: Any = max(content.routes.values(), key=lambda route: route.depth, default=None)
    stops = deepest.stops if deepest else ()
    return {stop.framework: _heads(_in(stop.when)) - {stop.framework} for stop in stops if stop.framework}


def _in(when: Condition | None) -> set[str]:
    return {test.ref for test in tests_in(when)} if when else set()


def _heads(refs: set[str]) -> set[str]:
    return {ref.partition(".")[0] for ref in refs if "." in ref} - {"fact", "item"}
