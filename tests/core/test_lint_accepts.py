"""What content accepts, and the list of checks: the names in the source, in the list and in the page are the same."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ethics_cli.core.lint import Fault, Piece, lint
from ethics_cli.core.lint_codes import ALSO, CODES

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ethics_cli"
PAGE = ROOT / "docs" / "reference" / "checks.md"
Plain = dict[str, Any]
LEADING = "Surely it is so."


def step(ident: str = "one", **more: Any) -> Plain:
    return {"id": ident, "ask": "What is it?", "type": "text", "source": "book", "depth": "quick", **more}


def small(*steps: Plain, accepts: Any = (), **more: Any) -> Piece:
    plain = {
        "framework": "small",
        "kind": "protocol",
        "edition": "1.0.0",
        "title": "Small",
        "asks": "What is it?",
        "about": "For a case in which two duties pull apart and somebody has to choose between them.",
        "authors": "The ethics project",
        "funding": "none",
        "reviewed": "none",
        "review_by": "2027-11-01",
        "sources": {"book": {"cite": "A book", "checked_on": "2026-01-01"}},
        "steps": list(steps),
        "challenge": "What was left out?",
        "accepts": [{"because": "It is meant so.", **one} for one in accepts],
    }
    return Piece("framework", "small", {**plain, **more})


def told(*pieces: Piece) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(fault.problem.code, fault.path) for fault in lint(pieces, TODAY)]


def fault_of(code: str, *pieces: Piece) -> Fault:
    return next(fault for fault in lint(pieces, TODAY) if fault.problem.code == code)


# what is accepted


def test_a_fault_that_is_accepted_is_not_told() -> None:
    leading = [step(hint=LEADING), step("two", why=LEADING)]

    assert told(small(*leading)) == [
        ("wording.leading", ("steps", 0, "hint")),
        ("wording.leading", ("steps", 1, "why")),
    ]
    assert told(small(*leading, accepts=[{"check": "wording.leading"}])) == []


def test_with_at_only_the_faults_of_that_step_or_flag_are_accepted() -> None:
    leading = [step(hint=LEADING), step("two", why=LEADING)]
    flags = [{"id": "up", "when": {"one": {"answered": "yes"}}, "level": "note", "say": LEADING}]

    assert told(small(*leading, accepts=[{"check": "wording.leading", "at": "two"}])) == [
        ("wording.leading", ("steps", 0, "hint"))
    ]
    assert told(small(step(), flags=flags, accepts=[{"check": "wording.leading", "at": "up"}])) == []


def test_a_fault_of_another_piece_is_not_accepted_along_with_it() -> None:
    other = small(step(hint=LEADING), framework="other")
    accepting = small(step(hint=LEADING), accepts=[{"check": "wording.leading"}])
    found = lint([accepting, Piece("framework", "other", other.plain)], TODAY)

    assert [(fault.id, fault.problem.code) for fault in found] == [("other", "wording.leading")]


def test_an_older_check_can_be_accepted_too() -> None:
    assert told(small(step(source=[]), step("two"), accepts=[{"check": "source.missing", "at": "one"}])) == []


@pytest.mark.parametrize("ids", [{}, {"at": "small"}])
def test_a_route_accepts_as_a_whole_or_at_a_stop(ids: Plain) -> None:
    plain = {"route": "quick", "title": "R", "edition": "1.0.0", "depth": "quick", "walk": ["small"]}
    missed = ["ipdas.Q2", "ipdas.L3", "ipdas.L5"]
    accepts = [{"check": code, "because": "Meant so."} for code in missed]
    deep = small(step(depth="full"))
    empty = {"check": "route.empty-stop", "because": "Meant so.", **ids}

    assert [code for code, _ in told(small(step()), Piece("route", "quick", plain))] == missed
    assert told(small(step()), Piece("route", "quick", {**plain, "accepts": accepts})) == []
    assert "route.empty-stop" not in [
        code for code, _ in told(deep, Piece("route", "quick", {**plain, "accepts": [empty]}))
    ]


def test_norms_accept_at_one_of_them_and_models_as_a_whole() -> None:
    signed = {"edition": "1.0.0", "authors": "A", "funding": "none", "reviewed": "none", "review_by": "2027-11-01"}
    undated = [{"id": name, "source": {"cite": "A law"}} for name in ("one", "two")]
    accepts = [{"check": "ipdas.C3", "at": "one", "because": "Its text is of the person's own office."}]
    norms = Piece("norms", "uk", {"norms": "uk", "entries": undated, "accepts": accepts, **signed})
    read = {"check": "ipdas.L6", "because": "Nobody was found who could."}
    model = Piece("model", "aca", {"model": "aca", "source": {"checked_on": "2026-01-01"}, **signed, "reviewed": ""})

    assert told(norms) == [("ipdas.C3", ("entries", 1, "source", "checked_on"))]
    assert told(Piece("model", "aca", {**model.plain, "accepts": [read]})) == []


def test_an_error_is_told_all_the_same() -> None:
    faulty = small(step(source="boook"), step("two"), accepts=[{"check": "source.unknown"}])

    assert told(faulty) == [("source.unknown", ("steps", 0, "source")), ("accepts.unused", ("accepts", 0))]
    assert "an error cannot be accepted" in fault_of("accepts.unused", faulty).problem.message


# acceptances that do nothing


def test_an_acceptance_that_hides_nothing_is_told() -> None:
    idle = small(step(), step("two", hint=LEADING), accepts=[{"check": "wording.leading", "at": "one"}])

    assert told(idle) == [("wording.leading", ("steps", 1, "hint")), ("accepts.unused", ("accepts", 0))]
    assert fault_of("accepts.unused", idle).problem.level == "warning"


def test_a_check_that_there_is_not_is_told_with_the_nearest() -> None:
    mistyped = small(step(), accepts=[{"check": "wording.leadin"}])

    assert told(mistyped) == [("accepts.unknown-check", ("accepts", 0, "check"))]
    assert fault_of("accepts.unknown-check", mistyped).problem.hint == "did you mean `wording.leading`?"
    assert told(small(step(), accepts=[{"check": "content.missing-key"}])) == [
        ("accepts.unknown-check", ("accepts", 0, "check"))
    ]


def test_a_step_that_there_is_not_is_told_with_the_nearest() -> None:
    mistyped = small(step("first", hint=LEADING), accepts=[{"check": "wording.leading", "at": "frist"}])

    assert told(mistyped) == [
        ("wording.leading", ("steps", 0, "hint")),
        ("accepts.unknown-step", ("accepts", 0, "at")),
    ]
    assert fault_of("accepts.unknown-step", mistyped).problem.hint == "did you mean `first`?"


def test_a_fault_of_an_acceptance_cannot_be_accepted() -> None:
    both = [{"check": "wording.leading"}, {"check": "accepts.unused"}]

    assert told(small(step(), accepts=both)) == [("accepts.unused", ("accepts", 0)), ("accepts.unused", ("accepts", 1))]


# the list of checks


def codes_in(*files: Path) -> set[str]:
    """Every code of a check in source files: in full, or as it is raised in yaml_text.py and of scenarios."""
    heads = "|".join(sorted({code.partition(".")[0] for code in CODES} | {"yaml", "content", "check"}))
    text = "\n".join(file.read_text("utf-8") for file in files)
    of_scenarios = {name for file in files if file.name.startswith("lint_scenario") for name in _of_scenarios(file)}
    return {*re.findall(rf'"((?:{heads})\.[A-Za-z0-9-]+)"', text), *_refused(text), *of_scenarios}


def _of_scenarios(file: Path) -> set[str]:
    """The codes of faults that are made by `_fault(piece, path, name, …)`."""
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = [call.args[2] for call in calls if getattr(call.func, "id", "") == "_fault" and len(call.args) > 2]
    return {f"scenario.{name.value}" for name in names if isinstance(name, ast.Constant)}


def _refused(text: str) -> set[str]:
    return {f"yaml.{name}" for name in re.findall(r'_Refused\(\s*"([a-z-]+)"', text)}


def rows() -> list[list[str]]:
    """The rows of the tables in the page: code, meaning, level, id."""
    lines = PAGE.read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    return [[row[0].strip("`"), *row[1:]] for row in cells]


OF_SENSE = [path for path in sorted((SOURCE / "core").glob("lint*.py")) if path.name != "lint_codes.py"]
OF_FORM = [SOURCE / "files" / name for name in ("yaml_text.py", "content_file.py", "checking.py")]


def test_every_check_of_sense_is_in_the_list_and_no_other() -> None:
    assert codes_in(*OF_SENSE) == CODES


def test_every_code_of_a_check_is_in_the_page_once_and_no_other() -> None:
    listed = [row[0] for row in rows()]

    assert sorted(listed) == sorted(codes_in(*OF_SENSE, *OF_FORM))


def test_the_page_gives_each_check_a_meaning_a_level_and_the_id_that_it_stands_for() -> None:
    for code, meaning, level, ident in rows():
        assert len(meaning.split()) >= 3, code
        assert level in ("error", "warning"), code
        assert ident == (code.removeprefix("ipdas.") if code.startswith("ipdas.") else ALSO.get(code, "")), code


def test_every_id_of_the_list_for_decision_aids_is_somewhere() -> None:
    wanted = {f"{letter}{number}" for letter in "QCL" for number in range(1, 7)}

    found = {ident for row in rows() for ident in row[3].split() if ident}

    assert found == wanted
