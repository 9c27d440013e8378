"""A framework and a route as graphs: what stands on the way, what leads out of it, what opens what."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.core.framework import framework_from
from ethics_cli.core.graph import Edge, Graph, framework_graph, graph_data
from ethics_cli.core.route import route_from
from ethics_cli.core.route_graph import route_graph

CHOICES = {
    "a": {"label": "A door", "joins": "told"},
    "b": {"label": "Another", "joins": "told"},
    "c": {"label": "Quickly", "route": "quick"},
}
EXIT = {"settled": "One course", "weigh": {"label": "To weigh", "hint": "on to options"}}


@pytest.fixture
def frameworks(kit: Any) -> dict[str, Any]:
    first = kit.framework(
        "f",
        {"id": "kind", "type": "one-of", "title": "Kind of case", "choices": CHOICES, "depth": "quick"},
        {"id": "note", "type": "tell", "ask": "Something to know."},
        {"id": "why", "title": "Why so", "when": {"kind": "a"}},
        {"id": "exit", "type": "one-of", "role": "exit", "choices": EXIT, "when": {"g.x": "yes"}},
        flags=[
            {"id": "hurry-up", "when": {"kind": "c"}, "level": "warn", "say": "Time is short."},
            {"id": "both", "when": {"kind": "a", "why": {"answered": "yes"}}, "level": "note", "say": "Both."},
            {"id": "held", "when": {"g.x": "no"}, "level": "stop", "say": "Wait."},
        ],
    )
    other = kit.framework("g", {"id": "x", "type": "yes-no", "title": "X marks"})
    told = kit.framework("told", {"id": "y"}, kind="protocol", title="Told about it")
    return {plain["framework"]: framework_from(plain) for plain in (first, other, told)}


@pytest.fixture
def graph(frameworks: dict[str, Any]) -> Graph:
    return framework_graph(frameworks["f"], frameworks)


def titles(graph: Graph, kind: str) -> list[str]:
    return [node.title for node in graph.nodes if node.kind == kind]


def test_steps_stand_in_their_order_one_after_the_other(graph: Graph) -> None:
    assert [node.id for node in graph.main] == ["kind", "note", "why", "exit"]
    assert [(edge.source, edge.target) for edge in graph.edges if edge.kind == "next"] == [
        ("kind", "note"),
        ("note", "why"),
        ("why", "exit"),
    ]
    assert titles(graph, "tell") == ["Note"]


def test_a_step_with_a_condition_says_it_in_words_and_is_opened_by_what_it_reads(graph: Graph) -> None:
    why, end = (next(node for node in graph.nodes if node.id == ident) for ident in ("why", "exit"))

    assert why.when == "only if “Kind of case” is “A door”"
    assert end.when == "only if “X marks” is yes"
    assert [edge for edge in graph.edges if edge.kind == "opens"] == [Edge("kind", "why", "opens")]


def test_joins_routes_and_exits_lead_out_of_the_step_that_offers_them(graph: Graph) -> None:
    out = {edge.target: edge for edge in graph.edges if edge.kind in ("joins", "routes", "comes-to")}
    joined = next(node for node in graph.nodes if node.kind == "join")

    assert (joined.title, joined.when) == ("Told about it", "if “A door” or “Another”")
    assert out[joined.id] == Edge("kind", joined.id, "joins", "A door or Another")
    assert titles(graph, "route") == ["quick"]
    assert titles(graph, "exit") == ["One course", "To weigh"]


def test_a_flag_stands_at_the_last_step_it_reads_and_one_that_reads_elsewhere_at_the_end(graph: Graph) -> None:
    raised = {edge.target: edge.source for edge in graph.edges if edge.kind == "raises"}

    assert raised == {"flag.hurry-up": "kind", "flag.both": "why", "flag.held": "exit"}
    assert titles(graph, "flag") == ["Hurry up", "Both", "Held"]


def test_a_route_shows_its_stops_with_what_they_ask_and_what_may_hold_or_join(
    frameworks: dict[str, Any], kit: Any
) -> None:
    plain = kit.route(
        "mine", "f", {"framework": "g", "when": {"f.kind": "a"}}, {"joined": "protocol"}, depth="standard"
    )
    graph = route_graph(route_from(plain), frameworks)

    assert [node.title for node in graph.main] == ["F", "G", "Protocols that answers bring in"]
    assert [node.mark for node in graph.main] == ["stage, 3 questions", "stage, 1 question", ""]
    assert graph.main[1].when == "only if “Kind of case” is “A door”"
    assert titles(graph, "join") == ["Told about it"]
    assert titles(graph, "flag") == ["Held"]


def test_every_arrow_leads_from_one_node_to_another(graph: Graph) -> None:
    ids = [node.id for node in graph.nodes]

    assert len(ids) == len(set(ids))
    assert [edge for edge in graph.edges if edge.source not in ids or edge.target not in ids] == []


def test_a_graph_is_given_to_scripts_whole(graph: Graph) -> None:
    data = graph_data(graph)

    assert data["format"] == "ethics-graph/1"
    assert len(data["nodes"]) == len(graph.nodes)
    assert {"source": "kind", "target": "why", "kind": "opens"} in data["edges"]
