"""A document as Markdown. One escaping function stands between every word and the page.

Rendered text equals typed text in CommonMark and GFM engines; what anybody typed never becomes a heading, a table, a list
or a link (but for an e-mail address in cmark-gfm, which looks for those after it has taken the escapes away).
Property-tested against several engines in tests/render/test_markdown.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ethics_cli.render.document import Block, Bullets, Document, Fold, Heading, Inline, Para, Quote, Rule, Table, Words
from ethics_cli.render.visible import visible

_ALWAYS = re.compile(r"([\\`*_\[\]<>&|~$#!{}^@=])")
_LINE_START = re.compile(r"^(\s*)([-+:]|\d+[.)])", re.MULTILINE)
_SCHEME = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(:)")
_WWW = re.compile(r"(?i)(?<![a-z0-9])(www)(\.)")
_DOMAIN = re.compile(r"(?<=[A-Za-z0-9-])\.(?=[A-Za-z]{2})")
_SPACE = "\u00a0"


def escape(text: str) -> str:
    """Text as Markdown that renders as that text and nothing else. Line ends stay line ends."""
    return _LINE_START.sub(_escaped_start, escape_within(text))


def escape_within(text: str) -> str:
    """The same for text that never stands at the start of a line, as in a cell of a table."""
    safe = _ALWAYS.sub(r"\\\1", visible(text))
    safe = _SCHEME.sub(r"\1\\\2", safe)
    safe = _WWW.sub(r"\1\\\2", safe)
    safe = _DOMAIN.sub(r"\\.", safe)
    return "\n".join(_spaced(line) for line in safe.split("\n"))


def to_markdown(document: Document) -> str:
    """The whole document, front matter first."""
    parts = list(_front(document.front)) if document.front else []
    parts.extend(_block(block) for block in document.blocks)
    return "\n\n".join(part for part in parts if part) + "\n"


def _escaped_start(found: re.Match[str]) -> str:
    lead, mark = found.group(1), found.group(2)
    return f"{lead}\\{mark}" if len(mark) == 1 else f"{lead}{mark[:-1]}\\{mark[-1]}"


def _spaced(line: str) -> str:
    """Leading spaces would make code, trailing ones a break: both become spaces that mean nothing."""
    body = line.strip(" ")
    lead, tail = len(line) - len(line.lstrip(" ")), len(line) - len(line.rstrip(" "))
    return _SPACE * lead + body + _SPACE * tail if body else _SPACE * len(line)


def _front(front: Mapping[str, Any]) -> Iterator[str]:
    yield "---\n" + "\n".join(f"{key}: {_yaml(value)}" for key, value in front.items()) + "\n---"


def _yaml(value: Any) -> str:
    """A value as YAML: text is always quoted, and what cannot be seen is escaped, so that no text can become anything else."""
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(
        char if char.isprintable() else f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
        for char in quoted
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_one_line(block.text)}"
    if isinstance(block, Para):
        return _inline(block.inline)
    if isinstance(block, Quote):
        return "\n>\n".join(_quoted(_inline(one.inline)) for one in block.paras)
    if isinstance(block, Bullets):
        return "\n".join(f"- {_inline(item).replace(chr(10), chr(10) + '  ')}" for item in block.items)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Rule):
        return "---"
    return _fold(block)


def _fold(block: Fold) -> str:
    inner = "\n\n".join(_block(one) for one in block.blocks)
    return f"<details><summary>{_html(block.summary)}</summary>\n\n{inner}\n\n</details>"


def _table(block: Table) -> str:
    mark = ":-:" if block.centred else "---"
    head = "| " + " | ".join(_one_line(cell) or " " for cell in block.head) + " |"
    line = "|---|" + f"{mark}|" * (len(block.head) - 1)
    body = ["| " + " | ".join(_cell(cell) or " " for cell in row) + " |" for row in block.rows]
    return "\n".join([head, line, *body])


def _cell(cell: Inline) -> str:
    flat = (Words(" ".join(one.text.split()) if "\n" in one.text else one.text, one.style) for one in cell)
    return "".join(_styled(one, escape_within) for one in flat)


def _inline(inline: Inline) -> str:
    """Words one after the other; a line end typed by a person is a hard break, an empty line a new paragraph's worth."""
    text = "".join(
        _styled(one) for one in inline
    ).rstrip()  # spaces of every script: a break before nothing would be seen
    return "\\\n".join(line if line.strip() else _SPACE for line in text.split("\n"))


def _styled(one: Words, escaped: Callable[[str], str] = escape) -> str:
    if one.style == "code":
        return f"`{visible(one.text).replace('`', '')}`"
    text = escaped(one.text)
    if one.style not in ("strong", "em") or not text.strip():
        return text
    mark = "**" if one.style == "strong" else "*"
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return (
        lead
        + "\n".join(f"{mark}{line.strip()}{mark}" if line.strip() else line for line in text.strip().split("\n"))
        + tail
    )


def _one_line(text: str) -> str:
    return escape(" ".join(text.split()))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _html(text: str) -> str:
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
