"""A document on a terminal of any width: nothing is wider than the window where it can be helped, and no word is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.render.document import Bullets, Document, Fold, Heading, Para, Quote, Rule, Table, Words, rows
from ethics_cli.render.plain_document import document_lines

WORDS = st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=12).map(" ".join)
TABLE = Table(("Question", "First", "Second"), rows([("Wants", "To be heard", "Rest"), ("Duty", "No", "Not sure")]))


def told(document: Document, width: int) -> list[str]:
    return [line.text for line in document_lines(document, width)]


def test_a_table_with_room_is_told_in_columns() -> None:
    assert told(Document(blocks=(TABLE,)), 80) == [
        "  Question   First         Second",
        "  Wants      To be heard   Rest",
        "  Duty       No            Not sure",
    ]


def test_a_table_without_room_is_told_row_by_row_under_its_names() -> None:
    assert told(Document(blocks=(TABLE,)), 30) == [
        "  Wants",
        "    First   To be heard",
        "    Second  Rest",
        "  Duty",
        "    First   No",
        "    Second  Not sure",
    ]


def test_a_cell_of_several_lines_keeps_them() -> None:
    table = Table(("Q", "First", "Second"), rows([("Why", "for\nagainst", "")]))

    assert told(Document(blocks=(table,)), 80) == ["  Why", "    First   for", "            against", "    Second  ·"]


@given(WORDS, st.integers(24, 120))
def test_every_word_is_told_and_no_line_is_wider_than_the_window(text: str, width: int) -> None:
    said = (Words(text), Words(text, "em"))
    blocks = (
        Heading(1, text), Heading(3, text), Para(said), Quote((Para(said),)), Bullets((said,)), Rule(),
        Table(("Q", "A"), ((said, said),)), Fold(text, (Para(said),)),
    )  # fmt: skip
    lines = told(Document(blocks=blocks), width)

    assert max(map(len, lines)) <= width
    assert "".join(lines).count("a") >= 8 * text.count("a")
