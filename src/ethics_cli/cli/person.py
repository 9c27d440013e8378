"""The asker for whoever sits at this terminal: drawn prompts, or plain ones where that is asked for or all that it can do."""

from __future__ import annotations

import sys

from ethics_cli.cli.asking import WordAsker
from ethics_cli.cli.screen import Screen, wants_plain


def person(plain: bool, kind: type[WordAsker] = WordAsker) -> WordAsker:
    """The asker for the person at this terminal, of the kind that is wanted."""
    screen = Screen(sys.stdout)
    if plain or wants_plain():
        from ethics_cli.cli.plain import Plain

        return kind(screen, Plain(screen))
    from ethics_cli.cli.drawing import Drawn

    return kind(screen, Drawn(screen))
