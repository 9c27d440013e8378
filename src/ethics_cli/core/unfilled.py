"""A text of a framework outside a walk: where a slot would be filled, the name of what will stand there."""

from __future__ import annotations

from ethics_cli.core.comparison_words import Names
from ethics_cli.core.sentence import within
from ethics_cli.core.slot import fill


def without_slots(text: str, framework: str, names: Names) -> str:
    """A text of `framework` on one line, each slot a short name between square brackets: `How does “[option]” stand?`."""
    return " ".join(fill(text, lambda name: f"[{_named(name, framework, names)}]").split())


def items_at(names: Names) -> str:
    """What the step at hand is asked for each of, in words; empty when it is asked once."""
    rosters = [names.step(ref) for ref in names.at.each] if names.at else []
    return " and ".join(roster.item for roster in rosters if roster)


def _named(name: str, framework: str, names: Names) -> str:
    if name == "item" or name.startswith("item."):
        return items_at(names) or "item"
    if name in ("option", "party"):
        return name
    if name.startswith("fact."):
        return name.removeprefix("fact.")
    meant = names.step(name if "." in name else f"{framework}.{name}")
    return within(meant.name) if meant else name
