"""An event as one line of bytes, and back. A line is read back and compared before it is released."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from ethics_cli.core.chain import FORMAT, VERSION
from ethics_cli.core.digest import canonical
from ethics_cli.core.event import Blank, Entry, Event, LineRedacted, SessionOpened
from ethics_cli.core.event_plain import Unreadable, from_plain, kind_of, to_plain
from ethics_cli.core.form import check_event, check_moment
from ethics_cli.problems import wrong

_ENVELOPE = ("at", "prev", "salt", "seq", "format", "v")


def line_for(event: Event, seq: int, at: str, prev: str) -> bytes:
    """The line for an event. The salt keeps a printed digest from being an oracle for guessed answers."""
    plain: dict[str, Any] = {**to_plain(event), "at": at, "prev": prev, "salt": os.urandom(16).hex(), "seq": seq}
    if isinstance(event, SessionOpened):
        plain |= {"format": FORMAT, "v": VERSION}
    line = canonical(plain)
    read_back = entry_from(plain).event
    if (kind_of(read_back), read_back) != (kind_of(event), event):
        raise wrong(
            "journal.changed-on-writing", "an answer would not be read back as it was given; it was not written"
        )
    return line


def entry_from(plain: dict[str, Any]) -> Entry:
    """The entry that a parsed line states. Raises EthicsError when it is of a newer format or no event."""
    if "format" in plain and (plain["format"] != FORMAT or not isinstance(plain.get("v"), int)):
        raise wrong("journal.foreign", "this file is not an ethics session")
    version = plain.get("v", VERSION)
    if not isinstance(version, int):
        raise wrong("journal.foreign", "this file is not an ethics session")
    if version > VERSION:
        raise wrong(
            "journal.newer",
            "this session was made by a newer version of ethics",
            "upgrade ethics to read it; the file is not changed",
        )
    try:
        check_moment(plain.get("at"))
        event = from_plain({key: value for key, value in plain.items() if key not in _ENVELOPE})
        check_event(event)
    except Unreadable as fault:
        raise wrong(
            "journal.event", f"line {plain['seq'] + 1} holds {fault}", "it may come from a newer version of ethics"
        ) from None
    return Entry(plain["seq"], plain["at"], event)


def blank_entry(seq: int) -> Entry:
    """What a redacted line says: nothing."""
    return Entry(seq, "", Blank())


def with_remainders(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, with what is left of each redacted line read in its place. Only a line that is blank has one; the last counts."""
    read = list(entries)
    for entry in entries:
        event = entry.event
        if not (isinstance(event, LineRedacted) and event.left and event.line < entry.seq):
            continue
        if isinstance(entries[event.line].event, Blank):
            read[event.line] = remainder(event.line, event.left)
    return read


def remainder(seq: int, left: Mapping[str, Any]) -> Entry:
    """What is left of a line, as an entry in its place."""
    return Entry(seq, str(left["at"]), from_plain({key: value for key, value in left.items() if key != "at"}))
