"""`ethics answers`: a session as an answers file."""

from __future__ import annotations

import typer

from ethics_cli.cli.options import HomeOption, SessionArgument


def command(session: SessionArgument, home: HomeOption = None) -> None:
    """A session as an answers file.

    On stdout; `ethics decide --answers FILE` walks the same walk again.
    """
    from ethics_cli.app.answers import as_answers
    from ethics_cli.app.sessions import walk_of
    from ethics_cli.cli.places import home_at

    typer.echo(as_answers(walk_of(home_at(home).find(session))[0]), nl=False)
