"""`ethics resume`: go on where a session stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption, PlainOption


def command(
    session: Annotated[
        str, typer.Argument(help="A session; without one, the last that is open.", show_default=False)
    ] = "",
    route: Annotated[
        str,
        typer.Option(
            "--route", "--depth", help="Go on by another route: quick, standard or full. Only what is new is asked."
        ),
    ] = "",
    answers: Annotated[
        str, typer.Option("--answers", help="Take answers from this file; - reads them from stdin.")
    ] = "",
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="One answer, as step=value (may be repeated).")
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--record", help="Write the record here instead of in the home.")
    ] = None,
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Go on where a session stopped.

    Nothing is asked twice. What was left for later is asked now. With --depth full the walk goes deeper.
    """
    from ethics_cli.cli.sitting import Sitting, go_on

    go_on(
        Sitting(home, plain=plain, as_json=as_json, record=record),
        session,
        route=route,
        answers=answers,
        pairs=set_ or [],
    )
