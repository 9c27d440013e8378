"""What standards for decision aids ask of routes and of the roster of options: that the decision is stated, that options have both
sides and a way of not acting, that values are asked for, and that somebody else is.

A route is looked at with the frameworks that it names, at its depth; what answers may bring in is not counted on. For the ids see
lint_ipdas.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ethics_cli.core.condition import tests_in
from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.lint_balance import AGAINST, FOR, rosters_of_options, side_of, side_of_step, steps_on
from ethics_cli.core.lint_content import Content, Fault, Path, fault
from ethics_cli.core.route import Route

QUICK, FULL = 0, 2
STATES = ("question", "conflict")
VALUES = {"own-values", "ranking"}
WRITTEN = ("text", "passage")
_NOT_ACTING = re.compile(
    r"\b(?:nothing|no action|not act|wait|waiting|delay|postpone|(?:put|hold) off|leave (?:it|things)|as (?:it is|they are))\b",
    re.IGNORECASE,
)
_FELT = re.compile(r"\b(?:feel|feels|feeling|felt|live with|go through|(?:be|mean|like) for)\b", re.IGNORECASE)
_WHOM = re.compile(r"\bclient|\{party\}", re.IGNORECASE)


def lint_ipdas_routes(content: Content) -> Iterator[Fault]:
    """What routes do not reach, and what the options are not asked."""
    options = rosters_of_options(content)
    for route in content.routes.values():
        for code, message, hint in _missed(route, list(steps_on(content, route)), options):
            yield fault(("route", route.id), ("walk",), code, message, hint, "warning")
    for framework in content.frameworks.values():
        for at, step in enumerate(framework.steps):
            if step.ref in options:
                yield from _roster(content, options, framework, at)
            yield from _unlike(framework, at, options)


def _missed(route: Route, steps: list[Step], options: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """What no step of a route asks. A route on which nothing at all is found is told of elsewhere."""
    if not steps:
        return
    rows = {row for step in steps for row in step.covers}
    if not any(_states(step, route) for step in steps):
        hint = f"walk a step with the role {' or '.join(STATES)}; a quick route may ask for the parts of the conflict"
        yield "ipdas.Q2", "on this route the decision is never stated in the person's own words", hint
    if route.depth == FULL and options & {step.ref for step in steps} and not any(_felt(one, options) for one in steps):
        hint = "ask of each option how it would be for the client"
        yield "ipdas.Q6", "on this route nobody asks how each option would be for the client", hint
    if not VALUES & rows:
        hint = f"walk a step that covers one of: {' '.join(sorted(VALUES))}"
        yield "ipdas.L3", "no step of this route asks what matters most to the person who decides", hint
    if "consult" not in rows:
        hint = "walk a step that covers consult"
        yield "ipdas.L5", "no step of this route asks who else can be asked, such as a supervisor", hint


def _states(step: Step, route: Route) -> bool:
    """A step that puts the decision into words; on a quick route the parts of the conflict suffice, if they are written."""
    by_parts = route.depth == QUICK and step.type in WRITTEN and "is-it-ethical" in step.covers
    return step.role in STATES or by_parts


def _felt(step: Step, options: frozenset[str]) -> bool:
    asks = bool(options & set(step.each)) and any(row.startswith("consequences") for row in step.covers)
    return asks and bool(_FELT.search(step.ask) and _WHOM.search(step.ask))


def _roster(content: Content, options: frozenset[str], framework: Framework, at: int) -> Iterator[Fault]:
    """What the roster of options itself must ask for and offer."""
    step = framework.steps[at]
    if (step.min or 0) < 2:
        message = "one option is enough here; a choice needs at least two"
        yield _said(framework, ("steps", at, "min"), "ipdas.Q3", message, "give it `min: 2`")
    offered = [*step.offers, *framework.offers.get(step.ref, ())]
    if not any(_NOT_ACTING.search(label) for label in offered):
        message = "not acting, or waiting, is not among the options that are offered"
        yield _said(framework, ("steps", at, "offers"), "ipdas.Q3", message, "offer it, such as: Do nothing further")
    asked = {side_of(field.id, field.ask) for field in step.fields}
    asked |= {
        side_of_step(one, options)
        for other in content.frameworks.values()
        for one in other.steps
        if step.ref in one.each and one.depth <= step.depth
    }
    if FOR not in asked:
        message, hint = "nothing asks what speaks for each option", "give the roster a field `for`"
        yield _said(framework, ("steps", at, "fields"), "ipdas.Q4", message, hint)
    if AGAINST not in asked:
        message, hint = "nothing asks what speaks against each option, or what harm it could do", "give it `against`"
        yield _said(framework, ("steps", at, "fields"), "ipdas.Q5", message, hint, "error")


def _unlike(framework: Framework, at: int, options: frozenset[str]) -> Iterator[Fault]:
    """A question that only options of a certain name are asked: then they cannot be compared on it."""
    step = framework.steps[at]
    if options & set(step.each) and step.when and any(test.ref == "item.label" for test in tests_in(step.when)):
        message = f"`{step.id}` is asked only of options with a certain label, so options cannot be compared on it"
        yield _said(framework, ("steps", at, "when"), "ipdas.L2", message, "ask it of every option")


def _said(framework: Framework, path: Path, code: str, message: str, hint: str, level: str = "warning") -> Fault:
    return fault(("framework", framework.id), path, code, message, hint, level)
