"""How wide text is, about, and how it is broken into lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.render.measure import fitted, text_width
from ethics_cli.render.visible import one_line


@given(st.text(max_size=200), st.floats(20, 300))
def test_lines_are_no_wider_than_there_is_room_and_lose_no_character(text: str, width: float) -> None:
    lines = list(fitted(text, width, 10))

    assert "".join("".join(lines).split()) == "".join(one_line(text).split())
    assert [line for line in lines if text_width(line, 10) > width and len(line) > 1] == []


def test_bold_text_and_wide_characters_take_more_room() -> None:
    assert text_width("word", 10, bold=True) > text_width("word", 10)
    assert text_width("漢字", 10) > text_width("ab", 10)
    assert text_width("ii", 10) < text_width("MM", 10)
    assert text_width("", 10) == 0
