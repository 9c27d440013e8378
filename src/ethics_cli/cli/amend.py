"""`ethics amend`: change an answer, with a reason."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, IdentifiersOption, PlainOption, SessionArgument


def command(
    session: SessionArgument,
    step: Annotated[
        str, typer.Argument(help="The step to change, such as framing.kind, or autonomy.stands[A].", show_default=False)
    ],
    value: Annotated[str, typer.Option("--value", help="The new answer; without it you are asked.")] = "",
    because: Annotated[
        str, typer.Option("--because", help="The reason that belongs to the answer itself, where one does.")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why the answer is changed.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether to go ahead.")] = False,
    identifiers: IdentifiersOption = "",
    home: HomeOption = None,
    plain: PlainOption = False,
) -> None:
    """Change an answer, with a reason.

    The old answer stays in the session. What the change opens and closes is shown before it is made.
    """
    from ethics_cli.cli.amending import run
    from ethics_cli.cli.keeping_out import names_from

    names = names_from(identifiers, plain=plain)
    run(home, session, step, value, because, reason, yes=yes, plain=plain, names=names)
