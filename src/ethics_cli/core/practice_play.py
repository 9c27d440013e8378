"""A sample run of a scenario, played on the real fold with nobody at the keyboard: what the answers of a file lead to.

Pure: it serves the check of content. A person plays through app/practising.py, by the same steps and the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ethics_cli.core.answering import Accepted, Setting, accept
from ethics_cli.core.event import AnswerGiven, SessionOpened
from ethics_cli.core.framework import NON_ANSWERS, Framework, Step, framework_from
from ethics_cli.core.practice_route import drill_route, stage_frameworks
from ethics_cli.core.route import route_from
from ethics_cli.core.scenario import Scenario
from ethics_cli.core.walk import Position, Walk, items_of
from ethics_cli.core.witness import Ground, walk_through
from ethics_cli.core.wording import choices_at

MIDDAY = datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001  invented cases happen at no place
SAYS = ("value", "because", "skip", "other", "unsure", "note")


class Played(NamedTuple):
    """A run to its end: the walk, the answers that no step took, and those that nobody asked for."""

    walk: Walk
    refused: Mapping[str, str]
    unused: tuple[str, ...]


class Player:
    """Somebody who answers from plain data, under the names that an answers file uses."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.given = answers
        self.used: set[str] = set()
        self.refused: dict[str, str] = {}

    def answer(self, walk: Walk, position: Position) -> AnswerGiven | None:
        ref, items = position.step.ref, position.key[1]
        found = self._found(position)
        if found is None:
            return AnswerGiven(ref, position.step.ask, None, items, non="nothing") if position.step.optional else None
        self.used.add(ref)
        said = found if isinstance(found, Mapping) and any(key in found for key in SAYS) else {"value": found}
        because = str(said.get("because", ""))
        odd = [str(key) for key in said if key not in SAYS]
        if odd:
            self.refused[ref] = (
                f"`{odd[0][:40]}` says nothing about an answer; text with a comma in it stands in quotation marks"
            )
            return None
        if "skip" in said:
            return AnswerGiven(ref, position.step.ask, None, items, because, non=_non(said["skip"]))
        return self._accepted(walk, position, said, because)

    def _accepted(self, walk: Walk, position: Position, said: Mapping[str, Any], because: str) -> AnswerGiven | None:
        step = position.step
        raw = _by_id(walk, step, said.get("value"))
        answered = accept(
            step, {"choice": raw, "other": said["other"]} if "other" in said else raw, _setting(walk, step)
        )
        if not isinstance(answered, Accepted):
            self.refused[step.ref] = answered.message.partition(": ")[2] or answered.message
            return None
        if step.needs_because and not because:
            self.refused[step.ref] = "this answer needs its reason"
            return None
        return AnswerGiven(step.ref, step.ask, answered.value, position.key[1], because, other=answered.other)

    def _found(self, position: Position) -> Any:
        found = self.given.get(position.step.ref)
        for item in position.items:
            found = found.get(item.label) if isinstance(found, Mapping) else None
        return found


def play(
    scenario: Scenario, frameworks: Mapping[str, Framework], answers: Mapping[str, Any], handled: Iterable[str] = ()
) -> Played:
    """The walk that these answers make of a scenario; not complete where they do not reach. Flags stay up unless handled."""
    own = {one["framework"]: framework_from(one) for one in stage_frameworks(scenario)}
    route = route_from(drill_route(scenario))
    ground = Ground({**frameworks, **own}, {route.id: route})
    opened = SessionOpened(
        scenario.id,
        "",
        {},
        route.id,
        profession=scenario.profession,
        places=scenario.places,
        bodies=scenario.bodies,
        drill=True,
    )
    player = Player({**named_options(scenario, answers), **scenario.given})
    walk = walk_through(ground, opened, player)
    refused = {ref: why for ref, why in player.refused.items() if ref not in {key[0] for key in walk.answers}}
    return Played(walk, refused, tuple(ref for ref in answers if ref not in player.used))


def named_options(scenario: Scenario, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers in which the options of the scenario go by the labels that they have in a session."""
    labels = {ident: str(one["label"]) for ident, one in scenario.plain.get("options", {}).items()}
    return {ref: _labelled(one, labels) for ref, one in answers.items()}


def _labelled(given: Any, labels: Mapping[str, str]) -> Any:
    if isinstance(given, str):
        return labels.get(given, given)
    if isinstance(given, Mapping):
        return {labels.get(key, key): _labelled(one, labels) if key == "value" else one for key, one in given.items()}
    return given


def _by_id(walk: Walk, step: Step, raw: Any) -> Any:
    if not step.from_:
        return raw
    known = {choice.label: choice.id for choice in choices_at(walk, step)}
    return [known.get(one, one) for one in raw] if isinstance(raw, list) else known.get(raw, raw)


def _setting(walk: Walk, step: Step) -> Setting:
    answer = walk.folded.answers.get((step.ref, ()))
    items = tuple(items_of(step.ref, answer.value)) if answer else ()
    listed = tuple({"id": item.id, "label": item.label} for item in items)
    return Setting(MIDDAY, choices_at(walk, step), listed, len(items) + 1)


def _non(said: Any) -> str:
    return str(said) if str(said) in NON_ANSWERS else "unknown"
