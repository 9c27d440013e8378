"""The scenarios that there are, which of them somebody means, and what was practised of them so far."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from ethics_cli.app.sessions import Session
from ethics_cli.core.choices import near
from ethics_cli.core.practice_debrief import Debrief
from ethics_cli.core.practice_progress import Drill, Progress, progress
from ethics_cli.core.profession import PROFESSIONS, profession_of
from ethics_cli.core.scenario import Scenario, scenario_from
from ethics_cli.files.held import Held
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, wrong


class Choice(NamedTuple):
    """Which scenarios are wanted."""

    protocol: str = ""
    profession: str = ""


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


def progress_of(library: Library, drills: Sequence[Drill]) -> Progress:
    """What was practised and what was not, as far as the library still knows it."""
    scenarios = [scenario_from(held.plain) for held in library.all("scenario")]
    return progress(drills, scenarios, library.rows)
