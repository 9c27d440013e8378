"""Retention: what is old enough that its words, or the whole session, should go; and the going, with an entry that says so.

How old is counted from the last thing that happened in a session. A session that is open or held is never due by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.redacting import all_words, redact
from ethics_cli.app.sessions import Session, walk_of
from ethics_cli.core.reader import RECOVERY, YOU
from ethics_cli.core.redaction import typed_in
from ethics_cli.core.walk import Walk
from ethics_cli.files.forgotten import Forgotten, note_forgotten
from ethics_cli.files.heads import forget_head
from ethics_cli.files.home import Home, id_of
from ethics_cli.files.replacing import remove_file
from ethics_cli.files.settings import Settings
from ethics_cli.problems import EthicsError

WORDS, WHOLE = "words", "whole"


class Due(NamedTuple):
    """A session that is old enough, what is to go of it, and for how many months nothing happened in it."""

    session: str
    path: Path
    what: str
    months: int


def due(home: Home, settings: Settings, today: date) -> Iterator[Due]:
    """The sessions whose time has come, by the settings `keep_words` and `keep_sessions` (months). What cannot be read is passed over."""
    for path in home.paths() if settings.keep_words or settings.keep_sessions else ():
        try:
            walk, _, _ = walk_of(path)
        except EthicsError:
            continue
        last = _last_answered(walk)
        if walk.status == "open" or not last:
            continue
        months = months_between(date.fromisoformat(last[:10]), today)
        if settings.keep_sessions and months >= int(settings.keep_sessions):
            yield Due(walk.id, path, WHOLE, months)
        elif settings.keep_words and months >= int(settings.keep_words) and _has_words(walk):
            yield Due(walk.id, path, WORDS, months)


def _last_answered(walk: Walk) -> str:
    """When something was last answered or decided. Sharing, signing or redacting a session makes it no younger."""
    closed = walk.folded.closed
    return max([closed.at if closed else "", *(answer.at for answer in walk.folded.answers.values())])


def _has_words(walk: Walk) -> bool:
    """Whether anything that somebody typed can still be read in an answer. A choice is no word."""
    steps = {step.ref: step for framework in walk.folded.frameworks.values() for step in framework.steps}
    return any(typed_in(answer.given, steps.get(answer.given.step)) for answer in walk.folded.answers.values())


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def forget_words(session: Session, by: str, reason: str) -> int:
    """Take every word out of a session, which must be held, and write its papers anew. Returns how many lines lost their words."""
    redaction = all_words(session)
    if redaction.left:
        redact(session, redaction, by, reason)
    return len(redaction.left)


def forget_whole(home: Home, path: Path, events: int, today: date, by: str, reason: str) -> list[str]:
    """Remove a session, its papers and everything of it in this home. Returns the names of the files that went.

    The entry is written first: a session that is gone is never one that nobody can account for.
    """
    ident = id_of(path)
    protection = home.protection
    readers = [reader for reader in protection.readers if protection.on and reader.role in (YOU, RECOVERY)]
    note_forgotten(home.forgotten, Forgotten(ident, events, today.isoformat(), by, reason), readers)
    gone = [
        *sorted({*_files_of(home, ident)} - {path}),
        path,
    ]  # itself last: broken off, it is still found and can go again
    for one in gone:
        remove_file(one)
    forget_head(home.heads, ident)
    return [one.name for one in gone]


def _files_of(home: Home, ident: str) -> Iterator[Path]:
    """Everything that bears the id of a session: versions kept beside it, its lock, what a killed write left, papers, drafts."""
    for folder in (home.sessions, home.records, home.drafts):
        if folder.is_dir():
            yield from (path for path in folder.iterdir() if path.name.lstrip(".").startswith(f"{ident}."))
