"""What other answers would have opened, closed and raised, worked out by the same fold; and what it hangs on.

Nothing is written, and nothing is said about which answer is right. An answer that the step could not have taken is refused in
the words in which a walk refuses it. What would come in that the session does not carry is named, and not made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ethics_cli.app.amending import place_named
from ethics_cli.app.questioning import question_at, setting_at
from ethics_cli.app.why import guard, joining, stop_condition
from ethics_cli.core.answering import accept
from ethics_cli.core.condition import Condition
from ethics_cli.core.event import AnswerGiven, Entry
from ethics_cli.core.explaining import Leaf, turned_by
from ethics_cli.core.framework import NON_ANSWERS, Choice, Step
from ethics_cli.core.replay_supposed import Effect, Other, Supposed
from ethics_cli.core.replaying import Changes, changes
from ethics_cli.core.routing import lay, sight_before
from ethics_cli.core.walk import Answer, Position, Walk, add
from ethics_cli.problems import EthicsError, Exit, Problem, wrong


def suppose(walk: Walk, answers: Sequence[tuple[str, Any]], now: datetime) -> Supposed:
    """The walk with other answers, one after another. Raises EthicsError where a step is not on its path or refuses its answer."""
    then, others = walk, []
    for name, raw in answers:
        place = place_named(then, name)
        event = _event(then, place, raw, now)
        at = Entry(then.folded.count, "", event)
        others.append(Other(place, Answer(event, at.seq, ""), walk.answers.get(place.key)))
        then = lay(add(then.folded, at))
    changed = changes(walk, then)
    missing = tuple(ident for ident in then.wanted if ident not in walk.wanted)
    again = tuple(place for place in then.path if place.key in walk.answers and place.key not in then.answers)
    return Supposed(tuple(others), walk, then, changed, tuple(_effects(walk, then, changed)), missing, again)


def pairs_from(texts: Sequence[str], read: Any) -> list[tuple[str, Any]]:
    """`step=value` as a step and a value; `read` reads a value. Raises EthicsError when one is not of that form."""
    found = []
    for text in texts:
        name, given, value = text.partition("=")
        if not given or not name.strip():
            raise wrong(
                "what-if.form", "a what-if is written step=value", "for example triage.danger=no", exit_code=Exit.USAGE
            )
        found.append((name.strip(), read(value.strip())))
    return found


def _event(walk: Walk, place: Position, raw: Any, now: datetime) -> AnswerGiven:
    """The answer as it would be kept. Its reason is left out: nothing on the path depends on one."""
    step, asked = place.step, question_at(walk, place).asked
    if isinstance(raw, Mapping) and set(raw) == {"skip"} and raw["skip"] in NON_ANSWERS:
        return AnswerGiven(step.ref, asked, None, place.key[1], non=str(raw["skip"]))
    found = accept(step, raw, setting_at(walk, step, now))
    if isinstance(found, Problem):
        raise EthicsError(found, exit_code=Exit.USAGE)
    return AnswerGiven(step.ref, asked, found.value, place.key[1], other=found.other)


def _effects(now: Walk, then: Walk, changed: Changes) -> Iterator[Effect]:
    """What would be otherwise, each with what it hangs on; places with the same reason are told together."""
    for what, places in (("opens", changed.opened), ("closes", changed.closed)):
        grouped: dict[str, tuple[Effect, list[Position]]] = {}
        for place in places:
            effect = _place(what, place, now, then)
            grouped.setdefault(repr(effect), (effect, []))[1].append(place)
        yield from (effect._replace(places=tuple(own)) for effect, own in grouped.values())
    for what, flags in (("rises", changed.rose), ("falls", changed.fell)):
        for flag in flags:
            yield Effect(what, flag=flag, claims=_turned(flag.when, now, then, None))


def _place(what: str, place: Position, now: Walk, then: Walk) -> Effect:
    """Why one place would open or close."""
    there, other = (then, now) if what == "opens" else (now, then)
    step = place.step
    if not any(one.id == step.framework for one in other.frameworks):
        joins = next((pair for pair in joining(there, step.framework) if _chose(there, *pair)), None)
        claims = () if joins else _turned(stop_condition(there, step), now, then, None)
        return Effect(what, claims=claims, joins=joins)
    listed = {item.id for roster in step.each for item in other.items(roster)}
    if any(item.id not in listed for item in place.items):
        return Effect(what, item=True)
    return Effect(what, claims=_turned(guard(there, step), now, then, place))


def _turned(
    condition: Condition | None, now: Walk, then: Walk, place: Position | None
) -> tuple[tuple[Leaf, bool], ...]:
    if condition is None:
        return ()
    before, after = (sight_before(walk.folded, place.key if place else None) for walk in (now, then))
    if before is None or after is None:
        return ()
    if place is not None:
        before.here = after.here = place.items
    return turned_by(condition, before, after)


def _chose(walk: Walk, step: Step, choice: Choice) -> bool:
    answer = walk.answers.get((step.ref, ()))
    value = answer.value if answer else None
    return choice.id in value if isinstance(value, list) else choice.id == value
