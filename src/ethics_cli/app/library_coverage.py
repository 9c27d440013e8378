"""The use case of `ethics frameworks coverage`: the library against the union table, whole or for one model or framework."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ethics_cli.app.ports import Clock
from ethics_cli.core.choices import near
from ethics_cli.core.covering import Covered, Table, covered, for_framework, for_model
from ethics_cli.core.framework import Framework
from ethics_cli.core.model import model_from
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, wrong


def coverage_of(library: Library, clock: Clock, ident: str = "") -> Covered:
    """What the library covers. Raises EthicsError when `ident` is neither a model nor a framework."""
    models = [model_from(held.plain) for held in library.all("model")]
    routes = sorted(library.routes.values(), key=lambda route: route.depth)

    def of(frameworks: Mapping[str, Framework]) -> Covered:
        return covered(_table(library), frameworks, routes, models, clock.now().date())

    whole = of(library.frameworks)
    if not ident:
        return whole
    if library.get("model", ident) is not None:
        return for_model(whole, ident)
    if ident in library.frameworks:
        return for_framework(whole, of({ident: library.frameworks[ident]}))
    known = [*(model.id for model in models), *library.frameworks]
    raise wrong(
        "coverage.unknown", "there is no model and no framework of that id", near(ident, known), exit_code=Exit.USAGE
    )


def coverage_data(found: Covered) -> dict[str, Any]:
    """The same as plain data for scripts."""
    return {
        "format": "ethics-coverage/1",
        "rows": [
            {key: _plain(getattr(row, key)) for key in ("id", "title", "group", "steps", "routes")}
            for row in found.rows
        ],
        "models": [
            {key: _plain(getattr(model, key)) for key in ("id", "title", "rows", "missing", "part")}
            for model in found.models
        ],
        "sources_without_step": list(found.sources_without_step),
        "steps_without_source": list(found.steps_without_source),
        "past_review": [past._asdict() for past in found.past_review],
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _table(library: Library) -> list[Table]:
    held = library.get("rows", "rows")
    return [Table(group["title"], group["rows"]) for group in held.plain["groups"]] if held else []
