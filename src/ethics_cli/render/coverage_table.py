"""What the library covers, in lines: for each row its steps and the models that ask for it, then what is missing.

Lines, not columns: titles of rows and names of seventeen models do not fit side by side on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ethics_cli.core.covering import FULL, Covered, ModelCovered, RowCovered
from ethics_cli.render.plain_table import wrapped


def coverage_lines(found: Covered, width: int) -> Iterator[str]:
    """The whole library."""
    yield from _rows(found, width)
    yield ""
    yield from _models(found, width)
    yield ""
    yield from _gaps(found, width)


def framework_lines(found: Covered, title: str, width: int) -> Iterator[str]:
    """What one framework covers."""
    yield from wrapped(f"{title}: {_many(len(found.rows), 'row')} of the union table", width)
    yield from _rows(found, width)
    yield ""
    yield from _loose(found, width)


def model_lines(found: Covered, width: int) -> Iterator[str]:
    """What one model asks for, in its own order, and what covers it."""
    model = found.models[0]
    by_id = {row.id: row for row in found.rows}
    yield from wrapped(f"{model.title}: {_counted(model)}", width)
    for title, rows in (("Asked for", model.rows), ("Asked for in part, or by implication", model.part)):
        if rows:
            yield ""
            yield from wrapped(title, width)
        for ident in rows:
            yield from (
                _row(by_id[ident], (), width) if ident in by_id else wrapped(f"{ident}: no such row", width, "  ")
            )


def _rows(found: Covered, width: int) -> Iterator[str]:
    for group, rows in groupby(found.rows, key=lambda row: row.group):
        yield ""
        yield from wrapped(group, width)
        for row in rows:
            yield from _row(row, found.models, width)


def _row(row: RowCovered, models: Sequence[ModelCovered], width: int) -> Iterator[str]:
    yield from wrapped(f"{row.title}  ({row.id})", width, "  ", "    ")
    frameworks = list(dict.fromkeys(ref.partition(".")[0] for ref in row.steps))
    steps = ", ".join(row.steps if len(frameworks) == 1 else frameworks)
    routes = f"; asked on {', '.join(row.routes)}" if row.routes else ""
    lead = f"{_many(len(row.steps), 'step')}{':' if len(frameworks) == 1 else ' in'}"
    said = f"{lead} {steps}{routes}" if row.steps else "NO STEP covers it"
    yield from wrapped(said, width, "      ", "      ")
    asking = [model.short for model in models if model.id in row.models]
    in_part = [model.short for model in models if model.id in row.in_part]
    for lead, names in ((f"asked for by {len(asking)}", asking), (f"in part by {len(in_part)}", in_part)):
        if names:
            yield from wrapped(f"{lead}: {', '.join(names)}", width, "      ", "        ")


def _models(found: Covered, width: int) -> Iterator[str]:
    yield from wrapped("Models: how many of the rows they ask for the library covers", width)
    for model in found.models:
        yield from wrapped(f"{model.short}: {_counted(model)}", width, "  ", "      ")
        if model.missing:
            yield from wrapped(f"missing: {', '.join(model.missing)}", width, "      ", "      ")


def _counted(model: ModelCovered) -> str:
    part = f", and {len(model.part)} more in part" if model.part else ""
    return f"{len(model.rows) - len(model.missing)} of {len(model.rows)}{part}"


def _gaps(found: Covered, width: int) -> Iterator[str]:
    bare = [row.id for row in found.rows if not row.steps]
    yield from _listed("Rows that no step of the library covers", bare, width)
    yield from _listed(f"Rows that no step of the {FULL} route covers", [row.id for row in found.off_full], width)
    yield from _loose(found, width)


def _loose(found: Covered, width: int) -> Iterator[str]:
    yield from _listed("Sources that no step names", found.sources_without_step, width)
    yield from _listed("Steps that name no source", found.steps_without_source, width)
    past = [f"{one.framework} ({one.review_by})" for one in found.past_review]
    yield from _listed("Sources that were to be looked at again by a day that is past", past, width)


def _listed(title: str, names: Sequence[str], width: int) -> Iterator[str]:
    yield from wrapped(f"{title}: {', '.join(names) or 'none'}", width, "", "  ")


def _many(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
