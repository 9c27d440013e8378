"""What generated sessions are held against: the policy beside this file, the day, and what the library holds on that day."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bases import bundled

from ethics_cli.files.yaml_text import read_yaml

DAY = "2026-11-25"
POLICY = Path(__file__).with_name("policy.yaml")


@cache
def policy() -> dict[str, Any]:
    """The policy with the rules of the one it takes; a rule with the same id goes in the other's place."""
    own = read_yaml(POLICY.read_bytes(), "policy.yaml").data
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
