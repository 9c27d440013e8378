"""`ethics keys ACTION`: your key, a recovery key, a passphrase, and whom new sessions are closed for."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption, PlainOption

WHAT_HELP = "show, create, recovery, restore or passphrase."


def command(
    what: Annotated[str, typer.Argument(help=WHAT_HELP)] = "show",
    switch: Annotated[str, typer.Argument(help="passphrase: on or off.", show_default=False)] = "",
    from_: Annotated[
        str, typer.Option("--from", help="restore: a file that holds the secret key; without it you type the key.")
    ] = "",
    home: HomeOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Your key: show, create, recovery, restore, passphrase.

    \b
    show               your public key, and who can read new sessions
    create             make your key, without closing anything yet
    recovery           make a recovery key for paper; it replaces an earlier one for new sessions
    restore            take a secret key, such as the one on paper, as this home's key
    passphrase on|off  guard your key with a passphrase, asked at each command; or no longer

    A secret key is never an argument. For scripts, ETHICS_IDENTITY names a file or a descriptor with the key.
    """
    from ethics_cli.cli.keying import run

    run(home, what, switch, from_, plain=plain, as_json=as_json)
