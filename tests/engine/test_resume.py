"""Wherever a session breaks off, it goes on as if nothing had happened."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ethics_cli.core.chain import NOTHING, line_digest, read_chain
from ethics_cli.core.digest import canonical
from ethics_cli.core.event import Entry, Event
from ethics_cli.core.event_plain import from_plain, to_plain
from ethics_cli.core.routing import fold
from ethics_cli.core.walk import Walk
from ethics_cli.files.event_line import entry_from
from ethics_cli.files.journal import Journal, open_journal

SESSIONS = 10_000 if os.environ.get("ETHICS_TORTURE") else 1_000
PARTS = 20
ON_DISK = 5
ROUTES = ("", "quick", "", "quick", "standard", "", "quick", "full", "quick", "standard", "quick")


def begun(walker: Callable[..., Any], seed: int) -> Any:
    """A random session; most are short, some take the whole way, and some look through chosen lenses."""
    lenses = ("virtue", "justice") if seed % 17 == 0 else ()
    return walker(seed, ROUTES[seed % len(ROUTES)], lenses)


def as_lines(entries: list[Entry]) -> list[Entry]:
    """The events as they come back from their lines."""
    return [Entry(one.seq, one.at, from_plain(json.loads(canonical(to_plain(one.event))))) for one in entries]


def from_disk(entries: list[Entry], path: Path) -> list[Entry]:
    """The events written by the journal and read back from the bytes in the file."""
    Journal(path).append([one.event for one in entries], datetime(2026, 11, 21, 14, 30, tzinfo=UTC))
    return open_journal(path).entries


@pytest.mark.parametrize("part", range(PARTS))
def test_a_session_cut_anywhere_goes_on_where_it_was(
    part: int, walker: Callable[..., Any], said: Callable[[Walk], Any], session_file: Path
) -> None:
    for number in range(SESSIONS // PARTS):
        seed = number * PARTS + part
        going = begun(walker, seed)
        stands = [(len(going.entries), walk) for walk in going.to_the_end()]
        count, there = Random(seed).choice(stands)
        cut = going.entries[:count]
        if number < ON_DISK:
            read = from_disk(cut, session_file.with_name(f"{seed}.jsonl"))
        else:
            read = as_lines(cut)
        assert said(fold(read)) == said(there), f"seed {seed}, cut after {count} events"
        assert said(fold([*read, *going.entries[count:]])) == said(going.walk), (
            f"seed {seed}, gone on after {count} events"
        )


def test_a_closed_session_is_decided_however_it_is_read(
    walker: Callable[..., Any], said: Callable[[Walk], Any], session_file: Path
) -> None:
    for seed in range(5):
        going = begun(walker, seed)
        list(going.to_the_end())
        going.close()
        path = session_file.with_name(f"{seed}.jsonl")
        walk = fold(from_disk(going.entries, path))
        assert walk.status == "decided"
        assert said(walk) == said(going.walk)


def test_every_prefix_of_the_lines_of_a_session_is_a_session(
    walker: Callable[..., Any], said: Callable[[Walk], Any]
) -> None:
    going = begun(walker, 9)
    stands = {len(going.entries): said(walk) for walk in going.to_the_end()}
    lines = _lines([one.event for one in going.entries])
    for count, wanted in stands.items():
        read = [entry_from(json.loads(line)) for line in lines[:count]]
        assert said(fold(read)) == wanted, f"after {count} events"


def _lines(events: list[Event]) -> list[bytes]:
    lines: list[bytes] = []
    for seq, event in enumerate(events):
        prev = line_digest(lines[-1]) if lines else NOTHING
        lines.append(
            canonical({**to_plain(event), "at": "2026-11-21T14:30:00Z", "prev": prev, "salt": "0" * 32, "seq": seq})
        )
    return lines


def test_what_is_on_disk_after_each_answer_is_a_whole_chain(walker: Callable[..., Any], session_file: Path) -> None:
    going = walker(3, "quick")
    journal = Journal(session_file)
    written = 0
    for _ in going.to_the_end():
        journal.append([one.event for one in going.entries[written:]], datetime(2026, 11, 21, 14, 30, tzinfo=UTC))
        written = len(going.entries)
        chain = read_chain(session_file.read_bytes())
        assert (chain.fault, chain.count) == (None, written)
