"""What the library covers, in lines that fit a narrow screen."""

from __future__ import annotations

from datetime import date

import pytest

from ethics_cli.core.covering import Covered, ModelCovered, Past, RowCovered, Table, covered, for_model
from ethics_cli.core.model import model_from
from ethics_cli.files.library import Library
from ethics_cli.render.coverage_table import coverage_lines, framework_lines, model_lines

ROWS = (
    RowCovered("law", "Law", "Norms", ("f.a", "f.b", "g.c"), ("quick", "full"), ("aca",), ("cpa",)),
    RowCovered("care", "Care", "Norms", (), (), ("aca",)),
)
MODELS = (
    ModelCovered("aca", "ACA, a model", "ACA 2016", ("law", "care"), ("care",), ()),
    ModelCovered("cpa", "CPA", "CPA 2017", (), (), ("law",)),
)
FOUND = Covered(ROWS, MODELS, ("f.book",), ("f.b",), (Past("f", "2026-01-01"),))


def words(lines) -> str:
    return " ".join(" ".join(lines).split())


@pytest.fixture(scope="module")
def whole(library: Library) -> Covered:
    table = [Table(group["title"], group["rows"]) for group in library.get("rows", "rows").plain["groups"]]
    models = [model_from(held.plain) for held in library.all("model")]
    return covered(table, library.frameworks, library.routes.values(), models, date(2026, 11, 24))


@pytest.mark.parametrize("width", [40, 79, 100])
def test_no_line_of_the_whole_library_is_wider_than_the_screen(whole: Covered, width: int) -> None:
    lines = list(coverage_lines(whole, width))

    assert [line for line in lines if len(line) > width] == []
    assert all(row.title in words(lines) for row in whole.rows)
    assert all(model.short in words(lines) for model in whole.models)


def test_a_row_says_how_many_steps_cover_it_where_it_is_asked_and_who_asks_for_it() -> None:
    said = words(coverage_lines(FOUND, 80))

    assert "Law (law) 3 steps in f, g; asked on quick, full asked for by 1: ACA 2016 in part by 1: CPA 2017" in said
    assert "Care (care) NO STEP covers it asked for by 1: ACA 2016" in said


def test_what_is_missing_is_named_at_the_end() -> None:
    said = words(coverage_lines(FOUND, 80))

    for part in (
        "ACA 2016: 1 of 2 missing: care",
        "Rows that no step of the library covers: care",
        "Rows that no step of the full route covers: care",
        "Sources that no step names: f.book",
        "Steps that name no source: f.b",
        "by a day that is past: f (2026-01-01)",
    ):
        assert part in said


def test_for_a_model_rows_come_in_its_own_order_those_in_part_last() -> None:
    said = words(model_lines(for_model(FOUND, "aca"), 80))

    assert said.startswith("ACA, a model: 1 of 2 Asked for Law (law)")
    assert "Asked for in part" in words(model_lines(for_model(FOUND, "cpa"), 80))


def test_for_one_framework_its_steps_are_named() -> None:
    alone = FOUND._replace(rows=(ROWS[0]._replace(steps=("f.a", "f.b")),))

    assert "Law (law) 2 steps: f.a, f.b; asked on" in words(framework_lines(alone, "F", 80))
