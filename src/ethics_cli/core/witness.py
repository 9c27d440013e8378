"""A walk made on purpose: laid by the real fold, answered place by place until nothing is left to ask.

Pure: the content, how the session is opened and who answers come in as data; a Walk comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ethics_cli.core.event import SessionOpened
from ethics_cli.core.framework import Framework
from ethics_cli.core.proof_answer import Answering
from ethics_cli.core.route import Route
from ethics_cli.core.routing import lay
from ethics_cli.core.walk import Answer, Folded, Key, Walk

ROUNDS = 200
"""As often as the path is laid anew before a walk is taken to have no end: far more than frameworks can hang on each other."""


class Ground(NamedTuple):
    """What a walk is laid on: every framework that may come in, and the routes."""

    frameworks: Mapping[str, Framework]
    routes: Mapping[str, Route]


def walk_through(ground: Ground, opened: SessionOpened, answering: Answering) -> Walk:
    """A walk from its opening to its end. One that has none comes back as far as it went, not complete."""
    folded = Folded(opened=opened, frameworks=ground.frameworks, routes=ground.routes, taken=opened.route)
    answers: dict[Key, Answer] = {}
    walk = lay(folded)
    for _ in range(ROUNDS):
        due = {place.key: place for place in walk.path if place.step.asks and place.key not in walk.answers}
        if not due:
            break
        for place in (one for one in due.values() if (one.step.from_, ()) not in due):
            answers[place.key] = Answer(answering.answer(walk, place), len(answers) + 1, "")
        walk = lay(replace(folded, answers=answers))
    return _as_it_ends(folded, walk)


def _as_it_ends(folded: Folded, walk: Walk) -> Walk:
    """The same walk with nothing off its path, and with whatever held it handled."""
    handled = {flag.ref: "handled" for flag in walk.flags if flag.level == "stop"}
    return lay(replace(folded, answers=dict(walk.answers), handled=handled))
