"""How much of the published models a walk went through: counted in rows of the union table, with what is missing named."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.model import Coverage, coverage, rows_covered
from ethics_cli.core.sentence import within
from ethics_cli.render.document import Block, Fold, Table, para, rows
from ethics_cli.render.source import Source

TITLE = "How much of each published model this walk went through"


def covered(source: Source) -> Iterator[Block]:
    """The union table, the models named first, and a table of all."""
    union = source.union
    if not union.rows:
        return
    found = rows_covered(source.walk)
    yield para(
        f"Rows of the union table covered: {sum(row in found for row in union.rows)} of {len(union.rows)}. "
        "A row says that something was asked about and answered, never how well."
    )
    for model in union.measured(source.walk):
        yield para(_line(source, coverage(source.walk, model)))


def all_models(source: Source) -> Iterator[Block]:
    """Every model of the library with its count, for those who use another."""
    found = [coverage(source.walk, model) for model in source.union.models]
    if found:
        body = [[one.model.title, _count(one), _missing(source, one)] for one in found]
        yield Fold(TITLE, (Table(("Model", "Rows covered", "Missing"), rows(body)),))


def tag(one: Coverage) -> str:
    """A model and its count, for the head of a record: `aca-2016 28/31`."""
    return f"{one.model.id} {len(one.covered)}/{len(one.model.rows)}"


def _line(source: Source, one: Coverage) -> str:
    missing = _missing(source, one)
    return f"Rows of {one.model.title} covered: {_count(one)}." + (f" Missing: {missing}." if missing else "")


def _count(one: Coverage) -> str:
    return f"{len(one.covered)} of {len(one.model.rows)}"


def _missing(source: Source, one: Coverage) -> str:
    return "; ".join(within(source.union.rows.get(row, row)) for row in one.missing)
