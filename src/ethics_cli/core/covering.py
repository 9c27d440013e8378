"""The library against the union table: which rows its steps cover, on which routes, and which models ask for them; and sources missing.

A pure function of content and a day. A row that a step covers is asked about, which says nothing of how well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.model import Model
from ethics_cli.core.route import Route

FULL = "full"


class RowCovered(NamedTuple):
    """One row of the union table: the steps that cover it, the routes that ask one of them, the models that want it."""

    id: str
    title: str
    group: str
    steps: tuple[str, ...]
    routes: tuple[str, ...]
    models: tuple[str, ...] = ()
    in_part: tuple[str, ...] = ()


class ModelCovered(NamedTuple):
    """One model: the rows it asks for outright, those of them that nothing covers, and those it asks for only in part."""

    id: str
    title: str
    short: str
    rows: tuple[str, ...]
    missing: tuple[str, ...]
    part: tuple[str, ...]


class Past(NamedTuple):
    """A framework whose sources should have been looked at again by a day that is past."""

    framework: str
    review_by: str


class Covered(NamedTuple):
    """What the library covers. `off_full`: rows that no step of the full route covers."""

    rows: tuple[RowCovered, ...]
    models: tuple[ModelCovered, ...]
    sources_without_step: tuple[str, ...]
    steps_without_source: tuple[str, ...]
    past_review: tuple[Past, ...]

    @property
    def off_full(self) -> tuple[RowCovered, ...]:
        return tuple(row for row in self.rows if FULL not in row.routes)


class Table(NamedTuple):
    """A group of the union table: its title, and its rows by id."""

    title: str
    rows: Mapping[str, str]


def covered(
    table: Iterable[Table],
    frameworks: Mapping[str, Framework],
    routes: Iterable[Route],
    models: Iterable[Model],
    today: date,
) -> Covered:
    """What these frameworks cover of these rows."""
    listed = tuple(models)
    steps = [step for framework in frameworks.values() for step in framework.steps]
    by_route = {route.id: _rows_on(route, frameworks) for route in routes}
    rows = tuple(
        _row(ident, title, group.title, steps, by_route, listed)
        for group in table
        for ident, title in group.rows.items()
    )
    found = {row for step in steps for row in step.covers}
    return Covered(
        rows,
        tuple(_model(model, found) for model in listed),
        tuple(ref for framework in frameworks.values() for ref in _unused(framework)),
        tuple(step.ref for step in steps if not step.source),
        tuple(_past(frameworks.values(), today)),
    )


def for_model(whole: Covered, ident: str) -> Covered:
    """The same, of the rows that one model asks for, outright or in part, in its own order."""
    models = tuple(model for model in whole.models if model.id == ident)
    order = [row for model in models for row in (*model.rows, *model.part)]
    by_id = {row.id: row for row in whole.rows}
    return whole._replace(models=models, rows=tuple(by_id[row] for row in order if row in by_id))


def for_framework(whole: Covered, alone: Covered) -> Covered:
    """What one framework covers `alone`; what models miss is still said of the whole library."""
    return alone._replace(rows=tuple(row for row in alone.rows if row.steps), models=whole.models)


def parts_of(model: Model) -> tuple[str, ...]:
    """The rows that a model asks for only in part, in its order."""
    part = dict.fromkeys(row for step in model.steps if step.part for row in step.rows)
    return tuple(row for row in part if row not in model.rows)


def _row(
    ident: str,
    title: str,
    group: str,
    steps: list[Step],
    by_route: Mapping[str, frozenset[str]],
    models: tuple[Model, ...],
) -> RowCovered:
    return RowCovered(
        ident,
        title,
        group,
        tuple(step.ref for step in steps if ident in step.covers),
        tuple(route for route, rows in by_route.items() if ident in rows),
        tuple(model.id for model in models if ident in model.rows),
        tuple(model.id for model in models if ident in parts_of(model)),
    )


def _rows_on(route: Route, frameworks: Mapping[str, Framework]) -> frozenset[str]:
    """The rows that a route itself asks about at its depth: of what it names, not of what answers may bring in."""
    named = (frameworks[stop.framework] for stop in route.stops if stop.framework in frameworks)
    return frozenset(
        row
        for framework in named
        for step in framework.steps
        if route.asks_step(step, route.depth)
        for row in step.covers
    )


def _model(model: Model, found: set[str]) -> ModelCovered:
    missing = tuple(row for row in model.rows if row not in found)
    return ModelCovered(model.id, model.title, model.short, model.rows, missing, parts_of(model))


def _unused(framework: Framework) -> list[str]:
    named = {source for step in framework.steps for source in step.source}
    return [f"{framework.id}.{source.id}" for source in framework.sources if source.id not in named]


def _past(frameworks: Iterable[Framework], today: date) -> Iterable[Past]:
    for framework in frameworks:
        try:
            due = date.fromisoformat(framework.review_by)
        except ValueError:
            continue
        if due < today:
            yield Past(framework.id, framework.review_by)
