"""Typed words compared with a fixed word: what somebody types in their own way is never just that."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.lint_claims import claims_in
from ethics_cli.core.lint_content import Content, Fault, Owner, fault, owners

TYPED = ("text", "passage")
WORDS = ("is", "is-not", "in", "not-in")


def lint_typed(content: Content) -> Iterator[Fault]:
    """Every comparison of the answer to a text or a passage with words."""
    for owner in owners(content):
        if owner.owned not in content.broken:
            yield from _typed(content, owner)


def _typed(content: Content, owner: Owner) -> Iterator[Fault]:
    for claim in claims_in(owner.when, owner.framework, (*owner.path, "when")):
        meant = content.step(claim.ref)
        if meant is not None and meant.type in TYPED and claim.op in WORDS and not claim.field:
            message = f"`{claim.ref}` is typed in a person's own words, so it is never just what stands here"
            hint = "ask with choices, or read whether it was answered"
            yield fault((owner.kind, owner.id), claim.path, "condition.typed", message, hint)
