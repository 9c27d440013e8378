"""A document as one page of HTML: headings, paragraphs, tables, lists and folds, and what its front matter says at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ethics_cli.render.document import Block, Bullets, Document, Fold, Heading, Inline, Para, Quote, Rule, Table
from ethics_cli.render.html import Node, el, lines
from ethics_cli.render.page import MAIN, page
from ethics_cli.render.page_style import BASE

STYLES = {"strong": "strong", "em": "em", "code": "code"}
SIGNS = {
    "−−": "strongly against",
    "−": "against",
    "0": "neither way",
    "+": "for",
    "++": "strongly for",
    "?": "left open",
    "·": "not asked",
}
"""What a sign in a table is called when it is read aloud."""


def to_page(document: Document) -> str:
    """The whole document as a page of its own."""
    title = next((block.text for block in document.blocks if isinstance(block, Heading)), "Document")
    body = el("main", blocks(document.blocks), id=MAIN, tabindex="-1")
    paper = el("div", body, _front(document.front) if document.front else None, class_="paper")
    return page(title, paper, style=BASE)


def blocks(found: Iterable[Block]) -> Iterator[Node]:
    """The blocks of a document as HTML, in order."""
    return (_block(block) for block in found)


def inline(said: Inline) -> Iterator[Node]:
    """Words one after the other, each in its style; line ends stay."""
    for one in said:
        yield from [el(STYLES[one.style], lines(one.text))] if one.style in STYLES else lines(one.text)


def table(found: Table) -> Node:
    """A table whose first column names its rows; it scrolls by itself where it is too wide for the window."""
    head = el("tr", (el("th", cell, scope="col") if cell.strip() else el("td") for cell in found.head))
    body = (
        el("tr", el("th", inline(row[0]), scope="row"), (_cell(cell, signs=found.centred) for cell in row[1:]))
        for row in found.rows
    )
    whole = el("table", el("thead", head), el("tbody", body), class_="signs" if found.centred else None)
    return el("div", whole, class_="scroll", tabindex="0", role="group", aria_label="A table")


def _cell(cell: Inline, *, signs: bool) -> Node:
    """One cell. A sign is shown, and read aloud by its name."""
    text = "".join(one.text for one in cell)
    if signs and text in SIGNS:
        return el("td", el("span", text, aria_hidden="true"), el("span", SIGNS[text], class_="unseen"))
    return el("td", inline(cell))


def _block(block: Block) -> Node:
    if isinstance(block, Heading):
        return el(f"h{block.level}", " ".join(block.text.split()))
    if isinstance(block, Para):
        return _para(block)
    if isinstance(block, Quote):
        return el("blockquote", (_para(one) for one in block.paras))
    if isinstance(block, Bullets):
        return el("ul", (el("li", inline(item), class_="said") for item in block.items))
    if isinstance(block, Table):
        return table(block)
    if isinstance(block, Rule):
        return el("hr")
    assert isinstance(block, Fold)
    return el("details", el("summary", block.summary), blocks(block.blocks))


def _para(para: Para) -> Node:
    return el("p", inline(para.inline))


def _front(front: Mapping[str, Any]) -> Node:
    rows = ((el("dt", key), el("dd", _value(value))) for key, value in front.items())
    return el("footer", el("div", el("dl", (node for row in rows for node in row)), class_="about"))


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_value(one)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(_value(one) for one in value) or "none"
    return "yes" if value is True else str(value)
