"""What differs between two editions of a framework: steps, choices, conditions, flags, sources, the head. Values in, changes out.

A step is the same step as long as its id is; a change says what it is about, and what stood there before and stands there
now, each in words. Sentences are made in render.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition
from ethics_cli.core.condition_words import Names, condition_words, only_if
from ethics_cli.core.framework import DEPTHS, Flag, Framework, Step
from ethics_cli.core.framework_diff_choices import Change, choice_changes

__all__ = ["Change", "framework_changes"]

HEAD = ("framework", "kind", "title", "asks", "about", "challenge", "authors", "funding", "reviewed", "review_by")
WORDED = ("title", "ask", "hint", "why", "reads", "start")
SAID = ("because", "role", "unit", "range", "item", "words", "offers_from", "min", "max")
TRUE = ("optional", "ahead")
LISTED = ("covers", "source", "offers", "each")


class Pair(NamedTuple):
    """The two editions, and the names that conditions of each may use."""

    old: Framework
    new: Framework
    old_names: Names
    new_names: Names


def framework_changes(old: Framework, new: Framework, frameworks: Mapping[str, Framework]) -> list[Change]:
    """Every difference: of the questions in the order of the new edition, then flags, the head, sources."""
    names = (Names({**frameworks, one.id: one}) for one in (old, new))
    pair = Pair(old, new, *names)
    return [*_steps(pair), *_flags(pair), *_head(old, new), *_sources(old, new)]


def _head(old: Framework, new: Framework) -> Iterator[Change]:
    for key in HEAD:
        before, after = _text(old.plain.get(key)), _text(new.plain.get(key))
        if before != after:
            yield Change("head", key, before, after)
    before, after = (_text([f"{ref}: {', '.join(labels)}" for ref, labels in one.offers.items()]) for one in (old, new))
    if before != after:
        yield Change("head", "offers", before, after)


def _steps(pair: Pair) -> Iterator[Change]:
    moved = _moved([step.id for step in pair.old.steps], [step.id for step in pair.new.steps])
    for at, step in enumerate(pair.new.steps):
        before = pair.old.step(step.id)
        if before is None:
            yield Change("step-added", step.id, "", step.ask, _added(step, pair.new_names), step.name)
            continue
        yield from _step(before, step, pair)
        if step.id in moved:
            ahead = pair.new.steps[at - 1].name if at else ""
            yield Change("step-moved", step.id, "", ahead, title=step.name)
    for step in pair.old.steps:
        if pair.new.step(step.id) is None:
            yield Change("step-removed", step.id, step.ask, "", title=step.name)


def _added(step: Step, names: Names) -> str:
    """From which depth on a new step is asked, and under which condition."""
    when = f", {only_if(step.when, names._replace(at=step))}" if step.when is not None else ""
    return f"depth {DEPTHS[step.depth]}{when}"


def _step(old: Step, new: Step, pair: Pair) -> Iterator[Change]:
    """What is different about one step."""
    for key in WORDED:
        yield from _changed(f"step-{key}", new, _text(getattr(old, key)), _text(getattr(new, key)))
    yield from _changed("step-type", new, old.type, new.type)
    yield from _changed("step-depth", new, DEPTHS[old.depth], DEPTHS[new.depth])
    yield from _condition(old, new, pair)
    yield from choice_changes(old, new)
    for key in (*SAID, *TRUE):
        yield from _changed(f"step-{key}", new, _text(getattr(old, key)), _text(getattr(new, key)))
    for key in LISTED:
        yield from _changed(f"step-{key}", new, *(_relative(getattr(one, key), one.framework) for one in (old, new)))
    yield from _changed("step-from", new, _relative([old.from_], old.framework), _relative([new.from_], new.framework))


def _condition(old: Step, new: Step, pair: Pair) -> Iterator[Change]:
    if old.when == new.when or _raw_when(pair.old, old.id) == _raw_when(pair.new, new.id):
        return
    before = only_if(old.when, pair.old_names._replace(at=old)) if old.when is not None else ""
    after = only_if(new.when, pair.new_names._replace(at=new)) if new.when is not None else ""
    yield Change("step-when", new.id, before, after, title=new.name)


def _raw_when(framework: Framework, ident: str) -> Any:
    """The condition as it is written: two frameworks of different ids may say the same with different full names."""
    return next((step.get("when") for step in framework.plain.get("steps", ()) if step["id"] == ident), None)


def _flags(pair: Pair) -> Iterator[Change]:
    before = {flag.id: flag for flag in pair.old.flags}
    for flag in pair.new.flags:
        old = before.pop(flag.id, None)
        if old is None:
            yield Change("flag-added", flag.id, "", flag.say, _rises(flag.when, pair.new_names), flag.level)
        else:
            yield from _flag(old, flag, pair)
    for flag in before.values():
        yield Change("flag-removed", flag.id, flag.say, "", title=flag.level)


def _flag(old: Flag, new: Flag, pair: Pair) -> Iterator[Change]:
    parts = [("level", old.level, new.level), ("say", _text(old.say), _text(new.say))]
    raw = [[flag for flag in one.plain.get("flags", ()) if flag["id"] == new.id] for one in (pair.old, pair.new)]
    if old.when != new.when and [flag["when"] for flag in raw[0]] != [flag["when"] for flag in raw[1]]:
        parts.append(("when", _rises(old.when, pair.old_names), _rises(new.when, pair.new_names)))
    yield from (Change(f"flag-{key}", new.id, before, after) for key, before, after in parts if before != after)


def _rises(condition: Condition, names: Names) -> str:
    return condition_words(condition, names)


def _sources(old: Framework, new: Framework) -> Iterator[Change]:
    before = {source.id: source for source in old.sources}
    for source in new.sources:
        was = before.pop(source.id, None)
        if was is None:
            yield Change("source-added", source.id, "", source.cite)
        elif was != source:
            seen = [f"{one.cite} ({_seen(one.verified, one.checked_on)})" for one in (was, source)]
            yield Change("source-changed", source.id, *seen)
    yield from (Change("source-removed", source.id, source.cite, "") for source in before.values())


def _seen(verified: bool, day: str) -> str:
    return f"text seen {day}" if verified else f"not checked against its text, noted {day}"


def _changed(kind: str, step: Step, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(kind, step.id, before, after, title=step.name)


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The steps that stand in another order: as few as can be moved to get from the one order to the other."""
    place = {ident: at for at, ident in enumerate(old)}
    shared = [ident for ident in new if ident in place]
    stays = _longest_rising([place[ident] for ident in shared])
    return {ident for at, ident in enumerate(shared) if at not in stays}


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The indexes of a longest run of rising numbers, not necessarily side by side."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        at_end[length : length + 1] = [at]
        before.append(at_end[length - 1] if length else -1)
    found: set[int] = set()
    at = at_end[-1] if at_end else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def _relative(refs: Iterable[str], framework: str) -> str:
    """Full names of steps as they are written inside a framework."""
    return ", ".join(ref.removeprefix(f"{framework}.") for ref in refs)


def _text(value: Any) -> str:
    """A value in one line of text."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, (list, tuple)):
        return "; ".join(_text(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_text(one)}" for key, one in value.items())
    return "" if value is None else " ".join(str(value).split())
