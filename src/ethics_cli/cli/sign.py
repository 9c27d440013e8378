"""`ethics sign`: sign a session off as it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, PlainOption, SessionArgument


def command(
    session: SessionArgument,
    by: Annotated[
        str, typer.Option("--by", help="Who signs off: a role, such as supervisor, not a name.")
    ] = "supervisor",
    key: Annotated[
        Path | None,
        typer.Option("--key", help="An SSH key to sign with; without one it says unsigned.", show_default=False),
    ] = None,
    text: Annotated[str, typer.Option("--text", help="What you say with it.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether to go ahead.")] = False,
    statement: Annotated[
        bool, typer.Option("--statement", help="Print what a sign-off signed, for ssh-keygen.")
    ] = False,
    signature: Annotated[
        bool, typer.Option("--signature", help="Print a sign-off's signature, for ssh-keygen.")
    ] = False,
    event: Annotated[
        int | None, typer.Option("--event", help="Of this event, not of the last sign-off.", show_default=False)
    ] = None,
    home: HomeOption = None,
    plain: PlainOption = False,
) -> None:
    """Sign a session off as it stands, with an SSH key or unsigned.

    What is signed is its id, the number of events, the head, who signs and what they say. `ethics verify` checks it,
    and so does ssh-keygen alone. A passphrase is asked for by ssh-keygen.
    """
    from ethics_cli.cli.signing import print_piece, run

    if statement or signature:
        print_piece(home, session, event, signature=signature)
        return
    run(home, session, by, key, text, yes=yes, plain=plain)
