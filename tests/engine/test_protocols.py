"""The protocols of the library on random walks: where they are walked, what their exits do, and that each walk ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ethics_cli.core.event import AnswerGiven
from ethics_cli.core.finding import findings
from ethics_cli.core.walk import Walk
from ethics_cli.files.library import Library

SEEDS = range(10)
TOO_LONG = 500
WORD = "xyzzy"
OPTIONS, LENSES = ("options", "choosing"), "lens"


@pytest.fixture(scope="module")
def protocols(library: Library) -> list[str]:
    found = [ident for ident, framework in library.frameworks.items() if framework.kind == "protocol"]
    assert {"reporting-duty", "disclosure"} <= set(found)
    return found


@pytest.fixture(scope="module")
def ended(walker: Callable[..., Any], protocols: list[str]) -> dict[str, list[Walk]]:
    """Ended walks by route, each with one protocol named from the start; every typed word is one that can be looked for."""
    found: dict[str, list[Walk]] = {}
    for route in ("quick", "standard", "full"):
        for seed in SEEDS:
            going = walker(seed, route, protocols=(protocols[seed % len(protocols)],))
            going.raw.text = lambda lines=False: WORD
            for _ in going.to_the_end(TOO_LONG):
                pass
            found.setdefault(route, []).append(going.walk)
    return found


def walked(walk: Walk, kind: str = "protocol") -> list[str]:
    return [framework.id for framework in walk.frameworks if framework.kind == kind]


def exits(walk: Walk) -> list[str]:
    return list(walk.facts["exits"])


def all_of(ended: dict[str, list[Walk]]) -> list[Walk]:
    return [walk for walks in ended.values() for walk in walks]


def test_every_walk_with_a_protocol_ends_with_every_question_settled(ended) -> None:
    for walk in all_of(ended):
        assert (walk.complete, walk.stopped, walk.off_path) == (True, None, {})
        assert {place.key for place in walk.path if place.step.asks} == set(walk.answers)


def test_no_framework_is_walked_twice(ended) -> None:
    for walk in all_of(ended):
        ids = [framework.id for framework in walk.frameworks]
        assert len(ids) == len(set(ids))


def test_a_quick_walk_takes_protocols_only_when_duties_pull_apart(ended) -> None:
    kinds = {bool(walked(walk)): walk.answers[("framing.kind", ())].value for walk in ended["quick"]}
    for walk in ended["quick"]:
        assert bool(walked(walk)) is (walk.answers[("framing.kind", ())].value == "dilemma")
    assert set(kinds) == {True, False}, "both happen"


def test_on_a_deeper_walk_a_protocol_that_was_named_is_always_walked(ended, protocols) -> None:
    for route in ("standard", "full"):
        for seed, walk in zip(SEEDS, ended[route], strict=True):
            assert protocols[seed % len(protocols)] in walked(walk)


def test_what_an_exit_settled_is_not_weighed_and_what_it_says_to_weigh_is(ended) -> None:
    seen = set()
    for walk in all_of(ended):
        on_way = {framework.id for framework in walk.frameworks}
        if walk.route.id == "quick" or not exits(walk):
            continue
        if "weigh" in exits(walk):
            assert set(OPTIONS) <= on_way
        elif "settled" in exits(walk):
            assert not set(OPTIONS) & on_way
            assert walked(walk, LENSES) == []
        seen |= set(exits(walk))
    assert {"weigh", "settled"} <= seen, "both happen"


def test_a_settled_case_says_what_is_done(ended, library) -> None:
    settled = 0
    for walk in all_of(ended):
        for place in walk.path:
            if place.step.role == "exit" and walk.answers[place.key].value == "settled":
                acts = [one.step.framework for one in walk.path if one.step.role == "settled-act"]
                assert place.step.framework in acts
                settled += 1
    assert settled


def test_a_protocol_joined_by_an_answer_is_walked_before_options(walker: Callable[..., Any]) -> None:
    joined = {"colleague": "colleague-disclosure", "reporting": "reporting-duty"}
    for near, protocol in joined.items():
        going = walker(3, "standard")
        answers = {"framing.kind": "dilemma", "framing.nearest": near}
        while (position := going.walk.next) is not None and position.step.framework in ("triage", "framing"):
            if going.walk.stopped is not None:
                going.step()
            elif position.step.ref in answers:
                going.tell(AnswerGiven(position.step.ref, "?", answers[position.step.ref]))
            else:
                going.step()
        ids = [framework.id for framework in going.walk.frameworks]
        assert protocol in ids
        assert ids.index("norms") < ids.index(protocol) < ids.index("help")


def test_no_finding_of_any_walk_repeats_what_was_typed(ended) -> None:
    told = [finding for walk in all_of(ended) for finding in findings(walk)]
    assert len({finding.id for finding in told}) > 4
    for finding in told:
        assert WORD not in " ".join((finding.id, finding.step, finding.message, finding.hint, *finding.items))
