"""`ethics export`: a copy of one session, to give to somebody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, SessionArgument


def command(
    session: SessionArgument,
    to: Annotated[Path, typer.Argument(help="Where the copy is written.", show_default=False)],
    plain: Annotated[bool, typer.Option("--plain", help="Open it: whoever has the copy can read it.")] = False,
    home: HomeOption = None,
) -> None:
    """A copy of one session, to give to somebody.

    A protected session stays closed, for those who can read it already: `ethics share` adds somebody first.
    """
    from ethics_cli.app.carrying import export
    from ethics_cli.cli.places import home_at
    from ethics_cli.cli.screen import product, talk

    place = home_at(home)
    export(place.find(session), to, plain=plain)
    product().line(f"Written  {to}")
    if not to.name.endswith(".age"):
        talk().line("This copy is plain: whoever has it can read it.")
