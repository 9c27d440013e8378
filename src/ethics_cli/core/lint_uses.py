"""References from outside the frameworks: what record layouts and sample walks name must exist; no role may stand twice on a route."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.event import STAGES
from ethics_cli.core.lint_content import Content, Fault, Path, Piece, fault, listed, near, near_ref

NAMED = (("lenses", "lens", "walk.unknown-lens"), ("protocols", "protocol", "walk.unknown-protocol"))


def lint_roles(content: Content) -> Iterator[Fault]:
    """Roles that stand on steps of two frameworks of the same route, each told once, at the later one."""
    told: set[tuple[str, str]] = set()
    for route in content.routes.values():
        holders: dict[str, str] = {}
        for framework in (
            content.frameworks[stop.framework] for stop in route.stops if stop.framework in content.frameworks
        ):
            for at, step in enumerate(framework.steps):
                before = holders.setdefault(step.role, framework.id) if step.role else framework.id
                if before != framework.id and (framework.id, step.role) not in told:
                    told.add((framework.id, step.role))
                    message = f"the role `{step.role}` stands in `{before}` too, and the route `{route.id}` walks both"
                    yield fault(("framework", framework.id), ("steps", at, "role"), "route.duplicate-role", message)


def lint_record(content: Content, piece: Piece) -> Iterator[Fault]:
    """Steps that a record layout shows and that do not exist."""
    for at, part in enumerate(piece.plain["parts"]):
        for index, ref in enumerate(part.get("steps", ())):
            if content.step(ref) is None:
                hint = near_ref(content, ref) or "a step is named in full, as framework.step"
                yield fault(
                    ("record", piece.id),
                    ("parts", at, "steps", index),
                    "record.unknown-step",
                    f"there is no step `{ref}`",
                    hint,
                )


def lint_walk(content: Content, piece: Piece) -> Iterator[Fault]:
    """What a sample walk names and the library does not hold."""
    plain, here = piece.plain, ("walk", piece.id)
    route = plain.get("route", "")
    if route and route not in content.routes:
        yield fault(
            here,
            ("route",),
            "walk.unknown-route",
            f"there is no route `{route}`",
            near(route, content.routes, "known are: " + listed(list(content.routes))),
        )
    models = [one.id for one in content.of_kind("model")]
    model = plain.get("model", "")
    if model and model not in models:
        yield fault(here, ("model",), "walk.unknown-model", f"there is no model `{model}`", near(model, models))
    for key, kind, code in NAMED:
        known = [ident for ident, framework in content.frameworks.items() if framework.kind == kind]
        for at, name in enumerate(plain.get(key, ())):
            if name not in known:
                hint = near(name, known, "known are: " + listed(known))
                yield fault(here, (key, at), code, f"there is no {kind} `{name}`", hint)
    answered: list[tuple[tuple[str | int, ...], str]] = [(("answers", ref), ref) for ref in plain.get("answers", {})]
    for stage in STAGES:
        beside = plain.get(stage) or {}
        answered += [((stage, "answers", ref), ref) for ref in beside.get("answers", {})]
        answered += [((stage, "path", at), ref) for at, ref in enumerate(beside.get("path", ()))]
    for path, ref in answered:
        if content.step(ref) is None:
            hint = near_ref(content, ref) or "a step is named in full, as framework.step"
            yield fault(here, path, "walk.unknown-step", f"there is no step `{ref}`", hint)
    yield from _expected(content, piece)


def _expected(content: Content, piece: Piece) -> Iterator[Fault]:
    expect = piece.plain.get("expect") or {}
    flags = [flag.ref for framework in content.frameworks.values() for flag in framework.flags]
    named: list[tuple[Path, str]] = [(("handled", ref), ref) for ref in piece.plain.get("handled", {})]
    named += [(("expect", "flags", at), ref) for at, ref in enumerate(expect.get("flags", ()))]
    for path, ref in named:
        if ref not in flags:
            yield fault(("walk", piece.id), path, "walk.unknown-flag", f"there is no flag `{ref}`", near(ref, flags))
    for at, shown in enumerate(expect.get("path", ())):
        ref = shown.partition(" ")[0].partition("[")[0].partition("(")[0].partition("/")[0]
        if content.step(ref) is None:
            yield fault(
                ("walk", piece.id),
                ("expect", "path", at),
                "walk.unknown-step",
                f"there is no step `{ref}`",
                near_ref(content, ref),
            )
