"""Content files checked in one run: every problem with its place."""

from __future__ import annotations

import json
import re
import time
from datetime import date, datetime
from pathlib import Path

import pytest
import typer

from ethics_cli.app.checking import as_data, as_github, as_shown, check_content, outcome, summary
from ethics_cli.app.ports import FixedClock
from ethics_cli.cli import check as check_command
from ethics_cli.files.checking import Checked, check_paths
from ethics_cli.files.library import bundled_folder
from ethics_cli.problems import Exit, Place, Problem

TODAY = date(2026, 11, 24)
FAULTY = Path(__file__).parents[1] / "errors" / "twenty-faults.yaml"
GOOD = """
framework: small
kind: protocol
edition: 1.0.0
title: Small
asks: Is it small?
about: A small one, for a case in which two duties pull apart and somebody must choose.
authors: The ethics project
funding: none
reviewed: none
challenge: What was left out?
review_by: 2027-01-01
sources: {book: {cite: A book, checked_on: 2026-01-01, verified: yes}}
steps:
  - {id: one, ask: One?, type: yes-no, source: book}
  - {id: two, ask: Two?, type: text, source: book, when: {one: yes}}
"""


def found(*paths: Path) -> Checked:
    return check_paths(paths, {"bundled": bundled_folder()}, TODAY)


def codes(checked: Checked) -> list[str]:
    return [problem.code for problem in checked.problems]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_bundled_library_has_no_problems_and_is_checked_in_a_few_seconds() -> None:
    began = time.process_time()
    checked = found()
    assert [(str(problem.place), problem.code) for problem in checked.problems if problem.level == "error"] == []
    assert checked.files >= 20
    assert time.process_time() - began < 5  # under 2 where nothing else runs; a busy core is slower


def test_a_file_with_many_faults_lists_each_at_its_line_in_one_run() -> None:
    lines = FAULTY.read_text(encoding="utf-8").split("\n")
    expected = sorted((number, code) for number, line in enumerate(lines, 1) for code in re.findall(r"#! (\S+)", line))
    problems = found(FAULTY).problems
    assert sorted((problem.place.line, problem.code) for problem in problems if problem.place) == expected
    assert len({code for _, code in expected}) >= 20


def test_problems_come_sorted_by_file_and_line() -> None:
    places = [problem.place for problem in found(FAULTY, bundled_folder()).problems]
    assert places == sorted(places)


def test_one_framework_is_checked_against_the_bundled_library_and_only_it_is_told_about(tmp_path: Path) -> None:
    path = write(tmp_path, "small.yaml", GOOD.replace("when: {one: yes}", "when: {framing.kidn: dilemma}"))
    (problem,) = found(path).problems
    assert (problem.code, problem.hint) == ("condition.unknown-step", "did you mean `framing.kind`?")
    assert problem.place is not None
    assert problem.place.file == str(path)
    assert (
        codes(found(write(tmp_path, "small.yaml", GOOD.replace("when: {one: yes}", "when: {framing.kind: dilemma}"))))
        == []
    )


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "framework: [")
    write(tmp_path, "b.yaml", GOOD.replace("one: yes", "one: maybe"))
    write(tmp_path, "c.yaml", "colour: blue")
    assert codes(found(tmp_path)) == ["yaml.syntax", "condition.value", "content.kind"]


def test_a_path_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    assert codes(found(tmp_path / "none.yaml")) == ["check.no-file"]


def test_the_same_id_in_two_named_files_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", GOOD)
    write(tmp_path, "b.yaml", GOOD)
    assert codes(found(tmp_path)) == ["content.duplicate-id"]


def test_a_step_of_unknown_type_is_not_held_against_the_steps_that_read_it(tmp_path: Path) -> None:
    text = GOOD.replace("type: yes-no", "type: yes-or-no").replace("one: yes", "one: {at-least: much}")
    assert codes(found(write(tmp_path, "small.yaml", text))) == ["content.not-offered"]


def test_a_fault_of_form_does_not_come_back_as_faults_of_sense(tmp_path: Path) -> None:
    text = GOOD.replace("checked_on: 2026-01-01, verified: yes", "checked_on: lately, verified: yes")
    assert codes(found(write(tmp_path, "a.yaml", text))) == ["content.pattern"]
    text = GOOD.replace("{book: {cite: A book, checked_on: 2026-01-01, verified: yes}}", "book")
    assert codes(found(write(tmp_path, "a.yaml", text))) == ["content.form"]
    text = GOOD.replace("type: yes-no, source: book", "type: one-of, choices: {Yes: Y, no: N}, source: book")
    assert codes(found(write(tmp_path, "a.yaml", text))) == ["content.pattern"]
    text = GOOD.replace(
        "ask: Two?, type: text, source: book", 'ask: "Two {item}?", type: text, source: A Book, each: [a b]'
    )
    assert codes(found(write(tmp_path, "a.yaml", text))) == ["content.pattern", "content.pattern"]


def test_steps_without_id_or_ask_are_each_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    text = GOOD.replace("{id: one, ask: One?, type: yes-no, source: book}", "just text").replace(
        "when: {one: yes}", "when: {three: yes}"
    )
    assert codes(found(write(tmp_path, "small.yaml", text))) == ["content.form", "condition.unknown-step"]


@pytest.mark.parametrize(
    "text",
    [
        "framework: x",
        "route: x",
        "rows: x",
        "record: x",
        "walk: x\nanswers: no",
        "framework: {a: b}\nsteps: {}",
        "- framework",
    ],
)
def test_hardly_anything_in_a_file_is_still_only_problems(tmp_path: Path, text: str) -> None:
    checked = found(write(tmp_path, "x.yaml", text))
    assert checked.errors
    assert {problem.place.file for problem in checked.problems if problem.place} == {str(tmp_path / "x.yaml")}


def test_an_answers_file_that_names_unknown_steps_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "mine.yaml", "answers:\n  triage.danger: no\n  triage.dangr: no\n")
    (problem,) = found(path).problems
    assert (problem.code, problem.place) == ("walk.unknown-step", Place(str(path), 3, 3))


def test_only_errors_end_the_command_unless_it_is_strict() -> None:
    warned = Checked((Problem("source.unused", "…", None, level="warning"),), {}, 1)
    assert outcome(warned, strict=False) is Exit.FINE
    assert outcome(warned, strict=True) is Exit.FOUND
    assert summary(warned) == "1 file checked: 0 errors, 1 warning."
    assert as_shown(warned.problems[0]).code == "warning: source.unused"


def test_problems_are_given_to_scripts_as_data() -> None:
    problem = Problem("condition.value", "it is 100% wrong\nhere", Place("a,b.yaml", 3, 7), "mend it")
    (data,) = as_data(Checked((problem,)))["problems"]
    said = {"code": "condition.value", "level": "error", "message": problem.message, "hint": "mend it"}
    assert data == {**said, "file": "a,b.yaml", "line": 3, "column": 7}
    assert (
        as_github(problem)
        == "::error file=a%2Cb.yaml,line=3,col=7,title=condition.value::it is 100%25 wrong%0Ahere (mend it)"
    )


def test_the_use_case_takes_the_day_from_the_clock(tmp_path: Path) -> None:
    path = write(tmp_path, "small.yaml", GOOD)
    late = FixedClock(datetime(2030, 1, 1, 12, 0).astimezone())
    assert codes(check_content([path], {"bundled": bundled_folder()}, late)) == ["review.past"]


def test_the_command_prints_json_and_ends_with_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended:
        check_command.command([FAULTY], check_command.Format.JSON, home=tmp_path)
    printed = json.loads(capsys.readouterr().out)
    assert ended.value.exit_code == Exit.FOUND
    assert printed["format"] == "ethics-problems/1"
    assert len(printed["problems"]) > 20


def test_the_command_shows_an_excerpt_and_a_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        check_command.command([FAULTY], home=tmp_path)
    printed = capsys.readouterr().out
    assert "when: {first: clinet}" in printed
    assert "did you mean `client`?" in printed
    assert printed.strip().split("\n")[-1].startswith("1 file checked: ")
