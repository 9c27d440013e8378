"""`ethics comment`: say something of a session, as somebody who looks on."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, PlainOption, SessionArgument

BY_HELP = "Who says it: a role, such as supervisor or peer, not a name."


def command(
    session: SessionArgument,
    step: Annotated[
        str,
        typer.Argument(
            help="What it is about: framing.kind, autonomy.stands[A]; without it, the whole.", show_default=False
        ),
    ] = "",
    text: Annotated[str, typer.Option("--text", help="What you say; without it you are asked.")] = "",
    by: Annotated[str, typer.Option("--by", help=BY_HELP)] = "supervisor",
    wants_change: Annotated[bool, typer.Option("--wants-change", help="You want this to be looked at again.")] = False,
    approve: Annotated[bool, typer.Option("--approve", help="You approve of it as it stands.")] = False,
    home: HomeOption = None,
    plain: PlainOption = False,
) -> None:
    """A remark on a step or on the whole, a wish for a change, an approval.

    It is kept in the session as an event of its own, by a role. No answer is changed by it.
    """
    from ethics_cli.cli.commenting import run

    run(home, session, step, text, by, wants_change=wants_change, approve=approve, plain=plain)
