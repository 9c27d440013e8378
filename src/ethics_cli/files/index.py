"""An index of texts by their words, in memory and for one run: SQLite's FTS5 where this Python has it, a plain scan where not.

It is never a file: the words of cases lie in their sessions and nowhere else. What is looked for is always words, never the query
language of FTS5, so that nothing that is typed can be an odd query.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple

OPEN, CLOSE = "\x02", "\x03"
"""What stands around a word that was found, in a snippet. Texts never hold them: they are taken out when a text is added."""
COMMON = 1000
"""From one text in so many on, a word is common: it is left out when texts like another one are looked for."""
AROUND = 14
_WORD = re.compile(r"\w+")
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_TOKENS = "porter unicode61 remove_diacritics 2"


class Term(NamedTuple):
    """One thing to look for: a word, several in a row, or the beginning of a word."""

    words: tuple[str, ...]
    begins: bool = False

    @property
    def quoted(self) -> str:
        """As FTS5 takes it: between double quotes nothing has a meaning of its own."""
        return f'"{" ".join(self.words)}"{" *" if self.begins else ""}'


class Hit(NamedTuple):
    """A text that was found: its number, how well it fits (the lower, the better), and a piece of it with the words marked."""

    number: int
    rank: float
    snippet: str


def terms_in(query: str) -> list[Term]:
    """What a person means by what they typed: words, "words in a row", and begin* for the beginning of a word."""
    found = []
    for quoted, bare in _TERM.findall(query.casefold()):
        words = tuple(_WORD.findall(quoted or bare))
        if words:
            found.append(Term(words, bare.endswith("*")))
    return found


def has_fts() -> bool:
    """Whether this Python's SQLite can index words."""
    with suppress(sqlite3.Error), sqlite3.connect(":memory:") as base:
        base.execute("CREATE VIRTUAL TABLE probe USING fts5(body)")
        return True
    return False


class Index:
    """Texts, numbered by whoever adds them. A text is added once; all are added before the first look-up."""

    def __init__(self, *, fts: bool | None = None) -> None:
        self.fts = has_fts() if fts is None else fts
        self._texts: dict[int, str] = {}
        self._base = sqlite3.connect(":memory:")
        if self.fts:
            self._base.execute(f"CREATE VIRTUAL TABLE texts USING fts5(body, tokenize='{_TOKENS}')")

    def add(self, texts: Iterable[tuple[int, str]]) -> None:
        """Take texts in, each with its number."""
        rows = ((number, text.replace(OPEN, "").replace(CLOSE, "")) for number, text in texts)
        if self.fts:
            self._base.executemany("INSERT INTO texts(rowid, body) VALUES (?, ?)", rows)
        else:
            self._texts.update(rows)

    def find(self, term: Term) -> list[Hit]:
        """The texts that hold a term, the best first."""
        if not self.fts:
            return self._scan(term)
        asked = (
            "SELECT rowid, rank, snippet(texts, 0, ?, ?, '…', ?) FROM texts WHERE texts MATCH ? ORDER BY rank, rowid"
        )
        return [Hit(*row) for row in self._base.execute(asked, (OPEN, CLOSE, AROUND, term.quoted))]

    def marked(self, number: int, terms: Sequence[Term]) -> str:
        """A piece of one text with all the terms marked that it holds."""
        if not self.fts:
            return _marked(self._texts[number], terms)
        asked = "SELECT snippet(texts, 0, ?, ?, '…', ?) FROM texts WHERE texts MATCH ? AND rowid = ?"
        given = (OPEN, CLOSE, AROUND, " OR ".join(term.quoted for term in terms), number)
        row = self._base.execute(asked, given).fetchone()
        return str(row[0]) if row else ""

    def like(self, text: str, count: int, rarest: int = 6) -> list[tuple[int, float]]:
        """The texts that share most of a text's rare words, the likest first, each with how like it is (the higher, the liker).

        Only the rarest words are looked for: a common one would have every text weighed, and tell nothing.
        """
        chosen = self._rarest(text, rarest)
        if not chosen:
            return []
        if not self.fts:
            return self._scan_like(chosen, count)
        asked = "SELECT rowid, -rank FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
        query = " OR ".join(Term((word,)).quoted for word in chosen)
        return [(int(number), float(rank)) for number, rank in self._base.execute(asked, (query, count))]

    @cached_property
    def _frequencies(self) -> dict[str, int]:
        """In how many texts each common stem stands. Made once: asking for one stem at a time would walk its whole list."""
        self._base.execute("CREATE VIRTUAL TABLE temp.stems USING fts5vocab('main', 'texts', 'row')")
        least = max(5, self._size // COMMON)
        return dict(self._base.execute("SELECT term, doc FROM temp.stems WHERE doc > ?", (least,)))

    @cached_property
    def _size(self) -> int:
        return int(self._base.execute("SELECT count(*) FROM texts").fetchone()[0]) if self.fts else len(self._texts)

    def _rarest(self, text: str, count: int) -> list[str]:
        """The words of a text whose stems are rarest here, one for each stem."""
        words = list(dict.fromkeys(word for word in _WORD.findall(text.casefold()) if len(word) > 2))
        if not self.fts:
            return words
        stems = self._stems(words)
        known = {stem: word for word, stem in reversed(stems)}
        rare = [(stem, word) for stem, word in known.items() if stem not in self._frequencies]
        held = [(stem, word) for stem, word in rare if self._holds(word)][:count]
        if held:
            return [word for _, word in held]
        common = sorted(((self._frequencies[stem], word) for stem, word in known.items() if stem in self._frequencies))
        return [word for _, word in common[:count]]

    def _holds(self, word: str) -> bool:
        asked = "SELECT 1 FROM texts WHERE texts MATCH ? LIMIT 1"
        return self._base.execute(asked, (Term((word,)).quoted,)).fetchone() is not None

    def _stems(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """Each word with its stem, by the tokenizer that the index itself uses."""
        self._base.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.stemming USING fts5(body, tokenize='{_TOKENS}')")
        self._base.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.stemmed USING fts5vocab('temp', 'stemming', 'instance')"
        )
        self._base.execute("DELETE FROM temp.stemming")
        self._base.executemany("INSERT INTO temp.stemming(rowid, body) VALUES (?, ?)", enumerate(words, 1))
        rows = self._base.execute("SELECT doc, term FROM temp.stemmed WHERE offset = 0 ORDER BY doc").fetchall()
        return [(words[doc - 1], term) for doc, term in rows]

    # without FTS5: every text, word by word

    def _scan(self, term: Term) -> list[Hit]:
        hits = [
            Hit(number, -float(times), _marked(text, [term]))
            for number, text in self._texts.items()
            if (times := len(_places(text, term)))
        ]
        return sorted(hits, key=lambda hit: (hit.rank, hit.number))

    def _scan_like(self, words: Sequence[str], count: int) -> list[tuple[int, float]]:
        sets = {number: set(_WORD.findall(text.casefold())) for number, text in self._texts.items()}
        held = {word: sum(word in one for one in sets.values()) for word in words}
        common = max(5, self._size // COMMON)
        rare = [word for word in words if 0 < held[word] <= common] or [word for word in words if held[word]]
        found = [(number, float(sum(word in one for word in rare))) for number, one in sets.items()]
        return sorted((one for one in found if one[1]), key=lambda one: (-one[1], one[0]))[:count]


def _places(text: str, term: Term) -> list[tuple[int, int]]:
    """Where a term stands in a text."""
    tokens = [(found.group().casefold(), found.start(), found.end()) for found in _WORD.finditer(text)]
    size = len(term.words)
    return [
        (tokens[at][1], tokens[at + size - 1][2])
        for at in range(len(tokens) - size + 1)
        if all(
            tokens[at + off][0] == word or (term.begins and off == size - 1 and tokens[at + off][0].startswith(word))
            for off, word in enumerate(term.words)
        )
    ]


def _marked(text: str, terms: Sequence[Term]) -> str:
    places = sorted({place for term in terms for place in _places(text, term)})
    if not places:
        return ""
    begin, end = max(0, places[0][0] - 60), places[0][1] + 80
    said, at = "…" if begin else "", begin
    for start, stop in places:
        if at <= start and stop <= end:
            said += f"{text[at:start]}{OPEN}{text[start:stop]}{CLOSE}"
            at = stop
    return f"{said}{text[at:end]}{'…' if end < len(text) else ''}"
