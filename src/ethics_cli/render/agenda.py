"""An agenda as a document and as data: sections in the order of a meeting, one line for each session in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ethics_cli.core.agenda import KINDS, Agenda, Point
from ethics_cli.core.dates import day_words
from ethics_cli.core.framework import LEVELS
from ethics_cli.core.sentence import begun, ended, within
from ethics_cli.render.document import Block, Bullets, Document, Heading, Inline, Quote, Words, para

FORMAT = "ethics-agenda/1"
REMARK = {
    True: "Sessions are named by their id and title. Beyond the titles, nothing that anybody wrote in a walk is here.",
    False: "Sessions are named by their id alone. Nothing that anybody wrote is here.",
}


def agenda_paper(found: Agenda, *, titles: bool = True) -> Document:
    """The agenda as a paper. A section with nothing in it is named at the end."""
    blocks: list[Block] = [Heading(1, f"Supervision agenda, {day_words(found.until.isoformat())}")]
    blocks += [Quote((para(REMARK[titles]),)), para(_counted(found))]
    empty = []
    for kind, name in KINDS.items():
        points = found.of_kind(kind)
        if points:
            blocks += [Heading(2, name), _listed(points, titles=titles)]
        elif kind != "unreadable":
            empty.append(within(name))
    if not found.points:
        blocks.append(para("Nothing is on the agenda."))
    elif empty:
        blocks.append(para(Words("Nothing to tell under: ", "em"), f"{'; '.join(empty)}."))
    return Document({}, tuple(blocks))


def _counted(found: Agenda) -> str:
    since = day_words(found.since.isoformat())
    said = f"What is still open, and what happened since {since}. "
    said += (
        f"{_count(found.sessions, 'session was', 'sessions were')} looked at, {found.worked} of them worked on since."
    )
    drills = _count(found.drills, "drill is", "drills are")
    return f"{said} {begun(drills)} left out." if found.drills else said


def _listed(points: Sequence[Point], *, titles: bool) -> Bullets:
    """One line for each session, with everything that is to be said of it here."""
    items: list[Inline] = []
    for session in dict.fromkeys(point.session for point in points):
        mine = [point for point in points if point.session == session]
        named = (Words(session, "strong"), *((Words(f" {mine[0].title}", "em"),) if titles and mine[0].title else ()))
        between = "\n" if mine[0].kind in ("held", "flag") else " "
        said = between.join(begun(ended(_said(point, titles=titles))) for point in mine if point.kind != "later")
        later = [f"“{point.name}”" for point in mine if point.kind == "later"]
        said = f"{len(later)} left for later: {', '.join(later)}." if later else said
        items.append((*named, Words(f"\n{said}")))
    return Bullets(tuple(items))


def _said(point: Point, *, titles: bool) -> str:
    """One point in a sentence of our own."""
    day = day_words(point.day) if point.day else ""
    by = (point.by or "somebody") if titles else "somebody"
    if point.kind in ("held", "unreadable"):
        return point.name
    if point.kind == "flag":
        noted = _count(point.number, "note stands", "notes stand")
        return f"warning: {point.name}" if point.level == "warn" else f"{noted} besides"
    if point.kind in ("overdue", "ahead"):
        return _dated(point, day)
    if point.kind == "open":
        return _stands(point, day)
    if point.kind == "changed":
        return f"not decided anew; last worked on {day}"
    if point.kind == "wanted":
        return f"{by} asked for a change {f'at “{point.name}”' if point.name else 'to the whole'} on {day}"
    if point.kind == "unanswered":
        asked = f"a second opinion was asked of {by}" if point.of.startswith("second") else "somebody was asked"
        return f"{asked}{f' on {day}' if day else ''}, and no answer is noted"
    if point.kind == "dissent":
        return f"noted in the walk on {day}" if point.step else f"{by} sees it otherwise, in a second opinion of {day}"
    chance = f" held {point.number} % likely" if point.number >= 0 else ""
    return f"a forecast{chance} could be seen by {day}: did it come true?"


def _dated(point: Point, day: str) -> str:
    limit = point.of == "time limit"
    if not day:
        return "a time limit runs that names no moment"
    if point.kind == "overdue":
        return f"a time limit ended on {day}" if limit else f"to be looked at again since {day}"
    return f"a time limit ends on {day}" if limit else f"to be looked at again on {day}"


def _stands(point: Point, day: str) -> str:
    kind = f"{point.of}. " if point.of else ""
    then = f"Next is “{point.name}”" if point.name else "All is answered; the decision is not closed"
    return f"{kind}{_count(point.number, 'answer', 'answers')}. {then}. Last worked on {day}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def agenda_data(found: Agenda, *, titles: bool = True) -> dict[str, Any]:
    """The agenda as plain data."""
    return {
        "format": FORMAT,
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "sessions": found.sessions,
        "worked_on": found.worked,
        "drills_left_out": found.drills,
        "points": [_point(point, titles=titles) for point in found.points],
    }


def _point(point: Point, *, titles: bool) -> dict[str, Any]:
    return {
        "kind": point.kind,
        "session": point.session,
        "title": point.title if titles else "",
        "of": point.of,
        "day": point.day or None,
        "by": point.by if titles else "",
        "step": point.step or None,
        "name": point.name,
        "level": point.level or None,
        "number": point.number,
        "says": begun(ended(_said(point, titles=titles)))
        if point.kind != "later"
        else f"Left for later: {point.name}.",
    }


_TEXT, _NUMBER, _MAYBE = {"type": "string"}, {"type": "integer"}, {"type": ["string", "null"]}


def _thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A supervision agenda of ethics, format ethics-agenda/1",
    **_thing(
        format={"const": FORMAT},
        since=_TEXT,
        until=_TEXT,
        sessions=_NUMBER,
        worked_on=_NUMBER,
        drills_left_out=_NUMBER,
        points={
            "type": "array",
            "items": _thing(
                kind={"enum": list(KINDS)},
                session=_TEXT,
                title=_TEXT,
                of=_TEXT,
                day=_MAYBE,
                by=_TEXT,
                step=_MAYBE,
                name=_TEXT,
                level={"enum": [None, *LEVELS]},
                number=_NUMBER,
                says=_TEXT,
            ),
        },
    ),
}
