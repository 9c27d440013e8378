"""`ethics similar`: precedents with the same pattern."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption, SessionArgument


def command(
    session: SessionArgument,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="How many sessions to show.")] = 5,
    drills: Annotated[bool, typer.Option("--drills", help="Practice sessions too.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Past sessions with the same pattern, and what came of them.

    The pattern is what kind of problem it is, and which protocols, flags and rules it came to. It is
    no advice: a case that is alike may have been decided badly.
    """
    from ethics_cli.cli.likening import show_similar

    show_similar(home, session, limit=limit, drills=drills, as_json=as_json)
