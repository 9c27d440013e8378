"""`ethics frameworks new`: a commented file of one's own to begin with."""

from __future__ import annotations

import typer

from ethics_cli.app.library_new import Places, begin_new
from ethics_cli.cli.library_asked import Asked
from ethics_cli.cli.places import clock, folders_for
from ethics_cli.cli.screen import DIM, product


def act(asked: Asked) -> None:
    """Write the file, and say what to type next. Raises EthicsError when it cannot be written."""
    today = clock().now().date()
    home = asked.home
    places = Places(home.frameworks, tuple(folders_for(home).values()))
    begun = begin_new(asked.library(), places, asked.kind, asked.names[0], asked.to, today)
    if begun.path is None:
        typer.echo(begun.text, nl=False)
        return
    screen = product()
    screen.line(f"Written  {begun.path}")
    screen.line("It is valid as it stands. Open it in an editor, and begin with what is marked FILL IN.")
    for command, does in begun.next:
        screen.line(f"  {command}")
        screen.line(f"      {does}", DIM)
