"""A paper that is handed out: printed, or written to a file that somebody named. It is never closed, and says so where its session is."""

from __future__ import annotations

from pathlib import Path

import typer

from ethics_cli.app.publish import write_text
from ethics_cli.cli.screen import product, talk


def hand_out(text: str, where: str, *, closed: bool) -> None:
    """Print a paper (`-`), or write it to a file. `closed` says that what it was made from can be opened by some only."""
    if where == "-":
        typer.echo(text, nl=False)
        return
    write_text(Path(where), text)
    product().line(f"Written  {where}")
    if closed:
        talk().line("This copy is plain: whoever can read the file can read it.")
