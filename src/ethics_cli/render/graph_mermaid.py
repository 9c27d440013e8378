"""A graph as Mermaid text, for pages that draw it (GitHub, GitLab, Obsidian). One escaping function stands before every label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ethics_cli.core.graph import Edge, Graph, Node
from ethics_cli.render.visible import one_line

SHAPES = {"exit": ("([", "])"), "join": ("[[", "]]"), "route": ("[[", "]]"), "flag": (">", "]"), "place": ("{{", "}}")}
ARROWS = {"next": "-->", "opens": "-.->", "joins": "==>", "routes": "==>", "comes-to": "-->", "raises": "-.-"}
CLASSES = (
    "classDef when stroke-dasharray:6 3",
    "classDef flag fill:#fdf6ec,stroke:#8a4b08,color:#1a1a1a",
    "classDef hold fill:#fdeeee,stroke:#a01818,color:#1a1a1a",
    "classDef join fill:#eef5fb,stroke:#1f5f99,color:#1a1a1a",
    "classDef exit fill:#f0f7f0,stroke:#2e6b34,color:#1a1a1a",
)
_PLAIN = " ,.'?()“”‘’–…"
_NUMBERED = re.compile(r"^(\d+)[.)]")


def to_mermaid(graph: Graph) -> str:
    """The whole graph; ids are numbers of our own, so that no name can be read as Mermaid's own words."""
    ids = {node.id: f"n{at}" for at, node in enumerate(graph.nodes, 1)}
    lines = [f"%% {_comment(graph.title)}, edition {_comment(graph.edition)}", "flowchart TD"]
    lines += (f"  {ids[node.id]}{_shaped(node)}" for node in graph.nodes)
    lines += (f"  {_arrow(edge, ids)}" for edge in graph.edges)
    lines += (f"  {line}" for line in CLASSES)
    lines += (f"  class {','.join(of)} {name}" for name, of in _classes(graph, ids).items())
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """Text as it stands between the quotation marks of a label: letters, digits and a few marks; all else by its number."""
    safe = one_line(text)
    numbered = _NUMBERED.match(safe)
    lead = numbered.group(1) if numbered else ""  # `1.` at the start would begin a list
    rest = "".join(char if _is_plain(char) else f"#{ord(char)};" for char in safe[len(lead) :])
    return lead + (f"#{ord(rest[0])};{rest[1:]}" if rest[:1] in (".", ")") and not rest.startswith("#") else rest)


def _is_plain(char: str) -> bool:
    return char.isalnum() or char in _PLAIN


def _comment(text: str) -> str:
    """A comment ends with its line and must not open a directive."""
    return "".join(char for char in one_line(text) if _is_plain(char) or char == "-")


def _shaped(node: Node) -> str:
    before, after = SHAPES.get(node.kind, ("[", "]"))
    return f'{before}"{"<br/>".join(label(part) for part in _parts(node) if part)}"{after}'


def _parts(node: Node) -> Iterator[str]:
    if node.kind == "flag":
        yield f"Flag, {node.mark}: {node.title}"
    else:
        yield node.title
        yield f"({node.mark})" if node.mark else ""
    if node.kind not in ("join", "route"):  # there the arrow says it
        yield node.when


def _arrow(edge: Edge, ids: Mapping[str, str]) -> str:
    said = f'|"{label(edge.label)}"|' if edge.label else ""
    return f"{ids[edge.source]} {ARROWS[edge.kind]}{said} {ids[edge.target]}"


def _classes(graph: Graph, ids: Mapping[str, str]) -> dict[str, list[str]]:
    """Which nodes are drawn how."""
    found: dict[str, list[str]] = {}
    for node in graph.nodes:
        name = "hold" if node.kind == "flag" and node.mark == "stop" else "join" if node.kind == "route" else node.kind
        if name in ("flag", "hold", "join", "exit"):
            found.setdefault(name, []).append(ids[node.id])
        elif node.when:
            found.setdefault("when", []).append(ids[node.id])
    return found
