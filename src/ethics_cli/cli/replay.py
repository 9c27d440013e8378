"""`ethics replay`: how a decision came about, step by step."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption, PlainOption, SessionArgument


def command(
    session: SessionArgument,
    everything: Annotated[
        bool, typer.Option("--all", help="Print it whole; without a terminal that is what happens anyhow.")
    ] = False,
    at: Annotated[
        int | None,
        typer.Option(
            "--at", min=0, help="Begin at this event; without a terminal, print it alone.", show_default=False
        ),
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if", help="What another answer would have opened, closed and raised: step=value (may be repeated)."
        ),
    ] = None,
    html: Annotated[
        str, typer.Option("--html", help="Write it here as one page of HTML that needs nothing else; - prints it.")
    ] = "",
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Step through how a decision came about.

    What was asked as it was shown, what was answered, changed and left open, and what each of it opened, closed and raised.
    Pauses are told in coarse words only.
    """
    from ethics_cli.cli.replaying import Wanted, run

    run(home, session, Wanted(everything, at, tuple(what_if or ()), html), plain=plain, as_json=as_json)
