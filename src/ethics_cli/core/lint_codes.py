"""The name of every check of sense, and which of them stand for an id of the list for decision aids (lint_ipdas.py).

A check is named here and explained in docs/reference/checks.md; a test compares both with the checks themselves.
"""

from __future__ import annotations

from dataclasses import replace

from ethics_cli.core.lint_content import Fault

_NAMES = {
    "accepts": "unknown-check unknown-step unused",
    "balance": "one-sided route uneven",
    "condition": """always itself later malformed most no-item not-before one-answer operator repeated tell too-deep too-early
        typed unknown-fact unknown-field unknown-step unsure value""",
    "framework": """bounds choices-misfit choices-missing choices-twice duplicate-field duplicate-flag duplicate-id
        duplicate-role duplicate-step each-missing each-pair fit-never flag-always flag-never joins-none joins-stage lens-end
        no-roster no-rows points-missing reserved-id unfit-key unknown-framework unknown-route unknown-row unknown-step
        unreachable-step unsure-joins""",
    "ipdas": "Q1 Q2 Q3 Q4 Q5 Q6 C3 C4 C5 C6 L2 L3 L5 L6",
    "model": "row-twice uncovered unknown-framework unknown-row walked-twice",
    "norms": "clock duplicate-id duplicate-title home never-offered unequal-examples unverified-must",
    "policy": "duplicate-rule itself never silent unknown-gap unknown-policy unknown-rule unknown-step",
    "proof": "too-long",
    "protocol": "exit offers settled-act",
    "record": "unknown-step",
    "review": "no-day past",
    "route": "duplicate-role empty-stop lacking never-walked no-role not-a-lens order short-name twice unknown-framework",
    "rows": "uncovered",
    "scenario": """against-norm against-protocol all-telling defensible-stops empty hidden id not-asked run run-differs
        unknown unseen unsourced untold unverified-force""",
    "slot": "because empty form later no-item not-here repeated tell unknown",
    "source": "future missing no-day none unknown unused",
    "walk": "unknown-flag unknown-lens unknown-model unknown-protocol unknown-route unknown-step",
    "wording": "double grade label leading long",
}
CODES = frozenset(f"{head}.{name}" for head, names in _NAMES.items() for name in names.split())
ALSO = {
    "balance.one-sided": "C1",
    "balance.route": "C1",
    "balance.uneven": "C1",
    "review.past": "C4",
    "source.missing": "C2",
    "source.none": "C2",
    "wording.grade": "L4",
    "wording.label": "L1",
}
"""Checks that do the work of an id of that list. Their faults name it, so that nothing is told twice."""


def with_id(fault: Fault) -> Fault:
    """A fault whose message names the id that its check stands for."""
    ident = ALSO.get(fault.problem.code)
    if ident is None:
        return fault
    return replace(fault, problem=fault.problem._replace(message=f"{fault.problem.message} ({ident})"))
