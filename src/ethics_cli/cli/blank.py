"""`ethics blank`: an empty answers file for a route, a model or a protocol."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption


def command(
    route: Annotated[str, typer.Argument(help="quick, standard or full.")] = "standard",
    protocol: Annotated[
        list[str] | None, typer.Option("--protocol", help="With this protocol as well (may be repeated).")
    ] = None,
    model: Annotated[str, typer.Option("--model", help="For this published model instead of a route.")] = "",
    home: HomeOption = None,
) -> None:
    """An empty answers file for a route.

    On stdout: every step it may ask, with what may be answered.
    """
    from ethics_cli.app.blank import blank
    from ethics_cli.cli.places import home_at, library_for

    typer.echo(blank(library_for(home_at(home)), route, protocol or [], model), nl=False)
