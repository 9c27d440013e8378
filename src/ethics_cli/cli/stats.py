"""`ethics stats`: counts over many sessions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption


def command(
    by: Annotated[
        str,
        typer.Option("--by", help="Only these: kind, status, protocols, flags, lenses, disclosures, after, forecasts."),
    ] = "",
    since: Annotated[str, typer.Option("--since", help="Only sessions decided on this day or later: 2026-10-01.")] = "",
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page with charts here; - prints it.", show_default=False)
    ] = None,
    drills: Annotated[bool, typer.Option("--drills", help="Practice sessions too.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="No bars: for screen readers.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Counts over many sessions, and forecasts against what happened.

    Numbers below 5 are not shown, and neither is what would give them away. Sessions are counted, never people.
    """
    from ethics_cli.cli.counting import show_stats

    show_stats(home, by=by, since=since, html=html, drills=drills, plain=plain, as_json=as_json)
