"""Why a step was asked or not, and why a flag is up or not: found in a walk, with what would have to differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ethics_cli.core.choices import near
from ethics_cli.core.condition import All, Condition
from ethics_cli.core.explaining import Hinge, hinge_of
from ethics_cli.core.framework import Choice, Flag, Framework, Source, Step
from ethics_cli.core.routing import sight_before
from ethics_cli.core.sight import Sight
from ethics_cli.core.walk import Position, Walk
from ethics_cli.problems import Exit, wrong


class Why(NamedTuple):
    """One thing explained: a step or a flag, whether it stands on this walk, and what that hangs on.

    `hinge` is None where nothing decides it: a step that this route always asks. `reason` says in one word why a step was
    never come to: `depth` (this walk is not so deep), `framework` (its framework is not walked; `hinge` then says under which
    condition it would be, where the route has one) or `item` (there is nothing on the list that it is asked about).
    `part` is the framework it belongs to, where that comes in by an answer, and `joins` are the choices that bring it in.
    """

    ref: str
    name: str
    said: str
    stands: bool
    step: Step | None = None
    flag: Flag | None = None
    because: str = ""
    sources: tuple[Source, ...] = ()
    hinge: Hinge | None = None
    reason: str = ""
    part: str = ""
    joins: tuple[tuple[Step, Choice], ...] = ()


def why(walk: Walk, name: str) -> Why:
    """The explanation of what a person names: `framing.nearest`, `autonomy.stands[A]`, `triage.danger-now`. Raises EthicsError."""
    ref, _, inside = name.strip().rstrip("]").partition("[")
    flag = next((one for one in _flags(walk) if one.ref == ref), None)
    if flag is not None:
        return _of_flag(walk, flag)
    step = walk.step(ref)
    if step is None:
        known = [one.ref for one in _steps(walk)] + [one.ref for one in _flags(walk)]
        hint = near(ref, known) or "`ethics show --json` names steps and flags as they are named here"
        raise wrong("why.unknown", "this session has no such step or flag", hint, exit_code=Exit.USAGE)
    return _of_step(walk, step, [part.strip() for part in inside.split(",") if part.strip()])


def _of_flag(walk: Walk, flag: Flag) -> Why:
    sight = sight_before(walk.folded)
    assert sight is not None
    up = any(one.ref == flag.ref for one in walk.flags)
    walked = any(framework.id == flag.framework for framework in walk.frameworks)
    hinge = hinge_of(flag.when, sight, _known(walk)) if walked else None
    return Why(flag.ref, flag.id, flag.say, up, flag=flag, hinge=hinge, reason="" if walked else "framework")


def _of_step(walk: Walk, step: Step, wanted: list[str]) -> Why:
    framework = walk.folded.frameworks[step.framework]
    sources = tuple(found for name in step.source if (found := framework.source(name)))
    joins = joining(walk, framework.id)
    part = framework.title if joins else ""
    told = Why(step.ref, step.name, step.ask, stands=False, step=step, because=step.why, sources=sources)
    told = told._replace(part=part, joins=joins)
    if not _is_walked(walk, framework):
        return told._replace(
            reason="framework", hinge=_hinge(walk, stop_condition(walk, step), sight_before(walk.folded))
        )
    if not walk.route.asks_step(step, walk.route.depth):
        return told._replace(reason="depth")
    position = _position(walk, step, wanted)
    sight = sight_before(walk.folded, position.key) if position else None
    if position is None or sight is None:
        return told._replace(reason="item")
    sight.here = position.items
    hinge = _hinge(walk, guard(walk, step), sight)
    return told._replace(stands=walk.position(position.key) is not None, hinge=hinge)


def _hinge(walk: Walk, condition: Condition | None, sight: Sight | None) -> Hinge | None:
    return hinge_of(condition, sight, _known(walk)) if condition is not None and sight is not None else None


def _position(walk: Walk, step: Step, wanted: list[str]) -> Position | None:
    """The place that is meant: the items that were named, or the first ones there are."""
    items = []
    for at, roster in enumerate(step.each):
        known = walk.items(roster)
        name = wanted[at] if at < len(wanted) else ""
        found = next((one for one in known if name in (one.id, one.letter, one.label)), known[0] if known else None)
        if found is None or (name and name not in (found.id, found.letter, found.label)):
            return None
        items.append(found)
    return Position(step, tuple(items))


def joining(walk: Walk, framework: str) -> tuple[tuple[Step, Choice], ...]:
    """The choices that bring a framework into a walk, each with its step; none where the route itself walks it."""
    if any(stop.framework == framework for stop in walk.route.stops):
        return ()
    return tuple((step, choice) for step in _steps(walk) for choice in step.choices if choice.joins == framework)


def guard(walk: Walk, step: Step) -> Condition | None:
    """What decides whether a step is asked: the condition of its stop on this route, and its own."""
    parts = tuple(part for part in (stop_condition(walk, step), step.when) if part is not None)
    return All(parts) if len(parts) > 1 else parts[0] if parts else None


def stop_condition(walk: Walk, step: Step) -> Condition | None:
    """The condition under which this route walks the framework of a step."""
    return next((stop.when for stop in walk.route.stops if stop.framework == step.framework), None)


def _is_walked(walk: Walk, framework: Framework) -> bool:
    return any(one.id == framework.id for one in walk.frameworks)


def _steps(walk: Walk) -> Iterator[Step]:
    return (step for framework in walk.folded.frameworks.values() for step in framework.steps)


def _flags(walk: Walk) -> Iterator[Flag]:
    return (flag for framework in walk.folded.frameworks.values() for flag in framework.flags)


def _known(walk: Walk) -> dict[str, Step]:
    return {step.ref: step for step in _steps(walk)}
