"""A quick walk is quick: no route of that depth comes to more different questions, whatever is asked for by name.

Counted by tally.py over every way through; a walk of that length is laid as well, so that it is no false alarm.
"""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.lint_content import Content, Fault, fault
from ethics_cli.core.lint_order import Walked
from ethics_cli.core.proof_length import Measuring, steps_of
from ethics_cli.core.proof_opening import Opening, content_on, openings
from ethics_cli.core.route import Route
from ethics_cli.core.witness import Ground

QUICK_AT_MOST = 14


def lint_length(content: Content, walked: Walked) -> Iterator[Fault]:
    """Quick routes that may ask more than is quick, plainly or with a protocol or lens asked for by name."""
    ground = Ground(content.frameworks, content.routes)
    for route in content.routes.values():
        if route.depth == 0 and all(stop.framework in content.frameworks or stop.joined for stop in route.stops):
            yield from _of_route(content_on(content, route), walked, ground, route)


def _of_route(content: Content, walked: Walked, ground: Ground, route: Route) -> Iterator[Fault]:
    for opening in openings(content, walked, route):
        measuring = Measuring(content, opening, route, ground)
        most = measuring.bounds().most
        if most > QUICK_AT_MOST:
            yield _fault(opening, route, most, shown=steps_of(measuring.longest()))
            if not opening.named:
                return


def _fault(opening: Opening, route: Route, most: int, shown: int) -> Fault:
    named = f" with `{opening.named}` asked for by name" if opening.named else ""
    said = f"asks up to {shown}" if shown > QUICK_AT_MOST else f"may ask up to {most}"
    message = f"the route `{route.id}`{named} {said} different questions; quick is {QUICK_AT_MOST} at most"
    level = "error" if shown > QUICK_AT_MOST else "warning"
    if opening.named:
        hint = "mark fewer of its steps quick"
        return fault(("framework", opening.named), ("framework",), "proof.too-long", message, hint, level)
    return fault(("route", route.id), ("depth",), "proof.too-long", message, "mark fewer steps quick", level)
