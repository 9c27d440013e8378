"""`ethics search`: words in past sessions."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption


def command(
    words: Annotated[
        list[str],
        typer.Argument(
            help='What to look for: words, "words in a row", or begin* for a beginning.', show_default=False
        ),
    ],
    any_word: Annotated[bool, typer.Option("--any", help="Sessions with any of the words, not all of them.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many sessions to show.")] = 20,
    drills: Annotated[bool, typer.Option("--drills", help="Practice sessions too.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Words in past sessions.

    Sessions with all of them in one answer come first, then the newest. Nothing is kept: no index is written anywhere.
    """
    from ethics_cli.cli.searching import show_search

    show_search(home, words, any_word=any_word, limit=limit, drills=drills, as_json=as_json)
