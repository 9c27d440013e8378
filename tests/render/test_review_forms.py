"""A review in every form: well formed whatever was typed, nothing that a spreadsheet computes, nothing that becomes structure."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.policy import policy_from
from ethics_cli.core.review_report import Asked, Reducing
from ethics_cli.render.review_csv import head_line, neutral, row_lines
from ethics_cli.render.review_data import review_data
from ethics_cli.render.review_junit import junit
from ethics_cli.render.review_markdown import review_markdown
from ethics_cli.render.review_page import review_page
from ethics_cli.render.review_sarif import sarif
from ethics_cli.render.review_text import closing_lines, session_lines

HOSTILE = "=1+1 <script>x</script> ]]> \x1b[31m & | # \n- [x](http://e.x) \u202e"
LEVELS = ("note", "warn", "error")


def rule(ident, level):
    return {"id": ident, "level": level, "finds": "rows", "say": HOSTILE if ident == "r2" else "", "do": "Do it."}


POLICY = policy_from(
    {
        "policy": "p",
        "title": HOSTILE,
        "edition": "1.0.0",
        "rules": [rule(f"r{at}", level) for at, level in enumerate(LEVELS)],
    }
)


def row(name, findings=(), problem=None):
    return {
        "name": name,
        "session": "" if problem else name,
        "problem": problem,
        "findings": [
            {
                "id": f"r{LEVELS.index(level)}",
                "level": level,
                "say": say,
                "do": say,
                "step": "a.b",
                "items": ["o1"],
                "line": line,
            }
            for level, say, line in findings
        ],
        "facts": {},
        "count": 3,
        "head": "",
        "drill": False,
        "meant": True,
    }


def reported(*rows, **asked):
    reducing = Reducing(POLICY, "2026-11-24", Asked(**{"compare": False, **asked}))
    return reducing.report([one for one in reducing.taken(rows) if one["findings"] or one["problem"]])


WORDS = st.text(max_size=30) | st.just(HOSTILE)
FINDINGS = st.lists(st.tuples(st.sampled_from(LEVELS), WORDS, st.integers(0, 400)), max_size=4)
ROWS = st.lists(
    st.builds(row, WORDS, FINDINGS)
    | st.builds(
        row,
        WORDS,
        st.just(()),
        st.fixed_dictionaries({"code": st.just("a.b"), "message": WORDS, "line": st.integers(0, 9)}),
    ),
    max_size=4,
)


@given(ROWS)
def test_junit_is_well_formed_and_counts_what_it_holds(rows):
    report = reported(*rows)

    tree = ET.fromstring(junit(report))

    assert tree.tag == "testsuites"
    assert int(tree.get("errors")) == len(tree.findall(".//error")) == report.problems
    assert int(tree.get("tests")) == report.sessions
    assert len(tree.findall(".//failure")) == report.levels["error"]


@given(ROWS)
def test_csv_gives_back_what_it_was_given_and_no_cell_is_a_formula(rows):
    text = "\n".join([head_line(), *(line for one in rows for line in row_lines(one))]) + "\n"

    table = list(csv.reader(io.StringIO(text)))

    assert len(table) == 1 + sum(len(one["findings"]) + (one["problem"] is not None) for one in rows)
    assert {len(line) for line in table} == {9}
    assert not [cell for line in table for cell in line if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "  =1"])
def test_what_could_be_a_formula_begins_with_an_apostrophe(cell):
    assert neutral(cell).startswith("'")


@given(ROWS)
def test_sarif_has_the_shape_that_its_schema_asks_for(rows):
    report = reported(*rows)

    log = json.loads(json.dumps(sarif(report)))

    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    ids = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert ids == ["r0", "r1", "r2"]
    for one in run["results"]:
        assert ids[one["ruleIndex"]] == one["ruleId"]
        assert one["level"] in ("none", "note", "warning", "error")
        assert isinstance(one["message"]["text"], str)
        (place,) = one["locations"]
        assert place["physicalLocation"]["region"]["startLine"] >= 1
        assert all(
            char.isascii() and char not in ' <>"{}|\\^`'
            for char in place["physicalLocation"]["artifactLocation"]["uri"]
        ) or ("://" in place["physicalLocation"]["artifactLocation"]["uri"])
    assert run["invocations"][0]["executionSuccessful"] is not bool(report.problems)
    assert len(run["results"]) == sum(report.levels.values())


@given(ROWS)
def test_the_page_holds_no_element_that_was_typed(rows):
    page = review_page(reported(*rows))

    assert "<script" not in page
    assert "\x1b" not in page
    assert page.count("<h1>") == 1


@given(ROWS)
def test_what_was_typed_makes_no_heading_in_markdown(rows):
    report = reported(*rows)
    headings = [line for line in review_markdown(report).split("\n") if line.startswith("#")]

    kinds = {one["id"] for each in report.rows for one in each["findings"]}
    levels = {one["level"] for each in report.rows for one in each["findings"]}
    assert len(headings) == 2 + len(kinds) + len(levels) + any(one["problem"] for one in report.rows)


@given(ROWS, st.integers(24, 120))
def test_lines_fit_the_terminal_and_show_nothing_unseen(conforms, rows, width):
    report = reported(*rows)
    lines = [line.text for one in report.rows for line in session_lines(one, width)] + [
        one.text for one in closing_lines(report, width)
    ]

    assert all(conforms(line) for line in lines)


def test_the_whole_as_data_follows_its_schema():
    jsonschema = pytest.importorskip("jsonschema")
    from ethics_cli.render.review_data import SCHEMA

    report = reported(row("a", [("error", "x", 3)]), row("b", (), {"code": "a.b", "message": "m", "line": 0}))

    jsonschema.validate(review_data(report), SCHEMA)


def test_the_gravest_themes_and_those_in_most_sessions_stand_first():
    report = reported(
        row("a", [("note", "x", 1)]), row("b", [("note", "x", 1), ("warn", "x", 1)]), row("c", [("error", "x", 1)])
    )

    page = review_page(report)

    first = [page.index(f'href="#r{at}"') for at in (2, 1, 0)]
    assert first == sorted(first)
