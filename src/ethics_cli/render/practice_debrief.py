"""The debrief of a drill, as lines and as data. It holds no marks and no counts: sentences to think about, and one thing to try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ethics_cli.core.practice_debrief import Debrief, Forecast
from ethics_cli.core.scenario import SORTS, Notice, Scenario
from ethics_cli.core.sentence import ended
from ethics_cli.render.json_form import TEXT, TEXTS, TRUTH, list_of, schema
from ethics_cli.render.practice_said import BLANK, PLAIN, QUIET, STRONG, Said, story

CAME = {"yes": "In this telling it came about.", "no": "In this telling it did not come about."}
FORMAT = "ethics-practice/1"
ITEM, HANGING = "  · ", "    "


def debrief_said(scenario: Scenario, found: Debrief) -> Iterator[Said]:
    """Everything that is said at the end."""
    yield BLANK
    yield Said(f"What happens  ·  DRILL: {scenario.title}", STRONG)
    if found.outcome is not None:
        yield from story([found.outcome.told])
    if found.forecast is not None:
        yield from _forecast(found.forecast)
    yield from _listed("What your questions and answers show that you saw", _whats(found.noticed))
    yield from _listed("What nothing you asked or answered shows", _whats(found.missed))
    yield from _listed("What you did not hear", [f"{one.fact} To ask: “{one.ask}”" for one in found.unheard])
    thin = [f"{one.name}: “{one.because}”" for one in found.thin]
    yield from _listed("Reasons that leave a reader to guess how they bear on this case", thin)
    yield from _listed("Left open", list(found.open))
    yield from _listed("What an experienced supervisor would ask you", list(found.supervisor))
    yield BLANK
    yield Said("One thing to try next time", STRONG)
    yield Said(ended(" ".join(found.try_.split())), PLAIN, ITEM, HANGING)


def debrief_data(scenario: Scenario, found: Debrief, session: str, record: str) -> dict[str, Any]:
    """A debrief as data for scripts. No words of the trainee's answers are in it."""
    return {
        "format": FORMAT,
        "drill": True,
        "scenario": scenario.id,
        "edition": scenario.edition,
        "session": session,
        "answers": [_answer(one.key[0], one.meets.sort, one.meets.why) for one in found.feedback if one.meets],
        "noticed": [one.id for one in found.noticed],
        "missed": [one.id for one in found.missed],
        "unheard": [one.fact for one in found.unheard],
        "thin": [one.name for one in found.thin],
        "open": list(found.open),
        "came": found.forecast.came if found.forecast else "",
        "supervisor": list(found.supervisor),
        "try": found.try_,
        "rows": list(found.rows),
        "record": record,
    }


def _answer(step: str, sort: str, why: str) -> Mapping[str, str]:
    return {"step": step, "sort": sort, "why": why}


def _forecast(one: Forecast) -> Iterator[Said]:
    yield BLANK
    yield Said("What you expected", STRONG)
    expected = f"“{one.expected}”" if one.expected else "It"
    chance = f": {one.chance}." if one.chance else "."
    yield Said(f"{expected}{chance} {CAME.get(one.came, '')}".rstrip(), PLAIN, ITEM, HANGING)
    if one.chance:
        said = "One telling proves nothing about a chance. What counts is how often things come about that you call as likely as this."
        yield Said(said, QUIET, HANGING)


def _whats(notices: Iterable[Notice]) -> list[str]:
    return [" ".join(one.what.split()) for one in notices]


def _listed(title: str, items: list[str]) -> Iterator[Said]:
    if not items:
        return
    yield BLANK
    yield Said(title, STRONG)
    for one in items:
        yield Said(one, PLAIN, ITEM, HANGING)


SCHEMA: dict[str, Any] = schema(
    "The debrief of a drill",
    FORMAT,
    drill=TRUTH,
    scenario=TEXT,
    edition=TEXT,
    session=TEXT,
    answers=list_of(step=TEXT, sort={"enum": list(SORTS)}, why=TEXT),
    noticed=TEXTS,
    missed=TEXTS,
    unheard=TEXTS,
    thin=TEXTS,
    open=TEXTS,
    came={"enum": ["", "yes", "no"]},
    supervisor=TEXTS,
    rows=TEXTS,
    record=TEXT,
    **{"try": TEXT},
)
