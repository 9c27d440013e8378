"""What is due over all sessions of a home: time limits that run, days to look again, forecasts whose day comes, what is left open.

No client's words are in what this gives for a calendar: a limit is named by its session, its kind and its moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from ethics_cli.app.past import past
from ethics_cli.core.dates import moment_of
from ethics_cli.core.deadline import ALWAYS, deadlines
from ethics_cli.core.event import OpinionAsked, OpinionGiven
from ethics_cli.core.forecasts import forecast_of
from ethics_cli.core.look_back import days_to_look
from ethics_cli.core.walk import Walk
from ethics_cli.files.home import Home
from ethics_cli.problems import Problem
from ethics_cli.render.title import title

LIMIT = "time limit"
LOOK = "look again"
FORECAST = "forecast"
ASKED = "asked, no answer yet"
OPINION = "second opinion asked, not given"
LATER = "left for later"
KINDS = (LIMIT, LOOK, FORECAST, ASKED, OPINION, LATER)
OPEN = (ASKED, OPINION, LATER)
"""What is open and has no day of its own; what was asked has the day on which it was asked."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due. `of` is what it belongs to, in somebody's words; `whole_day` says that no hour was named.

    A limit without a moment, such as at once, has no `at`; `limit` has its words. What is open has no `at` either: `since` is
    the day on which it was asked, when that is known.
    """

    at: datetime | None
    kind: str
    session: str
    title: str = ""
    of: str = ""
    whole_day: bool = False
    limit: str = ""
    since: str = ""
    problem: Problem | None = None


def due_in(home: Home, now: datetime, *, drills: bool = False) -> list[Due]:
    """Everything that is due in a home, the nearest first, then what is open; an unreadable session is an entry with its problem.

    A decision lets go of the time limits that have passed, and of those that named no moment; days to look again stay.
    """
    found: list[Due] = []
    for one in past(home):
        if one.walk is None:
            found.append(Due(None, "", one.id, problem=one.problem))
        elif drills or not one.is_drill:
            found += [due for due in due_of(one.walk) if not let_go(one.walk, due, now)]
    return sorted(found, key=lambda one: (one.kind in OPEN, one.at or ALWAYS, one.session, one.kind))


def due_of(walk: Walk) -> Iterator[Due]:
    """What is due in one session."""
    of_case = title(walk)
    for deadline in deadlines(walk):
        yield Due(deadline.due, LIMIT, walk.id, of_case, deadline.of, limit=deadline.limit)
    for day in dict.fromkeys(days_to_look(walk)):
        if at := moment_of(day):
            yield Due(at, LOOK, walk.id, of_case, whole_day=True)
    made = forecast_of(walk)
    if made is not None and (at := moment_of(made.waits_for)):
        yield Due(at, FORECAST, walk.id, of_case, made.text, whole_day=True)
    yield from _unanswered(walk, of_case)
    for place in walk.later:
        yield Due(None, LATER, walk.id, of_case, place.step.name)


def is_past(one: Due, now: datetime) -> bool:
    """Whether the moment, or the whole of the day, lies behind."""
    if one.at is None:
        return False
    end = datetime.combine(one.at.date(), time.max) if one.whole_day else one.at
    return end < now.replace(tzinfo=None)


def _unanswered(walk: Walk, of_case: str) -> Iterator[Due]:
    """Whoever was asked and has not answered: by somebody in the walk, or for a second opinion."""
    consulted = walk.by_role("consultations")
    for item in walk.items(consulted.step.ref) if consulted else ():
        if item.fields.get("asked") and not item.fields.get("said"):
            since = moment_of(item.fields.get("when"))
            yield Due(None, ASKED, walk.id, of_case, item.label, since=since.date().isoformat() if since else "")
    given = {entry.event.by for entry in walk.folded.beside if isinstance(entry.event, OpinionGiven)}
    for entry in walk.folded.beside:
        if isinstance(entry.event, OpinionAsked) and entry.event.of not in given:
            yield Due(None, OPINION, walk.id, of_case, entry.event.of, since=entry.at[:10])


def let_go(walk: Walk, one: Due, now: datetime) -> bool:
    """Whether a decision has let go of a time limit: it has passed, or it named no moment."""
    return walk.status == "decided" and one.kind == LIMIT and (one.at is None or is_past(one, now))
