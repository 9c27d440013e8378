"""`ethics check`: is this content right in form and sense?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption
from ethics_cli.cli.places import clock, folders_for, home_at


class Format(StrEnum):
    """How problems are printed."""

    TABLE = "table"
    JSON = "json"
    GITHUB = "github"


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; without any, the library in use.", show_default=False)
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="table, json or github.")] = Format.TABLE,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as well.")] = False,
    home: HomeOption = None,
) -> None:
    """Check content: form, references, reachability, sources."""
    import json

    from ethics_cli.app.checking import as_data, as_github, as_shown, check_content, outcome, summary
    from ethics_cli.cli.screen import product

    checked = check_content(paths or [], folders_for(home_at(home)), clock())
    screen = product()
    if format_ is Format.JSON:
        screen.lines(json.dumps(as_data(checked), indent=2).split("\n"))
    elif format_ is Format.GITHUB:
        screen.lines(as_github(problem) for problem in checked.problems)
    else:
        for problem in checked.problems:
            screen.problem(as_shown(problem), dict(checked.sources))
            screen.line()
        screen.line(summary(checked))
    raise typer.Exit(int(outcome(checked, strict=strict)))
