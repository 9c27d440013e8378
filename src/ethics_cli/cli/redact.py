"""`ethics redact`: take words out of a session for good."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, PlainOption, SessionArgument


def command(
    session: SessionArgument,
    what: Annotated[
        str,
        typer.Argument(
            help="A step such as framing.wants or autonomy.stands[A], `title`, or an event by its number.",
            show_default=False,
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why. It stays in the session.", show_default=False)] = "",
    by: Annotated[str, typer.Option("--by", help="The role of whoever does it.")] = "practitioner",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether to go ahead.")] = False,
    home: HomeOption = None,
    plain: PlainOption = False,
) -> None:
    """Take words out of a session for good.

    The step, the choice, days and numbers stay, and so does the chain; what anybody typed there goes, and the record is written
    anew. The session says who did it and why. It cannot be undone.
    """
    from ethics_cli.cli.redacting import run

    run(home, session, what, by, reason, yes=yes, plain=plain)
