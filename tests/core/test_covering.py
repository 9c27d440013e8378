"""What a library covers of the union table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ethics_cli.core.covering import Covered, Past, Table, covered, for_framework, for_model
from ethics_cli.core.framework import framework_from
from ethics_cli.core.model import model_from
from ethics_cli.core.route import route_from

TABLE = [
    Table("People", {"affected": "All affected", "loyal": "Loyalties"}),
    Table("Norms", {"law": "Law", "care": "Care"}),
]
SOURCES = {name: {"cite": name, "checked_on": "2026-01-01", "verified": False} for name in ("book", "paper")}


def model(ident: str, *steps: dict[str, Any]) -> Any:
    given = {"title": ident.title(), "short": ident.upper(), "edition": "1.0.0"}
    source = {"cite": "It", "checked_on": "2026-01-01", "verified": False}
    return model_from(
        {"model": ident, **given, "source": source, "walk": ["f"], "steps": [{"title": "S", **s} for s in steps]}
    )


@pytest.fixture
def found(kit: Any) -> Covered:
    steps = [
        {"id": "who", "covers": ["affected"], "source": "book", "depth": "quick"},
        {"id": "tie", "covers": ["affected", "loyal"], "depth": "full"},
    ]
    first = kit.framework("f", *steps, sources=SOURCES, review_by="2026-11-01")
    lens = kit.framework(
        "g", {"id": "rule", "covers": ["law"], "source": "book"}, kind="lens", sources=SOURCES, review_by="2027-01-01"
    )
    frameworks = {plain["framework"]: framework_from(plain) for plain in (first, lens)}
    routes = [route_from(kit.route("quick", "f", depth="quick")), route_from(kit.route("full", "f", depth="full"))]
    models = [
        model("aca", {"rows": ["law", "care"]}, {"rows": ["affected"], "part": True}),
        model("cpa", {"rows": ["affected"]}, {"rows": ["affected", "loyal"], "part": True}),
    ]
    return covered(TABLE, frameworks, routes, models, date(2026, 11, 24))


def test_each_row_names_its_steps_the_routes_that_ask_them_and_the_models_that_want_it(found: Covered) -> None:
    affected, loyal, law, care = found.rows

    assert (affected.group, affected.steps, affected.routes) == ("People", ("f.who", "f.tie"), ("quick", "full"))
    assert (affected.models, affected.in_part) == (("cpa",), ("aca",))
    assert (loyal.steps, loyal.routes) == (("f.tie",), ("full",))
    assert (law.steps, law.routes, law.models) == (("g.rule",), (), ("aca",))
    assert (care.steps, care.routes) == ((), ())


def test_rows_that_the_full_route_does_not_ask_about_are_named(found: Covered) -> None:
    assert [row.id for row in found.off_full] == ["law", "care"]


def test_a_model_misses_what_no_step_covers_and_keeps_apart_what_it_asks_for_in_part(found: Covered) -> None:
    aca, cpa = found.models

    assert (aca.rows, aca.missing, aca.part) == (("law", "care"), ("care",), ("affected",))
    assert (cpa.rows, cpa.missing, cpa.part) == (("affected",), (), ("loyal",))


def test_sources_without_a_step_steps_without_a_source_and_days_that_are_past_are_named(found: Covered) -> None:
    assert found.sources_without_step == ("f.paper", "g.paper")
    assert found.steps_without_source == ("f.tie",)
    assert found.past_review == (Past("f", "2026-11-01"),)


def test_a_day_of_review_is_past_only_once_it_is_over(kit: Any) -> None:
    framework = framework_from(kit.framework("f", {"id": "a"}, review_by="2026-11-24"))
    on, after = (covered([], {"f": framework}, [], [], date(2026, 11, day)).past_review for day in (24, 25))

    assert (on, after) == ((), (Past("f", "2026-11-24"),))


def test_for_a_model_only_its_rows_are_left_in_its_own_order(found: Covered) -> None:
    narrow = for_model(found, "aca")

    assert [row.id for row in narrow.rows] == ["law", "care", "affected"]
    assert [one.id for one in narrow.models] == ["aca"]


def test_for_a_framework_only_the_rows_it_covers_are_left(found: Covered, kit: Any) -> None:
    plain = kit.framework("g", {"id": "rule", "covers": ["law"], "source": "book"}, sources=SOURCES)
    alone = covered(TABLE, {"g": framework_from(plain)}, [], [], date(2026, 11, 24))
    narrow = for_framework(found, alone)

    assert [row.id for row in narrow.rows] == ["law"]
    assert narrow.sources_without_step == ("g.paper",)
    assert narrow.models == found.models
