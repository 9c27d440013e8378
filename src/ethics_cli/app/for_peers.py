"""A record for peers: the record of a walk, made coarser, in any of the forms that a record has."""

from __future__ import annotations

import json

from ethics_cli.core.declared import NOBODY, Declared
from ethics_cli.core.generalise import veil_of
from ethics_cli.core.walk import Walk
from ethics_cli.files.library import Library
from ethics_cli.render.peer import peer, peer_data
from ethics_cli.render.record import Stamp, record

LINKING = ("trail",)
"""Parts of a layout that say nothing else than which session this is, and how to check it."""


def for_peers(walk: Walk, library: Library, layout: str, format_: str, names: Declared = NOBODY) -> str:
    """The text of a record as peers get it. It names no session, no head and no day, and measures the walk against no model."""
    stamp, veil = Stamp(0, "", ""), veil_of(walk, names)
    if format_ == "json":
        from ethics_cli.render.record_data import record_data

        data = peer_data(record_data(walk, stamp), veil, walk)
        return json.dumps(data, ensure_ascii=True, indent=2, sort_keys=True) + "\n"
    plain = dict(library.layout(layout))
    plain["parts"] = [part for part in plain["parts"] if part["show"] not in LINKING]
    document = peer(record(walk, stamp, plain), veil, walk)
    if format_ == "html":
        from ethics_cli.render.html_document import to_page

        return to_page(document)
    from ethics_cli.render.markdown import to_markdown

    return to_markdown(document)
