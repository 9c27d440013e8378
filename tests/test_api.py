"""The Python API: what a script can rely on besides what its doctests show."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import ethics_cli
from ethics_cli import (
    EthicsError,
    Reviewed,
    example_session,
    fold,
    open_session,
    record,
    record_data,
    review,
    review_many,
)
from ethics_cli.render.record_data import SCHEMA

SOURCE = Path(ethics_cli.__file__).parent
DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sessions, one that is damaged, and one that is none."""
    folder = tmp_path_factory.mktemp("sessions")
    for name, walk in (("a", "garage-lift"), ("b", "named-threat")):
        (folder / f"{name}.jsonl").write_bytes(example_session(walk).raw)
    (folder / "c.jsonl").write_bytes((folder / "a.jsonl").read_bytes().replace(b'"unsure"', b'"unsuro"', 1))
    (folder / "d.jsonl").write_text("no session\n")
    return folder


def test_importing_the_package_imports_nothing_of_it_until_a_name_is_asked_for() -> None:
    asked = "import sys, ethics_cli; print([name for name in sys.modules if name.startswith('ethics_cli.')])"

    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=30)

    assert told.stdout.strip() == "[]"


def test_the_names_of_the_package_are_those_of_the_api_and_their_types_are_declared() -> None:
    from ethics_cli import api

    names = set(ethics_cli.__all__) - {"__version__"}
    stub = ast.parse((SOURCE / "__init__.pyi").read_text("utf-8"))
    declared = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}

    assert names == set(api.__all__) == declared
    assert all(getattr(ethics_cli, name) is getattr(api, name) for name in names)


def test_a_name_that_there_is_not_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="decide_for_me"):
        _ = ethics_cli.decide_for_me


def test_a_session_opened_from_its_file_is_the_session_that_was_written(folder: Path) -> None:
    session = open_session(folder / "b.jsonl")

    assert session.raw == (folder / "b.jsonl").read_bytes()
    assert fold(session.events) == session.walk
    assert session.head == json.loads(session.raw.splitlines()[-1])["head"]


@pytest.mark.parametrize(("name", "code"), [("c.jsonl", "journal.link"), ("d.jsonl", "journal.foreign")])
def test_what_is_damaged_or_no_session_is_refused_with_its_place(name: str, code: str, folder: Path) -> None:
    with pytest.raises(EthicsError) as fault:
        open_session(folder / name)

    assert fault.value.problems[0].code == code
    assert fault.value.problems[0].place is not None


def test_review_of_one_session_finds_what_the_review_of_many_finds(folder: Path) -> None:
    one = review(open_session(folder / "b.jsonl"), "strict", day=DAY)

    many = dict(review_many([folder], "strict", day=DAY, drills=True))

    assert one.findings != ()
    assert many[str(folder / "b.jsonl")] == one


def test_a_session_that_cannot_be_read_is_one_of_many_with_its_problem(folder: Path) -> None:
    found = dict(review_many([folder], day=DAY, drills=True))

    assert list(found) == [str(folder / f"{name}.jsonl") for name in "abcd"]
    assert [one.problem.code if one.problem else "" for one in found.values()] == [
        "",
        "",
        "journal.link",
        "journal.foreign",
    ]
    assert all(isinstance(one, Reviewed) for one in found.values())


def test_a_policy_may_be_a_file_or_data_as_well_as_a_name(folder: Path, tmp_path: Path) -> None:
    session = open_session(folder / "a.jsonl")
    rule = {"id": "quick-and-open", "level": "warn", "when": {"fact.depth": "quick"}, "say": "It was a quick walk."}
    own = {"policy": "own", "title": "Our own", "edition": "1.0.0", "rules": [rule]}
    lines = [
        "policy: own\ntitle: Our own policy\nedition: 1.0.0\nabout: For a test of ours.\nauthors: Us\nfunding: none",
        "reviewed: none\nreview_by: 2099-01-01\nrules:",
        "  - {id: quick-and-open, level: warn, when: {fact.depth: quick}, say: It was a quick walk.}\n",
    ]
    (tmp_path / "own.yaml").write_text("\n".join(lines), "utf-8")

    by_data, by_file = review(session, own, day=DAY), review(session, tmp_path / "own.yaml", day=DAY)

    assert [found.id for found in by_data.findings] == ["quick-and-open"]
    assert by_data == by_file


def test_records_come_as_text_in_three_forms_and_as_data_by_the_published_schema(folder: Path) -> None:
    session = open_session(folder / "a.jsonl")

    data = record_data(session)

    jsonschema.validate(data, SCHEMA)
    assert json.loads(record(session, "json")) == data
    assert record(session).startswith("---\n")
    assert "<html" in record(session, "html")
