"""`ethics record`: write the decision record of a session."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, IdentifiersOption, SessionArgument


def command(
    session: SessionArgument,
    format_: Annotated[str, typer.Option("--format", help="md, html or json.")] = "md",
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="Write here; - prints it. Default: the home's records folder for md and html, stdout for json.",
        ),
    ] = "",
    layout: Annotated[str, typer.Option("--layout", help="The record layout to use.")] = "standard",
    peer: Annotated[
        bool,
        typer.Option(
            "--peer",
            help="For peers: days as weeks, places and identifiers general, nothing that links it. Printed, or --to.",
        ),
    ] = False,
    identifiers: IdentifiersOption = "",
    home: HomeOption = None,
) -> None:
    """Write the decision record of a session.

    It is written whole or not at all, and says which state of the session it was written from. With --peer it says nothing of that,
    and what is left in it for you to judge.
    """
    from ethics_cli.cli.keeping_out import names_from
    from ethics_cli.cli.recording import write_record

    write_record(home, session, format_, to, layout, names_from(identifiers), peer=peer)
