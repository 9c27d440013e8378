"""What is due: time limits that run, and days on which somebody meant to look again, over all sessions of a home.

No client's words are in what this gives for a calendar: a limit is named by its session, its kind and its moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from ethics_cli.app.sessions import walk_of
from ethics_cli.core.dates import moment_of
from ethics_cli.core.deadline import ALWAYS, deadlines
from ethics_cli.core.walk import Walk
from ethics_cli.files.home import Home, id_of
from ethics_cli.problems import EthicsError, Problem
from ethics_cli.render.title import title

LIMIT = "time limit"
LOOKS = {"look-again": "look again", "look-back": "look again"}
"""Roles of steps that set a day, and what is due on it."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due. `of` is what it belongs to, in somebody's words; `whole_day` says that no hour was named.

    A limit without a moment, such as at once, has no `at`; `limit` has its words.
    """

    at: datetime | None
    kind: str
    session: str
    title: str = ""
    of: str = ""
    whole_day: bool = False
    limit: str = ""
    problem: Problem | None = None


def due_in(home: Home, now: datetime) -> list[Due]:
    """Everything that is due in a home, the nearest first; a session that cannot be read is an entry with its problem.

    A decision lets go of the time limits that have passed, and of those that named no moment; days to look again stay.
    """
    found = [one for path in home.paths() for one in _in_file(path, now)]
    return sorted(found, key=lambda one: (one.at or ALWAYS, one.session, one.kind))


def due_of(walk: Walk) -> Iterator[Due]:
    """What is due in one session: its time limits, and the days that were set to look at it again."""
    of_case = title(walk)
    for deadline in deadlines(walk):
        yield Due(deadline.due, LIMIT, walk.id, of_case, deadline.of, limit=deadline.limit)
    for role, kind in LOOKS.items():
        position = walk.by_role(role)
        answer = walk.answers.get(position.key) if position else None
        at = moment_of(answer.value) if answer and answer.value else None
        if at is not None:
            yield Due(at, kind, walk.id, of_case, whole_day=True)


def is_past(one: Due, now: datetime) -> bool:
    """Whether the moment, or the whole of the day, lies behind."""
    if one.at is None:
        return False
    end = datetime.combine(one.at.date(), time.max) if one.whole_day else one.at
    return end < now.replace(tzinfo=None)


def _in_file(path: Path, now: datetime) -> Iterator[Due]:
    try:
        walk, _, _ = walk_of(path)
    except EthicsError as fault:
        ident = id_of(path)
        yield Due(None, "", ident, problem=fault.problems[0])
        return
    for one in due_of(walk):
        if not (walk.status == "decided" and one.kind == LIMIT and (one.at is None or is_past(one, now))):
            yield one
