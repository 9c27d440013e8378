"""`ethics why`: why a question was asked, or a flag raised."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption, SessionArgument


def command(
    session: SessionArgument,
    step: Annotated[
        str,
        typer.Argument(
            help="A step or a flag: framing.nearest, autonomy.stands[A], triage.danger-now.", show_default=False
        ),
    ],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Why a question was asked, or a flag raised.

    And which answers would have to be others for it to be otherwise. It speaks of answers, never of right and wrong.
    """
    from ethics_cli.cli.explaining import explain

    explain(home, session, step, as_json=as_json)
