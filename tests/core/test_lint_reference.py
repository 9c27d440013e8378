"""What is wrong with content that is looked up: one piece that provokes each check, and one that does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ethics_cli.core.lint_codes import CODES
from ethics_cli.core.lint_content import Fault, Piece, content_of
from ethics_cli.core.lint_reference import lint_reference

TODAY = date(2026, 11, 24)
ROWS = Piece(
    "rows",
    "rows",
    {"rows": "1.0.0", "groups": [{"title": "All", "rows": {"law": "Law", "care": "Care", "plan": "Plan"}}]},
)
Plain = dict[str, Any]


@pytest.fixture
def found(content: Any):
    """The faults of these pieces beside a framework where places and bodies are chosen, as (code, path)."""

    def of(*plains: Plain) -> list[tuple[str, tuple[Any, ...]]]:
        pieces = [Piece(kind, one[kind], one) for one in (content.mini(), *plains) for kind in KINDS if kind in one]
        return [(fault.problem.code, fault.path) for fault in faults([ROWS, *pieces])]

    return of


KINDS = ("framework", "norms", "model", "organisation")


def faults(pieces: list[Piece]) -> list[Fault]:
    return list(lint_reference(content_of(pieces), TODAY))


def test_content_that_is_in_order_has_no_fault(found, content) -> None:
    law = content.norms("law", content.norm(limit="Three days", clock={"days": 3}), kind="law", place="here-north")
    code = content.norms("code", content.norm(force="unknown", source=content.REMEMBERED), kind="code", body="guild")
    covered = content.mini()
    covered["steps"][0]["covers"] = ["law", "care"]
    model = content.model("m", ["law"], {"title": "In part", "rows": ["plan"], "part": True}, ["care"])
    assert found(law, code, content.norms("policy"), content.card(), model, covered) == []


# norms


@pytest.mark.parametrize("force", ["must", "must-not"])
def test_what_was_not_seen_may_not_bind(found, content, force: str) -> None:
    norms = content.norms("rules", content.norm("seen"), content.norm("unseen", force=force, source=content.REMEMBERED))
    assert found(norms) == [("norms.unverified-must", ("entries", 1, "force"))]


@pytest.mark.parametrize("told", ["must", "must-not"])
def test_what_was_not_seen_may_not_say_that_the_client_must_or_must_not_be_told(found, content, told: str) -> None:
    norm = content.norm(force="may", client={"told": told}, source=content.REMEMBERED)
    assert found(content.norms("rules", norm)) == [("norms.unverified-must", ("entries", 0, "client", "told"))]


@pytest.mark.parametrize("force", ["may", "unknown"])
def test_what_was_not_seen_may_permit_or_be_left_open(found, content, force: str) -> None:
    norm = content.norm(force=force, client={"told": force}, source=content.REMEMBERED)
    assert found(content.norms("rules", norm)) == []


@pytest.mark.parametrize("clock", [{}, {"hours": 1, "days": 2}, {"at_once": True, "months": 1}])
def test_a_clock_has_one_limit(found, content, clock: Plain) -> None:
    assert found(content.norms("rules", content.norm(clock=clock, limit="Soon"))) == [
        ("norms.clock", ("entries", 0, "clock"))
    ]


@pytest.mark.parametrize("clock", [{"hours": 1}, {"at_once": True}])
def test_a_clock_says_in_words_what_runs(found, content, clock: Plain) -> None:
    assert found(content.norms("rules", content.norm(clock=clock))) == [("norms.clock", ("entries", 0, "clock"))]
    assert found(content.norms("rules", content.norm(clock=clock, limit="Soon"))) == []


def test_a_limit_in_words_needs_no_clock(found, content) -> None:
    assert found(content.norms("rules", content.norm(limit="Without delay"))) == []


def test_two_norms_of_a_file_share_neither_id_nor_title(found, content) -> None:
    norms = content.norms(
        "rules",
        content.norm("a"),
        content.norm("a", title="Another"),
        content.norm("b"),
        content.norm("c", title="The rule b"),
    )
    assert found(norms) == [
        ("norms.duplicate-id", ("entries", 1, "id")),
        ("norms.duplicate-title", ("entries", 3, "title")),
    ]


def test_norms_of_two_files_may_share_both(found, content) -> None:
    assert found(content.norms("one", content.norm("a")), content.norms("two", content.norm("a"))) == []


def test_examples_are_told_in_equal_detail(content) -> None:
    norm = content.norm(compliant="It was passed on.", noncompliant="It was kept, " * 10)
    piece = Piece("norms", "rules", content.norms("rules", norm))
    (fault,) = faults([piece])
    assert (fault.problem.code, fault.path) == ("norms.unequal-examples", ("entries", 0, "noncompliant"))
    assert fault.problem.level == "warning"
    assert "kept" not in fault.problem.message


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"kind": "law"}, ("kind",)),
        ({"kind": "code"}, ("kind",)),
        ({"kind": "policy", "place": "here"}, ("place",)),
        ({"kind": "policy", "body": "guild"}, ("body",)),
        ({"kind": "code", "body": "guild", "place": "here"}, ("place",)),
        ({"kind": "law", "place": "here", "body": "guild"}, ("body",)),
    ],
)
def test_a_law_names_its_place_a_code_its_body_and_a_policy_neither(found, content, more: Plain, path: Any) -> None:
    assert found(content.norms("rules", **more)) == [("norms.home", path)]


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"kind": "law", "place": "their"}, ("place",)),
        ({"kind": "law", "place": "north"}, ("place",)),
        ({"kind": "code", "body": "gild"}, ("body",)),
    ],
)
def test_norms_that_no_choice_brings_are_told(found, content, more: Plain, path: Any) -> None:
    assert found(content.norms("rules", **more)) == [("norms.never-offered", path)]


@pytest.mark.parametrize("place", ["here", "here-north", "there"])
def test_a_place_is_reached_by_its_own_choice_or_by_a_part_of_it(found, content, place: str) -> None:
    assert found(content.norms("rules", kind="law", place=place)) == []


def test_a_place_is_reached_by_any_part_of_it_however_small(found, content) -> None:
    small = content.mini()
    places = next(step for step in small["steps"] if step["id"] == "places")
    places["choices"] = {"us-ca-la": {"label": "A county"}}
    reached = [
        content.norms(f"of-{at}", kind="law", place=place) for at, place in enumerate(["us", "us-ca", "us-ca-la"])
    ]
    assert found(small, *reached) == []


def test_a_body_is_reached_by_its_own_choice_only(found, content) -> None:
    parted = content.mini()
    next(step for step in parted["steps"] if step["id"] == "bodies")["choices"] = {"guild-north": {"label": "North"}}
    assert found(parted, content.norms("rules", kind="code", body="guild-north")) == []
    assert found(parted, content.norms("rules", kind="code", body="guild")) == [("norms.never-offered", ("body",))]


def test_the_nearest_choice_is_hinted_at(content) -> None:
    pieces = [
        Piece("framework", "mini", content.mini()),
        Piece("norms", "rules", content.norms("rules", kind="code", body="gild")),
    ]
    (fault,) = faults(pieces)
    assert fault.problem.hint == "did you mean `guild`?"


# days


DAYS: dict[str, tuple[Plain, str, str]] = {
    "past": ({"review_by": "2026-11-23"}, "review.past", "review_by"),
    "none": ({"review_by": "2026-13-01"}, "review.no-day", "review_by"),
}


@pytest.mark.parametrize("kind", ["norms", "model", "card"])
@pytest.mark.parametrize("day", DAYS)
def test_a_day_of_review_that_is_past_or_none_is_told(found, content, kind: str, day: str) -> None:
    more, code, key = DAYS[day]
    covered = content.mini()
    covered["steps"][0]["covers"] = ["law"]
    made = {"norms": content.norms, "model": content.model, "card": content.card}[kind](**more)
    assert found(made, covered) == [(code, (key,))]


@pytest.mark.parametrize(("day", "code"), [("2026-11-25", "source.future"), ("2026-02-30", "source.no-day")])
def test_a_source_cannot_have_been_looked_at_on_a_day_to_come_or_on_none(found, content, day: str, code: str) -> None:
    source = {**content.SEEN, "checked_on": day}
    assert found(content.norms("rules", content.norm("a"), content.norm("b", source=source))) == [
        (code, ("entries", 1, "source", "checked_on"))
    ]
    covered = content.mini()
    covered["steps"][0]["covers"] = ["law"]
    assert found(content.model(source=source), covered) == [(code, ("source", "checked_on"))]


# models


def test_a_row_that_the_table_has_not_is_told_with_the_nearest(found, content) -> None:
    model = content.model("m", ["law"], ["caer"])
    assert ("model.unknown-row", ("steps", 1, "rows", 0)) in found(model)
    pieces = [ROWS, Piece("model", "m", model)]
    assert [fault.problem.hint for fault in faults(pieces) if fault.problem.code == "model.unknown-row"] == [
        "did you mean `care`?"
    ]


def test_without_a_table_no_row_is_unknown(content) -> None:
    piece = Piece("model", "m", content.model("m", ["anything"], walk=[]))
    assert "model.unknown-row" not in {fault.problem.code for fault in faults([piece])}


def test_a_row_stands_in_one_step_of_a_model(found, content) -> None:
    part = {"title": "In part", "rows": ["law"], "part": True}
    assert ("model.row-twice", ("steps", 1, "rows", 1)) in found(content.model("m", ["law"], ["care", "law"]))
    assert ("model.row-twice", ("steps", 1, "rows", 0)) in found(content.model("m", ["law"], part))
    assert ("model.row-twice", ("steps", 0, "rows", 1)) in found(content.model("m", ["law", "law"]))


def test_a_model_walks_frameworks_that_there_are_and_each_once(found, content) -> None:
    codes = found(
        content.model("m", ["law"], walk=["mini", {"joined": "lens"}, "mni", {"framework": "mini"}, {"joined": "lens"}])
    )
    assert ("model.unknown-framework", ("walk", 2)) in codes
    assert ("model.walked-twice", ("walk", 3)) in codes
    assert [path for code, path in codes if code.startswith("model.w") or "framework" in code] == [
        ("walk", 2),
        ("walk", 3),
    ]


def test_rows_that_its_own_walk_has_no_step_for_are_told_once(content) -> None:
    elsewhere = {**content.mini(), "framework": "other"}
    elsewhere["steps"][0]["covers"] = ["care"]
    part = {"title": "In part", "rows": ["plan"], "part": True}
    model = Piece("model", "m", content.model("m", ["law", "care"], part))
    found = faults([ROWS, Piece("framework", "mini", content.mini()), Piece("framework", "other", elsewhere), model])
    (fault,) = [one for one in found if one.problem.code == "model.uncovered"]
    assert (fault.path, fault.problem.level) == (("walk",), "warning")
    assert "law care" in fault.problem.message
    assert "plan" not in fault.problem.message


# all of them


def test_every_check_of_what_is_looked_up_is_provoked_here_and_has_a_name() -> None:
    """The codes that this file tests are all that there are of these families."""
    tested = {
        *("clock", "duplicate-id", "duplicate-title", "home", "never-offered", "unequal-examples", "unverified-must"),
        *("row-twice", "uncovered", "unknown-framework", "unknown-row", "walked-twice"),
    }
    assert {code.partition(".")[2] for code in CODES if code.startswith(("norms.", "model."))} == tested


@pytest.mark.parametrize("kind", ["norms", "model", "organisation"])
def test_content_with_hardly_anything_in_it_does_not_break_the_checks(kind: str) -> None:
    assert faults([ROWS, Piece(kind, "bare", {kind: "bare", "kind": "policy"})]) == []
