"""The use case of `ethics frameworks graph`: a framework, a route, or a published model's route, as a graph."""

from __future__ import annotations

from ethics_cli.app.bringing import routes_on_offer
from ethics_cli.core.choices import near
from ethics_cli.core.graph import Graph, framework_graph
from ethics_cli.core.route import route_from
from ethics_cli.core.route_graph import route_graph
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, wrong


def graph_of(library: Library, ident: str) -> Graph:
    """The graph of what has this id. Raises EthicsError when nothing has."""
    if ident in library.frameworks:
        return framework_graph(library.frameworks[ident], library.frameworks)
    if ident in library.routes:
        return route_graph(library.routes[ident], library.frameworks)
    if library.get("model", ident) is not None:
        return route_graph(route_from(routes_on_offer(library, ident)[ident]), library.frameworks)
    known = [*library.frameworks, *library.routes, *(held.id for held in library.all("model"))]
    raise wrong(
        "graph.unknown", "there is no framework, route or model of that id", near(ident, known), exit_code=Exit.USAGE
    )
