"""The forms that identifiers have: addresses, numbers with and without check digits, full dates, streets, titles; and their checks.

How a text is searched for them is for identifiers.py. Nothing here knows what a word means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Pattern(NamedTuple):
    """A form, and what else has to be so for a find to count. With `runs_on`, words that follow may look like a part of it.

    A group named `it` in the form is what is found; what stands around it only tells what it is. `digits` and `signs` only
    save time: no text with fewer digits, or without any of these signs, holds the form.
    """

    kind: str
    form: re.Pattern[str]
    holds: Callable[[str], bool] = bool
    runs_on: bool = False
    digits: int = 0
    signs: tuple[str, ...] = ()


_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    "|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre"
    "|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_YEAR = r"(?:(?:19|20)\d{2}\b|['’]?\d{2}\b(?![:.]\d|[ \t]?(?:%|h\b|am\b|pm\b|o['’]clock)))"
"""A year of four digits, or of two that are no time of day."""
_STREET = (
    "(?:street|st|road|rd|avenue|ave|lane|ln|drive|close|court|crescent|terrace|square|place|way|gardens|grove|hill"
    "|row|boulevard|blvd|straße|strasse|str|rue|via|calle)"
)
WEB = ("www.", "WWW.", "Www.")
TITLES = (
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
_TITLE = "(?:Mrs|Professor|" + "|".join(TITLES) + ")"
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
    plain = re.sub(r"[\s-]", "", text).upper()
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


def _is_ip_6(text: str) -> bool:
    """Eight groups, or fewer around one gap; a time of day, 12:30:45, is neither."""
    groups = len([part for part in text.split(":") if part])
    return groups == 8 if "::" not in text else text.count("::") == 1 and 2 <= groups <= 7


def _is_phone(text: str) -> bool:
    """Nine to fifteen digits that begin as telephone numbers do; a plain run of figures, such as a sum, is none."""
    return 9 <= len(digits(text)) <= 15


def _is_ssn(text: str) -> bool:
    area, group, serial = digits(text)[:3], digits(text)[3:5], digits(text)[5:]
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def _is_day(text: str) -> bool:
    """Whether three numbers can be a day, a month and a year in one of the usual orders."""
    first, second, third = (int(part) for part in re.findall(r"\d+", text)[:3])
    return any(
        1 <= day <= 31 and 1 <= month <= 12 for day, month in ((first, second), (second, first), (third, second))
    )


def _is_run_of_day(text: str) -> bool:
    return 1 <= int(text[4:6]) <= 12 and 1 <= int(text[6:]) <= 31


PATTERNS: tuple[Pattern, ...] = (
    Pattern("e-mail address", re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"), signs=("@",)),
    Pattern("web address", re.compile(r"(?:[Hh]ttps?://|[Ww]ww\.|WWW\.)[^\s<>]+"), signs=("://", *WEB)),
    Pattern("IBAN", re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ \t-]?[A-Za-z0-9]){11,30}\b"), mod_97, runs_on=True, digits=8),
    Pattern(
        "card number", re.compile(r"(?<![\d.+-])(?!00\d\d \d{1,3} )\d(?:[ -]?\d){12,18}(?![\d-])"), luhn, digits=13
    ),
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
    Pattern(
        "Social Security number",
        re.compile(r"\b(?:SSN|social security(?: number| no\.?)?)\b[^\d\n]{0,4}(?P<it>\d{9})(?!\d)", re.IGNORECASE),
        _is_ssn,
        digits=9,
    ),
    Pattern("IP address", re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)"), _is_ip, digits=4),
    Pattern(
        "IP address",
        re.compile(r"(?<![\w:.])[0-9A-Fa-f]{1,4}(?:::?[0-9A-Fa-f]{1,4}){2,7}(?![\w:])"),
        _is_ip_6,
        digits=1,
        signs=(":",),
    ),
    Pattern("date", re.compile(r"(?<![\d./-])(?:19|20)\d{2}([./-])\d{1,2}\1\d{1,2}(?![\d/-]|\.\d)"), _is_day, digits=6),
    Pattern("date", re.compile(r"(?<![\d./-])(?:19|20)\d{6}(?![\d./-]*\d)"), _is_run_of_day, digits=8),
    Pattern("date", re.compile(r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d{2}(?![\d./-]*\d)"), _is_day, digits=4),
    Pattern(
        "date",
        re.compile(
            rf"(?<![\w.-])\d{{1,2}}(?:st|nd|rd|th|\.)?[ \t-]+(?:of[ \t]+)?{_MONTH}\.?,?[ \t-]+{_YEAR}", re.IGNORECASE
        ),
        digits=3,
    ),
    Pattern(
        "date",
        re.compile(
            rf"\b{_MONTH}\.?[ \t]+\d{{1,2}}(?:st|nd|rd|th)?,?[ \t]+(?:(?:19|20)\d{{2}}\b|['’]\d{{2}}\b)", re.IGNORECASE
        ),
        digits=3,
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
        re.compile(r"(?<![\w.+-])(?:1[-. ])?(?:\(\d{3}\)[ \t]?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)"),
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
    Pattern("name with a title", re.compile(_NAMED_AFTER_TITLE), signs=TITLES),
    Pattern("handle", re.compile(r"(?<![\w.@/])@[A-Za-z_][\w.]{2,29}\b"), signs=("@",)),
)
"""The forms that are looked for. Where two overlap, the one that stands first here counts."""
