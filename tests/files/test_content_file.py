from __future__ import annotations

import pytest

from ethics_cli.files.content_file import read_content
from ethics_cli.files.library import bundled_folder
from ethics_cli.problems import EthicsError, Problem

CANARY = "canary9137"
FRAMEWORK = """\
framework: sample
kind: lens
edition: 1.0.0
title: A sample
asks: What is asked?
about: For trying things out.
authors: Nobody
funding: none
review_by: 2027-11-21
sources:
  s1: {cite: "A book", checked_on: 2026-11-21, verified: no}
steps:
  - id: first
    ask: Is it so?
    type: yes-no
  - id: second
    ask: Which?
    type: one-of
    choices:
      plain: Just this
      whole: {label: And this, alone: yes}
  - id: third
    ask: Who?
    type: roster
    fields:
      - {id: role, ask: "Which role?"}
flags:
  - id: mind
    when: {first: yes}
    level: note
    say: Mind this.
"""
ROUTE = """\
route: sample
title: A sample
edition: 1.0.0
about: For trying things out.
minutes: 5
depth: quick
walk:
  - triage
  - {framework: framing, when: {triage.danger: no}}
"""
ROWS = """\
rows: 1.0.0
groups:
  - title: A group
    rows:
      facts: What is known
"""
LAYOUT = """\
record: sample
edition: 1.0.0
title: A record
parts:
  - {show: decision, title: Decision}
"""
WALK = """\
walk: sample
route: quick
answers:
  triage.danger: no
expect:
  path: [triage.danger]
"""
DOCUMENTS = {"framework": FRAMEWORK, "route": ROUTE, "rows": ROWS, "record": LAYOUT, "walk": WALK}


def problems_in(text: str) -> list[Problem]:
    with pytest.raises(EthicsError) as caught:
        read_content(text.encode(), "c.yaml")
    return list(caught.value.problems)


def the_problem_in(text: str) -> Problem:
    (problem,) = problems_in(text)
    return problem


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_each_kind_of_document_is_known_by_its_first_key(kind: str) -> None:
    found, plain, _ = read_content(DOCUMENTS[kind].encode(), "c.yaml")
    assert found == kind
    assert plain[kind]


UNKNOWN = {
    "framework": (FRAMEWORK, "funding: none", "fundin: none\nfunding: none", "8:1", "funding"),
    "source": (FRAMEWORK, 'cite: "A book"', 'cite: "A book", verifed: no', "11:24", "verified"),
    "step": (FRAMEWORK, "    ask: Is it so?", "    asks: x\n    ask: Is it so?", "14:5", "ask"),
    "choice": (FRAMEWORK, "alone: yes", "alon: yes", "21:32", "alone"),
    "field": (FRAMEWORK, 'ask: "Which role?"', 'ask: "Which role?", requird: yes', "26:40", "required"),
    "flag": (FRAMEWORK, "    level: note", "    level: note\n    levle: note", "31:5", "level"),
    "route": (ROUTE, "minutes: 5", "minutes: 5\nminute: 5", "6:1", "minutes"),
    "stop": (ROUTE, "when: {triage", "whne: {triage", "9:26", "when"),
    "rows": (ROWS, "groups:", "group: []\ngroups:", "2:1", "groups"),
    "row group": (ROWS, "    rows:", "    titel: x\n    rows:", "4:5", "title"),
    "layout": (LAYOUT, "title: A record", "title: A record\nparst: []", "4:1", "parts"),
    "part": (LAYOUT, "title: Decision", "titel: Decision", "5:22", "title"),
    "walk": (WALK, "answers:", "anwsers: {}\nanswers:", "3:1", "answers"),
    "expect": (WALK, "  path:", "  paht: []\n  path:", "6:3", "path"),
}


@pytest.mark.parametrize("part", UNKNOWN)
def test_an_unknown_key_is_refused_at_its_place_with_the_key_that_was_meant(part: str) -> None:
    text, old, new, place, meant = UNKNOWN[part]
    problem = problems_in(changed(text, old, new))[0]
    assert problem.code == "content.unknown-key"
    assert str(problem.place) == f"c.yaml:{place}"
    assert problem.hint == f"did you mean `{meant}`?"


def test_an_unknown_key_that_is_near_to_none_names_the_known_ones() -> None:
    problem = the_problem_in(changed(WALK, "route: quick", "zzzzzz: quick"))
    assert problem.hint.startswith("known here: ")
    assert "answers" in problem.hint


MISSING = {
    "framework": (FRAMEWORK, "title: A sample\n", "title", 1),
    "source": (FRAMEWORK, ", checked_on: 2026-11-21", "checked_on", 11),
    "step": (FRAMEWORK, "    ask: Is it so?\n", "ask", 13),
    "flag": (FRAMEWORK, "    say: Mind this.\n", "say", 28),
    "route": (ROUTE, "minutes: 5\n", "minutes", 1),
    "row group": (ROWS, "  - title: A group\n    rows:", "title", 3),
    "layout": (LAYOUT, "title: A record\n", "title", 1),
    "part": (LAYOUT, "show: decision, ", "show", 5),
}


@pytest.mark.parametrize("part", MISSING)
def test_a_missing_key_is_named_at_the_place_of_what_lacks_it(part: str) -> None:
    text, old, name, line = MISSING[part]
    problem = the_problem_in(changed(text, old, "  - rows:" if part == "row group" else ""))
    assert problem.code == "content.missing-key"
    assert f"`{name}`" in problem.message
    assert problem.place is not None
    assert problem.place.line == line


WRONG = {
    "text where a list belongs": (
        FRAMEWORK,
        "flags:\n  - id: mind\n    when: {first: yes}\n    level: note\n    say: Mind this.\n",
        "flags: none\n",
        "27:1",
    ),
    "a list where text belongs": (ROUTE, "title: A sample", "title: [A, sample]", "2:1"),
    "text where a map belongs": (WALK, "expect:\n  path: [triage.danger]\n", "expect: nothing\n", "5:1"),
    "words where a number belongs": (ROUTE, "minutes: 5", "minutes: five", "5:1"),
    "a fraction where a whole number belongs": (ROUTE, "minutes: 5", "minutes: 5.5", "5:1"),
    "maybe where yes or no belongs": (FRAMEWORK, "verified: no", "verified: maybe", "11:48"),
    "a list that is empty": (LAYOUT, "parts:\n  - {show: decision, title: Decision}\n", "parts: []\n", "4:1"),
    "text that is empty": (FRAMEWORK, "title: A sample", "title: ''", "4:1"),
    "text that is too long": (FRAMEWORK, "title: A sample", f"title: {'x' * 2001}", "4:1"),
    "a kind that there is not": (FRAMEWORK, "kind: lens", "kind: lenz", "2:1"),
    "a type that there is not": (FRAMEWORK, "type: roster", "type: rooster", "24:5"),
    "a level that there is not": (FRAMEWORK, "level: note", "level: notice", "30:5"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_value_of_the_wrong_form_is_refused_at_its_key(case: str) -> None:
    text, old, new, place = WRONG[case]
    problem = the_problem_in(changed(text, old, new))
    assert str(problem.place) == f"c.yaml:{place}"
    assert problem.code in ("content.form", "content.not-offered")
    assert problem.message


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("kind: lens", "kind: lenz", "lens"),
        ("type: roster", "type: rooster", "roster"),
        ("level: note", "level: nte", "note"),
    ],
)
def test_a_value_that_is_not_offered_is_met_with_the_one_that_was_meant(old: str, new: str, meant: str) -> None:
    problem = the_problem_in(changed(FRAMEWORK, old, new))
    assert problem.code == "content.not-offered"
    assert problem.hint == f"did you mean `{meant}`?"


@pytest.mark.parametrize(
    "ident", ["Sample", "1st", "a_b", "a b", "-a", "a-", "a--b", "../x", "é", "a.b", "a/b", "con:"]
)
def test_an_id_that_is_not_lower_case_words_joined_by_hyphens_is_refused(ident: str) -> None:
    problem = the_problem_in(changed(FRAMEWORK, "framework: sample", f"framework: '{ident}'"))
    assert problem.code == "content.pattern"
    assert "hyphens" in problem.hint
    assert str(problem.place) == "c.yaml:1:1"


def test_an_id_may_have_forty_characters_and_no_more() -> None:
    read_content(changed(FRAMEWORK, "framework: sample", "framework: " + "a" * 40).encode(), "c.yaml")
    assert the_problem_in(changed(FRAMEWORK, "framework: sample", "framework: " + "a" * 41)).code == "content.form"


def test_an_id_may_not_end_in_a_line_end() -> None:
    assert the_problem_in(changed(FRAMEWORK, "framework: sample", 'framework: "sample\\n"')).code == "content.pattern"


@pytest.mark.parametrize("day", ["21.11.2027", "2027-11", "2027-1-1", "tomorrow", "2027-11-21T10:00"])
def test_a_day_in_another_form_is_refused_with_an_example(day: str) -> None:
    problem = the_problem_in(changed(FRAMEWORK, "review_by: 2027-11-21", f"review_by: {day}"))
    assert problem.code == "content.pattern"
    assert "2027-11-21" in problem.hint


@pytest.mark.parametrize("edition", ["1", "1.0", "v1.0.0", "1.0.0-beta"])
def test_an_edition_in_another_form_is_refused_with_an_example(edition: str) -> None:
    problem = the_problem_in(changed(FRAMEWORK, "edition: 1.0.0", f"edition: {edition}"))
    assert problem.code == "content.pattern"
    assert "1.0.0" in problem.hint


def test_every_problem_of_form_is_found_in_one_run_in_the_order_of_the_file() -> None:
    text = changed(
        changed(changed(FRAMEWORK, "kind: lens", "kind: lenz"), "title: A sample\n", ""), "level: note", "level: loud"
    )
    assert len(problems_in(text)) == 3
    places = [problem.place for problem in problems_in(text)]
    assert places == sorted(places)


@pytest.mark.parametrize("text", ["a: 1\n", "- a\n", "just text\n", "steps: []\n"])
def test_what_is_no_kind_of_content_is_refused(text: str) -> None:
    problem = the_problem_in(text)
    assert problem.code == "content.kind"
    assert "framework" in problem.hint


CANARIES = [(kind, line) for kind, text in DOCUMENTS.items() for line in range(len(text.splitlines()))]


@pytest.mark.parametrize(("kind", "line"), CANARIES, ids=str)
def test_no_message_repeats_a_value_of_the_document(kind: str, line: int) -> None:
    lines = DOCUMENTS[kind].splitlines()
    key, colon, _ = lines[line].partition(": ")
    lines[line] = f"{key}{colon}{CANARY} {CANARY.upper()}" if colon else f"{lines[line]} {CANARY}"
    try:
        read_content("\n".join(lines).encode(), "c.yaml")
    except EthicsError as fault:
        said = str(fault) + "".join(problem.message + problem.hint for problem in fault.problems)
        assert CANARY not in said.lower()
        assert fault.__cause__ is None or CANARY not in str(fault.__cause__).lower()


@pytest.mark.parametrize("escape", ["\\e[2J", "\\x9b2J", "\\u202e", "\\u200b", "\\0", "\\u2028"])
def test_content_may_not_bring_in_by_an_escape_what_it_may_not_hold(escape: str) -> None:
    problem = the_problem_in(changed(FRAMEWORK, "title: A sample", f'title: "A {escape} sample"'))
    assert problem.place is not None
    assert problem.place.line == 4


def test_all_bundled_content_is_in_form() -> None:
    kinds = {read_content(path.read_bytes(), str(path))[0] for path in bundled_folder().rglob("*.yaml")}
    assert {"framework", "route", "rows", "record"} <= kinds
