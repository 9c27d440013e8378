"""A framework as a graph: its steps in order, what opens them, and what leads out of it: joins, routes, exits, flags.

Values in, values out; how a graph is drawn is for render. The graph of a route is made in route_graph.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, tests_in
from ethics_cli.core.condition_words import Names, condition_words, only_if
from ethics_cli.core.framework import DEPTHS, Choice, Flag, Framework, Step
from ethics_cli.core.unfilled import items_at, without_slots

MAIN = ("step", "tell", "stop", "place")
"""Nodes of the way itself; the others lead out of it."""


class Node(NamedTuple):
    """One box. `kind`: step, tell, stop, place (where others may join), join, route, exit or flag.

    `when` is its condition in words, `text` the whole question or sentence, `mark` a word or two about it.
    """

    id: str
    kind: str
    title: str
    when: str = ""
    mark: str = ""
    text: str = ""


class Edge(NamedTuple):
    """One arrow. `kind`: next, opens (an answer there decides whether this is asked), joins, routes, comes-to or raises."""

    source: str
    target: str
    kind: str
    label: str = ""


class Graph(NamedTuple):
    """Nodes in the order in which they are walked, each followed by what leads out of it; and the arrows."""

    id: str
    kind: str
    title: str
    edition: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def main(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.kind in MAIN)

    def beside(self, node: Node) -> tuple[Node, ...]:
        """What leads out at a node of the way."""
        targets = [edge.target for edge in self.edges if edge.source == node.id and edge.kind not in ("next", "opens")]
        return tuple(one for one in self.nodes if one.id in targets)


def framework_graph(framework: Framework, frameworks: Mapping[str, Framework]) -> Graph:
    """The graph of one framework; the others give their titles and steps to conditions and joins."""
    known = {**frameworks, framework.id: framework}
    nodes: list[Node] = []
    edges: list[Edge] = []
    for step in framework.steps:
        nodes.append(_step_node(step, Names(known, step)))
        for node, edge in (*_leaving(step, known), *_raised_at(step, framework, known)):
            nodes.append(node)
            edges.append(edge)
    edges += in_a_row([step.id for step in framework.steps])
    edges += (edge for step in framework.steps for edge in _opened_by(step))
    title = f"{framework.title} ({framework.kind} {framework.id})"
    return Graph(framework.id, framework.kind, title, framework.edition, tuple(nodes), tuple(edges))


def in_a_row(ids: list[str]) -> Iterator[Edge]:
    """The arrows from each to the next."""
    return (Edge(one, other, "next") for one, other in pairwise(ids))


def graph_data(graph: Graph) -> dict[str, Any]:
    """A graph as plain data for scripts."""
    head = {"format": "ethics-graph/1", **{key: getattr(graph, key) for key in ("id", "kind", "title", "edition")}}
    nodes = [{key: value for key, value in node._asdict().items() if value} for node in graph.nodes]
    edges = [{key: value for key, value in edge._asdict().items() if value} for edge in graph.edges]
    return {**head, "nodes": nodes, "edges": edges}


def _step_node(step: Step, names: Names) -> Node:
    when = only_if(step.when, names) if step.when is not None else ""
    kind, text = "step" if step.asks else "tell", without_slots(step.ask, step.framework, names)
    each = items_at(names)
    mark = f"{DEPTHS[step.depth]}, for each {each}" if each else DEPTHS[step.depth]
    return Node(step.id, kind, step.name, when, mark, text)


def _leaving(step: Step, known: Mapping[str, Framework]) -> Iterator[tuple[Node, Edge]]:
    """What choices of a step lead to: frameworks that join, routes, and what an exit comes to."""
    for kind, key, edge in (("join", "joins", "joins"), ("route", "route", "routes")):
        for target in dict.fromkeys(getattr(choice, key) for choice in step.choices if getattr(choice, key)):
            labels = [choice.label for choice in step.choices if getattr(choice, key) == target]
            title = known[target].title if target in known and kind == "join" else target
            node = Node(f"{step.id}.{kind}.{target}", kind, title, chosen(labels))
            yield node, Edge(step.id, node.id, edge, " or ".join(labels))
    for choice in step.choices if step.role == "exit" else ():
        node = _exit_node(step, choice)
        yield node, Edge(step.id, node.id, "comes-to")


def _exit_node(step: Step, choice: Choice) -> Node:
    return Node(f"{step.id}.exit.{choice.id}", "exit", choice.label, text=choice.hint)


def chosen(labels: list[str]) -> str:
    """The choices that lead somewhere, in words."""
    return "if " + " or ".join(f"“{label}”" for label in labels)


def _raised_at(step: Step, framework: Framework, known: Mapping[str, Framework]) -> Iterator[tuple[Node, Edge]]:
    """The flags that may rise once a step is answered: each stands at the last step of this framework that it reads."""
    for flag in framework.flags:
        if _last_read(flag, framework) == step.id:
            node = flag_node(flag, Names(known))
            yield node, Edge(step.id, node.id, "raises")


def flag_node(flag: Flag, names: Names) -> Node:
    title, say = flag.id.replace("-", " ").capitalize(), without_slots(flag.say, flag.framework, names)
    return Node(f"flag.{flag.id}", "flag", title, condition_words(flag.when, names), flag.level, say)


def _last_read(flag: Flag, framework: Framework) -> str:
    """The last step that a flag reads; the last of all where it reads only what stands elsewhere."""
    own = _own_refs(flag.when, framework.id)
    read = [step.id for step in framework.steps if step.ref in own]
    return (read or [framework.steps[-1].id])[-1]


def _opened_by(step: Step) -> Iterator[Edge]:
    """Arrows from the steps of the same framework whose answers decide whether this one is asked."""
    if step.when is not None:
        for ref in sorted(_own_refs(step.when, step.framework)):
            yield Edge(ref.partition(".")[2], step.id, "opens")


def _own_refs(condition: Condition, framework: str) -> set[str]:
    return {test.ref for test in tests_in(condition) if test.ref.partition(".")[0] == framework}
