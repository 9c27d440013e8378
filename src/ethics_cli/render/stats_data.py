"""Counts as data, with the schema that describes it. What is not shown anywhere is not in here either."""

from __future__ import annotations

from typing import Any

from ethics_cli.core.calibration import Calibration, Scored
from ethics_cli.core.counting import SMALL, Count, Table
from ethics_cli.core.totals import Stats
from ethics_cli.render.json_form import MAYBE, NUMBER, PROBLEMS, TEXT, TEXTS, TRUTH, WHOLE, list_of, schema, thing
from ethics_cli.render.stats_words import ABOUT, TITLES, name_of

FORMAT = "ethics-stats/1"


def stats_data(stats: Stats) -> dict[str, Any]:
    """All counts as plain data. `number` is null where it is not shown; `few` then says which side is small."""
    return {
        "format": FORMAT,
        "sessions": stats.of,
        "smallest_shown": SMALL,
        "since": stats.since or None,
        "drills": stats.drills,
        "about": ABOUT,
        "tables": [_table(stats, table) for table in stats.tables],
        "forecasts": _forecasts(stats.forecasts) if stats.forecasts is not None else None,
        "problems": [{"session": ident, "code": one.code, "message": one.message} for ident, one in stats.problems],
    }


def _table(stats: Stats, table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": TITLES[table.id],
        "of": table.of,
        "parts": table.parts,
        "counts": [_count(stats, table, count) for count in table.counts],
    }


def _count(stats: Stats, table: Table, count: Count) -> dict[str, Any]:
    return {
        "ids": list(count.names),
        "names": [name_of(stats, table.id, name) for name in count.names],
        "number": count.number,
        "few": count.few or None,
    }


def _forecasts(found: Calibration) -> dict[str, Any]:
    return {
        "scored": found.size or None,
        "brier": found.brier or None,
        "says_little": found.little,
        "not_scored": {"number": found.waiting.number, "few": found.waiting.few or None},
        "bands": [_band(one) for one in found.bands],
    }


def _band(one: Scored) -> dict[str, Any]:
    return {
        "chances": [one.low, one.high - 1],
        "forecasts": one.size,
        "mean_chance": one.mean,
        "came_true": one.came_true,
    }


_FEW = {"enum": [None, "fewer", "all but fewer", "some"]}
_COUNTED = thing(number=NUMBER, few=_FEW)
_SPAN = {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}
_BANDS = list_of(chances=_SPAN, forecasts=WHOLE, mean_chance=WHOLE, came_true=WHOLE)
_SCORED = thing(scored=NUMBER, brier=MAYBE, says_little=TRUTH, not_scored=_COUNTED, bands=_BANDS)
SCHEMA = schema(
    "Counts over sessions",
    FORMAT,
    sessions=NUMBER,
    smallest_shown={"const": SMALL},
    since=MAYBE,
    drills=TRUTH,
    about=TEXT,
    tables=list_of(
        id={"enum": list(TITLES)},
        title=TEXT,
        of=WHOLE,
        parts=TRUTH,
        counts=list_of(ids=TEXTS, names=TEXTS, number=NUMBER, few=_FEW),
    ),
    forecasts={"anyOf": [{"type": "null"}, _SCORED]},
    problems=PROBLEMS,
)
