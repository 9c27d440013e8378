"""A record written: to the home, where it is closed for the same readers as its session, to a named file, or printed."""

from __future__ import annotations

from pathlib import Path

import typer

from ethics_cli.app.publish import as_html, as_json, as_markdown, demand_content, keep_paper
from ethics_cli.app.sessions import walk_of
from ethics_cli.cli.handing_out import hand_out
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import product
from ethics_cli.core.walk import Walk
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.record import Stamp

FORMATS = ("md", "html", "json")


def write_record(home_path: Path | None, session: str, format_: str, to: str, layout: str) -> None:
    """Write the record of a session. Raises EthicsError when there is no such format, session or layout, or nothing to write."""
    if format_ not in FORMATS:
        raise wrong(
            "record.format", "there is no such format", f"known are: {', '.join(FORMATS)}", exit_code=Exit.USAGE
        )
    home = home_at(home_path)
    walk, count, head = walk_of(home.find(session))
    stamp = Stamp(count, head, clock().now().date().isoformat())
    library = library_for(home)
    if library.get("record", layout) is None:
        known = ", ".join(one.id for one in library.all("record"))
        raise wrong("record.layout", "there is no such layout", f"known are: {known}", exit_code=Exit.USAGE)
    demand_content(walk, library, layout)
    text = _written(walk, stamp, library, format_, layout)
    if format_ == "json" and not to:
        typer.echo(text, nl=False)
    elif to:
        hand_out(text, to, closed=bool(walk.folded.readers))
    else:
        own = home.record_path(walk.id, "" if layout == "standard" else layout)
        path = keep_paper(own.with_name(f"{own.name.removesuffix('.md')}.{format_}"), text, walk)
        product().line(f"Written  {path}")


def _written(walk: Walk, stamp: Stamp, library: Library, format_: str, layout: str) -> str:
    if format_ == "json":
        return as_json(walk, stamp, library)
    return (as_html if format_ == "html" else as_markdown)(walk, stamp, library, layout)
