"""What may come into a walk: choices that should bring a framework in and do not, and roles that would then stand twice."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.lint_content import Content, Fault, fault
from ethics_cli.core.lint_order import Situation, Walked

SHARED = ("received", "deadline", "look-back", "exit", "settled-act")
"""Roles of protocols that may stand in several frameworks of a walk: each kind of case has its clocks and its end."""


def lint_joins(content: Content, walked: Walked) -> Iterator[Fault]:
    """Choices named after a framework that bring in nothing, and roles of what may come in that the route has already.

    A framework that no route walks comes last of all, as looking back does.
    """
    for framework in content.frameworks.values():
        for at, step in enumerate(framework.steps):
            yield from _left_out(content, framework, at, step)
    found = [one for situation in walked.routes for one in _twice(content, situation)]
    for framework in content.frameworks.values() if walked.routes else ():
        if not walked.on_a_route(framework.id):
            found += (one for last in walked.situations(framework.id) for one in _twice(content, last, framework.id))
    yield from {(one.id, one.path): one for one in reversed(found)}.values()


def _left_out(content: Content, framework: Framework, at: int, step: Step) -> Iterator[Fault]:
    if "joins" not in step.steers:
        return
    named = [choice for choice in step.choices if choice.id in content.frameworks]
    joining = [choice for choice in named if choice.joins == choice.id]
    for choice in named if len(joining) > 1 else ():
        if not choice.joins and content.frameworks[choice.id].kind != "stage":
            message = f"`{choice.id}` brings in nothing, while other choices here bring in what they are named after"
            path, hint = ("steps", at, "choices", choice.id), f"give it joins: {choice.id}"
            yield fault(("framework", framework.id), path, "framework.joins-none", message, hint, "warning")


def _twice(content: Content, situation: Situation, last: str = "") -> Iterator[Fault]:
    """Roles of what may come in, or of what is walked last of all, that a framework named by the route has."""
    held: dict[str, str] = {}
    for place in situation.places:
        framework = content.frameworks.get(place.framework)
        if framework and not place.chosen and framework.id != last:
            held.update({step.role: framework.id for step in framework.steps if step.role})
    for place in situation.places:
        framework = content.frameworks.get(place.framework)
        for at, step in enumerate(framework.steps if framework and (place.chosen or framework.id == last) else ()):
            if step.role in held and step.role not in SHARED:
                other, route = held[step.role], situation.route
                message = f"the role `{step.role}` stands in `{other}` too, and the route `{route}` may walk both"
                yield fault(("framework", place.framework), ("steps", at, "role"), "route.duplicate-role", message)
