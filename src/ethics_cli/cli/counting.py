"""Counts on the screen, as JSON, or as a page."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typer

from ethics_cli.app.stats import stats
from ethics_cli.cli.places import home_at
from ethics_cli.cli.screen import BOLD, product, talk, wants_plain
from ethics_cli.core.totals import Stats
from ethics_cli.problems import Exit


def show_stats(
    home_path: Path | None, *, by: str, since: str, html: Path | None, drills: bool, plain: bool, as_json: bool
) -> None:
    """Print what is counted. Leaves with 1 when a session could not be read."""
    found = stats(home_at(home_path), by=by, since=since, drills=drills)
    if html is not None:
        _page(found, html)
    elif as_json:
        from ethics_cli.render.stats_data import stats_data

        print(json.dumps(stats_data(found), indent=2, ensure_ascii=True))
    else:
        _print(found, plain=plain)
    for ident, problem in found.problems:
        talk().line(f"{ident}: {problem.message}")
    if found.problems:
        raise typer.Exit(int(Exit.FOUND))


def _print(found: Stats, *, plain: bool) -> None:
    from ethics_cli.render.stats_text import stats_lines

    screen = product()
    bars = screen.stream.isatty() and not plain and not wants_plain()
    for line, heading in stats_lines(found, screen.width, bars=bars, signs=screen.signs):
        screen.line(line, BOLD if heading else "")


def _page(found: Stats, where: Path) -> None:
    from ethics_cli.app.publish import write_text
    from ethics_cli.render.stats_page import stats_page

    text = stats_page(found)
    if str(where) == "-":
        sys.stdout.write(text)
        return
    write_text(where, text)
    product().line(f"Written  {where}")
