"""What is wrong with slots in wording: names that nothing fills, places where none may stand, and slots that can be empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ethics_cli.core.condition import All, Condition, Count, Not
from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.lint_content import FACTS, Content, Fault, Owner, Path, fault, listed, near, near_ref
from ethics_cli.core.lint_order import Situation, Walked, order_fault
from ethics_cli.core.reach import can_hold, guard_of, stop_guard
from ethics_cli.core.slot import slots_in

FILLED = ("ask", "hint", "start")
PLAIN = ("title", "why")
READING = ("answer", "because", "item", "option", "party")
_BRACES = re.compile(r"\{[^{}]*\}")


def lint_slots(content: Content, walked: Walked, framework: Framework) -> Iterator[Fault]:
    """Faults of the slots in a framework's steps and flags."""
    for at, step in enumerate(framework.steps):
        plain = framework.plain["steps"][at]
        owner = Owner("framework", framework.id, ("steps", at), at, None, step)
        for key in FILLED:
            yield from _in_text(content, walked, owner, (key,), plain.get(key, ""))
        for key in PLAIN:
            for found in _BRACES.findall(plain.get(key, "")):
                yield fault(
                    ("framework", framework.id),
                    ("steps", at, key),
                    "slot.not-here",
                    f"no slot may stand in `{key}`: {found[:40]}",
                    f"slots stand in: {listed((*FILLED, 'say'))}",
                )
        yield from _in_reads(framework, at, plain.get("reads", ""))
    for at, flag in enumerate(framework.flags):
        owner = Owner("framework", framework.id, ("flags", at), at, None)
        yield from _in_text(content, walked, owner, ("say",), flag.say)


def _in_text(content: Content, walked: Walked, owner: Owner, key: Path, text: str) -> Iterator[Fault]:
    piece, path = ("framework", owner.id), (*owner.path, *key)
    names = set(slots_in(text))
    for found in dict.fromkeys(_BRACES.findall(text)):
        if found[1:-1] not in names:
            yield fault(
                piece,
                path,
                "slot.form",
                f"this is not the form of a slot: {found[:40]}",
                "a slot is a step in braces, such as {framing.wants}",
            )
    for name in sorted(names):
        said = _slot_fault(content, walked, owner, name)
        if said is not None:
            yield fault(piece, path, *said)
        elif _may_be_empty(content, walked, owner, name):
            message = f"the slot {{{name}}} can be empty: what fills it is not asked on every path to here"
            yield fault(
                piece,
                path,
                "slot.empty",
                message,
                "ask it always before this, or put its condition here as well",
                "warning",
            )


def _in_reads(framework: Framework, at: int, text: str) -> Iterator[Fault]:
    step, path = framework.steps[at], ("steps", at, "reads")
    for found in dict.fromkeys(_BRACES.findall(text)):
        name, piece = found[1:-1], ("framework", framework.id)
        if name not in READING:
            yield fault(
                piece,
                path,
                "slot.unknown",
                f"nothing fills the slot {found[:40]} in `reads`",
                near(name, READING, "known are: " + listed(READING)),
            )
        elif not step.type:
            continue
        elif name == "because" and not step.because and step.type != "appraisal":
            yield fault(
                piece,
                path,
                "slot.because",
                "the slot {because} is never filled: this step asks for no reason",
                "give the step `because: required` or `offered`",
            )
        elif name in ("item", "option", "party") and not _at_hand(step, name):
            yield fault(
                piece, path, "slot.no-item", f"there is no {name} at hand to fill {found}", "the step needs `each`"
            )


def _slot_fault(content: Content, walked: Walked, owner: Owner, name: str) -> tuple[str, str, str] | None:
    """Why a slot can never be filled; None when it can."""
    step = owner.step
    if step and not step.type and name.partition(".")[0] in ("item", "option", "party"):
        return None
    if name in ("item", "option", "party"):
        hint = "the step needs `each`" if owner.asked else "a flag has no item at hand"
        return (
            None
            if step and _at_hand(step, name)
            else ("slot.no-item", f"there is no {name} at hand to fill {{{name}}}", hint)
        )
    if name.startswith("fact."):
        known = name.removeprefix("fact.") in FACTS
        return (
            None
            if known
            else (
                "slot.unknown",
                f"nothing fills the slot {{{name}}}",
                near(name.removeprefix("fact."), FACTS, "the facts are: " + listed(FACTS)),
            )
        )
    ref = name if "." in name else f"{owner.id}.{name}"
    meant = content.meant(ref, step)
    if meant is None:
        return (
            "slot.unknown",
            f"nothing fills the slot {{{name}}}: there is no such step",
            near_ref(content, ref, owner.id),
        )
    if meant.type == "tell":
        return "slot.tell", f"`{name}` only tells something: it cannot fill a slot", ""
    if meant.each and not set(meant.each) <= set(step.each if step else ()):
        return "slot.repeated", f"`{name}` is asked once per item, so it cannot fill a slot here", ""
    late = order_fault(content, walked, owner, ref)
    return ("slot.later", f"the slot {{{name}}} is never filled: {late[1]}", "") if late else None


def _at_hand(step: Step, name: str) -> bool:
    names = [ref.partition(".")[2] for ref in step.each]
    return (
        bool(names)
        if name == "item"
        else any(one.startswith({"option": "option", "party": "parties"}[name]) for one in names)
    )


def _may_be_empty(content: Content, walked: Walked, owner: Owner, name: str) -> bool:
    """Whether some walk leads here without an answer that could fill the slot."""
    if name in ("item", "option", "party", "fact.depth", "fact.route", "fact.options"):
        return False
    ref = name if "." in name else f"{owner.id}.{name}"
    meant = content.meant(ref, owner.step)
    if meant is None or meant.optional or meant.framework == "item":
        return bool(meant and meant.optional)
    return any(_empty_in(content, one, owner, meant) for one in walked.situations(owner.id))


def _empty_in(content: Content, situation: Situation, owner: Owner, meant: Step) -> bool:
    here: Condition
    if owner.step:
        here = All((stop_guard(situation, owner.id), guard_of(content, situation, owner.step)))
    else:
        here = All((stop_guard(situation, owner.id), content.frameworks[owner.id].flags[owner.at].when))
    if meant.framework == "fact":
        there: Condition = Count("fact.outweighed", "at-least", 1)
    else:
        there = guard_of(content, situation, meant)
    return can_hold(content, situation, All((here, Not(there))), owner.step)
