"""`ethics show`: one session's answers, flags and options against lenses."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption, SessionArgument


def command(
    session: SessionArgument,
    everything: Annotated[bool, typer.Option("--all", help="Also what stands on branches that were left.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """One session: its answers, flags and options against lenses."""
    from ethics_cli.cli.showing import show

    show(home, session, everything=everything, as_json=as_json)
