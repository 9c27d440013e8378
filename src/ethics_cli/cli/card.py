"""`ethics card`: one protocol, lens or stage on one page."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption


def command(
    framework: Annotated[
        str, typer.Argument(help="A protocol, a lens or a stage: reporting-duty, autonomy, triage.", show_default=False)
    ],
    format_: Annotated[str, typer.Option("--format", help="screen, md, or html: one page, A5, to be printed.")] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """One protocol or lens on one page, for the desk drawer.

    What it asks, the questions in order, the flags, words to begin with, and whom to call where your organisation says so.
    """
    from ethics_cli.cli.library_asked import Asked
    from ethics_cli.cli.library_card import act

    act(Asked((framework,), home, as_json, format_))
