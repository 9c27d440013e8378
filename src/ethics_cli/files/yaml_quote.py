"""Text as a YAML scalar that reads back as the same text, also in the strict subset."""

from __future__ import annotations

import json

_JOINERS = "\u200c\u200d"


def scalar(text: str) -> str:
    """Plain where a plain scalar is surely the same text, quoted and escaped where it may not be."""
    inner = text.replace("-", "").replace(" ", "")
    safe = text.isascii() and inner.isalnum() and text[0].isalnum() and text[-1].isalnum()
    return text if safe else quoted(text)


def quoted(text: str) -> str:
    """A double-quoted scalar; what cannot be seen is written as an escape."""
    return "".join(char if char.isprintable() else _escape(char) for char in json.dumps(text, ensure_ascii=False))


def comment(text: str) -> list[str]:
    """The lines of a comment. What cannot be seen is written as an escape: to YAML more than a line feed ends a line."""
    lines = text.split("\n")
    return [
        "".join(char if char.isprintable() or char in _JOINERS else _escape(char) for char in line) for line in lines
    ]


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
