"""`ethics blank`: an empty answers file for a route."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption


def command(
    route: Annotated[str, typer.Argument(help="quick, standard or full.")] = "standard",
    home: HomeOption = None,
) -> None:
    """An empty answers file for a route.

    On stdout: every step it may ask, with what may be answered.
    """
    from ethics_cli.app.answers import blank
    from ethics_cli.cli.places import home_at, library_for

    typer.echo(blank(library_for(home_at(home)), route), nl=False)
