"""Turning protection on: a key if there is none, everything that is there closed, checked, and only then the plain files removed.

Each file is closed, read back and compared before its plain form goes. Broken off at any point, nothing is lost, and the same
command goes on where it stopped. What is damaged is closed as it is: it can still be looked at, and is still damaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.ports import Clock
from ethics_cli.core.event import SessionShared
from ethics_cli.core.reader import RECOVERY, YOU, Reader, readers
from ethics_cli.files.home import SUFFIX, Home
from ethics_cli.files.journal import Journal, open_journal, stored_bytes
from ethics_cli.files.kept import closed_path, read_kept, write_kept
from ethics_cli.files.keys import Protection, has_identity, read_protection, write_identity, write_protection
from ethics_cli.files.locking import Lock
from ethics_cli.files.replacing import half_written, remove_file, replace_file, sweep
from ethics_cli.files.sealing import new_identity, public_key, seal, unseal
from ethics_cli.files.unlocking import UNLOCKING
from ethics_cli.problems import EthicsError, Place, Problem, wrong


class Protected(NamedTuple):
    """What was done: how many sessions and other files were closed, and what could not be, each with its problem."""

    sessions: int
    others: int
    left: tuple[Problem, ...] = ()


def create_identity(home: Home, passphrase: str = "") -> str:
    """Make the home's own key and return the public one. Raises EthicsError when there is one already: it is never replaced.

    A key that nobody is named by yet is one whose making was broken off: it is taken.
    """
    if has_identity(home.keys) and home.protection.own:
        raise wrong("keys.exists", "this home has a key already", "`ethics keys` shows it; it is never replaced")
    UNLOCKING.use(home.keys)
    if has_identity(home.keys):
        public = public_key(UNLOCKING.secrets()[0])
    else:
        secret, public = new_identity()
        write_identity(home.keys, secret, public, passphrase)
    write_protection(home.keys, home.protection.with_reader(Reader(public, YOU)))
    UNLOCKING.forget()
    return public


def create_recovery(home: Home) -> str:
    """Make a recovery key and return the secret one, to be kept on paper: only the public one is kept here."""
    secret, public = new_identity()
    protection = home.protection
    kept = tuple(reader for reader in protection.readers if reader.role != RECOVERY)
    write_protection(home.keys, Protection(protection.on, (*kept, Reader(public, RECOVERY))))
    return secret


def protect(home: Home, clock: Clock) -> Protected:
    """Turn protection on and close everything that is here. May be called again; it then closes what is still plain."""
    if not (has_identity(home.keys) and home.protection.own):
        create_identity(home)
    UNLOCKING.use(home.keys)
    home.prepare()
    before = read_protection(home.keys)
    write_protection(home.keys, before._replace(on=True))
    left: list[Problem] = []
    sessions = sum(_closed(path, before.readers, clock, left) for path in _plain_sessions(home))
    for path in _half_written(home):
        _swept(path, left)
    others = sum(_closed_file(path, before.readers, left) for path in _plain_files(home))
    return Protected(sessions, others, tuple(left))


def _plain_sessions(home: Home) -> Iterator[Path]:
    yield from (path for path in home.paths() if path.name.endswith(SUFFIX))


def _plain_files(home: Home) -> Iterator[Path]:
    """What else may hold words of a case or the names of sessions: records and papers, drafts, the registry of heads."""
    for folder in (home.records, home.drafts):
        if folder.is_dir():
            yield from (path for path in sorted(folder.iterdir()) if path.is_file() and path.suffix != ".age")
    yield from (path for path in (home.heads, home.forgotten, home.practised) if path.is_file())


def _half_written(home: Home) -> Iterator[Path]:
    """What killed processes left half-written: it may hold plain words, and of a session whose first answer it was there is no file."""
    for folder in (home.sessions, home.records, home.drafts, home.root):
        if folder.is_dir():
            yield from half_written(folder)


def _swept(path: Path, left: list[Problem]) -> None:
    try:
        with Lock(path.with_name(f".{path.name}.lock")) as lock:
            sweep(path)
        lock.path.unlink(missing_ok=True)
    except (EthicsError, OSError) as fault:
        left.append(_told(path, fault))


def _closed(path: Path, defaults: Sequence[Reader], clock: Clock, left: list[Problem]) -> bool:
    """Whether a plain session is closed now, and its plain file gone."""
    try:
        with Lock(path.with_name(f".{path.name}.lock")) as lock:
            sweep(path)
            _close_session(path, defaults, clock)
            remove_file(path)
        lock.path.unlink(missing_ok=True)
    except (EthicsError, OSError) as fault:
        left.append(_told(path, fault))
        return False
    return True


def _close_session(path: Path, defaults: Sequence[Reader], clock: Clock) -> None:
    plain = stored_bytes(path)
    try:
        journal = open_journal(path)
    except EthicsError:
        _close_as_it_is(path, plain, defaults)
        return
    if closed_path(path).exists():
        _demand_continued(journal)  # an earlier run closed it and was broken off before the plain file went
        return
    known = {reader.key for reader in readers(journal.entries)}
    shared = [SessionShared(*reader) for reader in defaults if reader.key not in known]
    closed = Journal(closed_path(path), journal.lines, journal.entries)
    closed.append(shared, clock.now())
    _demand_continued(journal)


def _demand_continued(plain: Journal) -> None:
    """Raise EthicsError unless the closed file holds every line of the plain one, and what may have been added since."""
    again = open_journal(closed_path(plain.path))
    if again.lines[: plain.count] != plain.lines:
        hint = "compare the two with `ethics compare`, and take the wrong one away"
        raise wrong(
            "protect.differs", "a closed file of this session is here and does not begin like it; both are kept", hint
        )


def _close_as_it_is(path: Path, raw: bytes, defaults: Sequence[Reader]) -> None:
    sealed = seal(raw, [reader.key for reader in defaults])
    replace_file(closed_path(path), sealed)
    if unseal(stored_bytes(closed_path(path)), UNLOCKING.secrets()) != raw:
        raise wrong("protect.differs", "what was closed does not read back as it was; the plain file is kept")


def _closed_file(path: Path, defaults: Sequence[Reader], left: list[Problem]) -> bool:
    try:
        raw = path.read_bytes()
        sealed = seal(raw, [reader.key for reader in defaults])
        if unseal(sealed, UNLOCKING.secrets()) != raw:
            raise wrong("protect.differs", "what was closed does not read back as it was; the plain file is kept")
        write_kept(path, raw, defaults)
        if read_kept(path) != raw:
            raise wrong("protect.differs", "what was closed does not read back as it was; restore it from a backup")
    except (EthicsError, OSError) as fault:
        left.append(_told(path, fault))
        return False
    return True


def _told(path: Path, fault: EthicsError | OSError) -> Problem:
    if isinstance(fault, EthicsError):
        return fault.problems[0].at(Place(str(path)))
    return Problem("protect.left", "this file could not be closed", Place(str(path)), "make room, and protect again")
