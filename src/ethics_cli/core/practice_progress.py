"""What was practised so far: rows of the union table, red flags, scenarios; from the drills that were brought to their end.

For the trainee alone. Nothing here is counted against anybody: it says what there still is to practise, and where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ethics_cli.core.scenario import Scenario


class Drill(NamedTuple):
    """One drill that was brought to its end: names that stand in scenarios, and none of its words."""

    session: str
    scenario: str
    on: str
    rows: tuple[str, ...] = ()
    noticed: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class RowLeft(NamedTuple):
    """A row that was not practised, and the scenarios that practise it."""

    row: str
    title: str
    where: tuple[str, ...]


class RedFlag(NamedTuple):
    """Something to notice in a scenario that was practised, and whether it was seen when last practised."""

    scenario: str
    id: str
    what: str
    seen: bool


class Progress(NamedTuple):
    """What was practised, and what is left."""

    drills: tuple[Drill, ...]
    rows: tuple[tuple[str, str], ...]
    left: tuple[RowLeft, ...]
    red_flags: tuple[RedFlag, ...]
    flags: tuple[str, ...]
    unpractised: tuple[str, ...]


def progress(drills: Sequence[Drill], scenarios: Sequence[Scenario], titles: Mapping[str, str]) -> Progress:
    """What was practised and what was not, as far as the scenarios that there are still know it. `titles` are those of all rows."""
    practised = {row for drill in drills for row in drill.rows}
    done = {drill.scenario for drill in drills}
    return Progress(
        tuple(drills),
        tuple((row, title) for row, title in titles.items() if row in practised),
        tuple(
            RowLeft(row, title, tuple(one.id for one in scenarios if row in one.rows))
            for row, title in titles.items()
            if row not in practised
        ),
        tuple(_red_flags(drills, scenarios)),
        tuple(sorted({flag for drill in drills for flag in drill.flags})),
        tuple(one.id for one in scenarios if one.id not in done),
    )


def _red_flags(drills: Sequence[Drill], scenarios: Sequence[Scenario]) -> Iterator[RedFlag]:
    latest = {drill.scenario: drill for drill in drills}
    for scenario in scenarios:
        drill = latest.get(scenario.id)
        for notice in scenario.notices if drill is not None else ():
            if drill is not None and notice.id in (*drill.noticed, *drill.missed):
                yield RedFlag(scenario.id, notice.id, " ".join(notice.what.split()), notice.id in drill.noticed)
