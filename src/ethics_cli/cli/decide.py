"""`ethics decide`: begin a session and walk it."""

from __future__ import annotations

from pathlib import Path
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

ROUTE_HELP = "quick, standard or full. Without it you are asked how long you have."
RouteOption = Annotated[str, typer.Option("--route", help=ROUTE_HELP)]
MODEL_HELP = "Follow this published model: its steps, in its order, such as cpa-2017."
ModelOption = Annotated[str, typer.Option("--model", help=MODEL_HELP)]
LENS_HELP = "Look through this lens (may be repeated) instead of the route's own."
LensOption = Annotated[list[str] | None, typer.Option("--lens", help=LENS_HELP)]
PROTOCOL_HELP = "Walk this protocol as well (may be repeated): reporting-duty, …"
ProtocolOption = Annotated[list[str] | None, typer.Option("--protocol", help=PROTOCOL_HELP)]
DIR_HELP = "Begin a session for each answers file in this folder, with nobody to ask."
AnswersDirOption = Annotated[Path | None, typer.Option("--answers-dir", help=DIR_HELP)]


def command(
    route: RouteOption = "",
    depth: Annotated[
        str, typer.Option("--depth", help="The same as --route, for the routes of this library.", hidden=True)
    ] = "",
    lens: LensOption = None,
    protocol: ProtocolOption = None,
    model: ModelOption = "",
    title: Annotated[str, typer.Option("--title", help="A title for the record. No names.")] = "",
    profession: Annotated[str, typer.Option("--profession", help="Your profession; kept in the session.")] = "",
    answers: AnswersOption = "",
    answers_dir: AnswersDirOption = None,
    set_: SetOption = None,
    identifiers: IdentifiersOption = "",
    refuse_identifiers: RefuseOption = False,
    record: RecordOption = None,
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Begin a session and walk it, one question at a time.

    It asks; you decide. Each answer is on disk before the next question comes. Ctrl-C pauses; `ethics resume` goes on.
    """
    if answers_dir is not None:
        from ethics_cli.cli.answering_many import answer_many, demand_alone
        from ethics_cli.cli.keeping_out import demand_one

        demand_alone(answers, record, model, route or depth)
        demand_one(identifiers, refuse=refuse_identifiers)
        given = {"title": title, "profession": profession, "lenses": lens, "protocols": protocol}
        fixed = {key: value for key, value in {**given, "route": route or depth, "model": model}.items() if value}
        answer_many(answers_dir, home, fixed=fixed, pairs=set_ or [], as_json=as_json)

    from ethics_cli.cli.keeping_out import names_from
    from ethics_cli.cli.sitting import Sitting, begin

    names = names_from(identifiers, plain=plain, taken=answers == "-")
    begin(
        Sitting(home, plain, as_json, record, names, refuse_identifiers),
        route=route or depth,
        lenses=lens or [],
        protocols=protocol or [],
        model=model,
        title=title,
        profession=profession,
        answers=answers,
        pairs=set_ or [],
    )
