"""Names that somebody wants kept out of a session, held in memory for one run and no longer, and where a text has them.

Compared without accents, case, apostrophes and hyphens, in any order, with initials, and with one slip of the keys in words of
five letters or more; whole words only. Never written anywhere, not even hashed: nothing here turns a name into anything to keep.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ethics_cli.core.identifier_forms import TITLES
from ethics_cli.core.identifiers import Identifier, identifiers_in

KIND = "name to keep out"
SLIP_FROM = 5
"""A slip of the keys is forgiven in words of this many letters; in shorter ones it would make another word."""
NAMES_LIMIT = 500
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
_APOSTROPHES = "'’‘ʼ`´＇ʹ"
_JOINS = re.compile(r"[ \t.,\-‐‑‒–—]{0,3}|,?\n?[ \t]?")
_PARTICLES = frozenset(
    "de da di du del della der den des van von zu zum la le les el al bin bint ben ibn ap of and y e i st ter ten".split()
)
_TITLES = frozenset(title.lower() for title in (*TITLES, "Mrs", "Professor", "Nurse", "Sister"))
_ORDINARY = frozenset(
    """april art august barry bill bishop black bond brook brooks brown buck bush carol chance chase christian church cook
    cross daisy dale dawn day dean dick drew duke earl early east eve faith field fields fisher ford forest fox frank gay
    gene glen good grace grant gray green grey guy hall harmony heath hill holly hope house hunter iris ivy jack jay joy june
    justice king knight lane law lee lily little long love major mark marsh mason max may melody miles miller moon moss north
    park patience patty pearl penny pope potter price prince ray read reed rich rob rock rose rosemary ruby rusty sage short
    singer skip smith snow south spring stark steel stern stone storm summer sue tanner taylor temple terry tiffany tom tony
    victor viola violet walker wall ward wards waters weaver west white wild will wise wish wolf wood woods young younger""".split()
)
"""Names that are everyday words too: by themselves they count only with a capital."""
_SHORT_FORMS = frozenset(
    "ai am bp ca cd cp cv dr eg eu ex gp hr id ie it ma md mp ms no ok on or pa pc pe pm pr ps pt rn sw tv uk un us vs we".split()
)
"""Two letters that stand for something else in a professional's text: not taken for initials without their dots."""


class _Word(NamedTuple):
    plain: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True, repr=False)
class Declared:
    """The names of one run. It shows nothing of itself, not even in a message about a fault."""

    names: tuple[tuple[str, ...], ...] = ()
    parts: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.names)


NOBODY = Declared()


def declared(lines: Iterable[str]) -> Declared:
    """The names in some lines, one a line; titles and lines without a letter are passed over."""
    names = [tuple(word.plain for word in _words(line) if word.plain not in _TITLES) for line in lines]
    kept = tuple(dict.fromkeys(name for name in names if any(len(part) > 1 for part in name)))[:NAMES_LIMIT]
    initials = {"".join(part[0] for part in order) for name in kept if len(name) > 1 for order in (name, name[::-1])}
    return Declared(
        kept, frozenset(part for name in kept for part in _counting(name)), frozenset(initials - _SHORT_FORMS)
    )


def names_in(text: str, names: Declared) -> list[Identifier]:
    """Where a text has one of the names, whole or in a part that tells, in the order of the text."""
    if not names:
        return []
    words = list(_words(text))
    near = _near({word.plain for word in words}, names)
    close = [word for word in words if word.plain in near]
    parts = frozenset().union(*near.values()) if near else frozenset()
    found = [span for name in names.names if parts & {*name, *_counting(name)} for span in _spans(text, close, name)]
    found += [(word.start, word.end) for word in words if word.plain in names.initials and _is_upper(text, word)]
    found += [(at, at + len(part)) for part in names.parts if _has_no_words(part) for at in _places(text, part)]
    return [Identifier(KIND, start, end) for start, end in _merged(sorted(found))]


def _near(words: Iterable[str], names: Declared) -> dict[str, set[str]]:
    """For each word that could be a part of a name, the parts it could be: only there is looked closely."""
    sized: dict[int, list[str]] = {}
    for part in names.parts:
        sized.setdefault(len(part), []).append(part)
    near: dict[str, set[str]] = {}
    for word in words:
        close = {part for part in names.parts if part[0] == word} if len(word) == 1 else {word} & names.parts
        if len(word) >= SLIP_FROM:
            sizes = (part for size in (-1, 0, 1) for part in sized.get(len(word) + size, ()))
            close.update(part for part in sizes if _same(word, part))
        if close or word in _PARTICLES:
            near[word] = close
    return near


def found_in(text: str, names: Declared = NOBODY) -> list[Identifier]:
    """Everything in a text that has the form of an identifier or is a name to keep out; a name comes before a form."""
    named = names_in(text, names)
    formed = [
        one for one in identifiers_in(text) if all(one.end <= name.start or one.start >= name.end for name in named)
    ]
    return sorted([*named, *formed], key=lambda one: (one.start, one.end))


def _words(text: str) -> Iterator[_Word]:
    """The words of a text without accents and case, each with its place: apostrophes go, a possessive s is cut."""
    for found in re.finditer(rf"[^\W\d_](?:[{_APOSTROPHES}]?(?:[^\W\d_]|[\u0300-\u036f]))*", text):
        bare, end = found.group(), found.end()
        if len(bare) > 3 and bare[-1] in "sS" and bare[-2] in _APOSTROPHES:
            bare, end = bare[:-2], end - 2
        plain = bare.lower().replace("'", "") if bare.isascii() else "".join(map(_plain, bare))
        if plain:
            yield _Word(plain, found.start(), end, bare[0].isupper() or not bare[0].islower())


def _plain(char: str) -> str:
    if char in _APOSTROPHES:
        return ""
    bare = "".join(one for one in unicodedata.normalize("NFKD", char) if not unicodedata.combining(one)).casefold()
    return "".join(_LETTERS.get(one, one) for one in bare)


def _counting(name: Sequence[str]) -> Iterator[str]:
    """The parts of a name that tell by themselves, and two neighbours written as one word."""
    yield from (part for part in name if len(part) > 1 and (part not in _PARTICLES or len(name) == 1))
    yield from (one + other for one, other in pairwise(name) if len(one) > 1 and len(other) > 1)


def _spans(text: str, words: Sequence[_Word], name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The runs of words that are this name: several of its parts side by side, or one part that tells by itself."""
    telling = tuple(_counting(name))
    at = 0
    while at < len(words):
        run = _run(text, words, at, name, telling)
        if not run:
            at += 1
            continue
        if _tells(text, run, name, telling):
            yield run[0].start, run[-1].end + (len(run[-1].plain) == 1 and text[run[-1].end : run[-1].end + 1] == ".")
        at += len(run)


def _run(text: str, words: Sequence[_Word], at: int, name: Sequence[str], telling: Sequence[str]) -> list[_Word]:
    run: list[_Word] = []
    left = list(name)
    for word in words[at:]:
        if run and not _JOINS.fullmatch(text[run[-1].end : word.start]):
            break
        part = next((one for one in left if _same(word.plain, one)), None)
        part = part or next((one for one in left if word.plain == one[0] and word.capital), None)
        if part is not None:
            left.remove(part)
        elif not any(_same(word.plain, one) for one in telling):
            break
        run.append(word)
    return run


def _tells(text: str, run: Sequence[_Word], name: Sequence[str], telling: Sequence[str]) -> bool:
    """Whether a run of words is the name: a whole part in it that tells, two parts side by side, or initials with dots."""
    whole = [word for word in run if len(word.plain) > 1]
    if not whole:
        return len(run) > 1 and all(text[word.end : word.end + 1] == "." for word in run[:-1])
    if any(_tells_alone(word, telling) for word in whole):
        return True
    return len(run) > 1 and any(word.plain not in _PARTICLES for word in whole)


def _tells_alone(word: _Word, telling: Sequence[str]) -> bool:
    """Whether one word gives the name away; an everyday word, or one of two letters, only with a capital."""
    meant = [one for one in telling if _same(word.plain, one)]
    everyday = len(word.plain) == 2 or any(one in _ORDINARY for one in (word.plain, *meant))
    return bool(meant) and (word.capital or not everyday)


def _same(word: str, part: str) -> bool:
    return word == part or (len(word) >= SLIP_FROM and len(part) >= SLIP_FROM and _one_slip(word, part))


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less or another, or two neighbours that changed places, turn one word into the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _is_upper(text: str, word: _Word) -> bool:
    return text[word.start : word.end].isupper()


def _has_no_words(part: str) -> bool:
    """Whether a name is in a script that sets no spaces between words."""
    return any("\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in part)


def _places(text: str, part: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(re.escape(part), text))


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that overlap as one."""
    before: tuple[int, int] | None = None
    for start, end in spans:
        if before is not None and start < before[1]:
            before = (before[0], max(before[1], end))
            continue
        if before is not None:
            yield before
        before = (start, end)
    if before is not None:
        yield before
