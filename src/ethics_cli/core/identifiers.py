"""What in a text may point to a person by its form: addresses, numbers with and without check digits, full dates, streets, titles.

Patterns see forms, never meaning: an age, a rare illness and a small town together point to somebody, and no pattern sees
that. What is found is told masked, by its kind and size; the text itself is never repeated. Pure: text in, findings out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple


class Identifier(NamedTuple):
    """One find: its kind, and where in the text it begins and ends."""

    kind: str
    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start

    @property
    def masked(self) -> str:
        """The find without its text, such as `telephone number, 13 characters`."""
        return f"{self.kind}, {self.size} characters"


class Pattern(NamedTuple):
    """A form, and what else has to be so for a find to count. With `runs_on`, words that follow may look like a part of it.

    `digits` and `signs` only save time: no text with fewer digits, or without any of these signs, holds the form.
    """

    kind: str
    form: re.Pattern[str]
    holds: Callable[[str], bool] = bool
    runs_on: bool = False
    digits: int = 0
    signs: tuple[str, ...] = ()


_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_STREET = (
    "(?:street|st|road|rd|avenue|ave|lane|ln|drive|close|court|crescent|terrace|square|place|way|gardens|grove|hill"
    "|row|boulevard|blvd|straße|strasse|str|rue|via|calle)"
)
_WEB = ("www.", "WWW.", "Www.")
_TITLES = (
    "Mr",
    "Ms",
    "Miss",
    "Mx",
    "Dr",
    "Prof",
    "Sir",
    "Dame",
    "Lady",
    "Lord",
    "Rev",
    "Herr",
    "Frau",
    "Mme",
    "Monsieur",
    "Madame",
)
_TITLE = "(?:Mrs|Professor|" + "|".join(_TITLES) + ")"
_NAMED_AFTER_TITLE = rf"\b{_TITLE}\b\.?[ \t]+(?:[A-Z]\.[ \t]*){{0,2}}[A-Z][\w'’-]+"


def digits(text: str) -> str:
    """The digits of a text, without what stands between them."""
    return "".join(char for char in text if char.isdecimal())


def luhn(text: str) -> bool:
    """Whether the check digit of a payment card holds."""
    number = [int(char) for char in digits(text)]
    doubled = [value if at % 2 else sum(divmod(value * 2, 10)) for at, value in enumerate(reversed(number), 1)]
    return 13 <= len(number) <= 19 and len(set(number)) > 1 and sum(doubled) % 10 == 0


def mod_97(text: str) -> bool:
    """Whether the check digits of an IBAN hold."""
    plain = "".join(text.split()).upper()
    if not 15 <= len(plain) <= 34 or not (plain.isascii() and plain.isalnum()):
        return False
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def mod_11(text: str) -> bool:
    """Whether the check digit of an NHS number holds."""
    number = [int(char) for char in digits(text)]
    if len(number) != 10 or len(set(number)) == 1:
        return False
    check = 11 - sum((10 - at) * value for at, value in enumerate(number[:9])) % 11
    return check != 10 and (0 if check == 11 else check) == number[9]


def _is_ip(text: str) -> bool:
    return all(int(part) <= 255 for part in text.split("."))


def _is_phone(text: str) -> bool:
    """Nine to fifteen digits that begin as telephone numbers do; a plain run of figures, such as a sum, is none."""
    return 9 <= len(digits(text)) <= 15


def _is_ssn(text: str) -> bool:
    area, group, serial = digits(text)[:3], digits(text)[3:5], digits(text)[5:]
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def _is_day(text: str) -> bool:
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    return any(1 <= one <= 31 for one in numbers)


PATTERNS: tuple[Pattern, ...] = (
    Pattern("e-mail address", re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"), signs=("@",)),
    Pattern("web address", re.compile(r"(?:[Hh]ttps?://|[Ww]ww\.|WWW\.)[^\s<>]+"), signs=("://", *_WEB)),
    Pattern("IBAN", re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ \t]?[A-Za-z0-9]){11,30}\b"), mod_97, runs_on=True, digits=8),
    Pattern("card number", re.compile(r"(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])"), luhn, digits=13),
    Pattern("NHS number", re.compile(r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])"), mod_11, digits=10),
    Pattern(
        "National Insurance number",
        re.compile(
            r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b",
            re.IGNORECASE,
        ),
        digits=6,
    ),
    Pattern("Social Security number", re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])"), _is_ssn, digits=9),
    Pattern("IP address", re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)"), _is_ip, digits=4),
    Pattern("date", re.compile(r"\b(?:19|20)\d{2}-\d{2}-\d{2}\b"), digits=8, signs=("-",)),
    Pattern("date", re.compile(r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d{2}(?![\d./-]*\d)"), _is_day, digits=4),
    Pattern(
        "date",
        re.compile(
            rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?[ \t]+(?:of[ \t]+)?{_MONTH}\.?,?[ \t]+(?:19|20)\d{{2}}\b", re.IGNORECASE
        ),
        digits=5,
    ),
    Pattern(
        "date",
        re.compile(rf"\b{_MONTH}\.?[ \t]+\d{{1,2}}(?:st|nd|rd|th)?,?[ \t]+(?:19|20)\d{{2}}\b", re.IGNORECASE),
        digits=5,
    ),
    Pattern(
        "telephone number",
        re.compile(r"(?<![\w.+-])(?:\+|00)[1-9]\d{0,2}(?:[ \t./()-]{0,2}\d){6,13}(?!\d)"),
        _is_phone,
        digits=9,
    ),
    Pattern(
        "telephone number",
        re.compile(r"(?<![\w.+-])\(?0\d{1,4}\)?(?:[ \t./-]{0,2}\d){5,10}(?!\d)"),
        _is_phone,
        digits=9,
    ),
    Pattern(
        "telephone number",
        re.compile(r"(?<![\w.+-])(?:\(\d{3}\)[ \t]?|\d{3}[-.])\d{3}[-. ]\d{4}(?!\d)"),
        _is_phone,
        digits=9,
    ),
    Pattern(
        "postcode",
        re.compile(
            r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d(?:\d|[A-HJKPSTUWMNPRV-Y])?|\d[A-HJKPSTUW])[ \t]?\d[ABD-HJLNP-UW-Z]{2})\b"
        ),
        digits=2,
    ),
    Pattern(
        "street address",
        re.compile(rf"\b\d{{1,4}}[a-zA-Z]?,?[ \t]+(?:[A-ZÀ-Þ][\w'’-]+[ \t]+){{1,3}}(?i:{_STREET})\b"),
        digits=1,
    ),
    Pattern(
        "street address",
        re.compile(r"\b[A-ZÀ-Þ]\w+(?:straße|strasse|str\.|weg|gasse|platz)[ \t]+\d{1,4}[a-z]?\b"),
        digits=1,
    ),
    Pattern("name with a title", re.compile(_NAMED_AFTER_TITLE), signs=_TITLES),
    Pattern("handle", re.compile(r"(?<![\w.@/])@[A-Za-z_][\w.]{2,29}\b"), signs=("@",)),
)
"""The forms that are looked for. Where two overlap, the one that stands first here counts."""
KINDS = tuple(dict.fromkeys(pattern.kind for pattern in PATTERNS))
_DIGIT = re.compile(r"[0-9]")
_SIGNS = re.compile(r"[\d@@]")
_WORDS = ("://", *_WEB, *_TITLES)
"""One of these, a digit or an at sign stands in everything that a pattern finds: texts without any are passed over."""


def may_hold_one(text: str) -> bool:
    """Whether a text could hold an identifier at all; quick, and never wrong when it says no."""
    return _SIGNS.search(text) is not None or any(word in text for word in _WORDS)


def identifiers_in(text: str) -> list[Identifier]:
    """Everything in a text that has the form of an identifier, in the order of the text, no two overlapping."""
    if not may_hold_one(text):
        return []
    taken: list[Identifier] = []
    for found in _all(_figures(text)):
        if all(found.end <= one.start or found.start >= one.end for one in taken):
            taken.append(found)
    return sorted(taken, key=lambda one: (one.start, one.end))


def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of identifier that a text holds, each once, in the order of the text."""
    return tuple(dict.fromkeys(one.kind for one in identifiers_in(text)))


def kinds_in_each(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The kinds of identifier in each of many texts. What stands in none of them is not looked for in each."""
    whole = "\n".join(texts)
    words = [word for word in _WORDS if word in whole]
    return [
        kinds_in(text) if _SIGNS.search(text) or (words and any(word in text for word in words)) else ()
        for text in texts
    ]


def _all(text: str) -> Iterator[Identifier]:
    digits = len(_DIGIT.findall(text))
    for pattern in PATTERNS:
        if digits < pattern.digits or (pattern.signs and not any(sign in text for sign in pattern.signs)):
            continue
        for found in pattern.form.finditer(text):
            size = _held(pattern, found.group())
            if size:
                yield Identifier(pattern.kind, found.start(), found.start() + size)


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
