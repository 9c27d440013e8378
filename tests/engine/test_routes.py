"""Every walk ends, and the quick one is quick."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ethics_cli.core.condition import tests_in as comparisons_in
from ethics_cli.core.event import AnswerGiven, Entry, FrameworkJoined, SessionOpened
from ethics_cli.core.framework import Step
from ethics_cli.core.route import Route
from ethics_cli.core.routing import chooses_route, lay
from ethics_cli.core.walk import Folded, Position, Walk, add
from ethics_cli.core.wording import choices_at
from ethics_cli.files.library import Library

QUICK_LIMIT = 14
WALKS = 3_000 if os.environ.get("ETHICS_TORTURE") else 300
TOO_LONG = 5_000


def steps_asked(walk: Walk) -> set[str]:
    return {position.step.ref for position in walk.path if position.step.asks}


def steering(library: Library, route: Route) -> set[str]:
    """The steps that a path of this route hangs on: those that conditions read, that join a framework or choose a route."""
    steps = [step for framework in library.frameworks.values() for step in framework.steps if step.depth <= route.depth]
    conditions = [step.when for step in steps] + [stop.when for stop in route.stops]
    read = {test.ref for when in conditions if when is not None for test in comparisons_in(when)}
    choosing = {step.ref for step in steps if any(choice.joins or choice.route for choice in step.choices)}
    leaning = {step.ref for step in steps if step.type == "appraisal"} if "fact.outweighed" in read else set()
    deciding = {step.ref for step in steps if step.role == "decision"} if leaning or "item.chosen" in read else set()
    return read | choosing | leaning | deciding


def kinds_of_answer(walk: Walk, position: Position, steers: bool, route: str) -> Iterator[tuple[Any, str]]:
    """The answers that may lead different ways: each choice, few and many items, low and high, and none at all."""
    step = position.step
    choices = [choice.id for choice in choices_at(walk, step) if not (chooses_route(step) and choice.route != route)]
    if not steers:
        yield _any_answer(step, choices)
        return
    if not chooses_route(step):
        yield None, "unknown"
    if step.type == "any-of":
        yield from (([choice], "") for choice in choices)
        yield choices, ""
    elif step.type == "roster":
        least = step.min if step.min is not None else 0 if step.optional else 1
        yield from ((_items(step, size), "") for size in (least, least + 1))
    elif step.type == "percent":
        yield from (({"at": at}, "") for at in (0, 50, 100))
    elif choices:
        yield from ((choice, "") for choice in choices)
    else:
        yield _any_answer(step, choices)


def _any_answer(step: Step, choices: list[str]) -> tuple[Any, str]:
    if step.type == "roster":
        return _items(step, max(step.min or 0, 1)), ""
    if choices:
        return ([choices[0]] if step.type == "any-of" else choices if step.type == "rank" else choices[0]), ""
    if step.from_:
        return None, "does-not-apply"
    return ({"at": 50} if step.type == "percent" else 3 if step.type == "number" else "2026-11-21"), ""


def _items(step: Step, size: int) -> list[dict[str, Any]]:
    return [{"id": f"{step.item[0]}{number}", "label": f"{step.item} {number}"} for number in range(1, size + 1)]


def told(library: Library, folded: Folded, *events: Any) -> tuple[Folded, Walk]:
    """What stands after these events, the frameworks that the walk wants joined."""
    for event in events:
        folded = add(folded, Entry(folded.count, "", event))
    while (walk := lay(folded)).wanted:
        for ident in walk.wanted:
            held = library.get("framework", ident)
            assert held is not None
            folded = add(folded, Entry(folded.count, "", FrameworkJoined(held.plain, held.digest)))
    return folded, walk


def every_end(library: Library, opened: SessionOpened, route: str) -> Iterator[Walk]:
    """Every way through a route, breadth first, as far as answers can lead different ways."""
    steers = steering(library, library.routes[route])
    waiting = deque([told(library, Folded(), opened)])
    while waiting:
        folded, walk = waiting.popleft()
        position = walk.next
        if position is None:
            yield walk
            continue
        assert len(walk.answers) < TOO_LONG, f"a walk of {route} does not end"
        for value, non in kinds_of_answer(walk, position, position.step.ref in steers, route):
            waiting.append(told(library, folded, AnswerGiven(position.step.ref, "?", value, position.key[1], non=non)))


def opening(library: Library, route: str = "", lenses: tuple[str, ...] = ()) -> SessionOpened:
    routes = {held.id: held.plain for held in library.all("route")}
    return SessionOpened(id="s", program="0", routes=routes, route=route, lenses=lenses)


@pytest.mark.parametrize("fixed", ["", "quick"], ids=["chosen on the way", "fixed from the start"])
def test_every_quick_walk_ends_after_fourteen_different_questions_at_most(library: Library, fixed: str) -> None:
    ends = list(every_end(library, opening(library, fixed), "quick"))
    assert len(ends) > 20
    for walk in ends:
        assert (walk.route.id, walk.complete) == ("quick", True)
        assert len(steps_asked(walk)) <= QUICK_LIMIT, sorted(steps_asked(walk))


def test_a_quick_walk_through_one_chosen_lens_is_as_short(library: Library) -> None:
    lenses = [ident for ident, framework in library.frameworks.items() if framework.kind == "lens"]
    assert lenses
    for lens in lenses:
        for walk in every_end(library, opening(library, "quick", (lens,)), "quick"):
            assert walk.complete
            assert len(steps_asked(walk)) <= QUICK_LIMIT, (lens, sorted(steps_asked(walk)))


def test_the_ways_through_a_quick_walk_reach_every_quick_step_of_its_frameworks(library: Library) -> None:
    """Shows that the search above leaves nothing out: no quick step on the route goes unasked."""
    ends = list(every_end(library, opening(library), "quick"))
    asked = {ref for walk in ends for ref in steps_asked(walk)}
    walked = {framework.id for walk in ends for framework in walk.frameworks}
    quick = {step.ref for ident in walked for step in library.frameworks[ident].steps if step.asks and step.depth == 0}
    assert quick - asked == set()


@pytest.mark.parametrize("route", ["quick", "standard", "full"])
@pytest.mark.parametrize("part", range(6))
def test_every_random_walk_ends_with_every_question_settled(walker: Callable[..., Any], route: str, part: int) -> None:
    for number in range(WALKS // 6):
        going = walker(10_000 + part * WALKS + number, route)
        for walk in going.to_the_end():
            assert len(walk.answers) <= TOO_LONG
        walk = going.walk
        assert (walk.complete, walk.stopped, walk.route.id) == (True, None, route)
        assert {position.key for position in walk.path if position.step.asks} == set(walk.answers)
        assert walk.off_path == {}
