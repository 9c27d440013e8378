"""What is told in a drill besides the questions: stages, what came out, feedback on what was committed to.

Pure: a scenario and a walk in, words out. Feedback is only for answers that stand in the walk, so it cannot come before them.
The debrief at the end is in practice_debrief.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, read_condition
from ethics_cli.core.practice_route import named
from ethics_cli.core.routing import sight_before
from ethics_cli.core.scenario import ASK, Inquiry, Judged, Scenario, Stage, Telling
from ethics_cli.core.walk import Key, Walk


class Feedback(NamedTuple):
    """What is said about an answer that was committed to: the annotation it meets, and worked examples to compare it with."""

    key: Key
    meets: Judged | None
    examples: tuple[Judged, ...] = ()


class Seen:
    """What the conditions of a scenario may see of a walk as it stands: all of it."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.sight = sight_before(walk.folded)

    def holds(self, condition: Condition | None) -> bool:
        """Whether a condition holds. None always does."""
        return condition is None or (self.sight is not None and condition.holds(self.sight))


def told(seen: Seen, stage: Stage) -> tuple[Telling, ...]:
    """What a stage tells, as the answers stand."""
    return tuple(one for one in stage.told if seen.holds(one.when))


def stages_until(scenario: Scenario, seen: Seen, framework: str = "") -> tuple[Stage, ...]:
    """The stages that are told before a question of this framework is asked; without one, every stage, in order."""
    stops = [named(stop) for stop in scenario.walk]
    at = stops.index(framework) if framework in stops else _joined_at(scenario) if framework else len(stops)
    reached = (stop for stop in scenario.walk[: at + 1] if seen.holds(_gate(stop)))
    found = (scenario.stage(named(stop)) for stop in reached)
    return tuple(stage for stage in found if stage is not None)


def _gate(stop: Any) -> Condition | None:
    """The condition under which a stop is come to."""
    return read_condition(stop["when"], "") if not isinstance(stop, str) and "when" in stop else None


def asked_at(walk: Walk, stage: Stage) -> tuple[Inquiry, ...]:
    """The questions that were asked at a stage, in the order of its list."""
    answer = walk.answer(f"{stage.id}.{ASK}")
    chosen = answer.value if answer is not None and isinstance(answer.value, list) else []
    return tuple(one for one in stage.questions if one.id in chosen)


def brought_out(scenario: Scenario, walk: Walk) -> frozenset[str]:
    """The hidden facts that were brought out."""
    return frozenset(fact for stage in scenario.stages for one in asked_at(walk, stage) for fact in one.brings)


def feedback(scenario: Scenario, seen: Seen, key: Key) -> Feedback | None:
    """What there is to say about the answer under a key; None where there is nothing, or the scenario gave it."""
    answer = seen.walk.answers.get(key)
    if answer is None or key[1] or key[0] in scenario.given:
        return None
    about = [one for one in scenario.judged if one.step == key[0] and seen.holds(one.needs)]
    meets = next((one for one in about if one.meant is not None and seen.holds(one.meant)), None)
    examples = tuple(one for one in about if one.meant is None) if not answer.non else ()
    return Feedback(key, meets, examples) if meets or examples else None


def all_feedback(scenario: Scenario, seen: Seen) -> Iterator[Feedback]:
    """What there is to say about every answer, in the order of the path."""
    for position in seen.walk.path:
        found = feedback(scenario, seen, position.key)
        if found is not None:
            yield found


def _joined_at(scenario: Scenario) -> int:
    """Where frameworks come in that answers bring along."""
    return next((at for at, stop in enumerate(scenario.walk) if not isinstance(stop, str) and "joined" in stop), 0)
