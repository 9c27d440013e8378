"""`ethics decide --answers-dir`: a session for each answers file of a folder, and a row for each, whatever is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ethics_cli.render.outcomes_data import SCHEMA

CANARY = "Canary4711"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, quick_text: str) -> Path:
    """One file that comes to a decision, and one for each way not to."""
    folder = tmp_path_factory.mktemp("answers")
    (folder / "a-whole.yaml").write_text(quick_text, encoding="utf-8")
    (folder / "b-not-offered.yml").write_text(
        quick_text.replace("triage.danger: no", f"triage.danger: {CANARY}"), "utf-8"
    )
    (folder / "c-no-answers-file.yaml").write_text("a: [", encoding="utf-8")
    (folder / "d-missing.json").write_text('{"route": "quick", "answers": {"triage.danger": "no"}}', "utf-8")
    (folder / "e-stopped.yaml").write_text("route: quick\nanswers: {triage.danger: yes}\n", "utf-8")
    (folder / ".hidden.yaml").write_text(quick_text, encoding="utf-8")
    (folder / "notes.txt").write_text("not an answers file", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(ethics_at: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A home of its own for the one run."""
    return ethics_at(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def told(desk: Any, folder: Path) -> Any:
    """The command run once over the folder, as JSON."""
    return desk("decide", "--answers-dir", str(folder), "--json")


def test_each_file_has_its_row_in_the_order_of_names(told: Any) -> None:
    rows = json.loads(told.stdout)["outcomes"]

    assert [(Path(row["file"]).name, row["status"]) for row in rows] == [
        ("a-whole.yaml", "decided"),
        ("b-not-offered.yml", "refused"),
        ("c-no-answers-file.yaml", "refused"),
        ("d-missing.json", "unanswered"),
        ("e-stopped.yaml", "stopped"),
    ]


def test_a_decision_has_its_record_and_what_is_kept_can_be_gone_on_with(told: Any, desk: Any) -> None:
    whole, _, _, missing, stopped = json.loads(told.stdout)["outcomes"]

    assert Path(whole["record"]).is_file()
    assert [path.stem for path in desk.sessions] == sorted(row["session"] for row in (whole, missing, stopped))
    assert missing["missing"][0].startswith("triage.duty  ")


def test_what_is_wrong_is_in_the_row_with_its_place_and_without_the_words_of_the_file(told: Any) -> None:
    rows = json.loads(told.stdout)["outcomes"]

    assert [(problem["code"], problem["line"]) for row in rows for problem in row["problems"]] == [
        ("answer.not-offered", 5),
        ("yaml.syntax", 2),
    ]
    assert CANARY not in told.stdout + told.stderr


def test_one_file_that_comes_to_no_decision_is_exit_code_1(told: Any) -> None:
    assert told.returncode == 1


def test_what_is_printed_keeps_to_the_published_schema(told: Any) -> None:
    jsonschema.validate(json.loads(told.stdout), SCHEMA)


def test_without_json_each_file_is_a_line_and_all_of_them_are_summed_up(ethics: Any, folder: Path) -> None:
    done = ethics("decide", "--answers-dir", str(folder))

    assert [Path(line.split("  ")[0]).name for line in done.stdout.splitlines()] == [
        "a-whole.yaml",
        "b-not-offered.yml",
        "c-no-answers-file.yaml",
        "d-missing.json",
        "e-stopped.yaml",
    ]
    assert done.stderr.splitlines()[-1] == (
        "5 files: 1 decided, 1 with answers missing, 1 held by a stop flag, 2 NOT ACCEPTED"
    )


def test_what_is_fixed_on_the_command_line_goes_before_every_file(ethics: Any, tmp_path: Path, quick_text: str) -> None:
    (tmp_path / "one.yaml").write_text(quick_text, encoding="utf-8")

    done = ethics("decide", "--answers-dir", str(tmp_path), "--profession", "coach", "--set", "framing.wants=To sleep")

    assert done.returncode == 0
    opened, *events = [json.loads(line) for line in ethics.sessions[0].read_text("utf-8").splitlines()[:-1]]
    assert opened["profession"] == "coach"
    assert [event["value"] for event in events if event.get("step") == "framing.wants"] == ["To sleep"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--answers-dir", "lost"],
        ["--answers-dir", "empty"],
        ["--answers-dir", "full", "--answers", "case.yaml"],
        ["--answers-dir", "full", "--record", "record.md"],
        ["--answers-dir", "full", "--route", "quick", "--model", "cpa-2017"],
    ],
    ids=" ".join,
)
def test_a_folder_without_files_and_options_for_one_session_are_usage_errors(
    arguments: list[str], ethics: Any, tmp_path: Path, quick_text: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "one.yaml").write_text(quick_text, encoding="utf-8")

    done = ethics("decide", arguments[0], str(tmp_path / arguments[1]), *arguments[2:])

    assert done.returncode == 2
    assert ethics.sessions == []
