"""Not sure must widen the path, never end it: comparisons that shut `unsure` out by name, and answers that bring in more than it does.

Where only *yes* or only *no* is wanted, that is written: `{able: yes}`. Whoever names `unsure` to keep it out has turned it round.
"""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.lint_claims import Claim, claims_in
from ethics_cli.core.lint_content import Content, Fault, Owner, fault, owners

NEGATIVE = ("is-not", "not-in")


def lint_unsure(content: Content) -> Iterator[Fault]:
    """Every place where not being sure leads to less than an answer does."""
    for owner in owners(content):
        if owner.owned not in content.broken:
            yield from _shut_out(content, owner)
    for framework in content.frameworks.values():
        for at, step in enumerate(framework.steps):
            yield from _brings_less(framework, at, step)


def _shut_out(content: Content, owner: Owner) -> Iterator[Fault]:
    for claim in claims_in(owner.when, owner.framework, (*owner.path, "when")):
        values = claim.value if isinstance(claim.value, list) else [claim.value]
        if claim.op in NEGATIVE and "unsure" in values and _is_yes_no(content, owner, claim):
            message = f"who is not sure about `{claim.field or claim.ref}` is shut out here by name"
            hint = "not sure widens the path: write {in: [yes, unsure]} or {in: [no, unsure]}"
            yield fault((owner.kind, owner.id), claim.path, "condition.unsure", message, hint, "warning")


def _is_yes_no(content: Content, owner: Owner, claim: Claim) -> bool:
    meant = content.meant(claim.ref, owner.step)
    if meant is None or not claim.field:
        return meant is not None and meant.type == "yes-no"
    return any(field.id == claim.field and field.type == "yes-no" for field in meant.fields)


def _brings_less(framework: Framework, at: int, step: Step) -> Iterator[Fault]:
    """A yes-no whose *not sure* brings in less than its *yes* or its *no*, or something that neither of them does."""
    brings = {choice.id: choice.joins for choice in step.choices if choice.joins} if step.type == "yes-no" else {}
    sure = {brings.get("yes", ""), brings.get("no", "")} - {""}
    if brings and {brings.get("unsure", "")} - {""} != sure and len(sure) < 2:
        name = next(iter(sure), "") or brings["unsure"]
        message = f"`{name}` comes in at some answers of `{step.id}`, and not alike at not sure"
        hint = "let `unsure` bring in what `yes` or `no` does"
        yield fault(
            ("framework", framework.id), ("steps", at, "choices"), "framework.unsure-joins", message, hint, "warning"
        )
