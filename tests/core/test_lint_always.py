"""Conditions that make no difference, words compared with words, roles that nobody has, quick walks that are not quick."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ethics_cli.core.framework import ROLES
from ethics_cli.core.lint import Fault, Piece, lint

TODAY = date(2026, 11, 24)
MINE = (
    "condition.always",
    "condition.typed",
    "framework.fit-never",
    "framework.flag-always",
    "route.no-role",
    "proof.",
)
Plain = dict[str, Any]


def step(ident: str, kind: str = "yes-no", **more: Any) -> Plain:
    return {"id": ident, "ask": "What?", "type": kind, "depth": "quick", **more}


def flag(when: Any) -> Plain:
    return {"id": "raised", "when": when, "level": "note", "say": "Look."}


def framework(ident: str, *steps: Plain, kind: str = "stage", **more: Any) -> Piece:
    return Piece("framework", ident, {"framework": ident, "kind": kind, "title": ident, "steps": list(steps), **more})


def route(ident: str, *walk: Any, depth: str = "quick") -> Piece:
    return Piece(
        "route", ident, {"route": ident, "title": ident, "edition": "1.0.0", "depth": depth, "walk": list(walk)}
    )


def told(*pieces: Piece) -> list[Fault]:
    return [fault for fault in lint(pieces, TODAY) if fault.problem.code.startswith(MINE)]


def codes(*steps: Plain, **more: Any) -> list[str]:
    """The codes found in one stage on one quick route."""
    return [fault.problem.code for fault in told(framework("one", *steps, **more), route("quick", "one"))]


PARTIES = step("parties", "roster", item="party", optional=True, fields=[{"id": "near", "ask": "?", "type": "yes-no"}])
ALWAYS = {"any": [{"kept": "yes"}, {"not": {"kept": "yes"}}]}


# what always holds


@pytest.mark.parametrize(
    "when",
    [
        ALWAYS,
        {"not": {"all": [{"kept": "yes"}, {"kept": "no"}]}},
        {"fact.depth": "quick"},
        {"any": [{"kept": {"answered": "yes"}}, {"kept": {"answered": "no"}}]},
        {"any": [{"parties": {"count": {"at-least": "1"}}}, {"not": {"parties": {"any": {"near": "yes"}}}}]},
    ],
)
def test_a_condition_that_holds_on_every_walk_that_comes_to_it_is_told(when: Any) -> None:
    assert codes(step("kept"), PARTIES, step("next", when=when)) == ["condition.always"]
    assert codes(step("kept"), PARTIES, flags=[flag(when)]) == ["framework.flag-always"]


@pytest.mark.parametrize(
    "when",
    [
        {"kept": "yes"},
        {"kept": {"in": ["yes", "no", "unsure"]}},
        {"parties": {"none": {"near": "yes"}}},
        {"parties": {"none": {"all": [{"near": "yes"}, {"near": "no"}]}}},
        {"not": {"parties": {"any": {"near": "yes"}}}},
    ],
)
def test_a_condition_that_somebody_can_fail_is_passed_for_every_step_may_be_passed_over(when: Any) -> None:
    assert codes(step("kept"), PARTIES, step("next", when=when)) == []
    assert codes(step("kept"), PARTIES, flags=[flag(when)]) == []


def test_what_leads_to_a_step_counts_when_its_condition_is_looked_at() -> None:
    chain = [step("kept"), step("why", when={"kept": "no"})]
    assert codes(*chain, step("next", when={"all": [{"why": "yes"}, {"kept": "no"}]})) == []
    assert codes(*chain, step("next", when={"any": [{"kept": "no"}, {"why": {"answered": "no"}}]})) == [
        "condition.always"
    ]


def test_a_condition_that_never_holds_is_no_condition_that_always_does() -> None:
    assert codes(step("kept"), step("next", when={"all": [{"kept": "yes"}, {"kept": "no"}]})) == []


# reasons for choices


def choosing(when: Any) -> Plain:
    return step(
        "next", "one-of", choices={"go": {"label": "Go", "fits": [{"when": when, "because": "since"}]}, "stay": "Stay"}
    )


def test_a_reason_for_a_choice_that_can_never_show_is_told_at_its_condition() -> None:
    one = framework("one", step("kept"), choosing({"all": [{"kept": "yes"}, {"kept": "no"}]}))
    (fault,) = told(one, route("quick", "one"))
    assert fault.problem.code == "framework.fit-never"
    assert fault.path == ("steps", 1, "choices", "go", "fits", 0, "when")


def test_a_reason_that_shows_for_some_answers_is_passed() -> None:
    assert codes(step("kept"), choosing({"kept": "yes"})) == []


# typed words


@pytest.mark.parametrize("value", ["nothing", {"is-not": "nothing"}, {"in": ["nothing", "none"]}])
def test_typed_words_compared_with_a_word_are_told(value: Any) -> None:
    assert codes(step("said", "text"), step("next", when={"said": value})) == ["condition.typed"]


@pytest.mark.parametrize("when", [{"said": {"answered": "yes"}}, {"parties": {"any": {"label": "The client"}}}])
def test_whether_something_was_typed_and_the_names_of_items_may_be_read(when: Any) -> None:
    assert codes(step("said", "text"), PARTIES, step("next", when=when)) == []


# roles


def with_roles(*roles: str) -> list[str]:
    steps = [step(f"s{at}", "text", role=role, depth="standard") for at, role in enumerate(roles)]
    return [one.problem.message for one in told(framework("one", *steps), route("standard", "one", depth="standard"))]


def test_a_library_that_has_most_roles_and_not_all_is_told_which_are_missing() -> None:
    (message,) = with_roles(*(role for role in ROLES if role not in ("plan", "danger")))
    assert "`danger`, `plan`" in message


def test_a_library_with_all_roles_and_one_with_few_are_passed() -> None:
    assert with_roles(*ROLES) == []
    assert with_roles("danger", "plan") == []


# quick walks


def stage(ident: str, count: int, **more: Any) -> Piece:
    return framework(ident, *(step(f"q{at}") for at in range(count)), **more)


PLAIN = route("quick", "one")
JOINED = route("quick", "one", {"joined": "protocol"})


def test_a_quick_route_of_fourteen_questions_is_quick_and_one_of_fifteen_is_not() -> None:
    assert told(stage("one", 14), PLAIN) == []
    (fault,) = told(stage("one", 15), PLAIN)
    assert (fault.kind, fault.id, fault.problem.code, fault.problem.level) == (
        "route",
        "quick",
        "proof.too-long",
        "error",
    )
    assert "asks up to 15 different questions" in fault.problem.message


def test_a_protocol_that_makes_a_quick_walk_too_long_when_it_is_named_is_told_in_its_own_file() -> None:
    (fault,) = told(stage("one", 10), stage("extra", 5, kind="protocol"), JOINED)
    assert (fault.kind, fault.id, fault.problem.code) == ("framework", "extra", "proof.too-long")
    assert told(stage("one", 10), stage("extra", 4, kind="protocol"), JOINED) == []


def test_questions_that_shut_each_other_out_are_not_counted_together() -> None:
    either = [step("kind", "one-of", choices={"a": "A", "b": "B"})]
    either += [step(f"{kind}{at}", when={"kind": kind}) for kind in ("a", "b") for at in range(9)]
    assert told(framework("one", *either), PLAIN) == []


def test_a_deeper_route_may_be_as_long_as_it_is() -> None:
    assert told(stage("one", 30), route("standard", "one", depth="standard")) == []
