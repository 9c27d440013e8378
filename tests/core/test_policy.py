"""A policy is data: rules with conditions, gaps that they name, and what one policy takes from another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ethics_cli.core.condition import Malformed
from ethics_cli.core.policy import is_at_least, policy_from, resolved, rule_from
from ethics_cli.core.review_facts import FACTS, KNOWN
from ethics_cli.core.review_gaps import GAPS

BASE = {
    "policy": "base",
    "title": "Base",
    "edition": "1.0.0",
    "rules": [{"id": "a", "level": "note", "finds": "no-for"}, {"id": "b", "level": "warn", "finds": "no-against"}],
}


def taking(*rules, drops=(), takes="base", ident="own"):
    return {
        "policy": ident,
        "title": "Own",
        "edition": "1.0.0",
        "takes": takes,
        "drops": list(drops),
        "rules": list(rules),
    }


def ids(plain):
    return [(rule["id"], rule["level"]) for rule in plain["rules"]]


def test_what_is_taken_comes_first_and_a_rule_of_the_same_name_stands_in_its_place():
    whole = resolved(
        taking({"id": "a", "level": "error", "finds": "no-for"}, {"id": "c", "level": "note", "finds": "rows"}),
        {"base": BASE},
    )

    assert ids(whole) == [("a", "error"), ("b", "warn"), ("c", "note")]
    assert "takes" not in whole


def test_what_is_dropped_is_gone():
    whole = resolved(taking({"id": "c", "level": "note", "finds": "rows"}, drops=["a"]), {"base": BASE})

    assert ids(whole) == [("b", "warn"), ("c", "note")]


def test_policies_that_take_each_other_are_refused():
    one = taking(ident="one", takes="two")
    two = taking(ident="two", takes="one")

    with pytest.raises(ValueError, match="each other"):
        resolved(one, {"one": one, "two": two})


def test_a_policy_knows_the_gaps_it_asks_for():
    assert policy_from(BASE).gaps == {"no-for", "no-against"}


@pytest.mark.parametrize(
    ("when", "of_chain"),
    [
        ({"fact.chain": "broken"}, True),
        ({"not": {"fact.chain": "whole"}}, True),
        ({"all": [{"fact.chain": "broken"}, {"fact.status": "open"}]}, False),
        ({"framing.kind": "dilemma"}, False),
    ],
)
def test_only_a_rule_that_asks_for_nothing_but_the_chain_speaks_of_what_cannot_be_read(when, of_chain):
    assert rule_from({"id": "r", "level": "error", "when": when, "say": "Broken."}).of_chain is of_chain


def test_a_condition_that_is_not_in_the_language_is_refused():
    with pytest.raises(Malformed):
        rule_from({"id": "r", "level": "note", "when": {"fact.status": {"resembles": "open"}}, "say": "No."})


@pytest.mark.parametrize(
    ("level", "least", "holds"), [("error", "warn", True), ("warn", "warn", True), ("note", "warn", False)]
)
def test_levels_have_an_order(level, least, holds):
    assert is_at_least(level, least) is holds


def page(name):
    return (Path(__file__).parents[2] / "docs" / "reference" / name).read_text("utf-8")


def test_the_page_of_findings_lists_every_gap_with_its_words():
    rows = re.findall(
        r"^\| `([a-z-]+)` \| ([^|]+) \| (decided|open ones too) \|", page("review-findings.md"), re.MULTILINE
    )

    assert rows == [(name, kind.about, "open ones too" if kind.open else "decided") for name, kind in GAPS.items()]


def test_the_page_of_policies_lists_every_fact():
    text = page("policies.md")

    assert re.findall(r"^\| `fact\.([a-z-]+)` \|", text, re.MULTILINE) == list(FACTS)
    assert all(f"`fact.{name}`" in text for name in KNOWN)
