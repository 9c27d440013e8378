"""`ethics due`: time limits that run, and what to look at again."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption


def command(
    ics: Annotated[
        str, typer.Option("--ics", help="Write a calendar file here; - prints it. No words of any case.")
    ] = "",
    drills: Annotated[bool, typer.Option("--drills", help="Practice sessions too.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Time limits that run, and what to look at again.

    Also forecasts whose day comes, whoever was asked and has not answered, and what was left for later. A time limit counts
    from when the information was received. The calendar file names sessions by their id and nothing else.
    """
    from ethics_cli.cli.dueing import show_due

    show_due(home, ics, drills=drills, as_json=as_json)
