"""One session carried from one home to another: out as a file, and in after it was looked at as a stranger's."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from ethics_cli.app.ports import Clock
from ethics_cli.core.chain import line_digest
from ethics_cli.core.event import SessionOpened, SessionShared
from ethics_cli.core.reader import readers
from ethics_cli.files.heads import remember
from ethics_cli.files.home import PROTECTED, SUFFIX, Home
from ethics_cli.files.journal import Journal, open_journal, read_bytes, stored_bytes
from ethics_cli.files.replacing import replace_file
from ethics_cli.problems import EthicsError, Exit, Place, Problem, wrong


class Brought(Enum):
    """What became of a file that was brought in."""

    NEW = "new"
    LONGER = "longer"
    SAME = "same"
    SHORTER = "shorter"


def export(path: Path, to: Path, *, plain: bool) -> None:
    """A copy of a session where somebody says: as it lies here, or opened. Never over a file that is there."""
    if to.exists() or to.is_symlink():
        hint = "name another place, or take that file away first"
        raise wrong("export.exists", "there is a file already", hint, place=Place(str(to)), exit_code=Exit.USAGE)
    closed = path.name.endswith(PROTECTED) and not plain
    wanted = PROTECTED if closed else SUFFIX
    if not to.name.endswith(wanted) or (not closed and to.name.endswith(PROTECTED)):
        raise wrong("export.name", f"this copy is named with {wanted} at its end", exit_code=Exit.USAGE)
    open_journal(path)  # what does not hold is not passed on
    try:
        replace_file(to, stored_bytes(path) if closed else read_bytes(path))
    except OSError:
        raise wrong("export.not-written", "the copy could not be written here", place=Place(str(to))) from None


def bring(home: Home, path: Path, clock: Clock) -> tuple[str, Brought]:
    """Take a session into this home. Its chain must hold; one that differs from what is here is refused, and nothing is merged."""
    brought = open_journal(path)
    opened = brought.entries[0].event
    assert isinstance(opened, SessionOpened)
    home.prepare()
    found = [one for suffix in (SUFFIX, PROTECTED) if (one := home.sessions / f"{opened.id}{suffix}").exists()]
    if found:
        return opened.id, _beside(home, found[0], brought, clock)
    _write(home, brought, clock, _place(home, opened.id))
    return opened.id, Brought.NEW


def _beside(home: Home, path: Path, brought: Journal, clock: Clock) -> Brought:
    """A session that is here already: the longer of two states of one history stays."""
    with Journal(path).locked():
        here = open_journal(path)
        ours, theirs = list(map(line_digest, here.lines)), list(map(line_digest, brought.lines))
        if ours == theirs:
            return Brought.SAME
        if ours[: len(theirs)] == theirs:
            return Brought.SHORTER
        if theirs[: len(ours)] != ours:
            hint = "look at both: ethics compare HERE FILE"
            said = "this session is here with another history; nothing was taken over"
            raise EthicsError(Problem("import.differs", said, Place(str(path)), hint))
        _write(home, brought, clock, path, here)
        return Brought.LONGER


def _place(home: Home, ident: str) -> Path:
    return home.sessions / f"{ident}{PROTECTED if home.protection.on else SUFFIX}"


def _write(home: Home, brought: Journal, clock: Clock, path: Path, here: Journal | None = None) -> None:
    """The events of the file under this home's own rule: in a protected home, closed for this home's readers as well."""
    journal = Journal(path, brought.lines, brought.entries, here.stored if here else b"")
    protection = home.protection
    known = {reader.key for reader in readers(brought.entries)}
    missing = [reader for reader in protection.readers if protection.on and reader.key not in known]
    journal.append([SessionShared(*reader) for reader in missing], clock.now())
    opened = brought.entries[0].event
    assert isinstance(opened, SessionOpened)
    remember(home.heads, opened.id, journal.count, journal.head)
