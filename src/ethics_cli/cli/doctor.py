"""`ethics doctor`: is everything in order here, and where does it all live?"""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption


def command(
    profession: Annotated[
        str, typer.Option("--set-profession", help="Keep your profession for new sessions; it is written into them.")
    ] = "",
    places: Annotated[
        str, typer.Option("--set-places", help="Keep under which law you work, as ids joined by commas: uk-england.")
    ] = "",
    bodies: Annotated[
        str, typer.Option("--set-bodies", help="Keep which codes bind you, as ids joined by commas: bacp, hcpc.")
    ] = "",
    organisation: Annotated[
        str, typer.Option("--set-organisation", help="Keep the folder with your organisation's own content.")
    ] = "",
    keep_words: Annotated[
        str,
        typer.Option("--set-keep-words", help="Keep words for so many months; `ethics forget` then takes them out."),
    ] = "",
    keep_sessions: Annotated[
        str, typer.Option("--set-keep-sessions", help="Keep sessions for so many months; `ethics forget` removes them.")
    ] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Is everything in order here? Where does it all live?

    Says in plain words what is set up and what is not. Nothing about any client is in it.
    """
    from ethics_cli.cli.examining import run
    from ethics_cli.files.settings import Settings

    run(home, Settings(profession, places, bodies, organisation, keep_words, keep_sessions), as_json=as_json)
