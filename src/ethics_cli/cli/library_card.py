"""`ethics frameworks card`: one framework on one page, for the screen, as Markdown, or as HTML to be printed."""

from __future__ import annotations

import typer

from ethics_cli.app.library_card import card_of
from ethics_cli.cli.library_asked import Asked, print_json
from ethics_cli.cli.screen import product, talk
from ethics_cli.core.card import card_data

TOO_LONG = "This card is too long for one A5 page; it goes on a second one."


def act(asked: Asked) -> None:
    """Print the card. Raises EthicsError when there is no such framework or no such format."""
    form = asked.form("screen", "md", "html")
    card = card_of(asked.library(), asked.names[0])
    if asked.as_json:
        print_json(card_data(card))
    elif form == "html":
        from ethics_cli.render.card_page import card_page, plan

        chosen = plan(card)
        typer.echo(card_page(card, chosen), nl=False)
        if not chosen.fits:
            talk().line(TOO_LONG)
    elif form == "md":
        from ethics_cli.render.card import card_markdown

        typer.echo(card_markdown(card), nl=False)
    else:
        from ethics_cli.render.card import card_lines

        screen = product()
        screen.lines(card_lines(card, screen.width))
