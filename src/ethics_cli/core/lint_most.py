"""Comparisons with a scale that take in most of it: what a condition looks for is one end.

`at-least: against` holds for everything but the other end; meant is nearly always `at-most: against`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.condition import OPERATORS
from ethics_cli.core.framework import ORDERED
from ethics_cli.core.lint_claims import claims_in
from ethics_cli.core.lint_content import Content, Fault, Owner, fault, owners

COMPARING = ("at-least", "at-most", "less-than", "more-than")


def lint_most(content: Content) -> Iterator[Fault]:
    """Every comparison that holds for more than half of the points of a scale, and for more than the other half with the middle."""
    for owner in owners(content):
        if owner.owned not in content.broken:
            yield from _most(content, owner)


def _most(content: Content, owner: Owner) -> Iterator[Fault]:
    for claim in claims_in(owner.when, owner.framework, (*owner.path, "when")):
        meant = content.meant(claim.ref, owner.step) if claim.op in COMPARING and not claim.field else None
        if meant is None or meant.type not in ORDERED:
            continue
        points = [choice.id for choice in meant.choices]
        held = sum(OPERATORS[claim.op](point, claim.value, meant.rank_of) for point in points)
        if held * 2 > len(points) + 1:
            message = f"`{claim.op}` here holds for {held} of the {len(points)} points of `{claim.ref}`"
            hint = "a condition looks for one end of a scale: compare the other way, or with another point"
            yield fault((owner.kind, owner.id), claim.path, "condition.most", message, hint, "warning")
