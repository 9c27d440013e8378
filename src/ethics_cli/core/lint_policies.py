"""What is wrong with review policies: gaps, facts, steps and rules that there are not, rules that say nothing or can never be raised.

Comparisons are looked at as those of frameworks are (lint_conditions.py); a policy sees the whole of a walk and the facts of a
review besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ethics_cli.core.condition import PRESENCE, Condition, Malformed, Test, read_condition, tests_in
from ethics_cli.core.framework import Choice, Plain, Step
from ethics_cli.core.lint_claims import Claim, claims_in, malformed_in
from ethics_cli.core.lint_conditions import claim_fault
from ethics_cli.core.lint_content import Content, Fault, Owner, Path, Piece, content_of, fault, listed, near, near_ref
from ethics_cli.core.lint_order import Situation, Walked
from ethics_cli.core.lint_sources import lint_days
from ethics_cli.core.policy import resolved
from ethics_cli.core.reach import can_hold
from ethics_cli.core.review_facts import FACTS, KNOWN
from ethics_cli.core.review_gaps import GAPS

TYPES = {"any": "one-of", "list": "any-of"}
"""Types of facts whose values are not known beforehand, and the type of step that they behave like."""


class Seen(Content):
    """Content as a policy sees it: with the facts of a review among the facts."""

    def _fact(self, name: str) -> Step | None:
        fact = FACTS.get(name)
        if fact is None:
            return super()._fact(name)
        choices = tuple(Choice(value, value) for value in fact.values)
        return Step(name, "fact", "", TYPES.get(fact.type, fact.type), choices=choices, min=0)


def lint_policies(content: Content, walked: Walked, today: date) -> Iterator[Fault]:
    """Every fault of the policies in this content."""
    seen = Seen(content.pieces, content.frameworks, content.routes, content.broken)
    for piece in content.of_kind("policy"):
        yield from lint_days(("policy", piece.id), piece.plain.get("review_by", ""), {}, today)
        yield from _taken(content, piece)
        ids: set[str] = set()
        for at, rule in enumerate(piece.plain.get("rules", ())):
            if rule["id"] in ids:
                message = f"two rules of this policy are called `{rule['id']}`"
                yield fault(("policy", piece.id), ("rules", at, "id"), "policy.duplicate-rule", message)
            ids.add(rule["id"])
            yield from _rule(seen, walked, piece, rule, ("rules", at))


def _taken(content: Content, piece: Piece) -> Iterator[Fault]:
    """What a policy takes from another, and what it drops of that."""
    here, plain = ("policy", piece.id), piece.plain
    others = {one.id: one.plain for one in content.of_kind("policy")}
    taken = plain.get("takes", "")
    if taken and taken not in others:
        yield fault(here, ("takes",), "policy.unknown-policy", f"there is no policy `{taken}`", near(taken, others))
        return
    try:
        whole = resolved(others[taken], others) if taken else {"rules": ()}
    except (KeyError, ValueError):
        message = f"`{taken}` cannot be taken: it takes this policy itself, or one that there is not"
        yield fault(here, ("takes",), "policy.itself", message)
        return
    known = [rule["id"] for rule in whole["rules"]]
    for at, ident in enumerate(plain.get("drops", ())):
        if ident not in known:
            message = f"no rule `{ident}` is taken, so none can be dropped"
            yield fault(here, ("drops", at), "policy.unknown-rule", message, near(ident, known))


def _rule(seen: Seen, walked: Walked, piece: Piece, rule: Plain, path: Path) -> Iterator[Fault]:
    here = ("policy", piece.id)
    finds, step = rule.get("finds", ""), rule.get("step", "")
    if finds and finds not in GAPS:
        hint = near(finds, GAPS, "known are: " + listed(list(GAPS)))
        yield fault(here, (*path, "finds"), "policy.unknown-gap", f"there is no gap `{finds}`", hint)
    if not finds and not (rule.get("say") and rule.get("when")):
        message = f"`{rule['id']}` has nothing to be raised by, or nothing to say"
        hint = "name a gap with `finds`, or give both `when` and `say`"
        yield fault(here, (*path, "id"), "policy.silent", message, hint)
    if step and seen.step(step) is None:
        hint = near_ref(seen, step) or "a step is named in full, as framework.step"
        yield fault(here, (*path, "step"), "policy.unknown-step", f"there is no step `{step}`", hint)
    if rule.get("when"):
        faults = list(_condition(seen, walked, piece, rule["when"], path))
        yield from faults or _never(seen, walked, piece, rule, path)


def _condition(seen: Seen, walked: Walked, piece: Piece, when: Plain, path: Path) -> Iterator[Fault]:
    here = ("policy", piece.id)
    for at, malformed in malformed_in(when, "", (*path, "when")):
        yield fault(here, at, "condition.malformed", str(malformed), malformed.hint)
    owner = Owner("policy", piece.id, path, 0, when)
    for claim in claims_in(when, "", (*path, "when")):
        said = _unknown(seen, claim) or claim_fault(seen, walked, owner, claim)
        if said is not None:
            yield fault(here, claim.path, *said)


def _unknown(seen: Seen, claim: Claim) -> tuple[str, str, str] | None:
    """A reference that a policy cannot make: a fact that there is not, the item at hand, a step without its framework."""
    head, _, name = claim.ref.partition(".")
    if head == "fact" and name not in KNOWN:
        hint = near(name, KNOWN, "the facts are: " + " ".join(KNOWN))
        return "condition.unknown-fact", f"there is no fact `{name}`", hint
    if head == "item":
        return "condition.no-item", "a policy looks at the whole of a walk: there is no item at hand", ""
    if not head:
        hint = near_ref(seen, name) or "a step is named in full, as framework.step"
        return "condition.unknown-step", f"there is no step `{name}`", hint
    return None


def _never(seen: Seen, walked: Walked, piece: Piece, rule: Plain, path: Path) -> Iterator[Fault]:
    """A rule whose condition no walk of any route can make hold."""
    try:
        when = read_condition(rule["when"], "")
    except Malformed:
        return
    situations = _situations(walked, when)
    if situations and not any(can_hold(seen, one, when) for one in situations):
        message = f"`{rule['id']}` can never be raised: no walk makes its condition hold"
        yield fault(("policy", piece.id), (*path, "when"), "policy.never", message)


def _situations(walked: Walked, when: Condition) -> list[Situation]:
    """The walks in which a rule could be raised; none when they cannot be known, as with facts that may be unsaid."""
    tests = list(tests_in(when))
    if any(isinstance(test, Test) and test.op in PRESENCE and test.ref.startswith("fact.") for test in tests):
        return []
    heads = {test.ref.partition(".")[0] for test in tests} - {"fact"}
    aside = [head for head in sorted(heads) if not walked.on_a_route(head)]
    if len(aside) > 1:
        return []
    return walked.situations(aside[0]) if aside else walked.routes


def policy_faults(pieces: Iterable[Piece], ident: str, today: date) -> list[Fault]:
    """The faults of one policy among these pieces of content, which are not looked at themselves."""
    content = content_of(pieces)
    return [one for one in lint_policies(content, Walked(content), today) if (one.kind, one.id) == ("policy", ident)]
