"""The proofs of the bundled library: what they show of every route and model."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ethics_cli.app.proving import Proof, proof_data, prove_content
from ethics_cli.files.checking import check_paths
from ethics_cli.files.library import bundled_folder

ROUTES = {"quick", "standard", "full"}
CHECKED_ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def proof() -> Proof:
    return prove_content(check_paths([], {"bundled": bundled_folder()}, CHECKED_ON))


@pytest.fixture(scope="module")
def data(proof: Proof) -> Mapping[str, Any]:
    return json.loads(json.dumps(proof_data(proof)))


def test_everything_that_a_route_or_model_should_allow_is_shown_by_a_walk(data: Mapping[str, Any]) -> None:
    assert data["proved"]
    missing = [
        (one["id"], claim["kind"], claim["at"], claim["choice"])
        for one in data["routes"]
        for claim in one["claims"]
        if claim["method"] == "symbolic only"
    ]
    assert missing == []


def test_every_route_model_and_stage_that_no_route_walks_is_proved(data: Mapping[str, Any]) -> None:
    models = {path.stem for path in (bundled_folder() / "models").glob("*.yaml")} - {"rows"}
    by_kind = {
        kind: {one["id"] for one in data["routes"] if one["kind"] == kind} for kind in ("route", "model", "framework")
    }
    assert by_kind == {"route": ROUTES, "model": models, "framework": {"after"}}


def test_every_walk_ends(proof: Proof, data: Mapping[str, Any]) -> None:
    assert [
        one["id"] for one in data["routes"] if not one["ends"]["shown"] or one["ends"]["walks"]["without_end"]
    ] == []
    assert not [one for one in proof.checked.problems if one.code.startswith("proof.")]


def test_the_quick_route_asks_at_most_fourteen_different_steps_and_a_walk_comes_to_it(data: Mapping[str, Any]) -> None:
    (quick,) = (one for one in data["routes"] if one["id"] == "quick")
    steps = quick["questions"]["steps"]
    assert steps["most"] == steps["shown_most"] <= 14


def test_no_route_is_longer_at_its_shortest_than_a_deeper_one(data: Mapping[str, Any]) -> None:
    least = {one["id"]: one["questions"]["steps"]["least"] for one in data["routes"] if one["kind"] == "route"}
    assert least["quick"] < least["standard"] < least["full"]


def test_content_with_errors_is_not_proved(tmp_path: Path) -> None:
    shutil.copytree(bundled_folder(), tmp_path / "lib")
    spoilt = tmp_path / "lib" / "stages" / "choosing.yaml"
    spoilt.write_text(spoilt.read_text("utf-8").replace("type: one-of", "type: one-off", 1), "utf-8")
    proof = prove_content(check_paths([], {"bundled": tmp_path / "lib"}, CHECKED_ON))
    assert proof.errors
    assert proof_data(proof)["proved"] is False
    assert proof.subjects == ()
