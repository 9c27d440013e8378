"""Like cases decided unlike, as a question: the same kind of problem, protocols and topics, and another end. What differed is named.

Unlike is not wrong: no two cases are the same, and a difference may be the reason. Sessions are compared, never people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ethics_cli.core.review_row import Row

DIFFERING = ("depth", "route", "vulnerable", "forces", "rules", "flags", "places", "consulted", "options", "model")
"""Facts that may explain why like cases ended unlike."""
MOST = 12
"""So many sessions are named on each side; a larger group is told by its size."""


class End(NamedTuple):
    """One way in which like cases ended: what it came to, and the sessions; `more` is how many are not named."""

    words: str
    sessions: tuple[str, ...]
    more: int = 0


class Alike(NamedTuple):
    """Like cases that ended unlike: what they have in common, how they ended, and which facts differed between the ends."""

    kind: str
    protocols: tuple[str, ...]
    topics: tuple[str, ...]
    ends: tuple[End, ...]
    differed: tuple[str, ...]

    @property
    def question(self) -> str:
        """The question to talk about."""
        return "These have the same kind, protocols and topics, and ended in different ways. What made the difference?"


class Comparing:
    """Sessions on their way to being compared: of each only what is compared is kept."""

    def __init__(self) -> None:
        self._groups: dict[tuple[Any, ...], dict[str, list[tuple[str, Mapping[str, Any]]]]] = {}

    def add(self, row: Row) -> None:
        facts = row["facts"]
        if facts["status"] == "open" or not facts["kind"] or not (facts["protocols"] or facts["topics"]):
            return
        alike = (facts["kind"], tuple(sorted(facts["protocols"])), tuple(sorted(facts["topics"])))
        kept = {name: _comparable(facts[name]) for name in DIFFERING}
        self._groups.setdefault(alike, {}).setdefault(end_of(facts), []).append((row["session"], kept))

    def alike(self) -> tuple[Alike, ...]:
        """Every group with more than one end, the largest first."""
        found = [
            Alike(str(kind), protocols, topics, _ends(ends), _differed(ends))
            for (kind, protocols, topics), ends in self._groups.items()
            if len(ends) > 1
        ]
        return tuple(sorted(found, key=lambda one: (-_size(one), one.kind, one.protocols, one.topics)))


def end_of(facts: Mapping[str, Any]) -> str:
    """How a case ended, in the codes that its answers have: exits, what was passed on, what was outweighed."""
    parts = [f"exit {exit_}" for exit_ in facts["exits"]]
    if facts["disclosure"].get("rung"):
        parts.append(f"passed on: {facts['disclosure']['rung']}")
        parts += [f"client: {facts['disclosure']['told']}"] if "told" in facts["disclosure"] else []
    parts += [f"outweighed: {lens}" for lens in sorted(facts["outweighed"])]
    return "; ".join(parts) or "decided, nothing passed on, no lens strongly against"


def _comparable(value: Any) -> Any:
    return tuple(sorted(value)) if isinstance(value, list) else value


def _ends(ends: Mapping[str, list[tuple[str, Any]]]) -> tuple[End, ...]:
    named = ((words, sorted(session for session, _ in sessions)) for words, sessions in sorted(ends.items()))
    return tuple(End(words, tuple(ids[:MOST]), max(0, len(ids) - MOST)) for words, ids in named)


def _differed(ends: Mapping[str, list[tuple[str, Mapping[str, Any]]]]) -> tuple[str, ...]:
    """The facts that no two ends have in common: the values on one side are not those on the other."""
    sides = list(ends.values())
    return tuple(name for name in DIFFERING if len({frozenset(kept[name] for _, kept in side) for side in sides}) > 1)


def _size(alike: Alike) -> int:
    return sum(len(end.sessions) + end.more for end in alike.ends)
