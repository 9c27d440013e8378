"""`ethics resume`: go on where a session stopped."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import AnswersOption, HomeOption, JsonOption, PlainOption, RecordOption, SetOption


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
    answers: AnswersOption = "",
    set_: SetOption = None,
    record: RecordOption = None,
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
