"""What a walk is meant to go through: answers that a goal hangs on, as the search of reach.py finds them, made ready to be given.

A plan says nothing of the steps that do not matter to its goal. Whether a walk follows it, the real fold shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ethics_cli.core.event import SessionOpened
from ethics_cli.core.framework import Step
from ethics_cli.core.possible import NOTHING, Said
from ethics_cli.core.proof_items import Wanted
from ethics_cli.core.reach import Found


class Plan(NamedTuple):
    """Answers by step, claims about items by the step that lists or repeats them, fields of the item at hand, facts.

    `rosters` are those of the item at hand. A fact may be read several times, and each time be something else.
    """

    said: Mapping[str, Said] = {}
    wanted: Mapping[str, tuple[Wanted, ...]] = {}
    fields: Mapping[str, Said] = {}
    rosters: tuple[str, ...] = ()
    facts: Mapping[str, tuple[Said, ...]] = {}
    silent: frozenset[str] = frozenset()

    def fact(self, name: str) -> tuple[Said, ...]:
        return self.facts.get(name, ())

    def listed(self, name: str) -> list[str]:
        """What a fact that is a list should hold at one time or another."""
        return list(dict.fromkeys(one for said in self.fact(name) for one in said.value or ()))

    def empty(self, name: str) -> bool:
        """Whether a fact that is a list should hold nothing at some time."""
        return any(not said.value for said in self.fact(name))

    def with_choice(self, step: Step, choice: str) -> Plan:
        """The plan with a choice taken at a step."""
        return self._replace(said={**self.said, step.ref: Said([choice] if step.type == "any-of" else choice)})


def plan_of(found: Found, step: Step | None) -> Plan:
    """The plan that an answer of the search makes; `step` is the one at which its goal is read."""
    said: dict[str, Said] = {}
    fields: dict[str, Said] = {}
    facts: dict[str, tuple[Said, ...]] = {}
    silent: set[str] = set()
    for ref, one in found.said.items():
        head, _, name = ref.partition("@")[0].partition(".")
        if head == "fact":
            facts[name] = (*facts.get(name, ()), one)
        elif head == "item":
            fields[name] = one
        elif head == "some":
            silent |= {name} if one == NOTHING else set()
        elif head not in ("stop", "free"):
            said[ref] = one
    wanted: dict[str, tuple[Wanted, ...]] = {}
    for claim, so in found.claims:
        wanted[claim.ref] = (*wanted.get(claim.ref, ()), (claim, so))
    return Plan(said, wanted, fields, step.each if step else (), facts, frozenset(silent))


def opened_for(plan: Plan, opened: SessionOpened) -> SessionOpened:
    """An opening with what the plan wants to be known from the start: profession, places, bodies."""
    given: dict[str, Any] = {}
    for name in ("places", "bodies"):
        said = next((one.value for one in plan.fact(name) if one.value), None)
        if said:
            given[name] = tuple("elsewhere" if one == "…" else one for one in said)
    profession = next((str(one.value) for one in plan.fact("profession") if one.value), "")
    return opened._replace(profession=profession or opened.profession, **given)
