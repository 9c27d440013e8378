"""A problem as it is read: its place, what is wrong, the line with a caret, and what to do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.problems import Place, Problem
from ethics_cli.render.problem_text import problem_lines, problems_text

SOURCE = "framework: x\nsteps:\n  - id: able\n    whenn: {able: yes}\n"


def test_a_problem_in_content_shows_place_code_line_caret_and_hint() -> None:
    problem = Problem(
        "content.unknown-key", "there is no key `whenn` here", Place("x.yaml", 4, 5), "did you mean `when`?"
    )
    assert list(problem_lines(problem, {"x.yaml": SOURCE})) == [
        "x.yaml:4:5: content.unknown-key: there is no key `whenn` here",
        "     4 |     whenn: {able: yes}",
        "       |     ^",
        "hint: did you mean `when`?",
    ]


def test_a_problem_without_a_place_is_a_sentence() -> None:
    assert list(problem_lines(Problem("session.unknown", "there is no such session here"))) == [
        "there is no such session here"
    ]


def test_a_file_of_a_case_never_gets_an_excerpt() -> None:
    problem = Problem("journal.chain", "this line does not follow the one before", Place("k7.jsonl", 3, 1))
    assert list(problem_lines(problem, {"x.yaml": SOURCE})) == [
        "k7.jsonl:3:1: journal.chain: this line does not follow the one before"
    ]


def test_a_place_without_a_line_or_beyond_the_end_gets_no_excerpt() -> None:
    assert len(list(problem_lines(Problem("a.b", "c", Place("x.yaml")), {"x.yaml": SOURCE}))) == 1
    assert len(list(problem_lines(Problem("a.b", "c", Place("x.yaml", 99, 1)), {"x.yaml": SOURCE}))) == 1


def test_a_very_long_line_is_cut_and_its_caret_stays_within() -> None:
    _, line, caret = problem_lines(Problem("a.b", "c", Place("x.yaml", 1, 4000)), {"x.yaml": "y" * 5000})
    assert len(line) < 130 and len(caret) < 130 and caret.endswith("^")


def test_several_problems_stand_apart() -> None:
    assert problems_text([Problem("a.b", "one"), Problem("a.c", "two", hint="three")]) == "one\n\ntwo\nhint: three"


@given(st.text(), st.text(), st.text(), st.integers(1, 5), st.integers(1, 300))
def test_nothing_in_a_file_its_name_or_a_message_acts_on_the_terminal(
    name: str, source: str, message: str, line: int, column: int
) -> None:
    told = "".join(problem_lines(Problem("a.b", message, Place(name, line, column), message), {name: source}))
    assert not any((ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 for char in told)
