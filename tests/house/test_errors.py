"""The error gallery: each code of a check has a case that provokes it, and the page shows what the program says of it."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from ethics_cli.app.checking import check_content
from ethics_cli.core.lint_codes import CODES
from ethics_cli.files.checking import check_paths
from ethics_cli.files.yaml_text import IS_FAST

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "errors.md"
SOURCE = ROOT / "src" / "ethics_cli"
NEVER = {"ipdas.C3"}
"""Checks that nothing can provoke: what they look for is refused as a fault of form before."""
WHOLE = {"check.no-file", "check.unreadable", "yaml.too-large"}
"""Problems of a whole file, which have no line."""
REPEATING: set[str] = set()
"""Messages that still repeat a name in full, however long it is. Others are cut, or their names have a longest length."""
LONGEST = 45

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a file that cannot be read is made with a socket")


def _maker():
    spec = importlib.util.spec_from_file_location("make_errors", ROOT / "docs" / "make_errors.py")
    maker = importlib.util.module_from_spec(spec)
    sys.modules["make_errors"] = maker
    spec.loader.exec_module(maker)
    return maker


MAKER = _maker()
CASES = MAKER.cases()
EACH = pytest.mark.parametrize("case", CASES, ids=[case.code for case in CASES])


@cache
def told(code):
    """What the check says of the case of a code."""
    return MAKER.told(next(case for case in CASES if case.code == code))


def listed():
    """The codes in the page of checks, which a test of its own compares with the source."""
    page = (ROOT / "docs" / "reference" / "checks.md").read_text("utf-8")
    return set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE))


# the cases


def test_every_code_of_a_check_has_a_case_and_no_case_is_of_another():
    codes = listed()

    assert codes >= CODES
    assert codes >= NEVER
    assert {case.code for case in CASES} == codes - NEVER


@EACH
def test_a_case_provokes_its_code_and_no_other_than_it_says(case):
    problems = told(case.code).checked.problems

    assert {problem.code for problem in problems} == {case.code, *case.named("also")}


@EACH
def test_the_problem_stands_at_a_line_and_column_that_are_in_the_file(case):
    found = told(case.code)
    places = [problem.place for problem in found.checked.problems if problem.code == case.code]

    for place in places:
        if case.code in WHOLE:
            assert (place.line, place.column) == (0, 0)
            continue
        lines = found.texts[Path(place.file).name].split("\n")
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@EACH
def test_a_case_says_what_is_wrong_or_what_mends_it_in_a_sentence(case):
    assert re.search(r"[.?!]$", case.said)
    assert len(case.said.split()) >= 3


def test_the_library_around_the_cases_has_no_fault_itself():
    folder = ROOT / "tests" / "errors" / "library"

    assert check_paths([], {"bundled": folder}, MAKER.CLOCK.now().date()).problems == ()


# the messages


@EACH
def test_no_message_repeats_a_long_text_from_the_file(case):
    found = told(case.code)

    for problem in found.checked.problems:
        for text in found.texts.values():
            for said in (problem.message, problem.hint):
                match = SequenceMatcher(None, said, text, autojunk=False)
                assert match.find_longest_match().size <= LONGEST


@EACH
def test_no_message_repeats_a_name_that_somebody_made_very_long(case, tmp_path):
    text = (case.folder / "case.yaml").read_bytes().decode("utf-8", "replace")
    problems = [problem for problem in told(case.code).checked.problems if problem.code == case.code]
    quoted = {name for problem in problems for name in re.findall(r"[`{]([^`{}]+)[`}]", problem.message)}
    folder = tmp_path / "case"
    shutil.copytree(case.folder, folder)
    for name in sorted(quoted):
        (folder / "case.yaml").write_text(text.replace(name, f"{name}-{'long' * 80}"), "utf-8")
        for problem in check_content([folder], {"bundled": MAKER.CASES / "library"}, MAKER.CLOCK).problems:
            repeats = "long" * 20 in problem.message + problem.hint
            assert not repeats or problem.code in REPEATING


# the page


@pytest.mark.skipif(not IS_FAST, reason="the other parser of YAML words its messages in another way")
def test_the_page_is_what_the_maker_prints():
    assert MAKER.page() == PAGE.read_text("utf-8"), "run `just docs`"


@pytest.mark.parametrize("code", ["yaml.repeated-key", "content.kind", "yaml.not-utf8"])
def test_the_command_prints_what_the_page_shows(code, tmp_path):
    env = {**os.environ, "ETHICS_HOME": str(tmp_path / "home"), "ETHICS_CACHE": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "ethics_cli", "check", "."]
    done = subprocess.run(command, cwd=ROOT / "tests" / "errors" / code, env=env, capture_output=True, check=False)

    printed = done.stdout.decode("utf-8")

    assert done.returncode == 1
    assert f"### {code}\n" in PAGE.read_text("utf-8")
    assert f"```text\n{printed}```\n" in PAGE.read_text("utf-8").split(f"### {code}\n", 1)[1].split("\n### ", 1)[0]


def test_every_other_code_in_the_source_is_in_the_table_of_what_else_is_said():
    table = {row.code for row in MAKER.said_elsewhere()}
    checks = {path for pattern in MAKER.OF_CHECKS for path in SOURCE.glob(pattern)}
    written = {
        code
        for path in set(SOURCE.rglob("*.py")) - checks
        for code in re.findall(r'\b(?:Problem|wrong|_error)\(\s*"([a-z]+\.[a-z-]+)"', path.read_text("utf-8"))
    }

    assert len(written) > 50
    assert written <= table
    assert {"answer.not-offered", "answers.missing", "journal.link", "lens.unknown", "protocol.unknown"} <= table


def test_the_table_names_each_message_with_its_code_and_never_only_dots():
    rows = MAKER.said_elsewhere()

    assert {row.code.partition(".")[0] for row in rows} >= {"answer", "answers", "journal", "session", "route", "lens"}
    assert [row for row in rows if not re.search(r"\w{2}", row.message)] == []
    assert [row for row in rows if row.code == "lens.unknown" and "protocol" in row.message] == []


def test_what_the_guide_shows_of_a_check_is_what_the_check_finds(tmp_path):
    guide = (ROOT / "docs" / "guides" / "write-a-framework.md").read_text("utf-8")
    draft = re.search(r"```yaml\n(# file: draft\.yaml\n.*?)```", guide, re.DOTALL)[1]
    shown = re.search(r"```text\n(draft\.yaml:.*?)```", guide, re.DOTALL)[1]
    path = tmp_path / "draft.yaml"
    path.write_text(draft, "utf-8")

    checked = check_content([path], {"bundled": ROOT / "frameworks"}, MAKER.CLOCK)

    assert MAKER.printed(checked, tmp_path) == shown.rstrip("\n")
