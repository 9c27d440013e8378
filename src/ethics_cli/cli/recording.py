"""A record written: to the home, where it is closed for the same readers as its session, to a named file, or printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ethics_cli.app.publish import as_html, as_json, as_markdown, demand_content, keep_paper
from ethics_cli.app.sessions import reopen
from ethics_cli.cli.handing_out import hand_out
from ethics_cli.cli.keeping_out import say_unkept
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import product, talk
from ethics_cli.core.walk import Walk
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.record import Stamp

if TYPE_CHECKING:
    from ethics_cli.core.declared import Declared

FORMATS = ("md", "html", "json")


def write_record(
    home_path: Path | None,
    wanted: str,
    format_: str,
    to: str,
    layout: str,
    names: Declared | None = None,
    *,
    peer: bool = False,
) -> None:
    """Write the record of a session. Raises EthicsError when there is no such format, session or layout, or nothing to write."""
    if format_ not in FORMATS:
        raise wrong(
            "record.format", "there is no such format", f"known are: {', '.join(FORMATS)}", exit_code=Exit.USAGE
        )
    home = home_at(home_path)
    library = library_for(home)
    session = reopen(home.find(wanted), library, clock(), home)
    walk = session.walk
    stamp = Stamp(session.journal.count, session.journal.head, clock().now().date().isoformat())
    if library.get("record", layout) is None:
        known = ", ".join(one.id for one in library.all("record"))
        raise wrong("record.layout", "there is no such layout", f"known are: {known}", exit_code=Exit.USAGE)
    demand_content(walk, library, layout)
    if peer:
        _for_peers(walk, library, layout, format_, to, names)
        return
    text = _written(walk, stamp, library, format_, layout)
    if format_ == "json" and not to:
        typer.echo(text, nl=False)
    elif to:
        hand_out(text, to, closed=bool(walk.folded.readers))
    else:
        own = home.record_path(walk.id, "" if layout == "standard" else layout)
        path = keep_paper(own.with_name(f"{own.name.removesuffix('.md')}.{format_}"), text, walk)
        product().line(f"Written  {path}")
    say_unkept(session, names, talk())


def _for_peers(walk: Walk, library: Library, layout: str, format_: str, to: str, names: Declared | None) -> None:
    """Print the record for peers, or write it where it was wanted; never into the home, where its name would be the session's."""
    from ethics_cli.app.for_peers import for_peers
    from ethics_cli.core.declared import NOBODY
    from ethics_cli.render.peer import LEFT

    hand_out(for_peers(walk, library, layout, format_, names or NOBODY), to or "-", closed=False)
    talk().lines(
        wrapped(f"Read “{LEFT}” in it before you hand it on: patterns see forms, and no meaning.", talk().width)
    )


def _written(walk: Walk, stamp: Stamp, library: Library, format_: str, layout: str) -> str:
    if format_ == "json":
        return as_json(walk, stamp, library)
    return (as_html if format_ == "html" else as_markdown)(walk, stamp, library, layout)
