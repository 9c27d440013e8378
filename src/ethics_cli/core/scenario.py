"""What a scenario is: an invented case told in stages, what questions bring out, annotated answers, things to notice, how it ends.

Frozen values made from plain data. What may be in that data is checked at the door (files/schema_scenario.py); what it means
together in lint_scenarios.py. How a scenario becomes a walk is in practice_route.py. No file, no clock, no screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, read_condition
from ethics_cli.core.framework import Plain, Source

SORTS = ("defensible", "weak", "wrong")
"""What an annotated answer may be called. More than one answer to a question may be defensible."""
RUNS = ("good", "poor")
"""The sample runs that every scenario brings along."""
OPTIONS = "options.options"
CHOICE = "choosing.choice"
FORECAST = "acting.forecast"
CHANCE = "acting.chance"
ASK, OWN = "ask", "own"
"""The steps of a stage: what is asked from the list, and what somebody would ask before they saw it."""
NOTHING = "nothing"


class SpokenLine(NamedTuple):
    """Words that somebody in the case says, for reading and for playing the part."""

    who: str
    says: str


class Telling(NamedTuple):
    """Something that is told: words, lines, and the condition under which it is (none: always)."""

    tell: str
    lines: tuple[SpokenLine, ...] = ()
    when: Condition | None = None


class Inquiry(NamedTuple):
    """A question on the list of a stage: what it asks, what comes back, and which hidden facts that brings out."""

    id: str
    ask: str
    says: str
    brings: tuple[str, ...] = ()


class Stage(NamedTuple):
    """A part of the telling, and the questions that may be asked there."""

    id: str
    title: str
    told: tuple[Telling, ...]
    ask: str = ""
    own: str = ""
    most: int = 0
    questions: tuple[Inquiry, ...] = ()

    def question(self, ident: str) -> Inquiry | None:
        return next((one for one in self.questions if one.id == ident), None)


class Judged(NamedTuple):
    """An annotated answer: to which step, which answers are meant (or an example of one), what it is and why.

    `at` is its place in the file. `needs` narrows it to walks in which a condition holds.
    """

    at: int
    step: str
    sort: str
    why: str
    source: str
    meant: Condition | None = None
    example: str = ""
    needs: Condition | None = None
    norm: str = ""


class Notice(NamedTuple):
    """Something to be noticed: what it is, by what questions or answers one sees that it was, what to try otherwise."""

    id: str
    what: str
    try_: str
    seen: Condition | None = None
    flag: str = ""


class Outcome(NamedTuple):
    """What happens after the decision, when a condition holds. `came`: whether what the scenario forecasts came about."""

    told: Telling
    came: str = ""


class Run(NamedTuple):
    """A sample run through the scenario: answers, what is done about flags, and what it is expected to lead to."""

    name: str
    answers: Plain
    handled: Mapping[str, str]
    sorts: Mapping[str, str]
    flags: tuple[str, ...]
    notices: tuple[str, ...]


class Scenario(NamedTuple):
    """One invented case to practise on. `given` are the answers that the scenario tells instead of asking for them."""

    id: str
    edition: str
    title: str
    about: str
    professions: tuple[str, ...]
    protocol: str
    minutes: int
    rows: tuple[str, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    walk: tuple[Any, ...]
    asks: tuple[str, ...]
    given: Plain
    options: Mapping[str, str]
    stages: tuple[Stage, ...]
    hidden: Mapping[str, str]
    judged: tuple[Judged, ...]
    notices: tuple[Notice, ...]
    outcomes: tuple[Outcome, ...]
    supervisor: tuple[str, ...]
    try_: str
    runs: tuple[Run, ...]
    sources: Mapping[str, Source]
    plain: Plain

    def stage(self, ident: str) -> Stage | None:
        return next((one for one in self.stages if one.id == ident), None)

    def run(self, name: str) -> Run | None:
        return next((one for one in self.runs if one.name == name), None)

    @property
    def profession(self) -> str:
        return self.professions[0] if self.professions else ""


def scenario_from(plain: Plain) -> Scenario:
    """A scenario from the plain data that the library holds. Raises Malformed for a condition that is none."""
    options = {ident: f"o{at}" for at, ident in enumerate(plain.get("options", {}), 1)}
    return Scenario(
        id=plain["scenario"],
        edition=plain["edition"],
        title=plain["title"],
        about=plain["about"],
        professions=tuple(plain.get("professions", ())),
        protocol=plain.get("protocol", ""),
        minutes=plain.get("minutes", 10),
        rows=tuple(plain.get("rows", ())),
        places=tuple(plain.get("places", ())),
        bodies=tuple(plain.get("bodies", ())),
        walk=tuple(plain["walk"]),
        asks=tuple(plain.get("asks", ())),
        given={**plain.get("given", {}), **_given_options(plain)},
        options=options,
        stages=tuple(_stage(one, options) for one in plain.get("stages", ())),
        hidden=plain.get("hidden", {}),
        judged=tuple(_judged(at, one, options) for at, one in enumerate(plain.get("judged", ()))),
        notices=tuple(_notice(one, options) for one in plain.get("notice", ())),
        outcomes=tuple(Outcome(_telling(one, options), one.get("came", "")) for one in plain.get("outcome", ())),
        supervisor=tuple(plain.get("supervisor", ())),
        try_=plain.get("try", ""),
        runs=tuple(_run(name, one) for name, one in plain.get("runs", {}).items()),
        sources={key: Source(key, **value) for key, value in plain.get("sources", {}).items()},
        plain=plain,
    )


def conditions_in(plain: Plain) -> Iterable[tuple[tuple[str | int, ...], Any]]:
    """Every condition that a scenario writes, with its place."""
    for at, stop in enumerate(plain.get("walk", ())):
        if not isinstance(stop, str) and "when" in stop:
            yield ("walk", at, "when"), stop["when"]
    for at, stage in enumerate(plain.get("stages", ())):
        for index, one in enumerate(stage.get("also", ())):
            if "when" in one:
                yield ("stages", at, "also", index, "when"), one["when"]
    for key, name in (("judged", "needs"), ("notice", "seen"), ("outcome", "when")):
        for at, one in enumerate(plain.get(key, ())):
            if name in one:
                yield (key, at, name), one[name]
    for at, one in enumerate(plain.get("judged", ())):
        if "answer" in one and isinstance(one.get("step"), str):
            yield ("judged", at, "answer"), _meant(one)


def _given_options(plain: Plain) -> dict[str, Any]:
    listed = [dict(one) for one in plain.get("options", {}).values()]
    return {OPTIONS: listed} if listed else {}


def _stage(plain: Plain, options: Mapping[str, str]) -> Stage:
    first = [_telling(plain, options)] if plain.get("tell") or plain.get("lines") else []
    return Stage(
        plain["id"],
        plain["title"],
        (*first, *(_telling(one, options) for one in plain.get("also", ()))),
        plain.get("ask", ""),
        plain.get("own", ""),
        plain.get("most", 0),
        tuple(Inquiry(one["id"], one["ask"], one["says"], tuple(one.get("brings", ()))) for one in _questions(plain)),
    )


def _questions(plain: Plain) -> list[Plain]:
    return [{"id": ident, **one} for ident, one in plain.get("questions", {}).items()]


def _telling(plain: Plain, options: Mapping[str, str]) -> Telling:
    lines = tuple(SpokenLine(one["who"], one["says"]) for one in plain.get("lines", ()))
    return Telling(plain.get("tell", ""), lines, _condition(plain.get("when"), options))


def _judged(at: int, plain: Plain, options: Mapping[str, str]) -> Judged:
    return Judged(
        at,
        plain["step"],
        plain["sort"],
        plain["why"],
        plain.get("source", ""),
        _condition(_meant(plain), options) if "answer" in plain else None,
        plain.get("example", ""),
        _condition(plain.get("needs"), options),
        plain.get("norm", ""),
    )


def _meant(plain: Plain) -> dict[str, Any]:
    """Which answers are meant, as a condition: one value, one of several, or a comparison."""
    answer = plain["answer"]
    return {plain["step"]: {"in": answer} if isinstance(answer, list) else answer}


def _notice(plain: Plain, options: Mapping[str, str]) -> Notice:
    seen = _condition(plain.get("seen"), options)
    return Notice(plain["id"], plain["what"], plain["try"], seen, plain.get("flag", ""))


def _run(name: str, plain: Plain) -> Run:
    return Run(
        name,
        plain.get("answers", {}),
        plain.get("handled", {}),
        plain.get("sorts", {}),
        tuple(plain.get("flags", ())),
        tuple(plain.get("notices", ())),
    )


def _condition(plain: Any, options: Mapping[str, str]) -> Condition | None:
    return read_condition(_with_options(plain, options), "") if plain else None


def _with_options(plain: Any, options: Mapping[str, str]) -> Any:
    """A condition in which the options of the scenario go by the ids that they have in its session."""
    if isinstance(plain, Mapping):
        return {
            key: _renamed(value, options) if key == CHOICE else _with_options(value, options)
            for key, value in plain.items()
        }
    return [_with_options(one, options) for one in plain] if isinstance(plain, list) else plain


def _renamed(value: Any, options: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return options.get(value, value)
    if isinstance(value, Mapping):
        return {key: _renamed(one, options) for key, one in value.items()}
    return [_renamed(one, options) for one in value] if isinstance(value, list) else value
