"""Where the boxes and arrows of a graph stand: one row for each step, what leads out of it to the right, what opens it to the left.

Layers are the order in which things are walked. Nothing is searched or tried: the same graph is always laid out the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ethics_cli.core.graph import Graph, Node
from ethics_cli.render.measure import fitted

WIDE, GAP, PAD = 330.0, 64.0, 10.0
MARGIN, LANE, BETWEEN, NARROWEST = 20.0, 12.0, 26.0, 760.0
SIZES = {"head": 19.0, "key": 11.0, "title": 13.5, "text": 12.0, "note": 11.0}
LEAD = 1.32
SLACK = 1.14
"""Room for a face that is wider than the one that is measured."""
Point = tuple[float, float]


class Line(NamedTuple):
    """One line of text in a box, and how it is set: title, text or note."""

    text: str
    style: str


class Box(NamedTuple):
    """A node with its place, its size and its lines."""

    node: Node
    x: float
    y: float
    height: float
    lines: tuple[Line, ...]

    @property
    def right(self) -> Point:
        return self.x + WIDE, self.y + self.height / 2

    @property
    def left(self) -> Point:
        return self.x, self.y + self.height / 2


class Arrow(NamedTuple):
    """A line through points, with its head at the last."""

    kind: str
    points: tuple[Point, ...]


class Drawing(NamedTuple):
    """Everything in its place; `head` is the title and the key, in lines."""

    width: float
    height: float
    head: tuple[Line, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def laid_out(graph: Graph, key: str = "") -> Drawing:
    """The drawing of a graph, with a key that says how it is read."""
    lanes = _lanes(graph)
    left = MARGIN + LANE * (max(lanes.values(), default=-1) + 1) + (LANE if lanes else 0)
    boxes: dict[str, Box] = {}
    arrows: list[Arrow] = []
    head = tuple(_head(graph.title, key))
    y = MARGIN + BETWEEN + sum(SIZES[line.style] * LEAD for line in head)
    for node in graph.main:
        box = boxes[node.id] = _box(node, left, y)
        low = y
        for one in graph.beside(node):
            beside = boxes[one.id] = _box(one, left + WIDE + GAP, low)
            low += beside.height + PAD
            arrows.append(_out(graph, box, beside))
        y = max(box.y + box.height, low - PAD) + BETWEEN
    arrows += _down(graph, boxes)
    arrows += (arrow for edge_lane in lanes.items() for arrow in _opening(graph, boxes, left, edge_lane))
    width = max(NARROWEST, *(box.x + WIDE + MARGIN for box in boxes.values()))
    return Drawing(width, y - BETWEEN + MARGIN, head, tuple(boxes.values()), tuple(arrows))


def _head(title: str, key: str) -> Iterator[Line]:
    for style, text in (("head", title), ("key", key)):
        room = (NARROWEST - 2 * MARGIN) / SLACK
        yield from (Line(one, style) for one in fitted(text, room, SIZES[style], bold=style == "head"))


def _box(node: Node, x: float, y: float) -> Box:
    lines = tuple(_lines(node))
    return Box(node, x, y, 2 * PAD + sum(SIZES[line.style] * LEAD for line in lines), lines)


def _lines(node: Node) -> Iterator[Line]:
    flag = f"⚑ {node.mark}: " if node.kind == "flag" else ""
    lead = {"join": "→ ", "route": "→ route "}.get(node.kind, flag)
    for style, text in (("title", f"{lead}{node.title}"), ("text", node.text), ("note", _note(node))):
        yield from (
            Line(one, style) for one in fitted(text, (WIDE - 2 * PAD) / SLACK, SIZES[style], bold=style == "title")
        )


def _note(node: Node) -> str:
    """What is said small: from which depth on, and when."""
    mark = "" if node.kind == "flag" else node.mark
    return " · ".join(part for part in (mark, node.when) if part)


def _out(graph: Graph, box: Box, beside: Box) -> Arrow:
    """From a step to what leads out of it."""
    kind = next(edge.kind for edge in graph.edges if edge.target == beside.node.id)
    (x, y), (to_x, to_y) = box.right, beside.left
    turn = x + GAP / 2
    return Arrow(kind, ((x, y), (turn, y), (turn, to_y), (to_x, to_y)) if y != to_y else ((x, y), (to_x, to_y)))


def _down(graph: Graph, boxes: Mapping[str, Box]) -> Iterator[Arrow]:
    for edge in graph.edges:
        if edge.kind == "next":
            above, below = boxes[edge.source], boxes[edge.target]
            x = above.x + WIDE / 2
            yield Arrow("next", ((x, above.y + above.height), (x, below.y)))


def _lanes(graph: Graph) -> dict[str, int]:
    """Each step that opens others has a lane of its own to the left of the boxes; lanes are shared where they do not meet.

    Short ones come nearest to the boxes.
    """
    order = {node.id: at for at, node in enumerate(graph.main)}
    spans: dict[str, tuple[int, int]] = {}
    for edge in graph.edges:
        if edge.kind == "opens" and edge.source in order and edge.target in order:
            begin, end = spans.get(edge.source, (order[edge.source],) * 2)
            spans[edge.source] = (begin, max(end, order[edge.target]))
    taken: list[list[tuple[int, int]]] = []
    lanes: dict[str, int] = {}
    for source, (begin, end) in sorted(spans.items(), key=lambda one: (one[1][1] - one[1][0], one[1])):
        free = (at for at, lane in enumerate(taken) if all(end < one[0] or one[1] < begin for one in lane))
        lanes[source] = next(free, len(taken))
        if lanes[source] == len(taken):
            taken.append([])
        taken[lanes[source]].append((begin, end))
    return lanes


def _opening(graph: Graph, boxes: Mapping[str, Box], left: float, edge_lane: tuple[str, int]) -> Iterator[Arrow]:
    """From a step, down its lane, to each that its answer opens."""
    source, lane = edge_lane
    x, y = left, boxes[source].y + boxes[source].height * 2 / 3
    turn = left - LANE * (lane + 1)
    for edge in graph.edges:
        if edge.kind == "opens" and edge.source == source and edge.target in boxes:
            to_x, to_y = boxes[edge.target].x, boxes[edge.target].y + PAD + SIZES["title"] / 2
            yield Arrow("opens", ((x, y), (turn, y), (turn, to_y), (to_x, to_y)))
