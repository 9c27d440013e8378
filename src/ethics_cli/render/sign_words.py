"""The signs of a pattern in words, from what a session itself carries: titles and labels, never anything somebody typed."""

from __future__ import annotations

from collections.abc import Iterable

from ethics_cli.core.traits import Traits
from ethics_cli.core.walk import Walk
from ethics_cli.core.wording import flag_words

RUNGS = "disclosure.rung"


def in_order(signs: Iterable[str]) -> list[str]:
    """Signs as they are told: what kind of case it is first, flags last; within a kind as they come."""
    names = list(_NAMED)
    return sorted(signs, key=lambda sign: names.index(sign.partition(":")[0]))


def sign_words(walk: Walk, sign: str) -> str:
    """One sign, such as `kind:dilemma`, as a reader would say it. What the session does not know is shown by its id."""
    name, _, ident = sign.partition(":")
    return _NAMED[name](walk, ident) if name in _NAMED else sign


def outcome_words(traits: Traits) -> str:
    """What came of a decision, in a line."""
    if not traits.looked_back:
        return "nobody has looked back yet"
    said = [_DONE.get(traits.done, ""), _HARM.get(traits.harm, ""), _REPAIRED.get(traits.repaired, "")]
    made = traits.forecast
    if made is not None and made.outcome in _FORECAST:
        held = f" (held {made.chance} % likely)" if made.chance is not None else ""
        said.append(f"the forecast{held} {_FORECAST[made.outcome]}")
    return "; ".join(part for part in said if part) or "looked back at, nothing coded"


def _kind(walk: Walk, ident: str) -> str:
    position = walk.by_role("kind")
    choice = position.step.choice(ident) if position else None
    return f"kind of problem: {(choice.reads or choice.label) if choice else ident}"


def _title(walk: Walk, ident: str) -> str:
    framework = walk.folded.frameworks.get(ident)
    return framework.title if framework else ident


def _exit(walk: Walk, ident: str) -> str:
    framework, _, exit_ = ident.partition(" ")
    said = {
        "settled": "the rules left one course",
        "weigh": "there was something to weigh",
        "not-this": "another kind of case",
    }
    return f"{_title(walk, framework)}: {said.get(exit_, exit_)}"


def _flag(walk: Walk, ident: str) -> str:
    framework = walk.folded.frameworks.get(ident.partition(".")[0])
    flag = next((one for one in (framework.flags if framework else ()) if one.ref == ident), None)
    return f"flag: {flag_words(walk, flag).rstrip('.')}" if flag and "{" not in flag.say else f"flag {ident}"


def _rule(walk: Walk, ident: str) -> str:
    known = {norm.ref: norm.title for file in walk.folded.norms.values() for norm in file.norms}
    return f"rule: {known.get(ident, ident)}"


def _topic(walk: Walk, ident: str) -> str:
    position = walk.by_role("topics")
    choice = position.step.choice(ident) if position else None
    return f"topic: {choice.label if choice else ident}"


def _rung(walk: Walk, ident: str) -> str:
    step = walk.step(RUNGS)
    choice = step.choice(ident) if step else None
    return f"given away: {choice.label if choice else ident}"


_NAMED = {
    "kind": _kind,
    "protocol": lambda walk, ident: f"protocol: {_title(walk, ident)}",
    "exit": _exit,
    "rung": _rung,
    "topic": _topic,
    "rule": _rule,
    "flag": _flag,
}
_DONE = {
    "as-planned": "done as planned",
    "in-part": "done in part",
    "otherwise": "done in another way",
    "not-done": "not carried out",
}
_HARM = {"no": "nobody came to harm", "yes": "somebody came to harm", "unsure": "not sure whether anyone came to harm"}
_REPAIRED = {
    "whole": "all of it repaired",
    "part": "part of it repaired",
    "not-yet": "nothing repaired so far",
    "cannot": "it cannot be repaired",
}
_FORECAST = {
    "yes": "came true",
    "no": "did not come true",
    "partly": "came true in part",
    "not-yet": "cannot be known yet",
}
