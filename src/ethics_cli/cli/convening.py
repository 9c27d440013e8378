"""An agenda as Markdown, as data, or as a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from ethics_cli.app.agenda import agenda, period
from ethics_cli.cli.places import clock, home_at
from ethics_cli.cli.screen import product
from ethics_cli.problems import Exit
from ethics_cli.render.agenda import agenda_data, agenda_paper


class Wanted(NamedTuple):
    """What the meeting wants to see."""

    since: str
    titles: bool = True
    drills: bool = False
    html: str = ""


def show_agenda(home_path: Path | None, paths: Sequence[Path], wanted: Wanted, *, as_json: bool) -> None:
    """Print the agenda. Leaves with 1 when a session could not be read; the agenda names it. Raises EthicsError for an odd --since."""
    when = period(wanted.since, clock().now())
    found = agenda(home_at(home_path), paths, when, drills=wanted.drills)
    if as_json:
        print(json.dumps(agenda_data(found, titles=wanted.titles), indent=2, ensure_ascii=True))
    elif wanted.html:
        from ethics_cli.cli.handing_out import hand_out
        from ethics_cli.render.html_document import to_page

        hand_out(to_page(agenda_paper(found, titles=wanted.titles)), wanted.html, closed=False)
    else:
        from ethics_cli.render.markdown import to_markdown

        product().lines(to_markdown(agenda_paper(found, titles=wanted.titles)).rstrip("\n").split("\n"))
    if found.of_kind("unreadable"):
        raise typer.Exit(int(Exit.FOUND))
