"""The ways in which a session on a route may be opened, and what each makes of the route: what is walked, and what leads to it.

Unlike lint_order.py, which asks what may come in at all, this says by which answers it comes in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ethics_cli.core.condition import All, AnyOf, Condition, Quantified, Test
from ethics_cli.core.event import SessionOpened
from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.lint_content import ALWAYS, Content
from ethics_cli.core.lint_order import Place, Situation, Walked
from ethics_cli.core.possible import Said
from ethics_cli.core.route import Route, Stop

DEEPER = 99
"""The depth of a step that a model does not ask for: deeper than every route."""


class Opening(NamedTuple):
    """One way to open a session, the situation that it makes, and the facts that it fixes."""

    opened: SessionOpened
    situation: Situation
    named: str = ""

    @property
    def certain(self) -> dict[str, Said]:
        return {"fact.lenses": Said(list(self.opened.lenses))}


def openings(content: Content, walked: Walked, route: Route) -> Iterator[Opening]:
    """A route with nothing asked for by name, then with each protocol and each lens that may be."""
    base = next(one for one in walked.routes if one.route == route.id)
    named = [SessionOpened("proof", "", {}, route.id)]
    for framework in content.frameworks.values():
        if framework.kind == "protocol":
            named.append(named[0]._replace(protocols=(framework.id,)))
        elif framework.kind == "lens":
            named.append(named[0]._replace(lenses=(framework.id,)))
    for opened in named:
        places = tuple(_places(content, base, route, opened))
        yield Opening(opened, replace(base, places=places), "".join((*opened.protocols, *opened.lenses)))


def content_on(content: Content, route: Route) -> Content:
    """The content as a route asks for it: what a model leaves out lies deeper than its route goes."""
    frameworks = {
        ident: framework._replace(steps=tuple(_asked(step, route) for step in framework.steps))
        for ident, framework in content.frameworks.items()
    }
    return replace(content, frameworks=frameworks)


def _asked(step: Step, route: Route) -> Step:
    return step if route.asks_step(step, route.depth) else step._replace(depth=DEEPER)


def _places(content: Content, base: Situation, route: Route, opened: SessionOpened) -> Iterator[Place]:
    for place in base.places:
        framework = content.frameworks.get(place.framework)
        if framework is None:
            continue
        stop = route.stops[place.at] if place.at < len(route.stops) else Stop(framework.id)
        if stop.framework:
            if not (stop.lens and opened.lenses and framework.id not in opened.lenses):
                yield Place(place.at, framework.id, place.when)
        elif framework.id in (*opened.protocols, *opened.lenses):
            first = next(at for at, one in enumerate(route.stops) if one.joined == framework.kind)
            yield Place(first, framework.id, route.stops[first].when)
        elif not (framework.kind == "lens" and opened.lenses):
            yield from _brought_in(content, base, place, framework)


def _brought_in(content: Content, base: Situation, place: Place, framework: Framework) -> Iterator[Place]:
    """A framework that answers bring in: it is walked where one of them is given. From the same stop, any may be."""
    ways = list(ways_in(content, framework.id))
    earlier = [way for step, way in ways if (there := base.place(step.framework)) and there.at < place.at]
    same = any((there := base.place(step.framework)) and there.at == place.at for step, _ in ways)
    if same:
        yield place
    elif earlier:
        yield Place(place.at, framework.id, All((AnyOf(tuple(earlier)), place.when or ALWAYS)))


def ways_in(content: Content, joined: str) -> Iterator[tuple[Step, Condition]]:
    """The steps that may bring a framework in, each with the answers that do."""
    for framework in content.frameworks.values():
        for step in framework.steps:
            chosen = [choice.id for choice in step.choices if choice.joins == joined]
            if chosen:
                op = "includes-any" if step.type == "any-of" else "in"
                test = Test(step.ref, op, chosen)
                yield step, Quantified(step.ref, "any", test) if step.each else test
