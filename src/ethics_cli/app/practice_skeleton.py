"""A skeleton of a scenario from a real session: its structure, and not one of its words.

What is taken over: the protocol, the profession, whose law, the order of frameworks, which steps were asked, which flags were up, how
many options there were. No answer, no title, no label and no date goes along: the author invents every word.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ethics_cli.app.sessions import walk_of
from ethics_cli.core.model import rows_covered
from ethics_cli.core.profession import PROFESSIONS
from ethics_cli.core.scenario import OPTIONS
from ethics_cli.core.walk import Walk
from ethics_cli.files.scenario_text import Structure, scenario_text
from ethics_cli.problems import Exit, wrong

SETTING = ("triage", "framing", "acting")
"""Stages whose quick questions set a case or round it off; a scenario rather tells them."""


def skeleton_from(path: Path, today: date) -> str:
    """The text of the skeleton. Raises EthicsError for a drill, or a session that was not answered far enough to have a shape."""
    walk, _, _ = walk_of(path)
    opened = walk.folded.opened
    if opened is not None and opened.drill:
        hint = "open the scenario that it came from instead: `ethics frameworks list` says where it is"
        raise wrong("practice.from-drill", "this session is a drill already", hint, exit_code=Exit.USAGE)
    if not walk.answers:
        raise wrong("practice.from-nothing", "nothing was answered in this session", exit_code=Exit.USAGE)
    return scenario_text(structure_of(walk), today)


def structure_of(walk: Walk) -> Structure:
    """The structure of a walk: ids of the library only. What a library of one's own named may be telling, and its author looks it over."""
    profession = walk.facts.get("profession")
    opened = walk.folded.opened
    asked = [place for place in walk.path if place.step.asks and place.key in walk.answers]
    refs = dict.fromkeys(place.step.ref for place in asked if not place.items and place.step.ref != OPTIONS)
    protocols = [one.id for one in walk.frameworks if one.kind == "protocol"]
    quick = {place.step.ref for place in asked if place.step.depth == 0}
    return Structure(
        protocol=protocols[0] if protocols else "",
        profession=profession if profession in PROFESSIONS else "",
        places=tuple(opened.places) if opened else (),
        bodies=tuple(opened.bodies) if opened else (),
        frameworks=tuple(one.id for one in walk.frameworks if any(place.step.framework == one.id for place in asked)),
        told=tuple(ref for ref in refs if ref in quick and _head(ref) in SETTING),
        asked=tuple(ref for ref in refs if ref not in quick and _head(ref) in protocols[:1]),
        more=tuple(ref for ref in refs if ref not in quick and _head(ref) not in protocols[:1]),
        flags=tuple(flag.ref for flag in walk.flags),
        rows=tuple(sorted(rows_covered(walk))),
        options=len(walk.items(OPTIONS)),
    )


def _head(ref: str) -> str:
    return ref.partition(".")[0]
