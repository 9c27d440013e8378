"""`ethics debrief`: ten minutes after a hard conversation."""

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
    team: Annotated[
        bool, typer.Option("--team", help="With the team: asks which roles are here. No names are asked for.")
    ] = False,
    answers: AnswersOption = "",
    set_: SetOption = None,
    identifiers: IdentifiersOption = "",
    refuse_identifiers: RefuseOption = False,
    record: RecordOption = None,
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Ten minutes after a hard conversation, alone or with the team.

    It is kept in the same session, decided or not, and changes nothing of the decision. Ctrl-C pauses; the same command
    goes on.
    """
    from ethics_cli.cli.debriefing import run
    from ethics_cli.cli.keeping_out import names_from
    from ethics_cli.cli.sitting import Sitting

    names = names_from(identifiers, plain=plain, taken=answers == "-")
    run(Sitting(home, plain, as_json, record, names, refuse_identifiers), session, answers, set_ or [], team=team)
