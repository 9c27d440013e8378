"""What can never happen: steps that are never asked, flags that never rise, stops that are never walked; depths that do not meet."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.condition import All
from ethics_cli.core.framework import DEPTHS, Framework, Step
from ethics_cli.core.lint_content import Content, Fault, fault, near
from ethics_cli.core.lint_order import Situation, Walked
from ethics_cli.core.reach import can_hold, guard_of, stop_guard
from ethics_cli.core.route import Route


def lint_reach(content: Content, walked: Walked) -> Iterator[Fault]:
    """Every step, flag and stop that can never be on a walk."""
    for framework in content.frameworks.values():
        live = [one for one in walked.situations(framework.id) if can_hold(content, one, stop_guard(one, framework.id))]
        if live:
            yield from _steps(content, framework, live)
            yield from _flags(content, framework, live)
    for route in content.routes.values():
        yield from _route(content, walked, route)


def _steps(content: Content, framework: Framework, live: list[Situation]) -> Iterator[Fault]:
    for at, step in enumerate(framework.steps):
        said = _step_fault(content, step, live)
        if said is not None and ("framework", framework.id, ("steps", at)) not in content.broken:
            path = (
                "steps",
                at,
                "when" if step.when else "each" if step.each and step.depth <= live[-1].depth else "depth",
            )
            yield fault(("framework", framework.id), path, *said)


def _step_fault(content: Content, step: Step, live: list[Situation]) -> tuple[str, str, str] | None:
    deep = [one for one in live if one.depth >= step.depth]
    if not deep:
        return (
            "framework.unreachable-step",
            f"`{step.id}` is never asked: no route with this framework goes as deep as {DEPTHS[step.depth]}",
            "",
        )
    if step.when is None and not step.each:
        return None
    asked = [one for one in deep if can_hold(content, one, guard_of(content, one, step), step)]
    if not asked:
        return (
            "framework.unreachable-step",
            f"`{step.id}` can never be asked: its condition cannot hold together with those that lead to it",
            "",
        )
    own = [one for one in deep if one.depth == step.depth]
    if own and not any(one in asked for one in own):
        hint = f"make it {DEPTHS[min(one.depth for one in asked)]}, or what it depends on {DEPTHS[step.depth]}"
        return (
            "condition.too-deep",
            f"`{step.id}` is marked {DEPTHS[step.depth]}, but can only be asked on a deeper walk",
            hint,
        )
    return None


def _flags(content: Content, framework: Framework, live: list[Situation]) -> Iterator[Fault]:
    for at, flag in enumerate(framework.flags):
        if ("framework", framework.id, ("flags", at)) in content.broken:
            continue
        if not any(can_hold(content, one, All((stop_guard(one, framework.id), flag.when))) for one in live):
            message = (
                f"the flag `{flag.id}` can never rise: its condition cannot hold together with those that lead to it"
            )
            yield fault(("framework", framework.id), ("flags", at, "when"), "framework.flag-never", message)


def _route(content: Content, walked: Walked, route: Route) -> Iterator[Fault]:
    situation = next(one for one in walked.routes if one.route == route.id)
    piece = ("route", route.id)
    seen: set[str] = set()
    for at, stop in enumerate(route.stops):
        if stop.framework and stop.framework not in content.frameworks:
            hint = near(stop.framework, content.frameworks)
            yield fault(
                piece, ("walk", at), "route.unknown-framework", f"there is no framework `{stop.framework}`", hint
            )
            continue
        yield from _stop(content, situation, route, at)
        if stop.framework in seen:
            yield fault(piece, ("walk", at), "route.twice", f"`{stop.framework}` is walked twice on this route")
        seen.update({stop.framework} - {""})


def _stop(content: Content, situation: Situation, route: Route, at: int) -> Iterator[Fault]:
    stop, piece, path = route.stops[at], ("route", route.id), ("walk", at)
    if stop.joined and stop.joined != "lens" and not any(place.at == at for place in situation.places):
        yield fault(
            piece, path, "route.never-walked", f"nothing can ever join here: no answer brings in a {stop.joined}"
        )
    elif stop.when and (*piece, path) not in content.broken and not can_hold(content, situation, stop.when):
        message = "this stop can never be walked: its condition cannot hold together with those that lead to it"
        yield fault(piece, (*path, "when"), "route.never-walked", message)
    if stop.framework:
        framework = content.frameworks[stop.framework]
        if stop.lens and framework.kind != "lens":
            yield fault(
                piece,
                path,
                "route.not-a-lens",
                f"`{stop.framework}` is a {framework.kind}, not a lens",
                "write it as {framework: …}",
            )
        if not any(step.depth <= route.depth for step in framework.steps):
            message = f"`{stop.framework}` asks nothing at the depth {DEPTHS[route.depth]}"
            yield fault(piece, path, "route.empty-stop", message, level="warning")
