"""The proofs of the bundled library: what they show of every route and model, and that a walk they made can be walked by a person."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from ethics_cli.app.answers import answers_from
from ethics_cli.app.conduct import Conduct
from ethics_cli.app.ports import FixedClock
from ethics_cli.app.proving import Proof, proof_data, prove_content
from ethics_cli.app.scripted import ScriptAsker
from ethics_cli.app.sessions import new_session, wish_from
from ethics_cli.core.proof import shown_by
from ethics_cli.core.walk import Walk
from ethics_cli.files.checking import check_paths
from ethics_cli.files.home import Home
from ethics_cli.files.library import bundled_folder, load_library

ROUTES = {"quick", "standard", "full"}
PLAYED_OF_EACH = 6
CHECKED_ON = date(2026, 11, 24)
WALKED_ON = date(2026, 1, 1)
"""The day on which walks are made."""


class Walked(NamedTuple):
    """A walk that a proof made, and the claims it is to show."""

    route: str
    name: str
    plain: Mapping[str, Any]
    claims: frozenset[tuple[str, str, str]]


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
    assert by_kind == {"route": ROUTES, "model": models, "framework": {"after", "debrief"}}


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


def test_a_walk_that_was_made_shows_its_claims_when_somebody_walks_it(data: Mapping[str, Any], tmp_path: Path) -> None:
    library = load_library({"bundled": bundled_folder()})
    stops = {flag.ref: "Handled." for one in library.frameworks.values() for flag in one.flags if flag.level == "stop"}
    for walked in _some_walks(data):
        raw = yaml.safe_dump({**_answers_file(walked), "handled": stops}, sort_keys=False).encode()
        walk = _played(raw, library, tmp_path / f"{walked.route}-{walked.name}")
        shown = {(key.kind, key.ref, key.choice) for key in shown_by(walk)}
        missing = sorted(walked.claims - shown)
        assert (walked.route, walked.name, walk.complete, missing) == (walked.route, walked.name, True, [])


def test_content_with_errors_is_not_proved(tmp_path: Path) -> None:
    shutil.copytree(bundled_folder(), tmp_path / "lib")
    spoilt = tmp_path / "lib" / "stages" / "choosing.yaml"
    spoilt.write_text(spoilt.read_text("utf-8").replace("type: one-of", "type: one-off", 1), "utf-8")
    proof = prove_content(check_paths([], {"bundled": tmp_path / "lib"}, CHECKED_ON))
    assert proof.errors
    assert proof_data(proof)["proved"] is False
    assert proof.subjects == ()


# walks that were made, as answers files


def _some_walks(data: Mapping[str, Any]) -> list[Walked]:
    """The first walks that were made for each route, each with what it is to show."""
    return [
        Walked(one["id"], made["name"], made, _claims_of(one, made["name"]))
        for one in data["routes"]
        if one["kind"] == "route"
        for made in one["walks"][:PLAYED_OF_EACH]
    ]


def _claims_of(route: Mapping[str, Any], name: str) -> frozenset[tuple[str, str, str]]:
    claims = [one for one in route["claims"] if one["walk"] == name]
    return frozenset((one["kind"], one["at"], one["choice"]) for one in claims)


def _answers_file(walked: Walked) -> dict[str, Any]:
    labels = _labels(walked.plain["answers"])
    answers: dict[str, Any] = {}
    for one in walked.plain["answers"]:
        at = answers
        *outer, last = (one["step"], *(labels.get(item, item) for item in one["items"]))
        for key in outer:
            at = at.setdefault(key, {})
        at[last] = {key: _value(one[key], labels) for key in ("skip", "value", "because", "other") if key in one}
    return {**walked.plain["opened"], "answers": answers}


def _labels(answers: list[Mapping[str, Any]]) -> dict[str, str]:
    rosters = [one["value"] for one in answers if isinstance(one.get("value"), list)]
    return {item["id"]: item["label"] for roster in rosters for item in roster if isinstance(item, dict)}


def _value(value: Any, labels: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_value(one, labels) for one in value]
    if isinstance(value, dict):
        return {key: one for key, one in value.items() if key != "id"}
    return labels.get(value, value)


def _played(raw: bytes, library: Any, home: Path) -> Walk:
    answers, head = answers_from(raw, "made.yaml", [], library)
    moment = datetime.combine(WALKED_ON, time(12, 0)).astimezone()
    session = new_session(Home(home), library, wish_from(head), FixedClock(moment))
    with session.journal.locked():
        Conduct(session, ScriptAsker(answers)).run()
    return session.walk
