"""The sessions of a home as rows: where each stands. A session that cannot be read is a row with its problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ethics_cli.app.sessions import walk_of
from ethics_cli.core.deadline import Deadline, deadlines
from ethics_cli.core.look_back import days_to_look
from ethics_cli.core.signing import decisive
from ethics_cli.core.walk import Walk
from ethics_cli.files.home import Home, id_of
from ethics_cli.problems import EthicsError, Problem
from ethics_cli.render.title import title


@dataclass(frozen=True, slots=True)
class Row:
    """One session at a glance."""

    id: str
    path: Path
    status: str = ""
    title: str = ""
    route: str = ""
    answered: int = 0
    next: str = ""
    later: int = 0
    look_again: str = ""
    began: str = ""
    touched: str = ""
    flags: tuple[str, ...] = ()
    stopped: str = ""
    signed: str = ""
    deadlines: tuple[Deadline, ...] = ()
    problem: Problem | None = None


def rows_of(home: Home) -> Iterator[Row]:
    """One row for each session file, in the order of ids; damage is a row, not an end."""
    for path in home.paths():
        try:
            walk, _, _ = walk_of(path)
        except EthicsError as fault:
            yield Row(id_of(path), path, "unreadable", problem=fault.problems[0])
            continue
        yield row_of(walk, path)


def row_of(walk: Walk, path: Path) -> Row:
    """A walk at a glance."""
    days = days_to_look(walk, "look-again")
    times = [one.at for one in walk.answers.values()]
    return Row(
        id=walk.id,
        path=path,
        status=walk.status,
        title=title(walk),
        route=walk.route.id if walk.route_known else "",
        answered=len(walk.answers),
        next=walk.next.step.ref if walk.next else "",
        later=len(walk.later),
        look_again=days[0] if days else "",
        began=min(times, default=""),
        touched=walk.folded.last.at if walk.folded.last else "",
        flags=tuple(flag.ref for flag in walk.flags),
        stopped=walk.stopped.ref if walk.stopped else "",
        signed=_signed(walk),
        deadlines=deadlines(walk),
    )


def _signed(walk: Walk) -> str:
    """How the sign-off that counts stands; whether its signature holds is for verify to say."""
    found = decisive(walk.folded)
    if found is None:
        return ""
    if found.changed_since:
        return "changed since sign-off"
    return "signed off" if found.given.signature else "signed off, unsigned"
