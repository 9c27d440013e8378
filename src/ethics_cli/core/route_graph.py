"""A route as a graph: its stops in order with their conditions, where others may join, what brings them in, what may hold the walk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ethics_cli.core.condition_words import Names, only_if
from ethics_cli.core.framework import DEPTHS, Framework
from ethics_cli.core.graph import Edge, Graph, Node, chosen, flag_node, in_a_row
from ethics_cli.core.route import Route, Stop

PLACES = {"lens": "Lenses that answers bring in", "protocol": "Protocols that answers bring in"}


def route_graph(route: Route, frameworks: Mapping[str, Framework]) -> Graph:
    """The graph of a route through these frameworks."""
    names = Names(frameworks)
    nodes: list[Node] = []
    edges: list[Edge] = []
    ids: list[str] = []
    for at, stop in enumerate(route.stops):
        ids.append(f"{at + 1}.{stop.framework or stop.joined}")
        nodes.append(_stop_node(ids[-1], route, stop, names))
        for node, kind, label in _leaving(ids[-1], route, frameworks.get(stop.framework), frameworks):
            nodes.append(node)
            edges.append(Edge(ids[-1], node.id, kind, label))
    title = f"{route.title} (route {route.id}, depth {DEPTHS[route.depth]})"
    return Graph(route.id, "route", title, route.edition, tuple(nodes), (*edges, *in_a_row(ids)))


def _stop_node(ident: str, route: Route, stop: Stop, names: Names) -> Node:
    when = only_if(stop.when, names) if stop.when is not None else ""
    framework = names.frameworks.get(stop.framework)
    if framework is None:
        return Node(ident, "place", PLACES.get(stop.joined, stop.framework), when)
    asked = sum(step.asks and route.asks_step(step, route.depth) for step in framework.steps)
    mark = f"{framework.kind}, {asked} question{'s' if asked != 1 else ''}"
    return Node(ident, "stop", framework.title, when, mark, framework.asks)


def _leaving(
    at: str, route: Route, framework: Framework | None, frameworks: Mapping[str, Framework]
) -> Iterator[tuple[Node, str, str]]:
    """What a stop may bring in, by which choice, and the flags that may hold the walk there."""
    if framework is None:
        return
    for step in framework.steps:
        if not route.asks_step(step, route.depth):
            continue
        for target in dict.fromkeys(choice.joins for choice in step.choices if choice.joins):
            labels = [choice.label for choice in step.choices if choice.joins == target]
            title = frameworks[target].title if target in frameworks else target
            yield Node(f"{at}.{step.id}.{target}", "join", title, chosen(labels)), "joins", " or ".join(labels)
    for flag in framework.flags:
        if flag.level == "stop":
            node = flag_node(flag, Names(frameworks))
            yield node._replace(id=f"{at}.{node.id}"), "raises", ""
