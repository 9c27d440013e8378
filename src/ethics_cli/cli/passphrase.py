"""Passphrases, asked at the terminal and never shown."""

from __future__ import annotations

import getpass

from ethics_cli.cli.screen import talk
from ethics_cli.problems import EthicsError, Exit, Problem

LEAST = 12


def ask_passphrase() -> str:
    """The passphrase of the key of this home."""
    return _typed("Passphrase for your key (takes a second or two): ")


def new_passphrase() -> str:
    """A passphrase, typed twice."""
    while True:
        first = _typed(f"A passphrase, {LEAST} characters at least; several words are easiest: ")
        if len(first) < LEAST:
            talk().line(f"  That has {len(first)} characters; take {LEAST} at least.")
        elif first == _typed("The same again: "):
            return first
        else:
            talk().line("  The two differ.")


def hidden_line(prompt: str) -> str:
    """A secret, typed once and not shown."""
    return _typed(prompt)


def _typed(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except (EOFError, KeyboardInterrupt):
        raise EthicsError(Problem("keys.stopped", "nothing was opened"), exit_code=Exit.PAUSED) from None
