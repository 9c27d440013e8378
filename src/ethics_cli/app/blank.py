"""An empty answers file: every step that a route, a model or a protocol may ask, with the question and what may be answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ethics_cli.app.bringing import routes_on_offer
from ethics_cli.app.sessions import demand_kind
from ethics_cli.core.framework import DEPTHS, Framework, Step
from ethics_cli.core.route import Route, route_from
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, wrong


def blank(library: Library, route_id: str, protocols: Sequence[str] = (), model: str = "") -> str:
    """The empty answers file. Raises EthicsError when there is no such route, model or protocol."""
    routes = routes_on_offer(library, model)
    ident = model or route_id
    if ident not in routes:
        known = "known are: " + ", ".join(routes)
        raise wrong("route.unknown", "there is no such route", known, exit_code=Exit.USAGE)
    for name in protocols:
        demand_kind(library, "protocol", name)
    route = route_from(routes[ident])
    lines = [
        f"# Answers for: {route.title}. Take out what does not apply; a step may also be left with",
        "#   step.id: {skip: unknown, because: …}",
        "walk: answers",
        f"{'model' if model else 'route'}: {ident}",
        *([f"protocols: [{', '.join(protocols)}]"] if protocols else []),
        "answers:",
    ]
    for framework in _frameworks(library, route, protocols):
        for step in framework.steps:
            if step.asks and route.asks_step(step, route.depth) and not any(choice.route for choice in step.choices):
                lines += ["", *(f"  # {line}" for line in _described(framework, step)), f"  # {step.ref}:"]
    return "\n".join(lines) + "\n"


def _frameworks(library: Library, route: Route, protocols: Sequence[str]) -> Iterator[Framework]:
    """What the route names, in order; the protocols where it lets the first of them in."""
    left = list(protocols)
    for stop in route.stops:
        if stop.joined == "protocol":
            yield from (library.frameworks[name] for name in left)
            left.clear()
        elif stop.framework in library.frameworks:
            yield library.frameworks[stop.framework]


def _described(framework: Framework, step: Step) -> list[str]:
    """What a person filling in the file needs to know of a step."""
    ids = ", ".join(choice.id for choice in step.choices)
    lines = [step.ask, *([f"{'any' if step.type == 'any-of' else 'one'} of: {ids}"] if ids else [])]
    form = _FORMS.get(step.type) or (_roster_form(step) if step.type == "roster" else "")
    lines += [form] if form else []
    lines += [f"for each of: {' × '.join(step.each)}"] if step.each else []
    lines += ["only if an earlier answer opens it"] if step.when is not None else []
    marks = [framework.title, DEPTHS[step.depth]]
    marks += ["may be left out"] if step.optional else []
    marks += ["with because"] if step.because or step.type == "appraisal" else []
    return [*lines, f"({', '.join(marks)})"]


_FORMS = {
    "percent": "a number with a range: 30 (20-50)",
    "date": "a day: 2026-12-05",
    "moment": "a moment: 2026-12-05 14:30",
    "number": "a whole number",
    "rank": "all choices, the first one first",
}


def _roster_form(step: Step) -> str:
    fields = ", ".join(f"{field.id}: …" for field in step.fields)
    return f"a list of: {{label: …{', ' if fields else ''}{fields}}}"
