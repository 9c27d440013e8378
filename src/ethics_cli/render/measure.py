"""How wide text is, about: for pages and drawings that are laid out without asking a font.

Widths are those of Helvetica, Arial and Liberation Sans. Other faces are wider: whoever lays out leaves room for that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ethics_cli.render.visible import one_line

_CLASSES = {
    0.222: "ijl’‘'|",
    0.278: " !,./:;ftI[]\\·",
    0.333: '()-r“”"{}',
    0.500: "ckJsvxyz",
    0.556: "abdeghnopquL?$0123456789–_",
    0.611: "FTZ",
    0.667: "ABEKPSVXY&",
    0.722: "CDHNRUw",
    0.778: "GOQ",
    0.833: "mM",
    1.000: "W—…@%→⚑",
}
_WIDTHS = {char: width for width, chars in _CLASSES.items() for char in chars}
_UPPER, _OTHER, _WIDE, _BOLD = 0.74, 0.60, 1.05, 1.08


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is at a size, in the unit of the size."""
    return sum(_width(char) for char in text) * size * (_BOLD if bold else 1)


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> Iterator[str]:
    """A text as lines no wider than `width`; a word that is wider by itself is broken."""
    line = ""
    for word in _words(one_line(text), width, size, bold):
        longer = f"{line} {word}".lstrip()
        if line and text_width(longer, size, bold=bold) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _words(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    for word in text.split():
        left = word
        while text_width(left, size, bold=bold) > width and len(left) > 1:
            at = _room(left, width, size, bold)
            yield left[:at]
            left = left[at:]
        yield left


def _room(word: str, width: float, size: float, bold: bool) -> int:
    """How many characters of a word fit; at least one."""
    at = 1
    while at < len(word) and text_width(word[: at + 1], size, bold=bold) <= width:
        at += 1
    return at


def _width(char: str) -> float:
    found = _WIDTHS.get(char)
    if found is not None:
        return found
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    return _UPPER if char.isupper() else _OTHER
