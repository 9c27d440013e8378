"""A graph as Mermaid text and as an SVG picture: what anybody wrote is shown, and never becomes part of either language."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.graph import Edge, Graph, Node, framework_graph, in_a_row
from ethics_cli.core.route_graph import route_graph
from ethics_cli.files.library import Library
from ethics_cli.render.graph_layout import WIDE, Box, laid_out
from ethics_cli.render.graph_mermaid import label, to_mermaid
from ethics_cli.render.graph_svg import to_svg
from ethics_cli.render.visible import one_line

EVIL = [
    '<script>alert("x")</script> & <b onclick=x>',
    "\x1b[31mred\x07 \u202eback\u200b \ud800",
    'end"] --> n1; click n1 "javascript:alert(1)" %%{init: {}}%%',
    "1. list `code` **bold** [link](http://x) #quot; &lt;",
    "]]>{{x}}|y|",
    "a very long " + "w" * 400,
    "漢字かな交じり文 " * 20,
]
SVG = "{http://www.w3.org/2000/svg}"
TEXT = st.text(st.characters(codec=None, exclude_characters=""), max_size=60)


def graph_of(*texts: str) -> Graph:
    """A graph that has these texts wherever it can have one."""
    steps = [Node(f"s{at}", "step", text, text, text, text) for at, text in enumerate(texts)]
    nodes, edges = [], list(in_a_row([node.id for node in steps]))
    for node in steps:
        nodes += [
            node,
            *(Node(f"{node.id}.{kind}", kind, node.title, node.title, "stop") for kind in ("join", "exit", "flag")),
        ]
        edges += (Edge(node.id, f"{node.id}.{kind}", of, node.title) for kind, of in OUT.items())
        edges.append(Edge(steps[0].id, node.id, "opens"))
    return Graph(texts[0], "lens", texts[0], texts[-1], tuple(nodes), tuple(edges))


OUT = {"join": "joins", "exit": "comes-to", "flag": "raises"}


def shown_in(svg: str) -> str:
    return " ".join(" ".join(part.itertext()) for part in ET.fromstring(svg).iter(f"{SVG}text"))


# SVG


def test_a_picture_is_whole_xml_that_holds_nothing_but_shapes_and_text() -> None:
    root = ET.fromstring(to_svg(graph_of(*EVIL)))

    known = {"svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text", "g"}
    assert {part.tag.removeprefix(SVG) for part in root.iter()} == known
    assert [name for part in root.iter() for name in part.attrib if name.startswith("on") or "href" in name] == []


@pytest.mark.parametrize("text", EVIL[:5])
def test_a_picture_shows_every_character_of_what_was_written(text: str) -> None:
    shown = re.sub(r"\s", "", shown_in(to_svg(graph_of(text))))

    assert re.sub(r"\s", "", one_line(text)) in shown
    assert not set(shown) & set("\x1b\x07\u202e\u200b")


@given(TEXT)
def test_no_text_breaks_a_picture(text: str) -> None:
    root = ET.fromstring(to_svg(graph_of(f"a{text}", "b")))

    assert root.find(f"{SVG}title").text.startswith(one_line(f"a{text}"))


def test_nothing_is_fetched_from_anywhere() -> None:
    svg = to_svg(graph_of("a", "b"))

    assert re.findall(r"https?://[^\"' ]*", svg) == ["http://www.w3.org/2000/svg"]
    assert "@import" not in svg
    assert re.findall(r"url\(([^)]*)\)", svg)[0] == "#head"


# the layout


def apart(one: Box, other: Box) -> bool:
    across = one.x + WIDE <= other.x or other.x + WIDE <= one.x
    return across or one.y + one.height <= other.y or other.y + other.height <= one.y


def graphs(library: Library) -> list[Graph]:
    frameworks = library.frameworks
    return [
        *(framework_graph(one, frameworks) for one in frameworks.values()),
        *(route_graph(one, frameworks) for one in library.routes.values()),
    ]


def test_in_every_shipped_graph_no_box_lies_on_another_and_all_lie_on_the_page(library: Library) -> None:
    for graph in [*graphs(library), graph_of(*EVIL)]:
        drawing = laid_out(graph)

        assert [(one.node.id, two.node.id) for one, two in combinations(drawing.boxes, 2) if not apart(one, two)] == []
        assert all(0 <= box.x and box.x + WIDE <= drawing.width for box in drawing.boxes)
        assert all(0 <= box.y and box.y + box.height <= drawing.height for box in drawing.boxes)
        assert all(0 <= x <= drawing.width for arrow in drawing.arrows for x, _ in arrow.points)


def test_every_node_has_a_box_and_every_edge_an_arrow(library: Library) -> None:
    for graph in graphs(library):
        drawing = laid_out(graph)

        assert [box.node for box in drawing.boxes if box.node not in graph.nodes] == []
        assert len(drawing.boxes) == len(graph.nodes)
        assert len(drawing.arrows) == len(graph.edges)


def test_lines_that_open_different_questions_do_not_run_in_one_lane() -> None:
    steps = [Node(f"s{at}", "step", "x") for at in range(4)]
    opens = [Edge("s0", "s2", "opens"), Edge("s1", "s3", "opens")]
    drawing = laid_out(Graph("g", "lens", "G", "1", tuple(steps), (*in_a_row([node.id for node in steps]), *opens)))
    lanes = [arrow.points[1][0] for arrow in drawing.arrows if arrow.kind == "opens"]

    assert len(set(lanes)) == 2


# Mermaid


@given(TEXT)
def test_a_label_is_plain_characters_and_numbers_and_reads_back_as_the_text(text: str) -> None:
    safe = label(text)
    back = re.sub(r"#(\d+);", lambda found: chr(int(found.group(1))), safe)

    assert back == one_line(text)
    assert all(char.isalnum() or char in " ,.'?()“”‘’–…#;" for char in safe)
    assert not re.match(r"\d+[.)]", safe)


def test_what_was_written_is_only_ever_inside_quotation_marks_of_a_label() -> None:
    text = to_mermaid(graph_of(*EVIL))
    bare = re.sub(r'"[^"\n]*"', '""', text)

    lines = [line.strip() for line in bare.splitlines()[1:]]
    forms = re.compile(
        r'flowchart TD|n\d+(\["\"\]|\[\[""\]\]|\(\[""\]\)|>""\]|\{\{""\}\})|n\d+ (-->|-\.->|==>|-\.-)(\|""\|)? n\d+|'
        r"classDef \w+ [\w:#, -]+|class (n\d+,?)+ \w+"
    )
    assert [line for line in lines if not forms.fullmatch(line)] == []
    assert re.fullmatch(r"%% [\w ,.'?()“”‘’–…-]*", bare.splitlines()[0])


def test_every_shipped_graph_has_a_line_for_each_node_and_edge(library: Library) -> None:
    for graph in graphs(library):
        lines = to_mermaid(graph).splitlines()

        assert lines[1] == "flowchart TD"
        assert sum(bool(re.match(r"  n\d+[\[(>{]", line)) for line in lines) == len(graph.nodes)
        assert sum(bool(re.match(r"  n\d+ [-=]", line)) for line in lines) == len(graph.edges)
