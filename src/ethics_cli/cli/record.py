"""`ethics record`: write the decision record of a session."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, SessionArgument


def command(
    session: SessionArgument,
    format_: Annotated[str, typer.Option("--format", help="md, html or json.")] = "md",
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="Write here; - prints it. Default: the home's records folder for md and html, stdout for json.",
        ),
    ] = "",
    layout: Annotated[str, typer.Option("--layout", help="The record layout to use.")] = "standard",
    home: HomeOption = None,
) -> None:
    """Write the decision record of a session.

    It is written whole or not at all, and says which state of the session it was written from.
    """
    from ethics_cli.app.publish import as_html, as_json, as_markdown, demand_content, keep_paper, write_text
    from ethics_cli.app.sessions import walk_of
    from ethics_cli.cli.places import clock, home_at, library_for
    from ethics_cli.cli.screen import product, talk
    from ethics_cli.problems import Exit, wrong
    from ethics_cli.render.record import Stamp

    if format_ not in ("md", "html", "json"):
        raise wrong("record.format", "there is no such format", "known are: md, html, json", exit_code=Exit.USAGE)
    place = home_at(home)
    walk, count, head = walk_of(place.find(session))
    stamp = Stamp(count, head, clock().now().date().isoformat())
    library = library_for(place)
    if library.get("record", layout) is None:
        raise wrong(
            "record.layout",
            "there is no such layout",
            "known are: " + ", ".join(one.id for one in library.all("record")),
            exit_code=Exit.USAGE,
        )
    demand_content(walk, library, layout)
    in_words = as_html if format_ == "html" else as_markdown
    text = as_json(walk, stamp, library) if format_ == "json" else in_words(walk, stamp, library, layout)
    if to == "-" or (format_ == "json" and not to):
        typer.echo(text, nl=False)
        return
    if not to:
        own = place.record_path(walk.id, "" if layout == "standard" else layout)
        path = keep_paper(own.with_name(f"{own.name.removesuffix('.md')}.{format_}"), text, walk)
        product().line(f"Written  {path}")
        return
    write_text(Path(to), text)
    product().line(f"Written  {to}")
    if walk.folded.readers:
        talk().line("This copy is plain: whoever can read the file can read it.")
