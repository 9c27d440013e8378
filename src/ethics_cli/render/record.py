"""A walk as a decision record: which parts there are, in which order, and what stands above them.

The layout is data; each part is a function of parts.py or details.py that gives blocks, or none when there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ethics_cli.core.look_back import DEBRIEF, answered_on, looked_on
from ethics_cli.core.model import coverage
from ethics_cli.core.signing import decisive
from ethics_cli.core.walk import Walk
from ethics_cli.render import covering, details, opinions, parts, protocols, remarks
from ethics_cli.render.came_of_it import came_of_it, debriefed
from ethics_cli.render.document import Block, Document, Heading, Para, Quote, Rule, Words, para
from ethics_cli.render.source import NO_UNION, Source, Union
from ethics_cli.render.title import title

Part = Callable[[Source, Mapping[str, Any]], Iterator[Block]]
SHOWS: dict[str, Part] = {
    "decision": parts.decision,
    "stopped": parts.held,
    "sentence": parts.conflict,
    "table": parts.table,
    "matrix": parts.matrix_part,
    "for-and-against": parts.for_and_against,
    "each": parts.each,
    "best-case": parts.best_case,
    "conditions": parts.conditions,
    "passages": parts.passages,
    "roster": details.roster,
    "forecast": details.forecast,
    "lenses": details.lenses,
    "self": details.myself,
    "open": details.left_open,
    "protocols": protocols.protocols,
    "clocks": protocols.clocks,
    "slip": protocols.slip,
    "opinions": opinions.opinions_part,
    "remarks": remarks.remarks_part,
    "debrief": debriefed,
    "after": came_of_it,
    "trail": details.trail,
    "annex": details.annex,
}
QUIET = ("trail", "annex")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a record says of its own origin: events, head, and the day it was written (ISO)."""

    count: int
    head: str
    written: str


def record(walk: Walk, stamp: Stamp, layout: Mapping[str, Any], union: Union = NO_UNION) -> Document:
    """The decision record of a walk, or another paper about it. A bare layout carries its own title and nothing of the case."""
    source = Source(walk, stamp.count, stamp.head, union)
    bare = layout.get("bare", False)
    blocks: list[Block] = [Heading(1, _bare_title(walk, layout))] if bare else [Heading(1, title(walk)), _remark(walk)]
    for part in layout["parts"]:
        found = list(SHOWS[part["show"]](source, part))
        if found:
            if part["show"] == "trail":
                blocks.append(Rule())
            if part.get("title") and part["show"] != "annex":
                blocks.append(Heading(2, part["title"]))
            blocks.extend(found)
    return Document(_stamped(walk, stamp, layout) if bare else _front(walk, stamp, union), tuple(blocks))


def _bare_title(walk: Walk, layout: Mapping[str, Any]) -> str:
    drill = "DRILL: " if walk.folded.opened and walk.folded.opened.drill else ""
    return drill + str(layout["title"])


def _stamped(walk: Walk, stamp: Stamp, layout: Mapping[str, Any]) -> dict[str, Any]:
    """Where a bare paper comes from, and no more."""
    journal = {"events": stamp.count, "head": f"sha256:{stamp.head}"}
    return {"format": f"ethics-{layout['record']}/1", "session": walk.id, "written": stamp.written, "journal": journal}


def _remark(walk: Walk) -> Quote:
    status = {
        "open": "This is not a decision yet: the walk is still open.",
        "changed": "Changed since it was decided, and not decided anew.",
    }
    said = [
        para("One practitioner's reasoning, in their own words. The tool asked; the person decided."),
        para("No names were asked for. Not legal advice."),
    ]
    if walk.status in status:
        said.insert(0, Para((Words(status[walk.status], "strong"),)))
    signed = decisive(walk.folded)
    if signed is not None and signed.changed_since:
        said.insert(0, Para((Words("Changed since it was signed off, and not signed off anew.", "strong"),)))
    return Quote(tuple(said))


def _front(walk: Walk, stamp: Stamp, union: Union) -> dict[str, Any]:
    closed = walk.folded.closed
    look = walk.by_role("look-again")
    answer = walk.answers.get(look.key) if look else None
    opened = walk.folded.opened
    front: dict[str, Any] = {
        "format": "ethics-record/1",
        "session": walk.id,
        "status": walk.status,
        "written": stamp.written,
    }
    if closed:
        front["decided"] = closed.at[:10]
    if answer and answer.value:
        front["look-again"] = answer.value
    if debrief := answered_on(walk, DEBRIEF):
        front["debriefed"] = debrief
    if looked := looked_on(walk):
        front["looked-back"] = looked
    front["route"] = walk.route.id
    measured = [covering.tag(coverage(walk, model)) for model in union.measured(walk)]
    if measured:
        front["models"] = measured
    front["frameworks"] = [f"{framework.id} {framework.edition}" for framework in walk.frameworks]
    profession = (opened.profession if opened else "") or walk.facts.get("profession")
    if profession:
        front["profession"] = profession
    if opened and opened.drill:
        front["drill"] = True
    front["flags"] = [flag.ref for flag in walk.flags]
    front["journal"] = {"events": stamp.count, "head": f"sha256:{stamp.head}"}
    return front
