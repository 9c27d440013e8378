"""Every walk of a route ends: what that follows from, looked up in the content.

A path is laid in one pass over the stops of a route; each stop and each framework that comes in is walked once; a list has so
many items and no more. And no answer changes what stands before it, for no condition reads ahead: so each answer leaves less to
ask. Only the answer that chooses the route lays the path anew, and it is given once.
"""

from __future__ import annotations

from math import prod
from typing import NamedTuple

from ethics_cli.core.answering import ITEM_LIMIT
from ethics_cli.core.framework import Step
from ethics_cli.core.lint_claims import claims_in
from ethics_cli.core.lint_content import Content, Owner, owners
from ethics_cli.core.lint_order import Situation, Walked, order_fault
from ethics_cli.core.route import Route

AHEAD = ("condition.later", "condition.itself")


class Ending(NamedTuple):
    """At how many places at most a walk of a route ends; what stands against that it ends."""

    places: int
    against: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        return not self.against


def ending(content: Content, walked: Walked, route: Route, situation: Situation) -> Ending:
    """Whether every walk of a route ends, and where at the latest."""
    frameworks = [content.frameworks[place.framework] for place in situation.places]
    steps = [step for framework in frameworks for step in framework.steps if step.depth <= situation.depth]
    places = sum(prod(_longest(content, ref) for ref in step.each) for step in steps)
    listed = [stop.framework for stop in route.stops if stop.framework]
    twice = [f"`{one}` is walked twice" for one in dict.fromkeys(listed) if listed.count(one) > 1]
    return Ending(places, (*twice, *_ahead(content, walked, {framework.id for framework in frameworks}, route)))


def _longest(content: Content, ref: str) -> int:
    roster: Step | None = content.step(ref)
    return (roster.max if roster else None) or ITEM_LIMIT


def _ahead(content: Content, walked: Walked, on: set[str], route: Route) -> list[str]:
    """What reads something that is asked later, or itself."""
    found = []
    for owner in owners(content):
        if owner.asked and (owner.id in on if owner.kind == "framework" else owner.id == route.id):
            found += [f"{owner.id}: `{ref}` is read before it is asked" for ref in _read_ahead(content, walked, owner)]
    return list(dict.fromkeys(found))


def _read_ahead(content: Content, walked: Walked, owner: Owner) -> list[str]:
    claims = [claim for claim in claims_in(owner.when, owner.framework, ("when",)) if not claim.of_item]
    refs = dict.fromkeys(claim.ref for claim in claims if content.step(claim.ref))
    found = ((ref, order_fault(content, walked, owner, ref)) for ref in refs)
    return [ref for ref, fault in found if fault is not None and fault[0] in AHEAD]
