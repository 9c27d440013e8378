"""Counts over the sessions of a home, with the names that these sessions themselves give to what is counted.

Sessions are counted, never people: there is no way to ask who.
"""

from __future__ import annotations

from datetime import datetime

from ethics_cli.app.past import past
from ethics_cli.core.calibration import calibrated
from ethics_cli.core.counting import SMALL, tables
from ethics_cli.core.totals import Stats
from ethics_cli.core.traits import BASIS, NECESSITY, PROPORTION, Traits, traits_of
from ethics_cli.core.walk import Walk
from ethics_cli.files.home import Home
from ethics_cli.problems import Exit, Problem, wrong

KINDS = {
    "kind": ("kind",),
    "status": ("status",),
    "protocols": ("protocols", "exits"),
    "flags": ("flags",),
    "lenses": ("lenses", "apart", "cost"),
    "disclosures": ("some", "given", "basis", "within", "purpose"),
    "after": ("some", "done", "harm", "repaired"),
    "forecasts": (),
}
"""What `--by` may ask for, and the tables it is answered by."""
PEOPLE = """person people practitioner practitioners author user client supervisor peer reader worker employee staff name who whom
colleague team key signer therapist counsellor coach""".split()


def stats(home: Home, *, by: str = "", since: str = "", drills: bool = False) -> Stats:
    """Count the sessions of a home. Raises EthicsError when people are asked for, or something that is not counted."""
    wanted = demand_countable(by)
    day = _demand_day(since)
    found, names, problems = list[Traits](), dict[str, dict[str, str]](), list[tuple[str, Problem]]()
    for one in past(home):
        if one.walk is None:
            problems += [(one.id, one.problem)] if one.problem else []
            continue
        if (one.is_drill and not drills) or _last(one.walk) < day:
            continue
        found.append(traits_of(one.walk))
        _name(names, one.walk)
    few = len(found) < SMALL
    made = tuple(one for one in tables(found) if not wanted or one.id in wanted)
    forecasts = (
        None if few or (by and by != "forecasts") else calibrated([one.forecast for one in found if one.forecast])
    )
    return Stats(None if few else len(found), made, forecasts, names, tuple(problems), day, drills)


def demand_countable(by: str) -> tuple[str, ...]:
    """The tables that answer what is asked for; all of them for nothing. Raises EthicsError otherwise."""
    if not by or by in KINDS:
        return KINDS.get(by, ()) or ((by,) if by else ())
    known = f"known are: {', '.join(KINDS)}"
    if by.casefold().strip("- ").removeprefix("by-") in PEOPLE:
        said = "sessions are not counted by person: numbers about people would say who decides well, and they cannot"
        raise wrong("stats.person", said, known, exit_code=Exit.USAGE)
    raise wrong("stats.unknown", "this is not counted", known, exit_code=Exit.USAGE)


def _demand_day(since: str) -> str:
    if not since:
        return ""
    try:
        return datetime.fromisoformat(since).date().isoformat()
    except ValueError:
        raise wrong("stats.since", "this is no day", "write it as 2026-10-01", exit_code=Exit.USAGE) from None


def _last(walk: Walk) -> str:
    moment = walk.folded.closed or walk.folded.last
    return moment.at[:10] if moment else ""


def _name(names: dict[str, dict[str, str]], walk: Walk) -> None:
    """Take in what a session calls the things it is counted by: its own content's titles and labels, never an answer."""
    titles = names.setdefault("frameworks", {})
    flags = names.setdefault("flags", {})
    for framework in walk.frameworks:
        titles.setdefault(framework.id, framework.title)
        for flag in framework.flags:
            flags.setdefault(flag.ref, flag.say if "{" not in flag.say else flag.ref)
    kind = walk.by_role("kind")
    steps = {"kind": kind.step.ref if kind else "", "given": NECESSITY, "basis": BASIS, "within": PROPORTION}
    steps |= {name: f"after.{name}" for name in ("done", "harm", "repaired", "purpose")}
    for name, ref in steps.items():
        step = walk.step(ref)
        for choice in step.choices if step else ():
            names.setdefault(name, {}).setdefault(choice.id, choice.label)
