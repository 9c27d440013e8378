"""The named facts that a policy may ask about, besides the answers: a closed table, each worked out only when somebody asks.

Documented in docs/reference/policies.md. A fact is read off the walk and its file; none is about who the person is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ethics_cli.core.event import RemarkMade, SignOffGiven
from ethics_cli.core.framework import LEVELS
from ethics_cli.core.norm import FORCES
from ethics_cli.core.review_case import Case
from ethics_cli.core.review_gaps import GAPS, gaps_in
from ethics_cli.core.review_gaps_walk import norms_of
from ethics_cli.core.sight import FACTS as OF_A_WALK

CHAINS = ("whole", "redacted", "broken")
STATES = ("open", "decided", "changed")
SIGNED = ("no", "yes", "before-a-change")
YES_OR_NO = ("no", "yes")


class Fact(NamedTuple):
    """One fact: of which type, which values it can have, what it is, and how it is read."""

    type: str
    about: str
    read: Callable[[Case], Any]
    values: tuple[str, ...] = ()


def _answer_of(case: Case, role: str) -> Any:
    place = case.walk.by_role(role)
    answer = case.walk.answers.get(place.key) if place else None
    return answer.value if answer else None


def _said(holds: bool) -> str:
    return "yes" if holds else "no"


def _vulnerable(case: Case) -> str:
    parties = case.walk.by_role("parties")
    items = case.walk.items(parties.step.ref) if parties else ()
    return _said(any(item.fields.get("vulnerable") in ("yes", "unsure") for item in items))


def _signed(case: Case) -> str:
    if gaps_in(case)["signed-before-change"]:
        return "before-a-change"
    return _said(any(isinstance(entry.event, SignOffGiven) for entry in case.walk.folded.beside))


def _disclosed(case: Case) -> str:
    rung = case.walk.answer("disclosure.rung")
    return _said(rung is not None and rung.value not in (None, "nothing"))


def _remarks(case: Case) -> int:
    return sum(isinstance(entry.event, RemarkMade) for entry in case.walk.folded.beside)


def _consulted(case: Case) -> int:
    place = case.walk.by_role("consultations")
    return len(case.walk.items(place.step.ref)) if place else 0


FACTS: dict[str, Fact] = {
    "chain": Fact(
        "one-of",
        "whether the file is whole; `redacted` when words were taken out by an event that says so",
        lambda case: "redacted" if case.redacted else "whole",
        CHAINS,
    ),
    "status": Fact("one-of", "where the session stands", lambda case: case.walk.status, STATES),
    "complete": Fact(
        "one-of", "whether every question of its depth has an answer", lambda case: _said(case.walk.complete), YES_OR_NO
    ),
    "drill": Fact(
        "one-of",
        "whether it is an invented case",
        lambda case: _said(bool(case.walk.folded.opened and case.walk.folded.opened.drill)),
        YES_OR_NO,
    ),
    "kind": Fact("any", "which kind of problem it is, as answered", lambda case: _answer_of(case, "kind")),
    "findings": Fact(
        "any-of",
        "the gaps that there are, by name",
        lambda case: [name for name, gaps in gaps_in(case).items() if gaps],
        tuple(GAPS),
    ),
    "flags": Fact("list", "the flags that are up, in full", lambda case: [flag.ref for flag in case.walk.flags]),
    "levels": Fact(
        "any-of",
        "the levels of the flags that are up",
        lambda case: sorted({flag.level for flag in case.walk.flags}),
        LEVELS,
    ),
    "stopped": Fact(
        "one-of",
        "whether a stop flag is up that nobody handled",
        lambda case: _said(case.walk.stopped is not None),
        YES_OR_NO,
    ),
    "vulnerable": Fact("one-of", "whether somebody in it may be vulnerable", _vulnerable, YES_OR_NO),
    "disclosed": Fact("one-of", "whether something is passed on", _disclosed, YES_OR_NO),
    "forces": Fact(
        "any-of",
        "how the rules that were named bind",
        lambda case: sorted(
            {str(item.fields.get("force")) for _, item in norms_of(case.walk) if item.fields.get("force")}
        ),
        (*FORCES, "does-not-bind"),
    ),
    "norms": Fact("number", "how many rules were named", lambda case: sum(1 for _ in norms_of(case.walk))),
    "consulted": Fact("number", "how many people were asked", _consulted),
    "left-open": Fact("number", "how many questions were left for later", lambda case: len(case.walk.later)),
    "remarks": Fact("number", "how many remarks others made", _remarks),
    "signed": Fact("one-of", "whether it was signed off, and not changed since", _signed, SIGNED),
    "model": Fact("any", "the published model that was followed", lambda case: case.walk.route.model or None),
}
"""What a review knows of a session besides what a walk knows of itself (depth, route, options, outweighed, exits and the like)."""
KNOWN = tuple(dict.fromkeys((*OF_A_WALK, *FACTS)))


class Facts:
    """The View of a policy's conditions: the facts of the review, and behind them everything that the walk shows."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._known: dict[str, Any] = {}

    def value(self, ref: str) -> Any:
        head, _, name = ref.partition(".")
        if head != "fact" or name not in FACTS:
            return self.case.sight.value(ref)
        if name not in self._known:
            self._known[name] = FACTS[name].read(self.case)
        return self._known[name]

    def values(self, ref: str) -> list[Any]:
        found = self.value(ref) if ref.startswith("fact.") else None
        return list(found) if isinstance(found, list) else self.case.sight.values(ref)

    def pending(self, ref: str) -> bool:
        return self.case.sight.pending(ref)

    def non_answer(self, ref: str) -> str:
        return self.case.sight.non_answer(ref)

    def order(self, ref: str, value: Any) -> int | None:
        return self.case.sight.order(ref, value)
