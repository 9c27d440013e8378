"""An index of words: with FTS5 and without it, the same words are found, and no query is odd."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.files.index import CLOSE, OPEN, Index, Term, has_fts, terms_in

BOTH = pytest.mark.parametrize(
    "fts", [pytest.param(True, marks=pytest.mark.skipif(not has_fts(), reason="no FTS5")), False]
)
TEXTS = ("He drives a forklift by day.", "A talk with the team leader", "Leaders of a team\x02 and\x03 others", "Ärger")


def made(fts: bool) -> Index:
    index = Index(fts=fts)
    index.add(enumerate(TEXTS))
    return index


def numbers(index: Index, query: str) -> list[int]:
    return sorted({hit.number for term in terms_in(query) for hit in index.find(term)})


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("one two", [Term(("one",)), Term(("two",))]),
        ('"one two" three*', [Term(("one", "two")), Term(("three",), begins=True)]),
        ("co-worker", [Term(("co", "worker"))]),
        ('((" *', []),
        ("AND NEAR(x", [Term(("and",)), Term(("near", "x"))]),
    ],
)
def test_what_is_typed_is_words_and_never_a_language(typed: str, terms: list[Term]) -> None:
    assert terms_in(typed) == terms


@BOTH
def test_words_words_in_a_row_and_beginnings_are_found(fts: bool) -> None:
    index = made(fts)
    assert numbers(index, "FORKLIFT") == [0]
    assert numbers(index, '"team leader"') == [1]
    assert numbers(index, '"leader team"') == []
    assert numbers(index, "fork*") == [0]
    assert numbers(index, "nothing") == []


@BOTH
def test_a_word_that_is_found_is_marked_and_a_text_cannot_forge_a_mark(fts: bool) -> None:
    index = made(fts)
    (hit,) = index.find(Term(("forklift",)))
    assert f"{OPEN}forklift{CLOSE}" in hit.snippet
    (other,) = index.find(Term(("others",)))
    assert other.snippet.count(OPEN) == other.snippet.count(CLOSE) == 1


@BOTH
@given(query=st.text(max_size=30))
def test_no_query_breaks_the_index(fts: bool, query: str) -> None:
    index = made(fts)
    for term in terms_in(query):
        for hit in index.find(term):
            assert OPEN in index.marked(hit.number, [term])


@BOTH
def test_texts_like_another_share_its_rare_words(fts: bool) -> None:
    index = Index(fts=fts)
    index.add((number, f"the case and its notes number{number}") for number in range(50))
    index.add([(50, "the case of the lighthouse keeper")])
    assert [number for number, _ in index.like("A lighthouse, and the case of it", 3)] == [50]


def test_where_there_is_fts_a_word_is_found_in_its_other_forms() -> None:
    if not has_fts():
        pytest.skip("no FTS5")
    assert numbers(made(True), "leader") == [1, 2]
    assert numbers(made(True), "arger") == [3]
