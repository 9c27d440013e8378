"""Every published model in the library: its walk ends whatever is answered, and leaves none of its rows unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ethics_cli.app.bringing import routes_on_offer
from ethics_cli.core.condition import tests_in as comparisons_in
from ethics_cli.core.event import AnswerGiven, Entry, Event, FlagHandled, FrameworkJoined
from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.model import Model, coverage, model_from
from ethics_cli.core.route import Route, route_from
from ethics_cli.core.routing import lay
from ethics_cli.core.walk import Folded, Walk, add
from ethics_cli.core.wording import choices_at
from ethics_cli.files.library import Library, bundled_folder

MODELS = sorted(path.stem for path in (bundled_folder() / "models").glob("*.yaml") if path.stem != "rows")
SEEDS = range(3)
TOO_LONG = 400


@pytest.fixture(params=MODELS)
def followed(request: pytest.FixtureRequest, library: Library) -> tuple[Model, Route]:
    """A model, and the route that follows it."""
    held = library.get("model", request.param)
    assert held is not None, "a model is named as its file is"
    return model_from(held.plain), route_from(routes_on_offer(library, held.id)[held.id])


def frameworks(library: Library, route: Route) -> list[Framework]:
    return [library.frameworks[ident] for ident in sorted(route.frameworks)]


def with_steps(library: Library, route: Route) -> set[str]:
    """The rows that some step of a route's frameworks covers."""
    return {row for framework in frameworks(library, route) for step in framework.steps for row in step.covers}


def test_there_are_models() -> None:
    assert len(MODELS) >= 17


def test_a_model_s_route_asks_a_step_for_each_of_its_rows_that_has_one(library, followed) -> None:
    model, route = followed
    steps = [step for framework in frameworks(library, route) for step in framework.steps]
    asked = {row for step in steps if route.asks_step(step, route.depth) for row in step.covers}
    assert set(model.rows) & with_steps(library, route) <= asked


def test_a_model_s_route_lists_steps_that_there_are_and_asks_no_others_but_the_quick_ones(library, followed) -> None:
    _, route = followed
    steps = {step.ref: step for framework in frameworks(library, route) for step in framework.steps}
    assert route.asks <= set(steps)
    asked = {ref for ref, step in steps.items() if route.asks_step(step, route.depth)}
    assert asked == route.asks | {ref for ref, step in steps.items() if step.depth == 0}


def test_a_model_s_walk_ends_whatever_is_answered(walker: Callable[..., Any], followed) -> None:
    model, route = followed
    for seed in SEEDS:
        going = walker(seed, model=model.id)
        for walk in going.to_the_end(TOO_LONG):
            assert walk.route.id == model.id
        walk = going.walk
        assert (walk.complete, walk.stopped, walk.off_path) == (True, None, {})
        assert {place.key for place in walk.path if place.step.asks} == set(walk.answers)
        own = {
            place.step.ref for place in walk.path if place.step.framework in route.frameworks and place.step.depth > 0
        }
        assert own <= route.asks


def test_a_walk_that_comes_to_everything_covers_each_row_that_its_route_has_steps_for(
    library, walker: Callable[..., Any], followed
) -> None:
    model, route = followed
    walk = Thorough(library, walker(7, model=model.id)).to_the_end()
    assert set(coverage(walk, model).missing) == set(model.rows) - with_steps(library, route)


class Thorough:
    """Somebody who gives the answers that open the most: of those that may be given, the one after which the way is longest."""

    def __init__(self, library: Library, going: Any) -> None:
        self.library = library
        self.walk: Walk = going.walk
        steps = [step for framework in library.frameworks.values() for step in framework.steps]
        conditions = [step.when for step in steps] + [stop.when for stop in self.walk.route.stops]
        self.steers = {test.ref for when in conditions if when is not None for test in comparisons_in(when)}
        self.steers |= {step.ref for step in steps if step.role or any(choice.joins for choice in step.choices)}

    def to_the_end(self) -> Walk:
        for _ in range(TOO_LONG):
            if self.walk.stopped is not None:
                self.walk = self.told(FlagHandled(self.walk.stopped.ref, "seen to"))
            elif self.walk.next is None:
                return self.walk
            else:
                self.walk = self.furthest(list(self.answers(self.walk)))
        pytest.fail("the walk does not end")

    def furthest(self, answers: list[AnswerGiven]) -> Walk:
        """Where the answer leads that leads furthest. Where none leads anywhere, the first is as good as any."""
        if len(answers) == 1 or answers[0].step not in self.steers:
            return self.told(answers[0])
        return max(map(self.told, answers), key=lambda walk: (len(walk.frameworks), len(walk.path)))

    def told(self, event: Event) -> Walk:
        walk = after(self.walk.folded, event)
        while walk.wanted:
            held = self.library.get("framework", walk.wanted[0])
            assert held is not None
            walk = after(walk.folded, FrameworkJoined(held.plain, held.digest))
        return walk

    def answers(self, walk: Walk) -> Iterator[AnswerGiven]:
        position = walk.next
        assert position is not None
        choices = [choice for choice in choices_at(walk, position.step) if not choice.route]
        for value in self.values(position.step, [choice.id for choice in choices]):
            yield AnswerGiven(position.step.ref, "?", value, position.key[1], "so")

    def values(self, step: Step, ids: list[str]) -> Iterator[Any]:
        if step.type == "appraisal":
            yield "strongly-against"
        elif step.type == "any-of":
            yield [choice.id for choice in step.choices if not choice.alone] or ids
            yield from ([one] for one in ids)
        elif step.type == "roster":
            most = max((len(field.choices) for field in step.fields), default=2)
            yield [self.item(step, number) for number in range(max(most, 2))]
        elif step.type == "rank":
            yield ids
        elif ids:
            yield from ids
        else:
            yield {"percent": {"at": 90}, "number": 3, "date": "2026-11-21", "moment": "2026-11-21T14:30"}.get(
                step.type, "x"
            )

    def item(self, step: Step, number: int) -> dict[str, Any]:
        """An item with all its fields; of choices, another one for each item."""
        made = {"id": f"{step.item[0]}{number + 1}", "label": f"{step.item} {number}"}
        for field in step.fields:
            made[field.id] = field.choices[number % len(field.choices)].id if field.choices else "2026-11-21"
        return made


def after(folded: Folded, event: Event) -> Walk:
    return lay(add(folded, Entry(folded.count, "", event)))
