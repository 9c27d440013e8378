"""What one session leaves for counting and comparing: coded facts, no free text, no name, nothing about who decided.

These go into the row of a session. Over the rows the reducer (review_alike.py) and counts are made; nobody is ranked by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ethics_cli.core.appraisal import Matrix, matrix, pulls
from ethics_cli.core.deadline import deadlines
from ethics_cli.core.framework import DEPTHS
from ethics_cli.core.review_case import Case
from ethics_cli.core.review_facts import FACTS
from ethics_cli.core.review_gaps_walk import chosen_option, norms_of
from ethics_cli.core.walk import Walk

CODED = (
    "status",
    "complete",
    "kind",
    "stopped",
    "vulnerable",
    "disclosed",
    "forces",
    "norms",
    "consulted",
    "left-open",
    "remarks",
    "signed",
    "model",
)


def pattern_of(case: Case) -> dict[str, Any]:
    """The coded facts of a session, as plain data."""
    walk = case.walk
    folded, facts = walk.folded, walk.facts
    coded = {name: FACTS[name].read(case) for name in CODED}
    table = matrix(walk)
    return {
        **coded,
        "redacted": len(case.redacted),
        "route": walk.route.id,
        "depth": DEPTHS[case.sight.depth],
        "profession": facts.get("profession") or "",
        "places": list(facts.get("places") or ()),
        "topics": list(facts.get("topics") or ()),
        "protocols": list(facts.get("protocols") or ()),
        "exits": list(facts.get("exits") or ()),
        "lenses": [one.id for one in walk.frameworks if one.kind == "lens"],
        "outweighed": list(facts.get("outweighed") or ()),
        "flags": [flag.ref for flag in walk.flags],
        "handled": sorted(folded.handled),
        "rules": _rules(walk),
        "options": facts.get("options") or 0,
        "leanings": _leanings(walk, table),
        "conflicts": _conflicts(table),
        "disclosure": _choices(walk, "disclosure.rung", "disclosure.basis", "disclosure.told", "disclosure.within"),
        "opened": _day(folded, first=True),
        "closed": folded.closed.at[:10] if folded.closed else "",
        "last": folded.last.at[:10] if folded.last else "",
        "look_again": _look_again(walk),
        "limits": sum(limit.due is not None for limit in deadlines(walk)),
        "forecast": _forecast(walk),
        "editions": {one.id: one.edition for one in walk.frameworks},
    }


def _day(folded: Any, *, first: bool) -> str:
    moments = [answer.at for answer in folded.answers.values()]
    return min(moments, default="")[:10] if first else max(moments, default="")[:10]


def _rules(walk: Walk) -> list[str]:
    """The rules relied on that the library's norms know, by their ids. A rule in somebody's own words is not among them."""
    known = {norm.title: norm.ref for file in walk.folded.norms.values() for norm in file.norms}
    return sorted({known[item.label] for _, item in norms_of(walk) if item.label in known})


def _leanings(walk: Walk, table: Matrix) -> dict[str, str]:
    """How each lens leaned on the option that was chosen."""
    chosen = chosen_option(walk)
    if chosen is None:
        return {}
    column = table.column(chosen)
    return {lens.id: cell.leaning for lens, cell in column if cell.leaning}


def _conflicts(table: Matrix) -> list[list[str]]:
    """The pairs of lenses that pull apart on some option."""
    pairs = {
        tuple(sorted((toward.id, against.id)))
        for pull in pulls(table)
        for toward in pull.toward
        for against in pull.against
    }
    return [list(pair) for pair in sorted(pairs)]


def _choices(walk: Walk, *refs: str) -> dict[str, str]:
    """The choices made at some steps, by the last part of their name. Only ids of choices, never words."""
    found = {}
    for ref in refs:
        answer, step = walk.answer(ref), walk.step(ref)
        if answer is not None and step is not None and step.choice(str(answer.value)) is not None:
            found[ref.partition(".")[2]] = str(answer.value)
    return found


def _look_again(walk: Walk) -> str:
    place = walk.by_role("look-again")
    answer = walk.answers.get(place.key) if place else None
    return str(answer.value)[:10] if answer and answer.value else ""


def _forecast(walk: Walk) -> dict[str, int]:
    """The chance that was given to the forecast, in per cent, with its range where there is one."""
    place = walk.by_role("forecast")
    answer = walk.answers.get(place.key) if place else None
    value = answer.value if answer and isinstance(answer.value, Mapping) else {}
    return {key: one for key, one in value.items() if isinstance(one, int)}
