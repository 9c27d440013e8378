"""The sessions of a home, one walk after another, for what looks at many: what is due, words, precedents, counts.

A session that cannot be read is an entry with its problem; it never ends the row of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.sessions import walk_of
from ethics_cli.core.folding import Made, read_at_once
from ethics_cli.core.routing import lay
from ethics_cli.core.walk import Walk
from ethics_cli.files.home import Home, id_of
from ethics_cli.files.journal import read_bytes
from ethics_cli.files.known_content import KnownContent
from ethics_cli.files.reading_many import read_quickly
from ethics_cli.problems import EthicsError, Problem

ODD = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What may be raised by a session in a form that nobody thought of."""


CONTENT = KnownContent()
"""The content of sessions that was read before: most carry the same."""


class Past(NamedTuple):
    """One session of a home: its walk, or why it cannot be read."""

    id: str
    path: Path
    walk: Walk | None = None
    problem: Problem | None = None

    @property
    def is_drill(self) -> bool:
        return self.walk is not None and is_drill(self.walk)


def past(home: Home) -> Iterator[Past]:
    """Every session of a home, in the order of ids."""
    return (read_past(path) for path in home.paths())


def read_past(path: Path) -> Past:
    """One session. A file in a form that nobody thought of is a problem of that file and of nothing else."""
    try:
        walk = _walk(path)
    except EthicsError as fault:
        return Past(id_of(path), path, problem=fault.problems[0])
    except ODD:
        return odd(path)
    return Past(id_of(path), path, walk)


def odd(path: Path) -> Past:
    """A session in a form that nobody thought of."""
    said = "this session is in a form that cannot be read"
    return Past(id_of(path), path, problem=Problem("session.form", said, hint="`ethics verify` may say more"))


def _walk(path: Path) -> Walk:
    """The walk in a file: quickly where it is as nearly all are, else the slow way, which says what is wrong."""
    reading = read_quickly(read_bytes(path), CONTENT)
    if reading is None:
        return walk_of(path)[0]
    made = {at: Made(known.framework, known.norms, known.routes) for at, known in reading.known.items()}
    return lay(read_at_once(reading.entries, made))


def is_drill(walk: Walk) -> bool:
    """Whether a session is practice on an invented case."""
    return bool(walk.folded.opened and walk.folded.opened.drill)
