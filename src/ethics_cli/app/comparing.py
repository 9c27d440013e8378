"""Two sessions beside each other, or one session at two of its events."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.replaying import moment_at, replay_of
from ethics_cli.app.sessions import walk_of
from ethics_cli.core.walk import Walk
from ethics_cli.problems import Exit, wrong


class Side(NamedTuple):
    """One of the two: the walk, the number of events it was read from, and the head of its file. `at` is the event it stops at."""

    walk: Walk
    events: int
    head: str
    at: int | None = None


def side_of(path: Path, at: int | None = None) -> Side:
    """A session as it stands, or as it stood after an event. Raises EthicsError when there is no such session or event."""
    if at is None:
        walk, count, head = walk_of(path)
        return Side(walk, count, head)
    found = replay_of(path)
    number = moment_at(found.replay, at)
    return Side(found.replay.walk(number), found.events, found.head, at)


def demand_two(second: str, first_at: int | None, second_at: int | None) -> None:
    """Raise EthicsError when a session would be compared with itself as it stands."""
    if not second and first_at is None and second_at is None:
        hint = "name a second session, or an event of this one with --at"
        raise wrong("compare.one", "there is nothing to compare it with", hint, exit_code=Exit.USAGE)
