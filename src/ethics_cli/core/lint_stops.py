"""Whether the stops of a walk, of a route or of a model, stand in an order that can work, and whether any is missing.

Danger is asked about first, lenses come before the decision that they bear on, and a framework comes after what it reads. What a
route reads too early is told by lint_order.py; a model has no situations of its own there, so it is looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ethics_cli.core.condition import Condition, tests_in
from ethics_cli.core.framework import DEPTHS, Framework
from ethics_cli.core.lint_content import Content, Fault, Piece, fault, listed
from ethics_cli.core.lint_order import Place, Situation, Walked, situation_of
from ethics_cli.core.route import Route, Stop
from ethics_cli.core.slot import slots_in

FIRST, DECIDES = "danger", "decision"


def lint_stops(content: Content, walked: Walked) -> Iterator[Fault]:
    """Faults in the order of walks, and what every route walks and a model does not."""
    for situation in walked.routes:
        yield from _ordered(content, ("route", situation.route), situation)
    models = [piece for piece in content.of_kind("model") if piece.plain.get("walk")]
    reads = {framework.id: _reads(framework) for framework in content.frameworks.values()} if models else {}
    gates = _gates(content) if models else {}
    for piece in models:
        situation = situation_of(content, _route(piece), walked.joiners)
        here = (piece.kind, piece.id)
        yield from _ordered(content, here, situation)
        yield from _too_early(here, situation, reads, gates)
        yield from _lacking(content, piece)


def _ordered(content: Content, here: tuple[str, str], situation: Situation) -> Iterator[Fault]:
    """Danger that is not asked about first, and lenses that come too late to bear on the decision."""
    roles = {place.at: _roles(content, place) for place in situation.places}
    for place in situation.places[1:]:
        if FIRST in roles[place.at] and place.at > situation.places[0].at:
            message = f"`{place.framework}` asks about danger, and something else comes before it"
            yield fault(here, ("walk", place.at), "route.order", message, "move it to the front", "warning")
    decided = min((at for at, held in roles.items() if DECIDES in held), default=None)
    lenses = [place.at for place in situation.places if place.chosen and _is_lens(content, place)]
    for at in dict.fromkeys(at for at in lenses if decided is not None and at > decided):
        message = "lenses come in here only after the decision, so they cannot bear on it"
        yield fault(here, ("walk", at), "route.order", message, "move this stop before the choice", "warning")


def _roles(content: Content, place: Place) -> set[str]:
    framework = content.frameworks.get(place.framework)
    return {step.role for step in framework.steps} if framework else set()


def _is_lens(content: Content, place: Place) -> bool:
    framework = content.frameworks.get(place.framework)
    return framework is not None and framework.kind == "lens"


def _too_early(
    here: tuple[str, str], situation: Situation, reads: dict[str, set[str]], gates: dict[str, set[str]]
) -> Iterator[Fault]:
    """Stops whose framework, or whose gate, reads a framework that this model walks only later."""
    at = {place.framework: place.at for place in situation.places}
    told: set[tuple[int, str]] = set()
    for place in situation.places:
        for read in sorted(reads.get(place.framework, set()) | gates.get(place.framework, set())):
            if at.get(read, -1) > place.at and (place.at, read) not in told:
                told.add((place.at, read))
                message = f"`{place.framework}` hangs on answers of `{read}`, which this model walks only later"
                yield fault(here, ("walk", place.at), "route.order", message, "move this stop below it", "warning")


def _lacking(content: Content, piece: Piece) -> Iterator[Fault]:
    """Frameworks that every route walks: what makes sure that danger is seen, and that somebody decides and acts."""
    common = [{stop.framework for stop in route.stops} for route in content.routes.values()]
    named = {stop.framework for stop in _route(piece).stops}
    missing = sorted(set.intersection(*common) - named) if common else []
    if missing:
        message = f"this model's walk has no stop for what every route walks: {listed(missing)}"
        yield fault(("model", piece.id), ("walk",), "route.lacking", message, "", "warning")


def _route(piece: Piece) -> Route:
    """A model as a route, for the order of its stops."""
    stops = [{"framework": stop} if isinstance(stop, str) else stop for stop in piece.plain["walk"]]
    walk = tuple(
        Stop(one.get("lens") or one.get("framework", ""), one.get("joined", ""), "lens" in one) for one in stops
    )
    return Route(piece.id, "", "", len(DEPTHS) - 1, walk)


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
