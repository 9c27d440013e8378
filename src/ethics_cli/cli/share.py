"""`ethics share`: let somebody else open a protected session."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption


def command(
    session: Annotated[
        str, typer.Argument(help="A session: its id, the beginning of its id, or a path.", show_default=False)
    ] = "",
    key: Annotated[
        str, typer.Option("--with", help="The public key of whoever is to read, age1…", show_default=False)
    ] = "",
    role: Annotated[str, typer.Option("--as", help="Whose key it is, by role.", show_default=False)] = "",
    for_supervisor: Annotated[
        bool,
        typer.Option(
            "--for-supervisor",
            help="For your supervisor. With a key and no session: every session here, and each new one.",
        ),
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Every session here.")] = False,
    from_now_on: Annotated[bool, typer.Option("--from-now-on", help="Each new session too.")] = False,
    stop: Annotated[str, typer.Option("--stop", help="Close it no longer for this key.", show_default=False)] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let somebody else open a protected session.

    They read all of it, with their own key, in this program or with the stock age tool. What they have read cannot be taken back.
    """
    from ethics_cli.cli.sharing import Sharing, run

    run(home, Sharing(session, key, role, for_supervisor, everything, from_now_on, stop), as_json=as_json)
