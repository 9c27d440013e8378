"""What generated sessions are held against: the policy beside this file, the day, and what the library holds on that day."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bases import bundled

from ethics_cli.app.many import Item
from ethics_cli.files.yaml_text import read_yaml

DAY = "2026-11-25"
HERE = Path(__file__).parent
MANIFEST = "manifest.jsonl"


@cache
def policy() -> dict[str, Any]:
    """The policy with the rules of the one it takes; a rule with the same id goes in the other's place."""
    own = read_yaml((HERE / "policy.yaml").read_bytes(), "policy.yaml").data
    library = bundled()
    taken = library.get("policy", own["takes"])
    assert taken is not None
    rules = {rule["id"]: rule for rule in (*taken.plain["rules"], *own["rules"])}
    return {**own, "rules": list(rules.values())}


@cache
def around() -> Mapping[str, Any]:
    """What a job holds besides: the models, and the editions that the library holds now."""
    library = bundled()
    editions = {held.id: str(held.plain["edition"]) for held in library.all("framework")}
    return {"editions": editions}


def items_in(folder: Path) -> Iterator[Item]:
    """The sessions below a folder, in order, one after the other; never all of them at once but those of one folder."""
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from items_in(Path(entry.path))
        elif entry.name.endswith(".jsonl") and entry.name != MANIFEST:
            yield Item(entry.path, entry.path)
