"""What proofs leave open, as faults: claims that no walk shows on a route that should allow it, and routes that may not end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ethics_cli.core.lint_content import Fault, fault
from ethics_cli.core.proof import CHOICE, CLEAR, RISES, STEP, Claim, Key
from ethics_cli.core.proof_end import Ending
from ethics_cli.core.proof_length import Lengths
from ethics_cli.core.proof_route import SYMBOLIC, RouteProof

ROUTE, MODEL, FRAMEWORK = "route", "model", "framework"
SAID = {
    STEP: "no walk was found that asks `{name}`",
    CHOICE: "no walk was found that takes `{choice}` at `{name}` and walks what it brings in",
    RISES: "no walk was found on which the flag `{name}` rises",
    CLEAR: "no walk was found on which the flag `{name}` is clear",
}


class Subject(NamedTuple):
    """A route that was proved, what it is one of, and all that is known of it.

    A model is a route of its own. A framework that is on no route is walked after the deepest one.
    """

    kind: str
    ident: str
    proof: RouteProof
    ending: Ending
    lengths: Lengths | None = None


def proof_faults(subjects: Sequence[Subject]) -> Iterator[Fault]:
    """Every fault that the proofs of a library leave, each told once."""
    for subject in subjects:
        against = list(subject.ending.against)
        against += [f"{subject.proof.endless} walks came to no end"] if subject.proof.endless else []
        for said in against:
            message = f"it cannot be shown that every walk of `{subject.ident}` ends: {said}"
            yield fault((subject.kind, subject.ident), (subject.kind,), "proof.no-end", message)
    yield from _unwitnessed(subjects)


def _unwitnessed(subjects: Sequence[Subject]) -> Iterator[Fault]:
    found: dict[Key, tuple[Claim, list[str]]] = {}
    for subject in subjects:
        for one in subject.proof.of(SYMBOLIC):
            found.setdefault(one.claim.key, (one.claim, []))[1].append(subject.ident)
    for claim, routes in found.values():
        named = ", ".join(f"`{route}`" for route in routes)
        said = SAID[claim.key.kind].format(name=claim.key.ref.partition(".")[2], choice=claim.key.choice)
        hint = "look at the conditions that lead to it, or write a sample walk that goes there"
        message = f"{said}, though nothing seems to speak against it, on: {named}"
        yield fault(("framework", claim.framework), claim.path, "proof.unwitnessed", message, hint, "warning")
