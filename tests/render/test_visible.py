"""What cannot be seen is shown by its number; what can be seen stays as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.render.visible import one_line, plain_signs, visible

HIDDEN = {
    "escape": ("\x1b[2Jgone", "⟨U+001B⟩[2Jgone"),
    "nothing": ("a\x00b", "a⟨U+0000⟩b"),
    "bell": ("\x07", "⟨U+0007⟩"),
    "carriage return": ("seen\rhidden", "seen⟨U+000D⟩hidden"),
    "C1 control": ("\x9b31m", "⟨U+009B⟩31m"),
    "right to left": ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
    "isolate": ("\u2066a\u2069", "⟨U+2066⟩a⟨U+2069⟩"),
    "zero width": ("pass\u200bword", "pass⟨U+200B⟩word"),
    "byte order mark": ("\ufeffa", "⟨U+FEFF⟩a"),
    "line separator": ("a\u2028b", "a⟨U+2028⟩b"),
    "half a character": ("\udc80", "⟨U+DC80⟩"),
    "private use": ("\ue000", "⟨U+E000⟩"),
    "not a character": ("\uffff", "⟨U+FFFF⟩"),
    "tag": ("\U000e0041", "⟨U+E0041⟩"),
}


@pytest.mark.parametrize("name", list(HIDDEN))
def test_a_hidden_character_is_shown_by_its_number(name: str) -> None:
    typed, shown = HIDDEN[name]
    assert visible(typed) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "Zoë said: “no”, née Ångström",
        "日本語",
        "नमस्ते",
        "می\u200cخواهم",
        "👩\u200d⚕️",
        "e\u0301",
        "a\nb",
        "a\u00a0b",
        "−−",
    ],
)
def test_what_can_be_seen_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_a_tab_becomes_spaces_and_a_line_end_stays() -> None:
    assert visible("a\tb\nc") == "a    b\nc"


@given(st.text())
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    shown = visible(text)
    assert all(char == "\n" or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


@given(st.text())
def test_showing_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"])))
def test_letters_marks_signs_and_digits_are_never_changed(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert "\n" not in one_line(text)
    assert one_line(text) == one_line(text).strip()


@given(st.sampled_from("−–—…“”‘’·•⚑›»●○→✓⟨⟩─"))
def test_each_of_our_own_signs_has_a_form_in_ascii(sign: str) -> None:
    assert plain_signs(sign).isascii()


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_signs_leaves_ascii_alone(text: str) -> None:
    assert plain_signs(text) == text
