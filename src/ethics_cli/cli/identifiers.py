"""`ethics identifiers`: look a session over for what may point to a person."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, IdentifiersOption, JsonOption, PlainOption, SessionArgument


def command(
    session: SessionArgument,
    replace: Annotated[
        list[str] | None,
        typer.Option(
            "--replace",
            help="Put other words in the place of a find: NUMBER=WORDS (may be repeated).",
            show_default=False,
        ),
    ] = None,
    keep: Annotated[
        list[int] | None,
        typer.Option("--keep", help="Keep a find by its number, with --because (may be repeated).", show_default=False),
    ] = None,
    because: Annotated[str, typer.Option("--because", help="Why it stays, or what --could means here.")] = "",
    could: Annotated[
        str,
        typer.Option("--could", help="Could somebody recognise who this is: yes, no or unsure.", show_default=False),
    ] = "",
    identifiers: IdentifiersOption = "",
    list_: Annotated[bool, typer.Option("--list", help="Only list what is found, at a terminal too.")] = False,
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Look a session over for what may point to a person.

    Each find is shown by its kind, never by its text: edit it, replace it, take it out, or keep it with a reason. At the end it asks
    what no pattern sees. Leaves with 1 while something is found that nobody gave a reason for.
    """
    from ethics_cli.cli.identifying import Acts, run
    from ethics_cli.cli.keeping_out import names_from

    names = names_from(identifiers, plain=plain)
    acts = Acts(tuple(replace or ()), tuple(keep or ()), because, could)
    run(home, session, names, acts, only_list=list_, plain=plain, as_json=as_json)
