"""`ethics compare`: two sessions on the same case, or one at two points."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, HtmlOption, JsonOption, SessionArgument


def command(
    session: SessionArgument,
    other: Annotated[
        str, typer.Argument(help="Another session; without one, the same at another point.", show_default=False)
    ] = "",
    at: Annotated[
        int | None, typer.Option("--at", min=0, help="The first as it stood after this event.", show_default=False)
    ] = None,
    and_: Annotated[
        int | None, typer.Option("--and", min=0, help="The second as it stood after this event.", show_default=False)
    ] = None,
    html: HtmlOption = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Two sessions on the same case, or one at two points.

    What was answered, weighed and decided differently. Parties and options are matched by their labels. Never who was right.
    """
    from ethics_cli.cli.comparing import show_comparison

    show_comparison(home, (session, other), (at, and_), html=html, as_json=as_json)
