"""Do the sample walks still come to what they say of themselves? Retold first, which is quick; what differs is played.

Retelling lays the path by the same fold and takes each answer by the same checks; playing is what a person goes through, as
in tests/frameworks/test_walks.py. Only a walk that comes to something else when it is played counts.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from ethics_cli.app.answers import answers_from
from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.ports import FixedClock, Question, Reply
from ethics_cli.app.proving import Retelling, ground_of, retold
from ethics_cli.app.scripted import ScriptAsker
from ethics_cli.app.sessions import new_session, wish_from
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.finding import findings
from ethics_cli.core.lint import Piece
from ethics_cli.core.walk import Walk
from ethics_cli.core.witness import Ground
from ethics_cli.files.held import Held
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library
from ethics_cli.problems import EthicsError


class Seen(NamedTuple):
    """What a walk came to, as its file expects it."""

    path: list[str]
    flags: list[str]
    findings: list[str]
    complete: bool


class Unexpected(Exception):
    """A question that the walk does not expect: no need to play on."""


class Walks:
    """The sample walks of a library, and what they come to while nothing is changed."""

    def __init__(self, pieces: Sequence[Piece], texts: Mapping[str, bytes]) -> None:
        self.texts = texts
        self.pieces = sorted((one for one in pieces if one.kind == "walk"), key=lambda one: len(_path(one)))
        ground = ground_of(pieces)
        self.usual = {one.id: _retold(one, ground) for one in self.pieces}

    def broken(self, pieces: Sequence[Piece]) -> str:
        """The first sample walk that comes to something else in a changed library; "" when none does."""
        try:
            ground = ground_of(pieces)
        except Exception as fault:
            return f"cannot be laid: {type(fault).__name__}"
        library = _library(pieces)
        for walk in self.pieces:
            if _retold(walk, ground) != self.usual[walk.id] and (said := self._played(walk, library)):
                return f"{walk.id}: {said}"
        return ""

    def _played(self, walk: Piece, library: Library) -> str:
        """In what a walk that is played differs from what its file expects; "" when in nothing."""
        with tempfile.TemporaryDirectory() as home:
            try:
                return play(walk, self.texts[walk.id], library, Path(home))
            except Unexpected as unexpected:
                return str(unexpected)
            except EthicsError as refused:
                return refused.problems[0].code


class _Listening(ScriptAsker):
    """A script that stops at the first question which its walk does not expect."""

    expects: frozenset[str] = frozenset()

    def ask(self, question: Question) -> Reply:
        if question.step.ref not in self.expects:
            raise Unexpected(f"asks {question.step.ref}")
        return super().ask(question)


def play(walk: Piece, raw: bytes, library: Library, home: Path) -> str:
    """Play a walk as tests/frameworks/test_walks.py does; in what it differs from what it expects."""
    answers, head = answers_from(raw, f"{walk.id}.yaml", [], library)
    moment = datetime.combine(date.fromisoformat(head["today"]), time(14, 30)).astimezone()
    session = new_session(Home(home), library, wish_from(head), FixedClock(moment))
    asker = _Listening(answers)
    asker.expects = frozenset(_path(walk))
    with session.journal.locked():
        end = Conduct(session, asker).run()
    if end is not End.CLOSED or session.walk.status != "decided":
        return f"ends {end.value}, {session.walk.status}"
    expect = head["expect"]
    wanted = Seen(expect["path"], expect.get("flags", []), expect.get("findings", []), expect["complete"])
    seen = seen_of(session.walk)
    differs = [name for name, one, other in zip(Seen._fields, seen, wanted, strict=True) if one != other]
    return ", ".join([*differs, *(["unused answers"] if asker.unused() else [])])


def seen_of(walk: Walk) -> Seen:
    """What a walk came to."""
    path = _once(place.step.ref for place in walk.path if place.step.asks)
    return Seen(path, [flag.ref for flag in walk.flags], _once(one.ref for one in findings(walk)), walk.complete)


def _retold(walk: Piece, ground: Ground) -> tuple[Any, ...]:
    """What a retold walk came to, with what only an asker sees: answers nobody asked for, and reasons that are missing."""
    retelling = Retelling(walk)
    told = retold(walk, ground, retelling)
    bare = [key for key, one in told.answers.items() if not one.because and not one.non and _needs(told, key)]
    return (*seen_of(told), retelling.asker.unused(), bare)


def _needs(walk: Walk, key: tuple[str, tuple[str, ...]]) -> bool:
    step = walk.step(key[0])
    return step is not None and step.needs_because


def _library(pieces: Sequence[Piece]) -> Library:
    held = (Held(one.kind, one.id, dict(one.plain), "bundled", "", digest_of(canonical(one.plain))) for one in pieces)
    return Library({(one.kind, one.id): one for one in held})


def _path(walk: Piece) -> list[str]:
    return list((walk.plain.get("expect") or {}).get("path", ()))


def _once(refs: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(refs))
