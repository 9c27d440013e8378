"""What may come into a walk: choices that should bring a framework in and do not, and roles that would then stand twice."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.lint_content import Content, Fault, fault
from ethics_cli.core.lint_order import Situation, Walked

SHARED = ("received", "deadline", "look-back", "exit", "settled-act")
"""Roles of protocols that may stand in several frameworks of a walk: each kind of case has its clocks and its end."""


def lint_joins(content: Content, walked: Walked) -> Iterator[Fault]:
    """Choices named after a framework that bring in nothing, and roles of what may come in that the route has already."""
    for framework in content.frameworks.values():
        for at, step in enumerate(framework.steps):
            yield from _left_out(content, framework, at, step)
    told: set[tuple[str, str]] = set()
    for situation in walked.routes:
        for one in _twice(content, situation):
            if (one.id, one.problem.message.partition(",")[0]) not in told:
                told.add((one.id, one.problem.message.partition(",")[0]))
                yield one


def _left_out(content: Content, framework: Framework, at: int, step: Step) -> Iterator[Fault]:
    if "joins" not in step.steers:
        return
    named = [choice for choice in step.choices if choice.id in content.frameworks]
    joining = [choice for choice in named if choice.joins == choice.id]
    for choice in named if len(joining) > 1 else ():
        if not choice.joins and content.frameworks[choice.id].kind != "stage":
            message = f"`{choice.id}` brings in nothing, while other choices here bring in what they are named after"
            path = ("steps", at, "choices", choice.id)
            yield fault(
                ("framework", framework.id),
                path,
                "framework.joins-none",
                message,
                f"give it joins: {choice.id}",
                "warning",
            )


def _twice(content: Content, situation: Situation) -> Iterator[Fault]:
    """Roles of a lens or protocol that may come in, and that a framework named by the route has."""
    held: dict[str, str] = {}
    for place in situation.places:
        framework = content.frameworks.get(place.framework)
        if framework and not place.chosen:
            held.update({step.role: framework.id for step in framework.steps if step.role})
    for place in situation.places:
        framework = content.frameworks.get(place.framework)
        for at, step in enumerate(framework.steps if framework and place.chosen else ()):
            if step.role in held and step.role not in SHARED:
                message = f"the role `{step.role}` stands in `{held[step.role]}` too, and the route `{situation.route}` may walk both"
                yield fault(("framework", place.framework), ("steps", at, "role"), "route.duplicate-role", message)
