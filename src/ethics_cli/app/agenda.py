"""The agenda of a supervision meeting: what is still open in any session, and what happened in those worked on since a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.due import ASKED, FORECAST, LATER, LIMIT, LOOK, OPINION, due_of, is_past, let_go
from ethics_cli.app.past import ODD, Past, odd, past, read_past
from ethics_cli.app.remarks import ROLE_LIMIT
from ethics_cli.app.verifying import session_files
from ethics_cli.core.agenda import KINDS, Agenda, Point, flag_says
from ethics_cli.core.dates import read_moment
from ethics_cli.core.event import OpinionGiven, RemarkMade, SignOffGiven
from ethics_cli.core.forecasts import forecast_of
from ethics_cli.core.remark import Remark, remarks
from ethics_cli.core.walk import Walk
from ethics_cli.files.home import Home
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.title import title
from ethics_cli.render.visible import one_line

DISSENT = "help.dissent"
_SPAN = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?|months?)")
_DAYS = {"d": 1, "w": 7, "m": 30}


class Period(NamedTuple):
    """From which day on, up to now, and as far ahead as back."""

    since: date
    now: datetime

    @property
    def ahead(self) -> date:
        today = self.now.date()
        return today + (today - self.since)

    def holds(self, at: str) -> bool:
        """Whether a moment of the journal lies in the period."""
        return at[:10] >= self.since.isoformat()


def period(text: str, now: datetime) -> Period:
    """`7d`, `2 weeks`, `2026-11-01`, `yesterday`. Raises EthicsError when it is no day, or one that is still to come."""
    words = " ".join(text.lower().split())
    span = _SPAN.fullmatch(words)
    if span:
        return Period(now.date() - timedelta(days=int(span.group(1)) * _DAYS[span.group(2)[0]]), now)
    moment = read_moment(words, now)
    if moment is None or moment.date() > now.date():
        hint = "write a number of days as 7d, of weeks as 2w, or a day as 2026-11-01"
        raise wrong("agenda.since", "this is no day since when", hint, exit_code=Exit.USAGE)
    return Period(moment.date(), now)


def agenda(home: Home, paths: Iterable[Path], when: Period, *, drills: bool) -> Agenda:
    """The agenda over all sessions of a home, or over those that are named. A session that cannot be read is a point."""
    named = list(paths)
    points: list[Point] = []
    sessions = worked = left_out = 0
    for one in (read_past(path) for path in session_files(named)) if named else past(home):
        if one.is_drill and not drills:
            left_out += 1
            continue
        sessions += 1
        found, problem = _points_in(one, when)
        points += found
        worked += problem is None and one.walk is not None and _worked(one.walk, when)
    order = list(KINDS)
    points.sort(key=lambda point: (order.index(point.kind), point.day or "9999", point.session))
    return Agenda(when.since, when.now.date(), tuple(points), sessions, worked, left_out)


def _points_in(one: Past, when: Period) -> tuple[list[Point], str | None]:
    """The points of one session, or the one point that it cannot be read."""
    if one.walk is not None:
        try:
            return list(points_of(one.walk, when)), None
        except ODD:
            one = odd(one.path)
    said = one.problem.message if one.problem else ""
    return [Point("unreadable", one_line(one.id)[:60], name=said)], said


def points_of(walk: Walk, when: Period) -> Iterator[Point]:
    """Everything about one session that belongs before the meeting."""
    about = Point("", walk.id, title(walk))
    open_ = walk.status == "open"
    for flag in walk.flags:
        if flag.level == "stop" and flag.ref not in walk.folded.handled:
            yield about._replace(kind="held", step=flag.ref, name=flag_says(walk, flag), level=flag.level)
    if open_:
        yield _stands(walk, about)
    if walk.status == "changed":
        yield about._replace(kind="changed", day=_last(walk))
    yield from _due(walk, about, when)
    yield from _wanted(walk, about)
    yield from _dissent(walk, about, when)
    if open_ or _worked(walk, when):
        yield from _flags(walk, about)


def _stands(walk: Walk, about: Point) -> Point:
    """Where an open session stands: the kind of problem, how much is answered, what comes next, when somebody last worked on it."""
    place = walk.by_role("kind")
    answer = walk.answers.get(place.key) if place else None
    choice = place.step.choice(str(answer.value)) if place and answer else None
    step = walk.next.step if walk.next else None
    return about._replace(
        kind="open",
        of=choice.label if choice else "",
        number=len(walk.answers),
        step=step.ref if step else "",
        name=step.name if step else "",
        day=_last(walk),
    )


def _due(walk: Walk, about: Point, when: Period) -> Iterator[Point]:
    """Limits, days to look again, forecasts, what was asked, what was left for later."""
    for one in due_of(walk):
        if let_go(walk, one, when.now):
            continue
        day = (one.at.date().isoformat() if one.whole_day else one.at.isoformat(timespec="minutes")) if one.at else ""
        point = about._replace(of=one.kind, day=day)
        if one.kind in (LIMIT, LOOK):
            if is_past(one, when.now):
                yield point._replace(kind="overdue")
            elif one.at is None or one.at.date() <= when.ahead:
                yield point._replace(kind="ahead")
        elif one.kind == FORECAST and one.at and one.at.date() <= when.now.date():
            made = forecast_of(walk)
            yield point._replace(kind="forecast", number=made.chance if made and made.chance is not None else -1)
        elif one.kind in (ASKED, OPINION):
            yield point._replace(kind="unanswered", day=one.since, by=_role(one.of) if one.kind == OPINION else "")
        elif one.kind == LATER:
            yield point._replace(kind="later", name=one.of)


def _wanted(walk: Walk, about: Point) -> Iterator[Point]:
    """Changes that somebody asked for, where nothing was answered anew since and nobody of that role took it back."""
    for one in remarks(walk):
        if one.wants_change and not one.since and not _taken_back(walk, one):
            step = walk.step(one.made.step) if one.made.step else None
            yield about._replace(
                kind="wanted",
                day=one.at[:10],
                by=_role(one.made.by),
                step=one.made.step,
                name=step.name if step else "",
            )


def _taken_back(walk: Walk, wish: Remark) -> bool:
    """Whether the same role approved of it later, or signed the session off."""
    for entry in walk.folded.beside:
        event = entry.event
        if entry.seq <= wish.event or not isinstance(event, (RemarkMade, SignOffGiven)) or event.by != wish.made.by:
            continue
        if isinstance(event, SignOffGiven):
            return True
        if event.stance == "approval" and (not event.step or (event.step, event.items) == wish.key):
            return True
    return False


def _dissent(walk: Walk, about: Point, when: Period) -> Iterator[Point]:
    for entry in walk.folded.beside:
        event = entry.event
        if isinstance(event, OpinionGiven) and event.dissents and when.holds(entry.at):
            yield about._replace(kind="dissent", day=entry.at[:10], by=_role(event.by))
    noted = walk.answers.get((DISSENT, ()))
    if noted is not None and noted.value and when.holds(noted.at):
        yield about._replace(kind="dissent", day=noted.at[:10], step=DISSENT)


def _flags(walk: Walk, about: Point) -> Iterator[Point]:
    """Warnings one by one, notes by their number."""
    standing = [flag for flag in walk.flags if flag.ref not in walk.folded.handled and flag.level != "stop"]
    for flag in standing:
        if flag.level == "warn":
            yield about._replace(kind="flag", step=flag.ref, name=flag_says(walk, flag), level=flag.level)
    notes = sum(1 for flag in standing if flag.level == "note")
    if notes:
        yield about._replace(kind="flag", level="note", number=notes)


def _worked(walk: Walk, when: Period) -> bool:
    return when.holds(_last(walk))


def _last(walk: Walk) -> str:
    """The day of the last event."""
    return walk.folded.last.at[:10] if walk.folded.last else ""


def _role(by: str) -> str:
    """A role as it is shown: one short line, also when a stranger's file holds more."""
    return one_line(by)[:ROLE_LIMIT]
