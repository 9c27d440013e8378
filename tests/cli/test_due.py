"""What is due, from the command line: in words, as JSON, as a calendar without one word of any case."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ethics_cli.render.due_data import SCHEMA

WORD = "xyzzy"
"""Stands in every answer, in the title and in the profession."""
RULES = ("Far rule", "Near rule", "Past rule", "Loose rule", "Rule at once")
ANSWERS = f"""\
walk: answers
route: mini
title: Case {WORD}
profession: {WORD}
answers:
  mini.danger: {{value: no, note: {WORD}}}
  mini.learned: 2026-11-20 11:40
  mini.runs-out: 2090-05-01 17:00
  mini.places: {{value: [elsewhere], other: {WORD}}}
  mini.bodies: [none]
  mini.topics: [threat]
  mini.norms:
    - {{label: "{RULES[0]} {WORD}", says: {WORD}, force: must, due: 2091-01-01 09:00, to: {WORD}}}
    - {{label: "{RULES[1]} {WORD}", says: {WORD}, force: unknown, due: 2090-01-01 09:00}}
    - {{label: "{RULES[2]} {WORD}", says: {WORD}, force: must, due: 2020-01-01 09:00}}
    - {{label: "{RULES[3]} {WORD}", says: {WORD}, force: may, due: 2090-01-02 09:00}}
    - {{label: "{RULES[4]} {WORD}", says: {WORD}, force: must, limit: "At once, {WORD}"}}
  mini.asked: [{WORD}]
  mini.say: {WORD}
  mini.look: 2090-02-01
"""


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="session")
def busy_home(tmp_path_factory: pytest.TempPathFactory, content: Any, ethics_at) -> Path:
    """A home with content of its own, one decided session and one that is open; made once."""
    made = ethics_at(tmp_path_factory.mktemp("busy"))
    content.put(made.home / "frameworks", content.mini(), content.mini_route())
    done = made("decide", "--answers", made.write("busy.yaml", ANSWERS))
    assert done.returncode == 0, done.stderr
    assert "Time limit: 1 Jan 2020, 09:00" in words(done.stderr)
    begun = made(
        "decide",
        "--route",
        "mini",
        "--title",
        "Open one",
        "--set",
        "mini.danger=no",
        "--set",
        "mini.runs-out=2021-06-01 08:00",
    )
    assert begun.returncode == 4, begun.stderr
    return made.home


@pytest.fixture
def busy(ethics: Any, busy_home: Path) -> Any:
    shutil.copytree(busy_home, ethics.home)
    return ethics


def test_where_nothing_is_due_it_says_so_and_makes_nothing(ethics) -> None:
    done = ethics("due")
    assert (done.returncode, done.stdout) == (0, "Nothing is due, and no time limit runs.\n")
    assert not ethics.home.exists()


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_what_is_due_is_told_with_the_nearest_first_and_what_is_past_is_marked(busy, columns: str) -> None:
    done = busy("due", COLUMNS=columns)
    assert done.returncode == 0
    said = words(done.stdout)
    order = [
        "1 Jun 2021, 08:00 (past): time limit",
        f"1 Jan 2090, 09:00: time limit, {RULES[1]}",
        "1 Feb 2090: look again",
        "1 May 2090, 17:00: time limit",
        f"1 Jan 2091, 09:00: time limit, {RULES[0]}",
    ]
    assert [said.index(line) for line in order] == sorted(said.index(line) for line in order)
    assert RULES[3] not in said
    assert max(map(len, done.stdout.splitlines())) <= int(columns)


def test_due_as_json_is_for_scripts(busy) -> None:
    found = json.loads(busy("due", "--json").stdout)
    jsonschema.validate(found, SCHEMA)
    assert found["format"] == "ethics-due/1"
    assert [(one["at"], one["kind"], one["past"]) for one in found["due"]] == [
        ("2021-06-01T08:00", "time limit", True),
        ("2090-01-01T09:00", "time limit", False),
        ("2090-02-01", "look again", False),
        ("2090-05-01T17:00", "time limit", False),
        ("2091-01-01T09:00", "time limit", False),
    ]
    assert [one["limit"] for one in found["due"]] == [""] * 5
    assert {one["session"] for one in found["due"]} == {path.name.removesuffix(".jsonl") for path in busy.sessions}


def test_a_calendar_names_moments_kinds_and_sessions_and_no_word_of_any_case(busy) -> None:
    done = busy("due", "--ics", str(busy.folder / "due.ics"))
    assert done.returncode == 0
    text = (busy.folder / "due.ics").read_bytes().decode("ascii")
    assert text.count("BEGIN:VEVENT") == 5
    assert all(path.name.removesuffix(".jsonl") in text.replace("\r\n ", "") for path in busy.sessions)
    for word in (WORD, "Case", "Open one", "rule", "mini", "Runs out"):
        assert word.lower() not in text.replace("\r\n ", "").lower()


def test_a_calendar_on_stdout_is_the_calendar_and_nothing_else(busy) -> None:
    done = busy("due", "--ics", "-")
    assert done.stdout.startswith("BEGIN:VCALENDAR")
    assert done.stdout.endswith("END:VCALENDAR\n")
    assert done.stderr == ""


def test_a_calendar_file_is_for_its_owner_alone(busy) -> None:
    busy("due", "--ics", str(busy.folder / "due.ics"))
    assert (busy.folder / "due.ics").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("argv", [[], ["--json"], ["--ics", "-"]], ids=["words", "json", "ics"])
def test_a_session_that_cannot_be_read_is_named_and_the_others_are_told(busy, argv: list[str]) -> None:
    (busy.home / "sessions" / "bad.jsonl").write_text("{}\n")
    done = busy("due", *argv)
    assert done.returncode == 1
    assert "bad: " in done.stderr
    assert "2091" in done.stdout


def test_ethics_alone_shows_limits_first_those_ahead_and_those_past_in_open_sessions(busy) -> None:
    done = busy()
    assert done.returncode == 0
    said = words(done.stdout)
    assert said.startswith("Time limits")
    assert RULES[0] in said
    assert RULES[1] in said
    assert "1 Jun 2021, 08:00" in said
    assert RULES[2] not in said, "it is past, and the session is decided"
    assert RULES[4] not in said, "it ran at once, and the session is decided"


def test_the_record_of_a_session_has_its_limits(busy) -> None:
    (record,) = (busy.home / "records").glob("*.md")
    text = words(record.read_text("utf-8"))
    for rule, moment in (
        (RULES[0], "1 Jan 2091, 09:00"),
        (RULES[1], "1 Jan 2090, 09:00"),
        (RULES[2], "1 Jan 2020, 09:00"),
    ):
        assert f"{moment} ({rule} {WORD})" in text
    assert f"2 Jan 2090, 09:00 ({RULES[3]}" not in text
