"""Names that somebody wants kept out are seen however they are typed, and everyday words are left alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.declared import KIND, NOBODY, declared, found_in, names_in

DATA = yaml.safe_load((Path(__file__).parent / "data" / "names.yaml").read_text("utf-8"))
NAMES = declared(DATA["names"])
COMMON = declared(
    """Karen Mitchell, Brian Stone, Peter Novak, Helen Carter, Sarah Johnson, Grant Cooper, Christine Walters, Robert Hughes,
    Maria Santos, David Chen, Laura Bennett, Thomas Reid, Will Turner, Alice Morgan, Jason Parker, Emma Clarke, Olga Petrova,
    Ahmed Hassan, Nina Weber, Oscar Lindgren""".split(",")
)
WALKS = sorted((Path(__file__).parents[2] / "frameworks" / "walks").glob("*.yaml"))[:8]
letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
names = st.text(letters, min_size=5, max_size=10).map(lambda one: "q" + one)


def found(text: str, name: str) -> list[str]:
    return [text[one.start : one.end] for one in names_in(text, declared([name]))]


def test_a_name_is_seen_however_it_is_typed():
    wanted = [(one["text"], find) for one in DATA["seen"] for find in one["find"]]
    missed = [
        (text, find)
        for text, find in wanted
        if not any(
            one.start <= text.index(find) and one.end >= text.index(find) + len(find) for one in names_in(text, NAMES)
        )
    ]

    assert len(missed) <= 0.02 * len(wanted), missed


@pytest.mark.parametrize("text", DATA["unseen"])
def test_everyday_words_are_not_taken_for_names(text):
    assert names_in(text, NAMES) == []


def test_twenty_common_names_give_few_alarms_in_clean_prose():
    text = "\n".join(path.read_text("utf-8") for path in WALKS)

    assert len(names_in(text, COMMON)) * 500 <= len(text.split())


@pytest.mark.parametrize("line", ["", "   ", "12345", "Mr", "!?", "A"])
def test_a_line_that_is_no_name_is_passed_over(line):
    assert not declared([line])


@pytest.mark.parametrize(("name", "text"), [("Bob", "bib"), ("Anna", "Ann"), ("Jan Kowal", "January"), ("Ada", "Adam")])
def test_short_names_are_compared_letter_by_letter_and_only_with_whole_words(name, text):
    assert found(text, name) == []


def test_a_name_in_a_script_without_spaces_is_seen_within_a_sentence():
    assert found("昨天王小明来了。", "王小明") == ["王小明"]


def test_the_names_show_nothing_of_themselves():
    assert "rourke" not in f"{NAMES!r} {NAMES}".lower()


def test_a_name_comes_before_a_form_and_nothing_is_told_twice():
    text = "Dr Achterberg, 020 7946 0018"

    kinds = [one.kind for one in found_in(text, declared(["Lena Achterberg"]))]

    assert kinds == [KIND, "telephone number"]
    assert [one.kind for one in found_in(text, NOBODY)] == ["name with a title", "telephone number"]


@given(names, st.integers(0, 9), letters, st.sampled_from(["change", "drop", "add", "swap"]))
def test_one_slip_of_the_keys_is_forgiven_in_a_longer_name(name, at, letter, how):
    at %= len(name) - 1
    slips = {
        "change": name[:at] + letter + name[at + 1 :],
        "drop": name[:at] + name[at + 1 :],
        "add": name[:at] + letter + name[at:],
        "swap": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    }
    text = slips[how].capitalize()

    assert found(f"then {text} said", name) == [text]


@given(st.text(max_size=120), st.lists(st.text(max_size=20), max_size=3))
def test_finds_stand_in_order_within_the_text_and_never_overlap(text, lines):
    spans = names_in(text, declared(lines))

    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
