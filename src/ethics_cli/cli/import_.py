"""`ethics import`: take a session that somebody gave you into this home."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption

SAYS = {
    "new": "taken in",
    "longer": "was here already, and goes on with what was added",
    "same": "was here already, and is the same",
    "shorter": "was here already, and what is here has more in it; nothing was changed",
}


def command(
    files: Annotated[list[Path], typer.Argument(help="Files of sessions.", show_default=False)],
    home: HomeOption = None,
) -> None:
    """Take a session that somebody gave you into this home.

    Its chain must hold. A session that is here already goes on with what was added; one with another history is refused.
    """
    from ethics_cli.app.carrying import bring
    from ethics_cli.cli.places import clock, home_at
    from ethics_cli.cli.screen import product

    place = home_at(home)
    for path in files:
        ident, became = bring(place, path, clock())
        product().line(f"{ident}: {SAYS[became.value]}")
