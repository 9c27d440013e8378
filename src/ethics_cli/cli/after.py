"""`ethics after`: what came of a decision."""

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
    SessionArgument,
    SetOption,
)


def command(
    session: SessionArgument,
    depth: Annotated[
        str, typer.Option("--depth", help="quick, standard or full. Without it, as deep as the decision went.")
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
    """Look back at a decision: what came of it.

    It is kept in the same session, after the decision, and changes nothing of it. Ctrl-C pauses; the same command goes on.
    """
    from ethics_cli.cli.keeping_out import names_from
    from ethics_cli.cli.looking_back import run
    from ethics_cli.cli.sitting import Sitting

    names = names_from(identifiers, plain=plain, taken=answers == "-")
    run(Sitting(home, plain, as_json, record, names, refuse_identifiers), session, depth, answers, set_ or [])
