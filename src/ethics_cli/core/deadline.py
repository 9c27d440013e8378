"""Time limits that run in a case: read off the walk, never counted from when the walk was done, always from when something was received.

A limit is shown as it was written down; whether it binds is for the person to say. No clock here: the present moment comes in as data.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from ethics_cli.core.dates import day_words, moment_of
from ethics_cli.core.sentence import within
from ethics_cli.core.slot import fragment
from ethics_cli.core.walk import Position, Walk

ALWAYS = datetime(1, 1, 1)  # noqa: DTZ001  moments of a walk are local, without a zone
"""Where what names no moment stands in order: before everything."""
RUNNING = ("must", "unknown")
"""How a norm has to bind for its time limit to run: also while nobody knows yet whether it does."""


class Deadline(NamedTuple):
    """A moment by which something is to be done, or a limit that names none, such as at once (`due` is None, `limit` has its words).

    `of` is what it belongs to: a rule in the person's words, or a step by its name.
    """

    due: datetime | None
    of: str
    step: str
    limit: str = ""


def deadlines(walk: Walk) -> tuple[Deadline, ...]:
    """The time limits of a walk: those that name no moment, then the nearest first."""
    return tuple(sorted(set(_found(walk)), key=lambda one: (one.due or ALWAYS, one.of)))


def deadline_words(deadline: Deadline, now: datetime) -> str:
    """A time limit in one line: when it ends, how long that is from now, and what it belongs to."""
    if deadline.due is None:
        return f"Time limit: {fragment(deadline.limit)} ({deadline.of})."
    when = day_words(deadline.due.isoformat(timespec="minutes"))
    return f"Time limit: {when}, {_left(deadline.due - now.replace(tzinfo=None))}{f' ({deadline.of})' if deadline.of else ''}."


def _left(left: timedelta) -> str:
    minutes = int(abs(left).total_seconds() // 60)
    hours, days = minutes // 60, minutes // (60 * 24)
    size = f"{days} days" if days > 1 else f"{hours} hours" if hours > 1 else f"{minutes} minute{'s' * (minutes != 1)}"
    return f"{size} ago" if left < timedelta(0) else f"in {size}"


def _found(walk: Walk) -> Iterator[Deadline]:
    for position in walk.path:
        answer = walk.answers.get(position.key) if position.step.role == "deadline" else None
        runs_out = moment_of(answer.value) if answer else None
        if runs_out:
            yield Deadline(runs_out, _named(walk, position), position.step.ref)
    norms = walk.by_role("norms")
    for item in walk.items(norms.step.ref) if norms else ():
        due, limit = moment_of(item.fields.get("due")), str(item.fields.get("limit", ""))
        if norms and (due or limit) and item.fields.get("force") in RUNNING:
            yield Deadline(due, item.label, norms.step.ref, "" if due else limit)


def _named(walk: Walk, position: Position) -> str:
    """What a limit belongs to that a step asks for: a protocol says its own name as well."""
    framework = walk.folded.frameworks[position.step.framework]
    name = position.step.name
    return f"{framework.title}, {within(name)}" if framework.kind == "protocol" else name
