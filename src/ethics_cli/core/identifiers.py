"""What in a text may point to a person by its form: addresses, numbers with and without check digits, full dates, streets, titles.

Patterns see forms, never meaning: an age, a rare illness and a small town together point to somebody, and no pattern sees
that. What is found is told masked, by its kind and size; the text itself is never repeated. Pure: text in, findings out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ethics_cli.core.identifier_forms import PATTERNS, TITLES, WEB, Pattern, digits, luhn, mod_11, mod_97

__all__ = [
    "KINDS",
    "Identifier",
    "identifiers_in",
    "kinds_in",
    "kinds_in_each",
    "luhn",
    "may_hold_one",
    "mod_11",
    "mod_97",
]


class Identifier(NamedTuple):
    """One find: its kind, where in the text it begins and ends, and how many digits it has where it is a number."""

    kind: str
    start: int
    end: int
    digits: int = 0

    @property
    def size(self) -> int:
        return self.end - self.start

    @property
    def masked(self) -> str:
        """The find without its text, such as `telephone number, 11 digits` or `handle, 9 characters`."""
        return f"{self.kind}, {self.digits} digits" if self.digits else f"{self.kind}, {self.size} characters"


KINDS = tuple(dict.fromkeys(pattern.kind for pattern in PATTERNS))
NUMBERS = ("card number", "NHS number", "Social Security number", "telephone number")
_DIGIT = re.compile(r"[0-9]")
_SIGNS = re.compile(r"[\d@@]")
_WORDS = ("://", *WEB, *TITLES)
"""One of these, a digit or an at sign stands in everything that a pattern finds: texts without any are passed over."""


def may_hold_one(text: str) -> bool:
    """Whether a text could hold an identifier at all; quick, and never wrong when it says no."""
    return _SIGNS.search(text) is not None or any(word in text for word in _WORDS)


def identifiers_in(text: str, but: Collection[str] = ()) -> list[Identifier]:
    """Everything in a text that has the form of an identifier, in the order of the text, no two overlapping.

    Of the kinds in `but` nothing is told.
    """
    if not may_hold_one(text):
        return []
    taken: list[Identifier] = []
    for found in _all(_figures(text), but):
        if all(found.end <= one.start or found.start >= one.end for one in taken):
            taken.append(found)
    return sorted(taken, key=lambda one: (one.start, one.end))


def kinds_in(text: str, but: Collection[str] = ()) -> tuple[str, ...]:
    """The kinds of identifier that a text holds, each once, in the order of the text."""
    return tuple(dict.fromkeys(one.kind for one in identifiers_in(text, but)))


def kinds_in_each(texts: Sequence[str], but: Sequence[Collection[str]] = ()) -> list[tuple[str, ...]]:
    """The kinds of identifier in each of many texts, less those in `but` of each. What stands in none is not looked for in each."""
    whole = "\n".join(texts)
    words = [word for word in _WORDS if word in whole]
    return [
        tuple(dict.fromkeys(kind for line in _telling(text, words) for kind in kinds_in(line, less)))
        for text, less in zip(texts, but or [()] * len(texts), strict=True)
    ]


def _telling(text: str, words: Sequence[str]) -> list[str]:
    """The lines of a text that could hold an identifier. No form goes on into the next line."""
    if not (_SIGNS.search(text) or (words and any(word in text for word in words))):
        return []
    return [line for line in text.split("\n") if _SIGNS.search(line) or any(word in line for word in words)]


def _all(text: str, but: Collection[str]) -> Iterator[Identifier]:
    there = len(_DIGIT.findall(text))
    for pattern in PATTERNS:
        if there < pattern.digits or (pattern.signs and not any(sign in text for sign in pattern.signs)):
            continue
        if pattern.kind in but:
            continue
        for found in pattern.form.finditer(text):
            it = found.lastgroup or 0
            held = found.group(it)[: _held(pattern, found.group(it))]
            if held:
                start = found.start(it)
                yield Identifier(pattern.kind, start, start + len(held), len(digits_in(held, pattern.kind)))


def digits_in(text: str, kind: str) -> str:
    """The digits of a number; nothing for what is told by its characters."""
    return digits(text) if kind in NUMBERS else ""


def _held(pattern: Pattern, text: str) -> int:
    """How much of a find holds, from its beginning: words that follow a number may have been taken for a part of it."""
    while text and not pattern.holds(text):
        text = text.rpartition(" ")[0] if pattern.runs_on else ""
    return len(text)


def _figures(text: str) -> str:
    """The text with every decimal digit of any script, hyphens and spaces of any width, as the plain one. As long as before."""
    return text if text.isascii() else text.translate(_PLAIN)


_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_PLAIN = {
    **{at: str(int(chr(at))) for at in range(128, 0x1FBFF) if chr(at).isdecimal()},
    **{at: " " for at in range(128, 0x3001) if chr(at).isspace()},
    **dict.fromkeys(map(ord, _DASHES), "-"),
    0xFF20: "@",
}
