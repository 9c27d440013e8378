"""Roles that nobody has: where a library finds most of its content by role, it finds all of it.

Content is found by role in the record, in lists and in reviews. A small library that knows few roles is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.framework import AFTERWARDS, ROLES
from ethics_cli.core.lint_content import Content, Fault, fault
from ethics_cli.core.lint_order import Situation, Walked


def lint_unheld_roles(content: Content, walked: Walked) -> Iterator[Fault]:
    """Roles that no step of any route has, told once, at the route that has most of them."""
    held = {one.route: frozenset(_held(content, one)) for one in walked.routes}
    missing = [role for role in ROLES if role not in AFTERWARDS and not any(role in roles for roles in held.values())]
    if missing and len(missing) * 2 < len(ROLES):
        fullest = max(held, key=lambda route: len(held[route]))
        said = ", ".join(f"`{role}`" for role in missing)
        message = f"no step of any route has the role {said}, by which the record, lists and reviews find content"
        hint = "give it to the step that asks for it"
        yield fault(("route", fullest), ("walk",), "route.no-role", message, hint, "warning")


def _held(content: Content, situation: Situation) -> Iterator[str]:
    for place in situation.places:
        framework = content.frameworks.get(place.framework)
        yield from (step.role for step in (framework.steps if framework else ()) if step.role)
