"""What makes no difference: conditions that hold on every walk that comes to them, flags that are always up; reasons that never show.

A condition that never holds is told by lint_reach.py. All of them are found by the same search.
"""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.condition import All, Condition, Malformed, Not, read_condition
from ethics_cli.core.framework import Flag, Framework, Step
from ethics_cli.core.lint_content import Content, Fault, Owner, fault, owners
from ethics_cli.core.lint_order import Situation, Walked
from ethics_cli.core.reach import can_hold, guard_of, stop_guard

ALWAYS_ASKED = "`{name}` is asked whatever was answered: its condition holds on every walk that comes to it"
ALWAYS_UP = "the flag `{name}` is up on every walk: its condition always holds"
NEVER_SHOWN = "this reason for `{name}` can never show: its condition cannot hold together with those that lead to it"


def lint_always(content: Content, walked: Walked) -> Iterator[Fault]:
    """Every condition of a step or a flag that makes no difference, and every reason for a choice that never shows."""
    for framework in content.frameworks.values():
        live = [one for one in walked.situations(framework.id) if can_hold(content, one, stop_guard(one, framework.id))]
        for at, step in enumerate(framework.steps):
            if step.when is not None and _always_asked(content, live, step):
                yield _fault(framework, ("steps", at, "when"), "condition.always", ALWAYS_ASKED, step.id)
        for at, flag in enumerate(framework.flags):
            path = ("flags", at)
            if live and ("framework", framework.id, path) not in content.broken and _always_up(content, live, flag):
                yield _fault(framework, (*path, "when"), "framework.flag-always", ALWAYS_UP, flag.id)
    yield from _reasons(content, walked)


def _fault(framework: Framework, path: tuple[str | int, ...], code: str, said: str, name: str) -> Fault:
    hint = "take it out, or say when it should not be so"
    return fault(("framework", framework.id), path, code, said.format(name=name), hint)


def _always_asked(content: Content, live: list[Situation], step: Step) -> bool:
    """Whether a step's condition never keeps it from being asked, though it may be asked."""
    assert step.when is not None
    bare = step._replace(when=None)
    deep = [
        one for one in live if one.depth >= step.depth and can_hold(content, one, guard_of(content, one, bare), step)
    ]
    passed = (All((guard_of(content, one, bare), Not(step.when))) for one in deep)
    return bool(deep) and not any(can_hold(content, one, goal, step) for one, goal in zip(deep, passed, strict=True))


def _always_up(content: Content, live: list[Situation], flag: Flag) -> bool:
    return not any(can_hold(content, one, All((stop_guard(one, flag.framework), Not(flag.when)))) for one in live)


def _reasons(content: Content, walked: Walked) -> Iterator[Fault]:
    """The reasons for which choices are suggested: each must be able to show."""
    for owner in owners(content):
        when = _reason(owner) if owner.owned not in content.broken else None
        step = content.step(owner.step.ref) if owner.step else None
        if when is None or step is None:
            continue
        live = [one for one in walked.situations(owner.id) if one.depth >= step.depth]
        goals = (All((guard_of(content, one, step), when)) for one in live)
        if live and not any(can_hold(content, one, goal, step) for one, goal in zip(live, goals, strict=True)):
            message = NEVER_SHOWN.format(name=owner.path[3])
            yield fault(("framework", owner.id), (*owner.path, "when"), "framework.fit-never", message)


def _reason(owner: Owner) -> Condition | None:
    """The condition of a reason for a choice; None for any other owner."""
    if "fits" not in owner.path:
        return None
    try:
        return read_condition(owner.when, owner.framework)
    except Malformed:
        return None
