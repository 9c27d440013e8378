"""`ethics resume`: go on where a session stopped."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import (
    AnswersOption,
    HomeOption,
    IdentifiersOption,
    JsonOption,
    PlainOption,
    RecordOption,
    RefuseOption,
    SetOption,
)


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
    identifiers: IdentifiersOption = "",
    refuse_identifiers: RefuseOption = False,
    record: RecordOption = None,
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Go on where a session stopped.

    Nothing is asked twice. What was left for later is asked now. With --depth full the walk goes deeper.
    """
    from ethics_cli.cli.keeping_out import names_from
    from ethics_cli.cli.sitting import Sitting, go_on

    names = names_from(identifiers, plain=plain, taken=answers == "-")
    go_on(
        Sitting(home, plain, as_json, record, names, refuse_identifiers),
        session,
        route=route,
        answers=answers,
        pairs=set_ or [],
    )
