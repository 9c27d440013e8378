"""Taking words out of a session for good: which lines, where else the same words stand, and the papers made from them anew.

The chain stays, and says who took the words out and why. Nothing here can bring them back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from ethics_cli.app.amending import place_named
from ethics_cli.app.publish import as_markdown, keep_paper
from ethics_cli.app.sessions import Session
from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    Entry,
    Event,
    LineRedacted,
    NoteAdded,
    RemarkMade,
    SessionOpened,
)
from ethics_cli.core.redaction import REMOVED, left_of, question_left, words_in
from ethics_cli.core.routing import lay
from ethics_cli.core.slot import fragment
from ethics_cli.core.walk import read
from ethics_cli.files.kept import closed_path
from ethics_cli.files.replacing import sweep
from ethics_cli.problems import EthicsError, Exit, wrong
from ethics_cli.render.record import Stamp

TITLE = "title"
LEAST = 6
"""Shorter texts than this stand everywhere by chance; they are not looked for elsewhere."""


class Redaction(NamedTuple):
    """What would go: for each line what is left of it, and the steps where the same words stand in other answers."""

    left: Mapping[int, Event | None]
    elsewhere: tuple[str, ...] = ()


def redaction_of(session: Session, name: str) -> Redaction:
    """What would go of a step, `framing.wants` or `autonomy.stands[A]`, of the title, or of one event by its number. Raises EthicsError."""
    entries = session.journal.entries
    meant = [entry for entry in entries if entry.seq in _meant(session, name) and _has_words(entry.event)]
    if not meant:
        raise wrong(
            "redact.nothing", "there are no words to take out there", "they may be gone already", exit_code=Exit.USAGE
        )
    return _of(session, meant)


def all_words(session: Session) -> Redaction:
    """What would go if every word did: the skeleton stays."""
    return _of(session, [entry for entry in session.journal.entries if _has_words(entry.event)])


def lines_redacted(session: Session, lines: Collection[int]) -> Redaction:
    """What would go of these events, by their numbers."""
    return _of(session, [entry for entry in session.journal.entries if entry.seq in lines and _has_words(entry.event)])


def redact(session: Session, redaction: Redaction, by: str, reason: str) -> list[str]:
    """Take the words out of a session and of its papers; return the names of the papers. Raises OSError when it could not be written.

    The papers come first: broken off at any point, no paper holds words that its session does not, and the same command finishes it.
    """
    written: list[str] = []
    sweep(session.journal.path)
    left = {**redaction.left, **dict.fromkeys(earlier_remainders(session, redaction.left))}
    try:
        session.journal.redact(
            left,
            by,
            reason,
            session.clock.now(),
            first=lambda entries, head: written.extend(_papers(session, entries, head)),
        )
    except BaseException:
        with suppress(OSError, EthicsError):
            _papers(session, session.journal.entries, session.journal.head)
        raise
    session.refresh()
    session.remember()
    return written


def earlier_remainders(session: Session, lines: Collection[int]) -> list[int]:
    """The events that say what was left of these lines before: they hold words that are to go now."""
    said = ((entry.seq, entry.event) for entry in session.journal.entries if isinstance(entry.event, LineRedacted))
    return [seq for seq, event in said if event.left and event.line in lines]


def _papers(session: Session, entries: Sequence[Entry], head: str) -> list[str]:
    """Write every paper of a session in its home as these entries have it, and sweep away what was left half-written."""
    home = session.home
    if home is None:
        return []
    for folder in (home.records, home.drafts):
        sweep(folder / session.id)
    walk = lay(read(entries))
    stamp = Stamp(len(entries), head, session.clock.now().date().isoformat())
    written: list[str] = []
    for layout in _layouts(session):
        path = home.record_path(session.id, "" if layout == "standard" else layout)
        written.append(keep_paper(path, as_markdown(walk, stamp, session.library, layout), walk).name)
    return written


def _layouts(session: Session) -> Iterator[str]:
    """The layouts in which this home holds papers of a session."""
    for held in session.library.all("record"):
        path = session.home.record_path(session.id, "" if held.id == "standard" else held.id) if session.home else None
        if path is not None and (path.exists() or closed_path(path).exists()):
            yield held.id


def _meant(session: Session, name: str) -> set[int]:
    entries = session.journal.entries
    if name == TITLE:
        return {0}
    if name.isdecimal():
        if int(name) >= len(entries):
            hint = f"this session has events 0 to {len(entries) - 1}; `ethics replay` shows them"
            raise wrong("redact.no-event", "there is no event of this number", hint, exit_code=Exit.USAGE)
        return {int(name)}
    ref = name.partition("[")[0]
    if "[" in name:
        key = place_named(session.walk, name).key
        return {entry.seq for entry in entries if _key(entry.event) == key}
    found = {entry.seq for entry in entries if _key(entry.event)[0] == ref}
    if not found:
        place_named(session.walk, name)
    return found


def _key(event: Event) -> tuple[str, tuple[str, ...]]:
    """The step, and the items, that an event is about."""
    if isinstance(event, (AnswerGiven, AnswerAmended, NoteAdded, RemarkMade)):
        return event.step, event.items
    return "", ()


def _has_words(event: Event) -> bool:
    return any(text and not text.startswith(REMOVED) for text in words_in(event))


def _of(session: Session, meant: Sequence[Entry]) -> Redaction:
    frameworks = session.folded.frameworks
    left: dict[int, Event | None] = {entry.seq: left_of(entry.event, frameworks) for entry in meant}
    gone = list(_looked_for(text for entry in meant for text in words_in(entry.event)))
    elsewhere: list[str] = []
    for entry in session.journal.entries:
        event = entry.event
        if entry.seq in left or not gone:
            continue
        if isinstance(event, (AnswerGiven, AnswerAmended)) and _holds(event.asked, gone):
            left[entry.seq] = question_left(event, frameworks)
        if any(_holds(text, gone) for text in words_in(event)):
            elsewhere.append(TITLE if isinstance(event, SessionOpened) else _key(event)[0] or f"event {entry.seq}")
    return Redaction(dict(sorted(left.items())), tuple(dict.fromkeys(elsewhere)))


def _looked_for(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if len(text) >= LEAST and not text.startswith(REMOVED):
            yield fragment(text).casefold()


def _holds(text: str, gone: Sequence[str]) -> bool:
    folded = text.casefold()
    return any(one in folded for one in gone)
