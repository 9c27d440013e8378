"""A card on the screen, as Markdown and as a page: what stands on it, what is left out first, and that nothing becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ethics_cli.core.card import Asked, Called, Card, Noticed, Said, card
from ethics_cli.files.library import Library
from ethics_cli.render.card import card_lines, card_markdown
from ethics_cli.render.card_page import PLANS, card_page, plan
from ethics_cli.render.card_parts import EVERYTHING, sections
from ethics_cli.render.visible import one_line

EVIL = '<script>alert(1)</script> & "x" <img src=x onerror=y> \x1b[31m\u202e [a](http://b) `c` **d**'
RICH = {
    "emergency": "Call 112, then the duty manager on 0123 456 789.",
    "contacts": [
        {"who": f"The lead for safeguarding number {at}", "reach": "0123 456, weekdays 9 to 17"} for at in range(2)
    ],
    "escalation": [{"who": "Team lead", "reach": "in person", "within": "one working day"}],
}


def card_with(text: str, many: int = 1) -> Card:
    """A card that has a text wherever it can have one."""
    asked = Asked(text, text, text, text, text)
    head = (text, "lens", text, text, text, text)
    lists = ((asked,) * many, (Noticed("stop", text),), (Said(text, text),), text, (Called(text, text),))
    return Card(*head, *lists, text, (text,), "2027-01-31", text, text)


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: list[str] = []
        self.shown = ""
        self.levels: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] != "style":
            self.shown += data


# the page for paper


def test_nothing_that_was_written_becomes_an_element_or_an_attribute() -> None:
    page = Page(card_page(card_with(EVIL)))

    known = set("html head meta title style body main h1 p div section h2 ol ul li strong span footer".split())
    assert set(page.tags) <= known
    assert set(page.names) <= {"lang", "charset", "name", "content", "style", "class"}
    assert one_line(EVIL) in page.shown
    assert not set(page.shown) & set("\x1b\u202e")


@given(st.text(max_size=80))
@settings(max_examples=50)
def test_every_text_is_shown_as_it_was_written(text: str) -> None:
    assert one_line(f"a{text}b") in Page(card_page(card_with(f"a{text}b"))).shown


def test_a_page_is_in_the_order_in_which_it_is_read_aloud_with_headings_and_lists(library: Library) -> None:
    text = card_page(card(library.frameworks["autonomy"], library.frameworks, {}))
    tags = Page(text).tags

    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert tags.count("h1") == 1
    assert tags.index("h1") < tags.index("h2") < tags.index("ol") < tags.index("footer")
    assert "@page { size: A5" in text
    assert "@media screen" in text
    assert not re.search(r"https?:|url\(|@import", text)


def test_every_shipped_framework_fits_one_page(library: Library) -> None:
    too_long = [one.id for one in library.frameworks.values() if not plan(card(one, library.frameworks, {})).fits]

    assert too_long == []


def test_every_shipped_lens_and_stage_fits_one_page_with_whom_to_call_and_with_all_its_help(library: Library) -> None:
    lenses = [one for one in library.frameworks.values() if one.kind == "lens"]
    plans = [plan(card(one, library.frameworks, RICH)) for one in lenses]

    assert [chosen.room.hints for chosen in plans if not chosen.fits] == []
    assert [one.id for one, chosen in zip(lenses, plans, strict=True) if not chosen.room.hints] == []


def test_help_is_left_out_first_then_the_ends_of_sources_then_conditions() -> None:
    left_out = [
        [name for name, value in room._asdict().items() if value != getattr(EVERYTHING, name)] for room, _ in PLANS
    ]
    order = list(dict.fromkeys(map(tuple, left_out)))

    assert order[:4] == [(), ("hints",), ("hints", "whole_sources"), ("hints", "whole_sources", "when")]
    assert all(set(fewer) <= set(more) for fewer, more in pairwise(order))


def test_a_card_that_is_too_long_for_a_page_still_says_all_its_questions() -> None:
    long = card_with("one of very many words that take room " * 4, many=80)
    chosen = plan(long)

    assert not chosen.fits
    assert len(next(iter(sections(long, chosen.room))).items) == 80


# the screen and Markdown


@pytest.mark.parametrize("width", [30, 60, 79])
def test_on_the_screen_no_line_is_wider_than_it_and_every_part_is_there(library: Library, width: int) -> None:
    lines = list(card_lines(card(library.frameworks["triage"], library.frameworks, RICH), width))
    said = " ".join(" ".join(lines).split())

    assert [line for line in lines if len(line) > width] == []
    for part in (
        "Questions, in this order",
        "To notice",
        "stop: Someone may be in danger now",
        "Whom to call",
        "Call 112",
        "Sources",
    ):
        assert part in said
    assert "Not yet read by an outside expert." in said


def test_without_a_card_of_an_organisation_it_says_that_nobody_is_named(library: Library) -> None:
    said = " ".join(card_lines(card(library.frameworks["triage"], library.frameworks, {}), 200))

    assert "Nobody is named" in said


def test_markdown_shows_what_was_written_and_nothing_of_it_becomes_structure(reader, engine) -> None:
    found = reader.read(engine, card_markdown(card_with(EVIL)))
    as_plain = reader.read(engine, card_markdown(card_with("a plain word")))

    assert found.elements == as_plain.elements
    assert reader.folded(one_line(EVIL)) in [reader.folded(text) for _, text in found.texts]
