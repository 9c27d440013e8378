"""A document as a tree: headings, paragraphs, tables, lists. No markup anywhere in it; writers turn it into a format.

Text is held as Words, never as strings of a format, so that what somebody typed cannot become structure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text. `style` is "", "strong" or "em"; "code" only for text of our own making."""

    text: str
    style: str = ""


Inline = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. Line ends inside its words are kept."""

    inline: Inline


@dataclass(frozen=True, slots=True)
class Quote:
    """A remark set apart."""

    paras: tuple[Para, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head. `centred` columns hold signs."""

    head: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that a reader may open."""

    summary: str
    blocks: tuple[Block, ...]


Block = Heading | Para | Quote | Bullets | Table | Rule | Fold


@dataclass(frozen=True, slots=True)
class Document:
    """Front matter (text, numbers, lists and maps of them) and blocks."""

    front: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()


def words(text: str, style: str = "") -> Inline:
    return (Words(text, style),) if text else ()


def para(*parts: str | Words) -> Para:
    return Para(tuple(Words(part) if isinstance(part, str) else part for part in parts))


def rows(found: Sequence[Sequence[str]]) -> tuple[tuple[Inline, ...], ...]:
    """Plain rows of text as rows of inlines."""
    return tuple(tuple(words(cell) for cell in row) for row in found)
