"""A walk made on purpose: laid by the real fold, answered place by place until nothing is left to ask.

Pure: the content, how the session is opened and who answers come in as data; a Walk comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

from ethics_cli.core.event import AnswerGiven, SessionOpened
from ethics_cli.core.framework import Framework
from ethics_cli.core.norm import NormFile
from ethics_cli.core.route import Route
from ethics_cli.core.routing import lay
from ethics_cli.core.walk import Answer, Folded, Key, Position, Walk

ROUNDS = 200
"""As often as the path is laid anew before a walk is taken to have no end: far more than frameworks can hang on each other."""


class Ground(NamedTuple):
    """What a walk is laid on: every framework that may come in, the routes, and what lists may offer."""

    frameworks: Mapping[str, Framework]
    routes: Mapping[str, Route]
    norms: Mapping[str, NormFile] = {}
    organisation: Mapping[str, Any] = {}


class Answers(Protocol):
    """Somebody who answers at a place, or has nothing to say there."""

    def answer(self, walk: Walk, position: Position) -> AnswerGiven | None: ...


def walk_through(ground: Ground, opened: SessionOpened, answers: Answers) -> Walk:
    """A walk from its opening to its end. One that has none, or is not answered, comes back as far as it went, not complete."""
    folded = Folded(
        opened=opened,
        frameworks=ground.frameworks,
        routes=ground.routes,
        taken=opened.route,
        norms=ground.norms,
        organisation=ground.organisation,
    )
    given: dict[Key, Answer] = {}
    walk = lay(folded)
    for _ in range(ROUNDS):
        found = {place.key: answers.answer(walk, place) for place in _due(walk)}
        new = {key: Answer(one, len(given), "") for key, one in found.items() if one is not None}
        if not new:
            break
        given |= new
        walk = lay(replace(folded, answers=given))
    return _as_it_ends(folded, walk)


def _due(walk: Walk) -> list[Position]:
    """The places that want an answer; one that takes its choices from a list waits for the list."""
    due = {place.key: place for place in walk.path if place.step.asks and place.key not in walk.answers}
    return [place for place in due.values() if (place.step.from_, ()) not in due]


def _as_it_ends(folded: Folded, walk: Walk) -> Walk:
    """The same walk with nothing off its path, and with whatever held it handled."""
    handled = {flag.ref: "handled" for flag in walk.flags if flag.level == "stop"}
    return lay(replace(folded, answers=dict(walk.answers), handled=handled))
