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


def command(
    route: Annotated[
        str, typer.Option("--route", help="quick, standard or full. Without it you are asked how long you have.")
    ] = "",
    depth: Annotated[
        str, typer.Option("--depth", help="The same as --route, for the routes of this library.", hidden=True)
    ] = "",
    lens: Annotated[
        list[str] | None,
        typer.Option("--lens", help="Look through this lens (may be repeated) instead of the route's own."),
    ] = None,
    protocol: Annotated[
        list[str] | None,
        typer.Option("--protocol", help="Walk this protocol as well (may be repeated): reporting-duty, …"),
    ] = None,
    model: Annotated[
        str, typer.Option("--model", help="Follow this published model: its steps, in its order, such as cpa-2017.")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="A title for the record. No names.")] = "",
    profession: Annotated[str, typer.Option("--profession", help="Your profession; kept in the session.")] = "",
    answers: AnswersOption = "",
    answers_dir: Annotated[
        Path | None,
        typer.Option("--answers-dir", help="Begin a session for each answers file in this folder, with nobody to ask."),
    ] = None,
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

        demand_alone(answers, record, model, route or depth)
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
