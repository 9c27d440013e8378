"""`ethics frameworks graph`: the flow of a framework or a route, as Mermaid text or as an SVG picture."""

from __future__ import annotations

import typer

from ethics_cli.app.library_graph import graph_of
from ethics_cli.cli.library_asked import Asked, print_json
from ethics_cli.core.graph import graph_data


def act(asked: Asked) -> None:
    """Print the graph. Raises EthicsError when nothing has this id, or there is no such format."""
    form = asked.form("mermaid", "svg")
    graph = graph_of(asked.library(), asked.names[0])
    if asked.as_json:
        print_json(graph_data(graph))
    elif form == "svg":
        from ethics_cli.render.graph_svg import to_svg

        typer.echo(to_svg(graph), nl=False)
    else:
        from ethics_cli.render.graph_mermaid import to_mermaid

        typer.echo(to_mermaid(graph), nl=False)
