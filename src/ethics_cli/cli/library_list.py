"""`ethics frameworks list`: everything there is, by kind, and where it is from."""

from __future__ import annotations

import json

from ethics_cli.cli.library_asked import Asked
from ethics_cli.files.held import Held

KINDS = {"stage": "Stages", "lens": "Lenses", "protocol": "Protocols"}
OTHERS = {
    "route": "Routes",
    "model": "Published models",
    "norms": "Norms",
    "organisation": "Organisation",
    "record": "Record layouts",
    "scenario": "Scenarios",
    "walk": "Sample walks",
}


def act(asked: Asked) -> None:
    """Print it."""
    library = asked.library()
    if asked.as_json:
        found = [_plain(held) for held in library.held.values()]
        print(json.dumps({"format": "ethics-library/1", "content": found}, indent=2, ensure_ascii=False))
        return
    from ethics_cli.cli.tables import library_table

    for kind, name in KINDS.items():
        held = [one for one in library.all("framework") if one.plain["kind"] == kind]
        if held:
            library_table(name, held)
    for kind, name in OTHERS.items():
        if library.all(kind):
            library_table(name, library.all(kind))


def _plain(held: Held) -> dict[str, str]:
    kind = str(held.plain["kind"]) if held.kind == "framework" else held.kind
    return {
        "id": held.id,
        "kind": kind,
        "edition": str(held.plain.get("edition", "")),
        "title": str(held.plain.get("title", "")),
        "origin": held.origin,
        "overrides": held.overrides,
        "digest": held.digest,
    }
