"""`ethics verify`: is each session whole, and what does that prove?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption


def command(
    sessions: Annotated[
        list[str] | None,
        typer.Argument(help="Sessions, files or folders; without any, this home's.", show_default=False),
    ] = None,
    head: Annotated[
        str, typer.Option("--head", help="The head that a record or a person kept; its beginning is enough.")
    ] = "",
    signers: Annotated[
        Path | None,
        typer.Option(
            "--signers", help="Whose keys are known; default: allowed_signers in the home.", show_default=False
        ),
    ] = None,
    signed: Annotated[
        bool, typer.Option("--signed", help="Each must be signed, as it stands, with a key that is known.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing when all is well.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Is each session whole? And what that proves.

    Walks every line of the chain and the closing line, checks each sign-off, and compares with what this machine has seen
    before. What holds is remembered: its id, number of events and head.
    """
    from ethics_cli.cli.verifying import run

    run(home, sessions or [], head, signers, signed=signed, quiet=quiet, as_json=as_json)
