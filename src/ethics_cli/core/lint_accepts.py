"""What content knowingly passes over: faults that an acceptance names are dropped, and acceptances that do nothing are told.

An acceptance names a check and gives its reason; with `at`, only the faults of that step, flag, norm or stop are meant. What is
an error cannot be accepted, and neither can a fault of an acceptance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ethics_cli.core.lint_codes import CODES
from ethics_cli.core.lint_content import Content, Fault, Path, Piece, fault, listed, near

LISTED = {"framework": ("steps", "flags"), "norms": ("entries",), "policy": ("rules",), "route": ("walk",)}
"""The lists of each kind of content whose parts have names."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One entry of a piece's `accepts`: the check it names, and the places that are meant (none: the whole piece)."""

    piece: Piece
    path: Path
    check: str
    at: str
    places: tuple[Path, ...]

    def covers(self, found: Fault) -> bool:
        """Whether a fault is one that this acceptance is about."""
        here = (found.kind, found.id) == (self.piece.kind, self.piece.id) and found.problem.code == self.check
        return here and (not self.at or any(found.path[: len(place)] == place for place in self.places))


def accepting(content: Content, faults: Iterable[Fault]) -> list[Fault]:
    """The faults that no acceptance drops, and those of the acceptances themselves."""
    found = list(faults)
    acceptances = [one for piece in content.pieces.values() for one in _of(piece)]
    kept = [one for one in found if one.problem.level == "error" or not any(each.covers(one) for each in acceptances)]
    return [*kept, *(own for acceptance in acceptances for own in _faults(acceptance, found))]


def _of(piece: Piece) -> Iterator[Acceptance]:
    named = _named(piece)
    for index, one in enumerate(piece.plain.get("accepts", ())):
        at = one.get("at") or ""
        places = tuple(path for name, path in named if name == at)
        yield Acceptance(piece, ("accepts", index), one["check"], at, places)


def _named(piece: Piece) -> list[tuple[str, Path]]:
    """The names that `at` can have in a piece of content, each with its place."""
    lists = ((key, piece.plain.get(key, ())) for key in LISTED.get(piece.kind, ()))
    return [(_name(part), (key, index)) for key, parts in lists for index, part in enumerate(parts)]


def _name(part: Any) -> str:
    """The name of a step, a flag or a norm; of a stop, that of its framework."""
    return part if isinstance(part, str) else str(part.get("id") or part.get("lens") or part.get("framework") or "")


def _faults(one: Acceptance, found: list[Fault]) -> Iterator[Fault]:
    piece = (one.piece.kind, one.piece.id)
    if one.check not in CODES:
        hint = near(one.check, CODES, "docs/reference/checks.md lists the checks")
        message = f"there is no check `{one.check}` that could be accepted"
        yield fault(piece, (*one.path, "check"), "accepts.unknown-check", message, hint, "warning")
    elif one.at and not one.places:
        names = [name for name, _ in _named(one.piece) if name]
        message = f"there is nothing named `{one.at}` here"
        hint = near(one.at, names, "known are: " + listed(names) if names else "leave `at` out")
        yield fault(piece, (*one.path, "at"), "accepts.unknown-step", message, hint, "warning")
    else:
        levels = {each.problem.level for each in found if one.covers(each)}
        if not levels:
            message = f"`{one.check}` finds nothing here, so there is nothing to accept"
            yield fault(piece, one.path, "accepts.unused", message, "take this entry out", "warning")
        elif levels == {"error"}:
            message = f"`{one.check}` is an error here, and an error cannot be accepted"
            yield fault(piece, one.path, "accepts.unused", message, "mend what it is about", "warning")
