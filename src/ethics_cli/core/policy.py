"""What a review policy is: rules over a walk and over named facts about it. Data, as frameworks are; it can compute nothing of its own.

A rule either has a condition, or names a gap that the review looks for (review_gaps.py) and is then raised at each place where
there is one. What the facts are is in review_facts.py; whether a policy makes sense is asked in lint_policies.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ethics_cli.core.condition import Condition, read_condition, tests_in
from ethics_cli.core.framework import Plain

FINDING_LEVELS = ("note", "warn", "error")
"""How much a finding matters, from the least. A *stop* holds a walk; nothing holds a review."""
CHAIN = "fact.chain"


class Rule(NamedTuple):
    """One rule: its id and level, when it is raised, what it says, what to do, and the step it is about.

    `finds` names a gap; the rule is raised at each place of it, if `when` holds as well.
    """

    id: str
    level: str
    say: str = ""
    do: str = ""
    when: Condition | None = None
    finds: str = ""
    step: str = ""

    @property
    def of_chain(self) -> bool:
        """Whether the rule asks for nothing but the chain, so that it speaks of sessions that cannot be read as well."""
        return self.when is not None and all(test.ref == CHAIN for test in tests_in(self.when))


class Policy(NamedTuple):
    """The rules that an organisation reviews sessions by, in order. `plain` is the data it was made from."""

    id: str
    title: str
    edition: str
    rules: tuple[Rule, ...]
    plain: Plain = {}  # noqa: RUF012

    @property
    def gaps(self) -> frozenset[str]:
        """The gaps that its rules name."""
        return frozenset(rule.finds for rule in self.rules if rule.finds)


def resolved(plain: Plain, others: Mapping[str, Plain]) -> Plain:
    """A policy with the rules that it takes from another, written out: whole, so that it can be sent anywhere.

    What it takes comes first, without what it drops; a rule of its own replaces the one with the same id at its place.
    Raises KeyError when there is no such policy, ValueError when policies take each other in a ring.
    """
    rules = _rules_of(plain, others, ())
    return {
        **{key: value for key, value in plain.items() if key not in ("takes", "drops")},
        "rules": list(rules.values()),
    }


def _rules_of(plain: Plain, others: Mapping[str, Plain], on_the_way: tuple[str, ...]) -> dict[str, Plain]:
    if plain["policy"] in on_the_way:
        raise ValueError("policies that take each other")
    taken = plain.get("takes")
    rules = _rules_of(others[taken], others, (*on_the_way, plain["policy"])) if taken else {}
    kept = {ident: rule for ident, rule in rules.items() if ident not in plain.get("drops", ())}
    return kept | {rule["id"]: rule for rule in plain["rules"]}


def policy_from(plain: Plain) -> Policy:
    """A policy from the plain data that the library holds."""
    return Policy(
        plain["policy"],
        plain["title"],
        plain["edition"],
        tuple(rule_from(one) for one in plain["rules"]),
        plain,
    )


def rule_from(plain: Plain) -> Rule:
    """One rule, with its condition compiled. A policy names steps in full. Raises Malformed."""
    when = plain.get("when")
    return Rule(
        plain["id"],
        plain["level"],
        plain.get("say", ""),
        plain.get("do", ""),
        read_condition(when, "") if when is not None else None,
        plain.get("finds", ""),
        plain.get("step", ""),
    )


def is_at_least(level: str, least: str) -> bool:
    """Whether a finding of this level is at least as grave as that."""
    return FINDING_LEVELS.index(level) >= FINDING_LEVELS.index(least)
