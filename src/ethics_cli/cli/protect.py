"""`ethics protect`: close every session here with your key, for good."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption, PlainOption


def command(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: for scripts. Makes no recovery key.")] = False,
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Close every session here with your key.

    Sessions, records, drafts and the registry of heads become age files that only your key opens, and the keys you share
    them with. Each is read back and compared before the plain file is removed. New sessions are closed from the start.
    """
    from ethics_cli.cli.protecting import run

    run(home, yes=yes, plain=plain, as_json=as_json)
