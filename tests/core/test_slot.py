from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.slot import fill, fragment, slots_in


def test_the_slots_of_a_text_are_named_in_order() -> None:
    assert list(slots_in("{framing.wants}, {item} and {fact.outweighed}; {item}")) == [
        "framing.wants",
        "item",
        "fact.outweighed",
        "item",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "{ item }",
        "{Item}",
        "{item!r}",
        "{item:>9}",
        "{0}",
        "{a.b.c}",
        "{a.}",
        "{.a}",
        "{-a}",
        "{{",
        "{item",
        "item}",
        "%(item)s",
        "$item",
    ],
)
def test_nothing_else_is_a_slot(text: str) -> None:
    assert list(slots_in(text)) == []
    assert fill(text, lambda name: "filled") == text


def test_braces_around_a_slot_stay() -> None:
    assert fill("{{item}}", lambda name: "x") == "{x}"


def test_each_slot_is_filled_by_its_own_name() -> None:
    assert fill("{option} for {party}: {option}", lambda name: name.upper()) == "OPTION for PARTY: OPTION"


def test_what_fills_a_slot_is_not_read_for_slots_again() -> None:
    said = {"item": "{party}", "party": r"{item} \1 \g<0>"}
    assert fill("{item} | {party}", said.__getitem__) == r"{party} | {item} \1 \g<0>"


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_fills_a_slot_stands_there_as_it_is(before: str, typed: str) -> None:
    template = before.replace("{", "(") + "{item}"
    assert fill(template, lambda name: typed) == before.replace("{", "(") + typed


@pytest.mark.parametrize(
    ("typed", "within"),
    [
        ("Keep it confidential.", "keep it confidential"),
        ("  To be heard...  ", "to be heard"),
        ("A second view", "a second view"),
        ("HR must be told.", "HR must be told"),
        ("I want to tell", "I want to tell"),
        ("O'Neill agrees", "O'Neill agrees"),
        ("3 days.", "3 days"),
        ("is it so?", "is it so?"),
        ("", ""),
        ("...", ""),
    ],
)
def test_a_typed_answer_becomes_part_of_a_sentence(typed: str, within: str) -> None:
    assert fragment(typed) == within
