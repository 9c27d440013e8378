"""How many questions a route may come to: exact where it can be worked out by hand, and never passed by a walk of the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ethics_cli.core.framework import framework_from
from ethics_cli.core.lint_content import Content, Piece, content_of
from ethics_cli.core.lint_order import Walked
from ethics_cli.core.proof_length import Length, Measuring, places_of, steps_of
from ethics_cli.core.proof_opening import content_on, openings
from ethics_cli.core.route import route_from
from ethics_cli.core.witness import Ground
from ethics_cli.files.library import Library

WALKS = 60
Plain = dict[str, Any]


def measuring(*pieces: Piece, named: str = "", route: str = "quick") -> Measuring:
    content = content_of(pieces)
    frameworks = {one.id: framework_from(one.plain) for one in pieces if one.kind == "framework"}
    routes = {one.id: route_from(one.plain) for one in pieces if one.kind == "route"}
    on: Content = content_on(content, routes[route])
    opening = next(one for one in openings(on, Walked(content), routes[route]) if one.named == named)
    return Measuring(on, opening, routes[route], Ground(frameworks, routes))


def step(ident: str, kind: str = "yes-no", **more: Any) -> Plain:
    return {"id": ident, "ask": "What?", "type": kind, "depth": "quick", **more}


def framework(ident: str, *steps: Plain, kind: str = "stage") -> Piece:
    head = {"framework": ident, "kind": kind, "title": ident, "edition": "1.0.0", "review_by": "2027-01-01"}
    return Piece("framework", ident, {**head, "steps": list(steps)})


def route(*walk: Any, ident: str = "quick", depth: str = "quick") -> Piece:
    plain = {"route": ident, "title": ident, "edition": "1.0.0", "depth": depth, "walk": list(walk)}
    return Piece("route", ident, plain)


def steps(*of: Plain) -> Length:
    return measuring(framework("one", *of), route("one")).steps()


def exactly(least: int, most: int) -> Length:
    return Length(least, most, least, most)


# by hand


def test_steps_without_a_condition_are_all_asked() -> None:
    assert steps(step("a"), step("b"), step("said", "tell")) == exactly(2, 2)


def test_steps_that_shut_each_other_out_do_not_come_together() -> None:
    both = [step("b", when={"a": "yes"}), step("c", when={"a": "no"}), step("d", when={"a": "no"})]
    assert steps(step("a"), *both) == exactly(1, 3)


def test_a_chain_of_conditions_is_followed() -> None:
    chain = [step("b", when={"a": "yes"}), step("c", when={"b": "yes"}), step("d", when={"b": {"answered": "no"}})]
    assert steps(step("a"), *chain) == exactly(2, 3)


def test_a_repeated_step_is_asked_once_something_is_on_its_list() -> None:
    parties = step("parties", "roster", item="party", optional=True)
    assert steps(parties, step("b", each="one.parties")) == exactly(1, 2)


def test_claims_about_the_items_of_a_list_are_counted_as_far_as_they_can_be_so_together() -> None:
    parties = step("parties", "roster", item="party", max=1, fields=[{"id": "near", "ask": "?", "type": "yes-no"}])
    of = [step(name, when={"parties": {"any": {"near": near}}}) for name, near in (("b", "yes"), ("c", "no"))]
    assert steps(parties, *of) == exactly(1, 2)
    assert steps({**parties, "max": 2}, *of) == exactly(1, 3)


def test_what_a_repeated_step_reads_of_the_item_at_hand_may_differ_from_item_to_item() -> None:
    parties = step("parties", "roster", item="party", fields=[{"id": "near", "ask": "?", "type": "yes-no"}])
    of = [step(name, each="one.parties", when={"item.near": near}) for name, near in (("b", "yes"), ("c", "no"))]
    assert steps(parties, *of) == exactly(1, 3)


def test_a_protocol_that_an_answer_brings_in_is_counted_where_it_joins() -> None:
    brings = framework("one", step("who", "one-of", choices={"me": {"label": "Me", "joins": "care"}, "you": "You"}))
    care = framework("care", step("a"), step("b"), kind="protocol")
    walk = route("one", {"joined": "protocol"})
    assert measuring(brings, care, walk).steps() == exactly(1, 3)
    assert measuring(brings, care, walk, named="care").steps() == exactly(3, 3)


def test_the_question_for_the_route_counts_where_somebody_is_asked_it() -> None:
    asks = step(
        "time",
        "one-of",
        choices={"five": {"label": "Five", "route": "quick"}, "ten": {"label": "Ten", "route": "long"}},
    )
    long = route("one", ident="long", depth="full")
    assert measuring(framework("one", asks, step("a")), route("one"), long).steps() == exactly(1, 2)


def test_places_are_counted_for_lists_of_a_size() -> None:
    options = step("options", "roster", item="option", role="options", min=2)
    parties = step("parties", "roster", item="party", role="parties")
    pair = step("b", each=["one.options", "one.parties"])
    own = measuring(framework("one", options, parties, step("a", each="one.options"), pair), route("one")).all()
    assert (own.steps, own.small, own.large) == (
        exactly(2, 4),
        exactly(2 + 2 + 2, 2 + 2 + 2),
        exactly(2 + 4 + 24, 2 + 4 + 24),
    )


# the library


@pytest.fixture(scope="module")
def of_library(library: Library) -> Callable[[str], Measuring]:
    pieces = [Piece(held.kind, held.id, held.plain) for held in library.held.values()]
    return lambda ident: measuring(*pieces, route=ident)


@pytest.mark.parametrize("ident", ["quick", "standard", "full"])
def test_no_random_walk_asks_fewer_or_more_different_steps(
    ident: str, of_library: Callable[[str], Measuring], walker: Callable[..., Any]
) -> None:
    bounds = of_library(ident).bounds()
    for number in range(WALKS if ident == "quick" else WALKS // 10):
        going = walker(70_000 + number, ident)
        for _ in going.to_the_end():
            pass
        assert bounds.least <= steps_of(going.walk) <= bounds.most
        assert places_of(going.walk) >= steps_of(going.walk)


@pytest.mark.parametrize("ident", ["quick", "standard", "full"])
def test_a_walk_of_the_library_comes_to_each_bound_of_different_steps(
    ident: str, of_library: Callable[[str], Measuring]
) -> None:
    assert of_library(ident).steps().exact
