"""Who may read: adding a key to sessions, taking one away, and whom new sessions are closed for from the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.ports import Clock
from ethics_cli.core.event import Event, SessionShared, SessionUnshared
from ethics_cli.core.reader import LIMIT, SUPERVISOR, YOU, Reader, readers
from ethics_cli.core.typed import clean
from ethics_cli.files.heads import remember
from ethics_cli.files.home import PROTECTED, Home
from ethics_cli.files.journal import Journal, open_journal
from ethics_cli.files.keys import write_protection
from ethics_cli.files.sealing import demand_public
from ethics_cli.problems import EthicsError, Exit, Place, Problem, wrong

ROLE_LIMIT = 40


class Shared(NamedTuple):
    """How many sessions were changed, how many were so already, and those that could not be changed, each with its problem."""

    changed: int
    same: int
    left: tuple[Problem, ...] = ()


def reader_named(key: str, role: str) -> Reader:
    """A reader as a person names them. Raises EthicsError when the key is none."""
    said = clean(role, lines=False)[:ROLE_LIMIT]
    if said in ("", YOU):
        raise wrong("share.role", "say whose key it is, by role", "for example --as supervisor", exit_code=Exit.USAGE)
    return Reader(demand_public(key), said)


def supervisors(home: Home) -> tuple[Reader, ...]:
    """The keys kept here for whoever supervises."""
    return tuple(reader for reader in home.protection.readers if reader.role == SUPERVISOR)


def keep_reader(home: Home, reader: Reader) -> None:
    """Close every new session for this reader too."""
    protection = home.protection.with_reader(reader)
    if len(protection.readers) > LIMIT:
        raise wrong("keys.too-many", f"a session can be opened by {LIMIT} keys at most", "take one away first")
    write_protection(home.keys, protection)


def drop_reader(home: Home, key: str) -> None:
    """Close new sessions no longer for this key."""
    if key == home.protection.own:
        raise wrong("share.own", "this is your own key: without it you could not read what you write")
    write_protection(home.keys, home.protection.without(key))


def share(home: Home, paths: Sequence[Path], added: Sequence[Reader], clock: Clock) -> Shared:
    """Let these readers open these sessions from now on. What cannot be changed is told, and the rest is done."""

    def wanting(journal: Journal) -> list[Event]:
        known = set(readers(journal.entries))
        return [SessionShared(*reader) for reader in added if reader not in known]

    return _each(home, paths, wanting, clock)


def unshare(home: Home, paths: Sequence[Path], key: str, clock: Clock) -> Shared:
    """Close these sessions no longer for this key. What its owner could read before, they have read."""
    if key == home.protection.own:
        raise wrong("share.own", "this is your own key: without it you could not read what you write")

    def wanting(journal: Journal) -> list[Event]:
        return [SessionUnshared(key)] if any(reader.key == key for reader in readers(journal.entries)) else []

    return _each(home, paths, wanting, clock)


def _each(home: Home, paths: Sequence[Path], wanting: Callable[[Journal], list[Event]], clock: Clock) -> Shared:
    changed, left = 0, list[Problem]()
    for path in paths:
        try:
            changed += _one(home, path, wanting, clock)
        except EthicsError as fault:
            left.append(fault.problems[0].at(Place(str(path))))
    return Shared(changed, len(paths) - changed - len(left), tuple(left))


def _one(home: Home, path: Path, wanting: Callable[[Journal], list[Event]], clock: Clock) -> bool:
    if not path.name.endswith(PROTECTED):
        hint = "`ethics protect` closes every session here; until then a copy of the file is enough to read it"
        raise wrong("share.plain", "this session is not protected: whoever has the file can read it", hint)
    with Journal(path).locked():
        journal = open_journal(path)
        events = wanting(journal)
        if events:
            journal.append(events, clock.now())
            remember(home.heads, getattr(journal.entries[0].event, "id", ""), journal.count, journal.head)
    return bool(events)
