"""Which profession somebody means by their own word for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.profession import PROFESSIONS, profession_of


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Clinical psychologist", "psychologist"),
        ("counselling psychologist", "psychologist"),
        ("Psychotherapist", "therapist"),
        ("school counsellor", "counsellor"),
        ("Guidance Counselor", "counsellor"),
        ("Social worker", "social-worker"),
        ("social-work lead", "social-worker"),
        ("caseworker", "social-worker"),
        ("executive coach", "coach"),
        ("HR partner", "hr"),
        ("partner/HR", "hr"),
        ("head of people (HR)", "hr"),
        ("Human resources", "hr"),
        ("management consultant", "consultant"),
        ("policy adviser", "consultant"),
        ("nurse", "nurse"),
        ("nurse consultant", "nurse"),
        ("GP", "doctor"),
        ("consultant psychiatrist", "doctor"),
        ("Physician", "doctor"),
        ("maths teacher", "teacher"),
        ("university lecturer", "teacher"),
    ],
)
def test_a_profession_is_known_by_what_people_call_themselves(said: str, meant: str) -> None:
    assert profession_of(said) == meant


@pytest.mark.parametrize("said", ["Chaplain", "throughput manager", "agp", "supervisor", "…"])
def test_any_other_word_is_another_profession(said: str) -> None:
    assert profession_of(said) == "other"


@pytest.mark.parametrize("said", ["", " ", "\t\n"])
def test_nothing_said_is_no_profession(said: str) -> None:
    assert profession_of(said) == ""


@pytest.mark.parametrize("name", PROFESSIONS)
def test_each_profession_that_content_names_means_itself(name: str) -> None:
    assert profession_of(name) == name
    assert profession_of(name.replace("-", " ").upper()) == name


@given(st.text(max_size=60))
def test_whatever_is_said_means_one_profession_another_or_none(said: str) -> None:
    assert profession_of(said) in ({*PROFESSIONS, "other"} if said.strip() else {""})
    assert profession_of(f"  {said} ") == profession_of(said)
