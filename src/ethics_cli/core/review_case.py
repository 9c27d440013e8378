"""What a review has before it: one walk with what its file showed, and what is known around it. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ethics_cli.core.model import Model
from ethics_cli.core.sight import Sight
from ethics_cli.core.walk import Walk


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the sessions: the day of the review, the published models, and the editions the library holds now."""

    day: str
    models: Mapping[str, Model] = field(default_factory=dict)
    editions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not there, or not as it should be: where, what, and what could be done. Which gap it is, the table says."""

    step: str
    say: str
    do: str = ""
    items: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Case:
    """One session as the review sees it. `redacted` are the events whose words were taken out, by their place."""

    walk: Walk
    sight: Sight
    around: Around
    redacted: tuple[int, ...] = ()
    gaps: dict[str, tuple[Gap, ...]] = field(default_factory=dict)
