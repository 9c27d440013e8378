"""`ethics doctor`: is everything in order here, and where does it all live?"""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption


def command(
    profession: Annotated[
        str, typer.Option("--set-profession", help="Keep your profession for new sessions; it is written into them.")
    ] = "",
    organisation: Annotated[
        str, typer.Option("--set-organisation", help="Keep the folder with your organisation's own content.")
    ] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Is everything in order here? Where does it all live?

    Says in plain words what is set up and what is not. Nothing about any client is in it.
    """
    from ethics_cli.cli.examining import run

    run(home, profession, organisation, as_json=as_json)
