"""Are both sides asked in equal detail? What is asked for an option and against it, in rosters, in steps and on whole routes.

A scale, a percentage or a leaning has both ends and is not one-sided; neither is a question that names both sides. After
the decision (`item.chosen`) a reason against what was not chosen is no imbalance: the chosen one has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ethics_cli.core.condition import tests_in
from ethics_cli.core.framework import DEPTHS, Field, Framework, Step
from ethics_cli.core.lint_content import Content, Fault, fault
from ethics_cli.core.route import Route

FOR, AGAINST = "for", "against"
OTHER = {FOR: AGAINST, AGAINST: FOR}
FOR_IDS = frozenset(
    "for pro pros benefit benefits gain gains advantage advantages upside upsides strengths reasons-for".split()
)
AGAINST_IDS = frozenset(
    "against con cons harm harms burden burdens risk risks disadvantage disadvantages downside downsides drawbacks "
    "weaknesses reasons-against".split()
)
_FOR_ASK = re.compile(
    r"\b(?:(?:speaks?|counts?|weighs?|reasons?|arguments?) for|what (?:benefits?|advantages?)|in favou?r|pros)\b",
    re.IGNORECASE,
)
_AGAINST_ASK = re.compile(
    r"\b(?:(?:speaks?|counts?|weighs?|reasons?|arguments?|and|or) against|why not|cons|"
    r"what (?:harms?|risks?|disadvantages?|drawbacks?))\b",
    re.IGNORECASE,
)
ALONE = frozenset("for pro pros reasons-for against con cons reasons-against".split())
"""Ids that ask for the other side in any roster. A harm or a gain may well stand alone, but not in a roster of options."""
ONE_SIDED = ("text", "passage", "any-of", "one-of", "roster", "rank")
RATIO = 2


def side_of(ident: str, ask: str) -> str:
    """Which side of an option is asked for: `for`, `against`, or neither or both ("")."""
    both = bool(_FOR_ASK.search(ask)), bool(_AGAINST_ASK.search(ask))
    if both == (True, True):
        return ""
    if ident in FOR_IDS or ident in AGAINST_IDS:
        return FOR if ident in FOR_IDS else AGAINST
    return FOR if both[0] else AGAINST if both[1] else ""


def lint_balance(content: Content) -> Iterator[Fault]:
    """Every place where one side is asked for and the other is not, or not in equal detail."""
    options = rosters_of_options(content)
    asked = {(step.depth, side_of_step(step, options)) for step in _steps(content)}
    for framework in content.frameworks.values():
        for at, step in enumerate(framework.steps):
            yield from _roster(framework, at)
            side = side_of_step(step, options)
            if side and (step.depth, OTHER[side]) not in asked:
                message = f"`{step.id}` asks what is {side} each option; no step as deep asks what is {OTHER[side]} it"
                hint = f"ask for both sides at the depth {DEPTHS[step.depth]}, or for neither"
                yield _said(framework, ("steps", at), "balance.one-sided", message, hint)
    for route in content.routes.values():
        yield from _route(content, options, route)


def rosters_of_options(content: Content) -> frozenset[str]:
    """The rosters that hold options: by their role."""
    return frozenset(step.ref for step in _steps(content) if step.role == "options")


def side_of_step(step: Step, options: frozenset[str]) -> str:
    """The one side that a step asks for of each option; "" when it asks for none or both, or only after the decision."""
    if step.type not in ONE_SIDED or not options & set(step.each):
        return ""
    if step.when is not None and any(test.ref == "item.chosen" for test in tests_in(step.when)):
        return ""
    return side_of(step.id, step.ask)


def steps_on(content: Content, route: Route) -> Iterator[Step]:
    """The steps that a route itself asks at its depth: of what it names, not of what answers may bring in."""
    for stop in route.stops:
        framework = content.frameworks.get(stop.framework)
        yield from (step for step in (framework.steps if framework else ()) if step.depth <= route.depth)


def _steps(content: Content) -> Iterator[Step]:
    return (step for framework in content.frameworks.values() for step in framework.steps)


def _roster(framework: Framework, at: int) -> Iterator[Fault]:
    step, path = framework.steps[at], ("steps", at, "fields")
    sides: dict[str, list[Field]] = {FOR: [], AGAINST: []}
    for field in step.fields:
        sides.get(side_of(field.id, field.ask if step.role == "options" else ""), []).append(field)
    if not sides[FOR] and not sides[AGAINST]:
        return
    for side, fields in sides.items():
        if not fields and step.role != "options" and not ALONE & {field.id for field in sides[OTHER[side]]}:
            return
        if not fields:
            message = f"each {step.item} is asked what is {OTHER[side]} it, and not what is {side} it"
            yield _said(framework, path, "balance.one-sided", message, "ask for both sides, or for neither")
            return
    for what in _uneven(sides[FOR], sides[AGAINST]):
        message = f"the two sides of a {step.item} are not asked in equal detail: {what}"
        yield _said(framework, path, "balance.uneven", message, "give both the same form and questions of like length")


def _uneven(pros: list[Field], cons: list[Field]) -> Iterator[str]:
    """In what the fields of the two sides differ."""
    if _forms(pros) != _forms(cons):
        yield "they differ in number or type"
    if sum(field.required for field in pros) != sum(field.required for field in cons):
        yield "one side may be passed and the other may not"
    lengths = sorted(sum(len(field.ask) for field in fields) for fields in (pros, cons))
    if lengths[1] > RATIO * lengths[0]:
        yield f"one is asked in {lengths[1]} characters, the other in {lengths[0]}"


def _forms(fields: Iterable[Field]) -> list[str]:
    return sorted(field.type for field in fields)


def _route(content: Content, options: frozenset[str], route: Route) -> Iterator[Fault]:
    """A route on which one side of the options is asked for much more often than the other."""
    asked = {FOR: 0, AGAINST: 0}
    for step in steps_on(content, route):
        sides = [side_of_step(step, options)]
        sides += [side_of(field.id, field.ask) for field in step.fields if step.ref in options]
        for side in sides:
            if side:
                asked[side] += 1
    few, many = sorted(asked, key=lambda side: asked[side])
    if asked[many] > RATIO * asked[few]:
        message = (
            f"on this route {asked[many]} questions ask what is {many} each option, and {asked[few]} what is {few} it"
        )
        hint = f"at most {RATIO} times as many may ask for one side"
        yield fault(("route", route.id), ("walk",), "balance.route", message, hint, "warning")


def _said(framework: Framework, path: tuple[str | int, ...], code: str, message: str, hint: str) -> Fault:
    return fault(("framework", framework.id), path, code, message, hint, "warning")
