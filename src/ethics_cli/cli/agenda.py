"""`ethics agenda`: what a supervision meeting should come to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, HtmlOption, JsonOption


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Sessions, or folders of them. Default: this home.", show_default=False)
    ] = None,
    since: Annotated[str, typer.Option("--since", help="Since when: 7d, 2w, 2026-11-01, Monday.")] = "14d",
    titles: Annotated[
        bool, typer.Option("--titles/--without-titles", help="Leave out titles and roles too: ids alone.")
    ] = True,
    drills: Annotated[bool, typer.Option("--drills", help="Practice on invented cases too.")] = False,
    html: HtmlOption = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """What a supervision meeting should come to.

    What is still open in any session, and what happened in those worked on since. By id and title, as Markdown; nothing that
    anybody wrote in a walk is in it.
    """
    from ethics_cli.cli.convening import Wanted, show_agenda

    show_agenda(home, paths or [], Wanted(since, titles, drills, html), as_json=as_json)
