"""`ethics list`: sessions and where they stand."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption
from ethics_cli.cli.places import home_at
from ethics_cli.problems import Exit


def command(
    open_only: Annotated[bool, typer.Option("--open", help="Only what is not decided.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sessions and where they stand."""
    from ethics_cli.cli.screen import product

    place = home_at(home)
    if not place.paths() and not as_json:
        product().line("No sessions here yet. `ethics decide` begins one; `ethics demo` shows one.")
        return
    from ethics_cli.app.listing import rows_of
    from ethics_cli.cli.tables import sessions_json, sessions_table

    rows = [row for row in rows_of(place) if not open_only or row.status != "decided"]
    print(sessions_json(rows)) if as_json else sessions_table(rows)
    if any(row.problem for row in rows):
        raise typer.Exit(int(Exit.FOUND))
