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
    found: dict[str, str] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, SessionShared):
            found[event.key] = event.role
        elif isinstance(event, SessionUnshared):
            found.pop(event.key, None)
    return tuple(Reader(key, role) for key, role in found.items())
