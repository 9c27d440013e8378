from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.core.framework import LEANINGS, framework_from, step_from
from ethics_cli.core.route import route_from


def ids(step: Any) -> list[str]:
    return [choice.id for choice in step.choices]


def test_choices_keep_their_order_as_a_framework_writes_them_and_as_a_session_carries_them() -> None:
    written = {"b": "Bee", "a": {"label": "Ay", "alone": True}}
    carried = [{"id": "b", "label": "Bee"}, {"id": "a", "label": "Ay", "alone": True}]
    for kind, key in [("one-of", "choices"), ("any-of", "choices"), ("rank", "choices"), ("scale", "points")]:
        one, other = (step_from({"id": "s", "ask": "?", "type": kind, key: given}, "f") for given in (written, carried))
        assert one.choices == other.choices
        assert ids(one) == ["b", "a"]


@pytest.mark.parametrize("choices", [{}, {"yes": "Yes, now"}, {"yes": "Y", "no": "N", "unsure": "?"}])
def test_yes_no_always_offers_no_unsure_and_yes_in_that_order(choices: dict[str, str]) -> None:
    assert ids(step_from({"id": "s", "ask": "?", "type": "yes-no", "choices": choices}, "f")) == ["no", "unsure", "yes"]


def test_an_appraisal_offers_the_leanings_worst_first() -> None:
    assert ids(step_from({"id": "s", "ask": "?", "type": "appraisal"}, "f")) == list(LEANINGS)


def test_references_become_full_names() -> None:
    step = step_from({"id": "s", "ask": "?", "type": "one-of", "from": "a", "each": ["b", "g.c"], "source": "x"}, "f")
    assert (step.from_, step.each, step.source, step.ref) == ("f.a", ("f.b", "g.c"), ("x",), "f.s")


def test_what_is_not_said_has_its_default() -> None:
    step = step_from({"id": "by-when", "ask": "?", "type": "text"}, "f")
    assert (step.depth, step.asks, step.name, step.choice("x"), step.rank_of("x")) == (1, True, "By when", None, None)
    roster = step_from({"id": "s", "ask": "?", "type": "roster", "fields": [{"id": "by-when", "ask": "?"}]}, "f")
    assert (roster.item, roster.fields[0].type, roster.fields[0].name) == ("item", "text", "By when")


def test_a_framework_finds_its_steps_sources_and_flags_by_id() -> None:
    plain = {
        "framework": "f",
        "kind": "lens",
        "edition": "1.0.0",
        "title": "F",
        "sources": {"bc": {"cite": "B & C", "verified": True}},
        "steps": [{"id": "a", "ask": "?", "type": "text"}],
        "flags": [{"id": "up", "when": {"a": "x"}, "level": "note", "say": "!"}],
    }
    framework = framework_from(plain)
    source = framework.source("bc")
    assert source is not None
    assert (source.cite, source.verified, framework.source("gone"), framework.step("gone")) == (
        "B & C",
        True,
        None,
        None,
    )
    assert [flag.ref for flag in framework.flags] == ["f.up"]
    assert framework.plain == plain


def test_a_route_lists_its_stops() -> None:
    walk = ["t", {"lens": "care"}, {"joined": "lens"}, {"framework": "g", "when": {"t.a": "yes"}}]
    route = route_from({"route": "full", "title": "Full", "edition": "1.0.0", "depth": "full", "walk": walk})
    assert [(stop.framework, stop.joined, stop.lens, stop.when is not None) for stop in route.stops] == [
        ("t", "", False, False),
        ("care", "", True, False),
        ("", "lens", False, False),
        ("g", "", False, True),
    ]
    assert route.depth == 2
