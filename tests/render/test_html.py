"""Text typed by anyone never becomes an element or an attribute, and what is shown is what was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_reading import TYPED, Reading

from ethics_cli.render.document import Bullets, Document, Fold, Heading, Para, Quote, Rule, Table, Words
from ethics_cli.render.html import Raw, el, escape, lines, to_html
from ethics_cli.render.html_document import to_page
from ethics_cli.render.page import policy
from ethics_cli.render.page_style import BASE
from ethics_cli.render.visible import visible


def document(text: str) -> Document:
    """One of everything, with the same text in every place that holds any."""
    inline = (Words(text), Words(text, "strong"), Words(text, "em"), Words(text, "code"))
    return Document(
        {"status": text, "flags": [text], "journal": {"head": text}, "drill": True},
        (
            Heading(1, f"T {text}"),
            Quote((Para(inline),)),
            Bullets((inline, inline)),
            Table((" ", f"T {text}"), ((inline, inline), (inline, (Words("−−"),))), centred=True),
            Rule(),
            Fold(text, (Heading(2, f"T {text}"), Para(inline))),
        ),
    )


# text


@given(TYPED)
def test_text_is_read_as_that_text_and_as_nothing_else(text: str) -> None:
    read = Reading(to_html(el("p", text)))

    assert [tag for tag, _ in read.tags] == ["p"]
    assert read.text.rstrip("\n") == visible(text).rstrip("\n")
    assert not read.odd


@given(TYPED)
def test_text_in_an_attribute_stays_in_it(text: str) -> None:
    read = Reading(to_html(el("p", "x", aria_label=f"a{text}")))

    assert read.tags == [("p", (("aria-label", f"a{visible(text)}"),))]


@given(TYPED)
def test_the_shape_of_a_page_does_not_depend_on_what_was_typed(text: str) -> None:
    plain = "\n".join("x" for _ in text.split("\n"))
    typed, other = Reading(to_page(document(text or "x"))), Reading(to_page(document(plain)))

    assert [tag for tag, _ in typed.tags if tag != "br"] == [tag for tag, _ in other.tags if tag != "br"]
    assert {one for one in typed.tags if one[0] != "meta"} == {one for one in other.tags if one[0] != "meta"}
    assert typed.open == other.open == []
    assert not typed.odd


@given(st.text())
def test_nothing_of_html_is_left_in_escaped_text(text: str) -> None:
    assert not set("<>\"'") & set(escape(text))
    assert not re.search(r"&(?!(amp|lt|gt|quot|#39);)", escape(text))


def test_line_ends_stay() -> None:
    assert to_html(el("td", lines("a\n\nb"))) == "<td>a<br><br>b</td>"


# what cannot be said


@pytest.mark.parametrize(
    "name", ["script", "iframe", "img", "object", "form", "link", "base", "use", "image", "foreignObject"]
)
def test_an_element_that_could_do_something_cannot_be_made(name: str) -> None:
    with pytest.raises(ValueError, match="no such element"):
        el(name)


@pytest.mark.parametrize("name", ["onclick", "style", "src", "action", "target", "autofocus", "accesskey"])
def test_an_attribute_that_could_do_something_cannot_be_made(name: str) -> None:
    with pytest.raises(ValueError, match="no such attribute"):
        el("p", **{name: "x"})


@pytest.mark.parametrize("to", ["https://example.org", "javascript:alert(1)", "page.html", "//example.org", ""])
def test_a_link_that_leaves_the_page_cannot_be_made(to: str) -> None:
    with pytest.raises(ValueError, match="leaves the page"):
        el("a", "x", href=to)


def test_a_style_sheet_that_could_end_its_element_is_refused() -> None:
    with pytest.raises(ValueError, match="no markup"):
        Raw("p{}</style><script>")


# the page around it


def test_a_page_may_look_as_its_style_sheet_says_and_do_nothing() -> None:
    text = to_page(document("x"))
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)

    assert f'content="{escape(policy(style))}"' in text
    assert policy(style).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy(style)


def test_the_policy_stands_before_the_style_sheet_and_the_encoding_before_both() -> None:
    text = to_page(document("x"))

    assert text.index("charset") < text.index("Content-Security-Policy") < text.index("<style>")
    assert text.index("charset") < 512


def test_a_page_has_what_a_screen_reader_goes_by() -> None:
    read = Reading(to_page(document("x")))
    tags = dict(read.tags)

    assert read.tags[0] == ("html", (("lang", "en"),))
    assert [tag for tag, _ in read.tags].count("h1") == [tag for tag, _ in read.tags].count("main") == 1
    assert ("a", (("class", "skip"), ("href", "#content"))) in read.tags
    assert ("id", "content") in tags["main"]
    assert ("th", (("scope", "row"),)) in read.tags
    assert ("th", (("scope", "col"),)) in read.tags


def test_a_sign_in_a_table_is_read_aloud_by_its_name() -> None:
    text = to_page(document("x"))

    assert '<span aria-hidden="true">−−</span><span class="unseen">strongly against</span>' in text


def test_the_style_sheet_names_no_other_file() -> None:
    assert "url(" not in BASE
    assert "@import" not in BASE


def test_an_attribute_may_stand_alone_or_be_left_out_and_so_may_what_stands_inside() -> None:
    assert to_html(el("details", None, "x", open=True)).strip() == "<details open>x</details>"
    assert to_html(el("details", "x", None, "y", open=False)).strip() == "<details>xy</details>"
    assert to_html(el("td", [None, ["a", (None, "b")]], class_=None)).strip() == "<td>ab</td>"
    assert to_html(el("td", "a", class_="wide")).strip() == '<td class="wide">a</td>'
    assert el("td").attributes == ()
    assert el("td", None).inside == ()
