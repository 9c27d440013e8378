"""`ethics demo`: a tour on an invented case."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption


def command(
    fast: Annotated[bool, typer.Option("--fast", help="Without pauses; needs no terminal.")] = False,
    walk: Annotated[str, typer.Option("--walk", help="Another sample walk than the usual one.")] = "coworker-conduct",
    home: HomeOption = None,
) -> None:
    """A three-minute tour on an invented case.

    A therapist's client tells of a co-worker's conduct. The session and the record are left to look at.
    """
    from ethics_cli.cli.touring import tour

    tour(home, walk, fast=fast)
