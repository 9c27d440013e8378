from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ethics_cli.files.answers_file import read_answers, read_value, write_answers
from ethics_cli.problems import EthicsError, Place

WHOLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
SAID = WHOLE.filter(lambda text: text.strip() == text and text != "")
"""The journal keeps answers without spaces around them and never keeps an empty one."""


@settings(max_examples=600, deadline=None)
@given(SAID)
@example("no")
@example("1.10")
@example("- x")
@example("a: b")
@example("# no comment")
@example('"quoted"')
@example("line one\nline two")
@example("a\x85\u2028\u202e\ufeff")
@example("\\u0041")
@example("x" * 20_000)
@example("{a}")
@example("~")
def test_any_text_that_is_written_is_read_back_the_same(text: str) -> None:
    written = write_answers({"walk": "answers"}, {"framing.wants": text}, {})
    assert read_answers(written.encode(), "f").plain["answers"] == {"framing.wants": text}


VALUES = st.recursive(
    SAID,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def has_list_in_list(value: object) -> bool:
    if isinstance(value, dict):
        return any(has_list_in_list(one) for one in value.values())
    return isinstance(value, list) and any(isinstance(one, list) or has_list_in_list(one) for one in value)


@settings(max_examples=400, deadline=None)
@given(VALUES.filter(lambda value: not has_list_in_list(value)))
def test_lists_and_maps_of_text_are_read_back_the_same(value: object) -> None:
    written = write_answers({"walk": "answers"}, {"framing.wants": value}, {})
    assert read_answers(written.encode(), "f").plain["answers"] == {"framing.wants": value}


@settings(max_examples=400, deadline=None)
@given(SAID)
@example("Wait: and look again")
@example("?")
@example("<<")
@example("a\u202e")
@example("12")
@example("a" * 1100)
def test_any_name_of_an_item_is_read_back_as_the_same_key(name: str) -> None:
    written = write_answers({"walk": "answers"}, {"autonomy.stands": {name: "for"}}, {})
    assert read_answers(written.encode(), "f").plain["answers"] == {"autonomy.stands": {name: "for"}}


def test_a_note_above_a_step_stays_a_note() -> None:
    written = write_answers(
        {"walk": "answers"}, {"framing.wants": "x"}, {"framing.wants": "What is wanted\nin two lines: yes"}
    )
    assert "  # What is wanted\n  # in two lines: yes\n  framing.wants: x\n" in written
    assert read_answers(written.encode(), "f").plain["answers"] == {"framing.wants": "x"}


def test_no_answers_at_all_are_an_empty_map() -> None:
    assert read_answers(write_answers({"walk": "answers"}, {}, {}).encode(), "f").plain.get("answers", {}) == {}


def test_the_head_is_kept() -> None:
    head = {
        "walk": "answers",
        "route": "quick",
        "profession": "nurse: adult",
        "lenses": ["autonomy"],
        "handled": {"triage.danger-now": "Called: “them”"},
    }
    plain = read_answers(write_answers(head, {}, {}).encode(), "f").plain
    assert {key: plain[key] for key in head} == head


def test_each_answer_has_its_place() -> None:
    read = read_answers(b"answers:\n  triage.danger: no\n  framing.kind:\n    value: plain\n", "case.yaml")
    assert read.places["answers", "framing.kind", "value"] == Place("case.yaml", 4, 5)


def test_an_answers_file_may_be_json() -> None:
    assert read_answers(b'{"answers": {"triage.danger": "no"}}', "f").plain["answers"] == {"triage.danger": "no"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("no", "no"),
        ("[a, b]", ["a", "b"]),
        ("{value: no}", {"value": "no"}),
        ("a: b", "a: b"),
        ("", ""),
        ("*", "*"),
        (" [x]", ["x"]),
    ],
)
def test_a_value_from_the_command_line_is_text_unless_it_opens_a_bracket(typed: str, read: object) -> None:
    assert read_value(typed) == read


def test_a_value_from_the_command_line_that_is_no_list_is_refused() -> None:
    with pytest.raises(EthicsError) as caught:
        read_value("[a, b")
    assert caught.value.problems[0].place is not None
    assert caught.value.problems[0].place.file == "--set"
