"""The use case of `ethics frameworks card`: a framework on one page, with whom the organisation would have called."""

from __future__ import annotations

from ethics_cli.core.card import Card, card
from ethics_cli.core.choices import near
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, wrong


def card_of(library: Library, ident: str) -> Card:
    """The card of a framework. Raises EthicsError when there is none of that id."""
    held = library.get("framework", ident)
    if held is None:
        known = list(library.frameworks)
        raise wrong("framework.unknown", "there is no such framework", near(ident, known), exit_code=Exit.USAGE)
    organisation = next((one.plain for one in reversed(library.all("organisation"))), {})
    return card(library.frameworks[ident], library.frameworks, organisation, held.origin)
