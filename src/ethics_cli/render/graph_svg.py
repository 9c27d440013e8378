"""A graph as an SVG picture that needs nothing else: no font, no script, no style sheet from anywhere.

Every text passes `escaped`. The words stand in reading order and are text, so that a screen reader and a search find them.
What colour says is said in words or by the form of a line as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.graph import Graph, Node
from ethics_cli.render.graph_layout import LEAD, MARGIN, PAD, SIZES, WIDE, Arrow, Box, Drawing, laid_out
from ethics_cli.render.visible import one_line

FONT = "'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
STYLE = f"""
text {{ font-family: {FONT}; fill: #1a1a1a }}
.head {{ font-size: {SIZES["head"]}px; font-weight: bold }} .key {{ font-size: {SIZES["key"]}px; fill: #444 }}
.title {{ font-size: {SIZES["title"]}px; font-weight: bold }} .text {{ font-size: {SIZES["text"]}px }}
.note {{ font-size: {SIZES["note"]}px; font-style: italic; fill: #444 }}
rect {{ fill: #fff; stroke: #333; stroke-width: 1.2 }}
.when rect {{ stroke-dasharray: 6 3 }} .tell rect {{ fill: #f2f2f2 }} .place rect {{ stroke-dasharray: 2 3 }}
.join rect, .route rect {{ stroke: #1f5f99; fill: #eef5fb }} .exit rect {{ stroke: #2e6b34; fill: #f0f7f0; stroke-width: 2 }}
.flag rect {{ stroke: #8a4b08; fill: #fdf6ec }} .flag.stop rect {{ stroke: #a01818; fill: #fdeeee; stroke-width: 2 }}
path {{ fill: none; stroke: #333; stroke-width: 1.3 }}
.opens {{ stroke: #6a6a6a; stroke-width: 1; stroke-dasharray: 4 3 }} .joins, .routes {{ stroke: #1f5f99 }}
.comes-to {{ stroke: #2e6b34; stroke-width: 2 }} .raises {{ stroke: #8a4b08; stroke-dasharray: 2 3 }}
""".strip()
KEY = (
    "Top to bottom: what is asked, one after the other. Broken frame: only under its condition. Broken line at the left: an answer "
    "opens a question. To the right: → joins the walk, ⚑ a flag that may rise, round and green: what it can come to."
)
_HEADS = (
    '<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
    'markerUnits="userSpaceOnUse" orient="auto">'
    '<path d="M0 0 8 4 0 8z" style="fill:#333;stroke:none"/></marker>'
)


def escaped(text: str) -> str:
    """Text as character data of XML, on one line; what cannot be seen is shown by its number."""
    safe = one_line(text)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        safe = safe.replace(sign, entity)
    return safe


def to_svg(graph: Graph) -> str:
    """The whole picture."""
    drawing = laid_out(graph, f"Edition {graph.edition}. {KEY}")
    return "\n".join((*_head(graph, drawing), *map(_arrow, drawing.arrows), *map(_box, drawing.boxes), "</svg>")) + "\n"


def _head(graph: Graph, drawing: Drawing) -> Iterator[str]:
    width, height = f"{drawing.width:.0f}", f"{drawing.height:.0f}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'role="graphics-document document" aria-labelledby="graph-title graph-about">'
    )
    yield f'<title id="graph-title">{escaped(graph.title)}, edition {escaped(graph.edition)}</title>'
    yield f'<desc id="graph-about">{escaped(KEY)}</desc>'
    yield f"<style>{STYLE}</style>\n<defs>{_HEADS}</defs>"
    yield f'<rect width="{width}" height="{height}" style="stroke:none"/>'
    y = MARGIN
    for line in drawing.head:
        y += SIZES[line.style] * LEAD
        yield f'<text class="{line.style}" x="{MARGIN:g}" y="{y:.1f}">{escaped(line.text)}</text>'


def _arrow(arrow: Arrow) -> str:
    points = " ".join(f"{x:.1f} {y:.1f}" for x, y in arrow.points)
    return f'<path class="{arrow.kind}" d="M{points}" marker-end="url(#head)"/>'


def _box(box: Box) -> str:
    lines = "".join(_texts(box))
    round_ = 14 if box.node.kind == "exit" else 3
    frame = f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{WIDE:g}" height="{box.height:.1f}" rx="{round_}"/>'
    return f'<g class="{_classes(box.node)}">{frame}{lines}</g>'


def _classes(node: Node) -> str:
    """The kind of a node, whether it has a condition, and of a flag whether it holds the walk."""
    conditional = node.when and node.kind in ("step", "tell", "stop", "place")
    return " ".join([node.kind, *(["when"] if conditional else []), *(["stop"] if node.mark == "stop" else [])])


def _texts(box: Box) -> Iterator[str]:
    y = box.y + PAD
    for line in box.lines:
        size = SIZES[line.style]
        yield f'<text class="{line.style}" x="{box.x + PAD:.1f}" y="{y + size:.1f}">{escaped(line.text)}</text>'
        y += size * LEAD
