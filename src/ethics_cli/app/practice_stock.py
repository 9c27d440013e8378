"""The scenarios that there are, which of them somebody means, and what was practised of them so far."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ethics_cli.app.sessions import Session
from ethics_cli.core.choices import near
from ethics_cli.core.practice_debrief import Debrief
from ethics_cli.core.profession import PROFESSIONS, profession_of
from ethics_cli.core.scenario import Scenario, scenario_from
from ethics_cli.files.held import Held
from ethics_cli.files.library import Library
from ethics_cli.files.practised import Drill
from ethics_cli.problems import Exit, wrong


class Choice(NamedTuple):
    """Which scenarios are wanted."""

    protocol: str = ""
    profession: str = ""


class Noticed(NamedTuple):
    """Something to notice in a scenario that was practised, and whether it was seen when last practised."""

    scenario: str
    id: str
    what: str
    seen: bool


class Progress(NamedTuple):
    """What was practised: rows of the union table, red flags in the telling, flags that rose; and what is left.

    A row that is left comes with the scenarios that practise it.
    """

    drills: tuple[Drill, ...]
    rows: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str, tuple[str, ...]], ...]
    noticed: tuple[Noticed, ...]
    flags: tuple[str, ...]
    unpractised: tuple[str, ...]


def scenario_held(library: Library, ident: str) -> Held:
    """A scenario as the library holds it. Raises EthicsError when there is none of this id."""
    held = library.get("scenario", ident)
    if held is None:
        known = [one.id for one in library.all("scenario")]
        hint = near(ident, known) or "`ethics practice` lists them"
        raise wrong("practice.unknown", "there is no such scenario", hint, exit_code=Exit.USAGE)
    return held


def scenario_of(library: Library, ident: str) -> Scenario:
    """A scenario of the library. Raises EthicsError when there is none of this id."""
    return scenario_from(scenario_held(library, ident).plain)


def stock(library: Library, wanted: Choice) -> tuple[Scenario, ...]:
    """The scenarios that are wanted. Raises EthicsError for a protocol or a profession that there is not."""
    profession = _known(library, wanted)
    found = (scenario_from(held.plain) for held in library.all("scenario"))
    return tuple(
        one
        for one in found
        if wanted.protocol in ("", one.protocol) and (not profession or profession in one.professions)
    )


def _known(library: Library, wanted: Choice) -> str:
    """The profession that is meant."""
    protocols = [one.id for one in library.all("framework") if one.plain["kind"] == "protocol"]
    if wanted.protocol and wanted.protocol not in protocols:
        hint = near(wanted.protocol, protocols) or "known are: " + ", ".join(protocols)
        raise wrong("protocol.unknown", "there is no such protocol", hint, exit_code=Exit.USAGE)
    meant = wanted.profession if wanted.profession in PROFESSIONS else profession_of(wanted.profession)
    if wanted.profession and meant not in PROFESSIONS:
        hint = "known are: " + ", ".join(PROFESSIONS)
        raise wrong("profession.unknown", "no scenario is written for this profession", hint, exit_code=Exit.USAGE)
    return meant


def any_of(scenarios: Sequence[Scenario], drills: Sequence[Drill]) -> Scenario:
    """One scenario at random among those that were practised least. Raises EthicsError when there is none."""
    if not scenarios:
        raise wrong("practice.none", "no scenario fits", "`ethics practice` lists all there are", exit_code=Exit.USAGE)
    times = [sum(drill.scenario == one.id for drill in drills) for one in scenarios]
    return secrets.choice([one for one, often in zip(scenarios, times, strict=True) if often == min(times)])


def drill_of(session: Session, scenario: Scenario, found: Debrief) -> Drill:
    """What is remembered of a drill: names only, none of its words."""
    return Drill(
        session.id,
        scenario.id,
        session.clock.now().date().isoformat(),
        found.rows,
        tuple(one.id for one in found.noticed),
        tuple(one.id for one in found.missed),
        tuple(flag.ref for flag in session.walk.flags),
    )


def progress(library: Library, drills: Sequence[Drill]) -> Progress:
    """What was practised and what was not, as far as the library still knows it."""
    titles = library.rows
    practised = {row for drill in drills for row in drill.rows}
    scenarios = [scenario_from(held.plain) for held in library.all("scenario")]
    on = {row: tuple(one.id for one in scenarios if row in one.rows) for row in titles}
    return Progress(
        tuple(drills),
        tuple((row, title) for row, title in titles.items() if row in practised),
        tuple((row, title, on[row]) for row, title in titles.items() if row not in practised),
        tuple(_noticed(library, drills)),
        tuple(sorted({flag for drill in drills for flag in drill.flags})),
        tuple(one.id for one in scenarios if all(drill.scenario != one.id for drill in drills)),
    )


def _noticed(library: Library, drills: Sequence[Drill]) -> Iterator[Noticed]:
    latest = {drill.scenario: drill for drill in drills}
    for ident, drill in latest.items():
        held = library.get("scenario", ident)
        for notice in scenario_from(held.plain).notices if held is not None else ():
            if notice.id in (*drill.noticed, *drill.missed):
                yield Noticed(ident, notice.id, " ".join(notice.what.split()), notice.id in drill.noticed)
