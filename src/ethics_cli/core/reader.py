"""Who can open a protected session: the keys it is closed for, as its own events say. No cryptography here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ethics_cli.core.event import Entry, SessionShared, SessionUnshared

YOU, RECOVERY, SUPERVISOR = "you", "recovery key", "supervisor"
LIMIT = 16
"""More readers than this no file may name: each is tried in turn when it is opened."""


class Reader(NamedTuple):
    """Somebody who can open: a public key (`age1…`) and the role it belongs to."""

    key: str
    role: str


def readers(entries: Iterable[Entry]) -> tuple[Reader, ...]:
    """Who can open a session as it now stands, in the order they were added. A key that is named again has its later role."""
    found: tuple[Reader, ...] = ()
    for entry in entries:
        if isinstance(entry.event, (SessionShared, SessionUnshared)):
            found = with_event(found, entry.event)
    return found


def with_event(before: tuple[Reader, ...], event: SessionShared | SessionUnshared) -> tuple[Reader, ...]:
    """Who can open it after one more event."""
    others = tuple(reader for reader in before if reader.key != event.key)
    return (*others, Reader(event.key, event.role)) if isinstance(event, SessionShared) else others
