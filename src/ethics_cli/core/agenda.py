"""What a supervision meeting should come to: points about sessions, each of one kind, in the order in which a meeting takes them.

A point names a session by its id and title and says the rest in words of the content: nothing that anybody wrote in a walk.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ethics_cli.core.framework import Flag
from ethics_cli.core.slot import fill
from ethics_cli.core.walk import Walk
from ethics_cli.core.wording import filled

KINDS = {
    "held": "Something has to be done first",
    "overdue": "Overdue",
    "ahead": "Coming up",
    "open": "Open dilemmas",
    "changed": "Decided, and changed since",
    "wanted": "Changes asked for, not answered yet",
    "unanswered": "Advice asked for, not there yet",
    "dissent": "Dissent",
    "flag": "Flags that nobody has handled",
    "forecast": "Forecasts whose day has come",
    "later": "Left for later",
    "unreadable": "Could not be read",
}
"""The kinds of points in the order of a meeting, and what each is called."""

OURS = ("fact.outweighed",)
"""Slots that are filled with words of the content, never with typed ones."""


class Point(NamedTuple):
    """One point about one session. Which of the others are filled depends on its kind.

    `day` is a day or a moment, ISO; `of` says what is due or asked; `by` is a role, `name` the name of a step or what a flag says.
    """

    kind: str
    session: str
    title: str = ""
    of: str = ""
    day: str = ""
    by: str = ""
    step: str = ""
    name: str = ""
    level: str = ""
    number: int = 0


class Agenda(NamedTuple):
    """The points of a meeting. `sessions` were looked at, `worked` of them worked on since; `drills` were left out."""

    since: date
    until: date
    points: tuple[Point, ...]
    sessions: int = 0
    worked: int = 0
    drills: int = 0

    def of_kind(self, kind: str) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.kind == kind)


def flag_says(walk: Walk, flag: Flag) -> str:
    """What a flag says, without what somebody typed: only the names of lenses are filled in."""
    return fill(flag.say, lambda name: filled(walk, f"{{{name}}}") if name in OURS else "…")
