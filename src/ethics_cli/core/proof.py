"""What a route must be able to do, claim by claim, and which claims a walk shows to be so.

A claim is that a step is asked, that a choice is taken and what it brings in is walked, that a flag rises and that it can
be clear. Only a complete walk, laid by the real fold, shows anything. How walks are found is not for this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ethics_cli.core.condition import All, Condition, Not, tests_in
from ethics_cli.core.framework import Choice, Framework, Step
from ethics_cli.core.lint_content import Content, Path
from ethics_cli.core.lint_order import Situation
from ethics_cli.core.reach import guard_of, stop_guard
from ethics_cli.core.route import Route
from ethics_cli.core.routing import chooses_route
from ethics_cli.core.walk import Position, Walk

STEP, CHOICE, RISES, CLEAR = "step", "choice", "rises", "clear"
WAYS_OUT = ("kind", "exit")
"""The roles of steps whose choices decide how a walk goes on or ends."""


class Key(NamedTuple):
    """What is claimed: of which step or flag, and of which of its choices."""

    kind: str
    ref: str
    choice: str = ""


class Claim(NamedTuple):
    """A claim, the place in its framework's document, and whether it is a way out of the walk."""

    key: Key
    path: Path
    exit: bool = False

    @property
    def framework(self) -> str:
        return self.key.ref.partition(".")[0]


def claims_on(content: Content, situation: Situation, route: Route) -> Iterator[Claim]:
    """Everything that should be reachable on a route, in the order of its places."""
    steering = {test.ref for stop in route.stops if stop.when for test in tests_in(stop.when)}
    for ident in dict.fromkeys(place.framework for place in situation.places):
        framework = content.frameworks.get(ident)
        if framework is not None:
            yield from _of_steps(framework, situation, route, steering)
            yield from _of_flags(framework)


def _of_steps(framework: Framework, situation: Situation, route: Route, steering: set[str]) -> Iterator[Claim]:
    for at, step in enumerate(framework.steps):
        if step.depth > situation.depth or (chooses_route(step) and not _may_choose(step, route)):
            continue
        yield Claim(Key(STEP, step.ref), ("steps", at))
        way_out = step.role in WAYS_OUT or step.ref in steering
        for choice in step.choices:
            if not chooses_route(step) or choice.route == route.id:
                yield Claim(Key(CHOICE, step.ref, choice.id), _place_of(framework, at, choice), way_out)


def _place_of(framework: Framework, at: int, choice: Choice) -> Path:
    """The place of a choice as it is written; one that comes with the type stands where its step does."""
    plain = framework.plain["steps"][at]
    key = "points" if "points" in plain else "choices"
    given = plain.get(key, ())
    written = list(given) if isinstance(given, dict) else [one["id"] for one in given]
    return ("steps", at, key, choice.id) if choice.id in written else ("steps", at)


def _may_choose(step: Step, route: Route) -> bool:
    return any(choice.route == route.id for choice in step.choices)


def _of_flags(framework: Framework) -> Iterator[Claim]:
    for at, flag in enumerate(framework.flags):
        yield Claim(Key(RISES, flag.ref), ("flags", at))
        yield Claim(Key(CLEAR, flag.ref), ("flags", at))


def goal_of(content: Content, situation: Situation, key: Key) -> tuple[Condition, Step | None]:
    """What must hold for a claim to be so, and the step at which it is read (none: at the end)."""
    if key.kind in (STEP, CHOICE):
        step = content.step(key.ref)
        assert step is not None
        return guard_of(content, situation, step), step
    head, _, name = key.ref.partition(".")
    flag = next(one for one in content.frameworks[head].flags if one.id == name)
    return All((stop_guard(situation, head), flag.when if key.kind == RISES else Not(flag.when))), None


def shown_by(walk: Walk) -> frozenset[Key]:
    """The claims that a walk shows to be so; one that does not end shows nothing."""
    return frozenset(_shown(walk)) if walk.complete else frozenset()


def _shown(walk: Walk) -> Iterator[Key]:
    walked = {framework.id for framework in walk.frameworks}
    for position in walk.path:
        yield Key(STEP, position.step.ref)
        for choice in _taken(walk, position):
            if (not choice.joins or choice.joins in walked) and choice.route in ("", walk.route.id):
                yield Key(CHOICE, position.step.ref, choice.id)
    raised = {flag.ref for flag in walk.flags}
    for framework in walk.frameworks:
        for flag in framework.flags:
            yield Key(RISES if flag.ref in raised else CLEAR, flag.ref)


def _taken(walk: Walk, position: Position) -> list[Choice]:
    answer = walk.answers.get(position.key)
    if answer is None or answer.value is None:
        return []
    values = answer.value if isinstance(answer.value, list) else [answer.value]
    return [choice for choice in position.step.choices if choice.id in values]
