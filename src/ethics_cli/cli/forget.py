"""`ethics forget`: let words or sessions go when their time has come."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption, PlainOption


def command(
    session: Annotated[
        str, typer.Argument(help="A session; without one, all whose time has come.", show_default=False)
    ] = "",
    words: Annotated[bool, typer.Option("--words", help="Take every word out of this session.")] = False,
    whole: Annotated[bool, typer.Option("--whole", help="Remove this session, its record and its drafts.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    by: Annotated[str, typer.Option("--by", help="The role of whoever does it.")] = "practitioner",
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without this, a list of what would go.")] = False,
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Let words or sessions go when their time has come.

    How long words and sessions are kept is set with `ethics doctor --set-keep-words MONTHS --set-keep-sessions MONTHS`. A session
    without words keeps its skeleton: steps, choices, days. Of one that is removed, an entry stays: its id, the day, who, and why.
    """
    from ethics_cli.cli.forgetting import Asked, run

    run(home, Asked(session, words, whole, reason, by, yes, plain), as_json=as_json)
