"""Wrapped text and the matrix in plain characters, at any width; and the sentences that say the matrix in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.appraisal import Cell, Matrix
from ethics_cli.core.framework import LEANINGS, Framework
from ethics_cli.core.walk import Item
from ethics_cli.render.plain_table import in_words, matrix_lines, wrapped

WIDTHS = (40, 80, 200)
TITLES = {"autonomy": "Respect for autonomy", "justice": "Justice", "virtue": "Character and virtue"}
LONG = "Speak with her manager, in her presence and with her agreement, about the rota and about the two evenings"


def table(leanings: dict[str, list[str]], because: str = "Because it is so.", label: str = "An option") -> Matrix:
    """A matrix from leanings by lens, one for each option; empty where it was left open."""
    count = max((len(row) for row in leanings.values()), default=0)
    options = tuple(Item("options.options", f"o{at}", f"{label} {at}", {}) for at in range(1, count + 1))
    lenses = tuple(Framework(ident, "lens", "1.0.0", TITLES.get(ident, ident.capitalize())) for ident in leanings)
    cells = {
        (ident, f"o{at}"): Cell(leaning, because) if leaning else Cell(non="unknown")
        for ident, row in leanings.items()
        for at, leaning in enumerate(row, 1)
    }
    return Matrix(options, lenses, cells)


def words(leanings: dict[str, list[str]], because: str = "Because it is so.") -> str:
    return " ".join(in_words(table(leanings, because)))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("options", [1, 2, 4, 8])
def test_no_line_of_the_matrix_is_wider_than_the_screen(width: int, options: int) -> None:
    drawn = list(matrix_lines(table({ident: ["for"] * options for ident in TITLES}, label=LONG), width))
    assert max(len(line) for line in drawn) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_each_sign_stands_under_the_letter_of_its_option(width: int) -> None:
    drawn = list(
        matrix_lines(
            table({"autonomy": ["strongly-against", "for", "neither"], "justice": ["strongly-for", "", "against"]}),
            width,
        )
    )
    head, *rows = drawn[drawn.index("") + 1 :]
    ends = [head.index(letter) for letter in "ABC"]
    assert [[row[: end + 1].split()[-1] for end in ends] for row in rows] == [["−−", "+", "0"], ["++", "?", "−"]]
    assert [row.split("  ")[1] for row in rows] == ["Respect for autonomy"[: len(rows[0].split("  ")[1])], "Justice"]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_letter_is_explained(width: int) -> None:
    drawn = "\n".join(
        matrix_lines(table({"autonomy": ["for", "for"], "justice": ["for", "against"]}, label=LONG), width)
    )
    legend = " ".join(drawn.split("\n\n")[0].split())
    assert legend == f"A {LONG} 1 B {LONG} 2"


@given(st.text(), st.sampled_from(WIDTHS), st.sampled_from(["", "  ", "    › "]))
def test_wrapping_loses_no_word_and_keeps_within_the_width(text: str, width: int, indent: str) -> None:
    from ethics_cli.render.visible import visible

    drawn = list(wrapped(text, width, indent, " " * len(indent)))
    assert all(len(line) <= width for line in drawn)
    assert "".join("".join(drawn).removeprefix(indent.rstrip()).split()) in (
        "".join(visible(text).split()),
        "".join((indent + visible(text)).split()),
    )


def test_line_ends_that_were_typed_stay() -> None:
    assert list(wrapped("one\n\ntwo", 40, "  ")) == ["  one", "", "  two"]


def test_a_word_longer_than_the_screen_is_broken_and_not_lost() -> None:
    drawn = list(wrapped("x" * 100, 40))
    assert "".join(drawn) == "x" * 100
    assert max(map(len, drawn)) == 40


# in words


def test_options_on_which_all_lean_one_way_are_said_together() -> None:
    said = words(
        {"autonomy": ["against", "for", "strongly-against"], "justice": ["strongly-against", "strongly-for", "against"]}
    )
    assert "They agree in leaning against A and C." in said
    assert "They agree in leaning towards B." in said
    assert "pull apart" not in said


def test_where_lenses_part_both_sides_are_named_and_who_leans_strongly() -> None:
    said = words({"autonomy": ["strongly-against"], "justice": ["for"], "virtue": ["neither"]})
    assert "They pull apart on A" in said
    for_it, against_it = said.partition("against it")[0], said.partition("against it")[2]
    assert "justice" in for_it and "strongly" not in for_it
    assert "respect for autonomy (strongly)" in against_it.lower()
    assert "character" not in said.lower()
    assert "agree" not in said


def test_an_option_that_no_lens_leans_against_is_named_with_the_least_convinced_lens_and_its_reason() -> None:
    said = words({"autonomy": ["strongly-for"], "justice": ["neither"]}, because="It waits until Thursday.")
    assert "No lens leans against A." in said
    assert "The least convinced is justice: " in said
    assert "aits until Thursday." in said and ".." not in said


def test_no_lens_is_called_least_convinced_when_two_are() -> None:
    said = words({"autonomy": ["neither"], "justice": ["neither"], "virtue": ["for"]})
    assert "No lens leans against A." in said
    assert "least convinced" not in said


def test_an_option_that_no_lens_leans_towards_is_named() -> None:
    assert "No lens leans towards A." in words({"autonomy": ["against"], "justice": ["neither"]})


@pytest.mark.parametrize("leanings", [{}, {"autonomy": ["for", "against"]}, {"autonomy": [], "justice": []}])
def test_with_fewer_than_two_lenses_or_no_option_there_is_nothing_to_compare(leanings: dict[str, list[str]]) -> None:
    assert list(in_words(table(leanings))) == []


def test_a_view_that_was_left_open_is_on_no_side() -> None:
    assert words({"autonomy": [""], "justice": ["for"]}) == ""


@given(
    st.dictionaries(
        st.sampled_from(list(TITLES)), st.lists(st.sampled_from(["", *LEANINGS]), min_size=3, max_size=3), min_size=2
    )
)
def test_no_sentence_calls_an_option_better_and_none_says_two_things_of_one_option(
    leanings: dict[str, list[str]],
) -> None:
    sentences = list(in_words(table(leanings)))
    said = " ".join(sentences).lower()
    assert not any(word in said for word in ("best", "better", "should", "recommend", "score", "total", "win"))
    for letter in "ABC":
        against = [one for one in sentences if "leaning against" in one and letter in one.split("against")[1]]
        apart = [one for one in sentences if one.startswith(f"They pull apart on {letter}")]
        none_against = [one for one in sentences if one.startswith(f"No lens leans against {letter}.")]
        assert len(against) + len(apart) + len(none_against) <= 1
