"""The page on how we test shows what was counted, and nothing that was not."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("make_how_we_test", ROOT / "docs" / "make_how_we_test.py")
assert _spec is not None
assert _spec.loader is not None
maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(maker)


def told(**more) -> str:
    return json.dumps({"day": "2026-11-24", "full": True, **more})


def test_the_table_on_the_page_is_the_one_that_the_kept_figures_make() -> None:
    kept = json.loads(maker.KEPT.read_text("utf-8"))
    text = maker.PAGE.read_text("utf-8")

    assert maker.page(text, kept) == text


def test_what_was_never_run_says_so_and_shows_no_figure() -> None:
    rows = maker.table({}).splitlines()[2:]

    assert all("| not run" in one for one in rows), rows


def test_figures_of_parts_are_added_up_and_a_failure_is_shown() -> None:
    where = "tests/faults/test_sweep.py::test_x"
    kept = maker.taken(
        {},
        [
            told(gate="sweep", part="a", counted={"plain_runs": 3, "plain_lies": 0}),
            told(gate="sweep", part="b", counted={"protected_runs": 4, "protected_lies": 1}),
            told(test=f"{where}[a]", outcome="passed", seconds=1),
            told(test=f"{where}[b]", outcome="failed", seconds=1),
        ],
    )
    row = next(one for one in maker.table(kept).splitlines() if "No false" in one)

    assert "3 runs plain, 4 protected; 0 and 1 lies; 1 passed, **1 failed**" in row


def test_a_short_run_never_takes_the_place_of_a_full_one_of_the_same_day() -> None:
    full = told(test="t", outcome="failed", seconds=9)
    short = json.dumps({"test": "t", "outcome": "passed", "seconds": 1, "day": "2026-11-24", "full": False})

    assert maker.taken({}, [full, short])["t"]["outcome"] == "failed"
    assert maker.taken({}, [short, full])["t"]["outcome"] == "failed"


def test_each_row_names_tests_that_there_are() -> None:
    for gate in maker.GATES:
        for name in gate.tests:
            path, _, beginning = name.partition("::")
            assert f"def {beginning or 'test_'}" in (ROOT / path).read_text("utf-8"), name
