"""What is due, on the screen, as JSON, or as a calendar file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from ethics_cli.app.due import OPEN, Due, due_in, is_past
from ethics_cli.app.publish import write_text
from ethics_cli.cli.places import clock, home_at
from ethics_cli.cli.screen import BOLD, DIM, FLAG, Screen, product, talk
from ethics_cli.core.dates import day_words
from ethics_cli.problems import Exit
from ethics_cli.render.calendar import Entry, as_calendar
from ethics_cli.render.plain_table import wrapped


def show_due(home_path: Path | None, ics: str, *, drills: bool, as_json: bool) -> None:
    """Print what is due, or write it for a calendar. Leaves with 1 when a session could not be read."""
    now = clock().now()
    found = due_in(home_at(home_path), now, drills=drills)
    whole = [one for one in found if one.problem is None]
    if ics:
        _calendar(whole, ics, now)
    elif as_json:
        print(json.dumps({"format": "ethics-due/1", "due": [_plain(one, now) for one in whole]}, indent=2))
    else:
        _print(product(), whole, now)
    broken = [one for one in found if one.problem is not None]
    for one in broken:
        talk().line(f"{one.session}: {one.problem.message if one.problem else ''}")
    if broken:
        raise typer.Exit(int(Exit.FOUND))


def _print(screen: Screen, found: Sequence[Due], now: datetime) -> None:
    dated, waiting = ([one for one in found if (one.kind in OPEN) is open_] for open_ in (False, True))
    if not dated:
        screen.line("Nothing is due, and no time limit runs.")
    _each(screen, dated, now)
    if waiting:
        screen.line()
        screen.line("Still open", BOLD)
        _each(screen, waiting, now)


def _each(screen: Screen, found: Sequence[Due], now: datetime) -> None:
    for one in found:
        past = is_past(one, now)
        screen.lines(wrapped(due_line(one, now), screen.width, "  ", "      "), FLAG if past else "")
        screen.lines(wrapped(f"{one.session}  {one.title}", screen.width, "      ", "      "), DIM)


def due_line(one: Due, now: datetime) -> str:
    """One thing that is due, in a line."""
    of = f", {one.of}" if one.of else ""
    if one.kind in OPEN:
        return f"{one.kind[0].upper()}{one.kind[1:]}: {one.of}{f', since {day_words(one.since)}' if one.since else ''}"
    if one.at is None:
        return f"{one.limit.rstrip('.')}: {one.kind}{of}"
    when = day_words(one.at.date().isoformat() if one.whole_day else one.at.isoformat(timespec="minutes"))
    return f"{when}{' (past)' if is_past(one, now) else ''}: {one.kind}{of}"


def _calendar(found: Sequence[Due], where: str, now: datetime) -> None:
    entries = (Entry(one.at, one.kind, one.session, one.whole_day) for one in found if one.at is not None)
    text = as_calendar(entries, now.astimezone(UTC))
    if where == "-":
        typer.echo(text, nl=False)
        return
    write_text(Path(where), text)
    product().line(f"Written  {where}")


def _plain(one: Due, now: datetime) -> dict[str, object]:
    at = one.at.isoformat(timespec="minutes") if one.at else None
    return {
        "at": at[:10] if at and one.whole_day else at,
        "limit": one.limit,
        "kind": one.kind,
        "session": one.session,
        "title": one.title,
        "of": one.of,
        "since": one.since or None,
        "past": is_past(one, now),
    }
