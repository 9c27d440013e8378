"""Forecasts against what happened, as far as it may be shown: the score, and how often what was held likely came true.

The rules of counting.py hold here too: few are never shown, and neither is what would give them away. Bands are joined with their
neighbours until every one of them may be shown whole, so that the score beside them gives nothing away that they do not say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ethics_cli.core.counting import SMALL, Count, binary
from ethics_cli.core.forecasts import FEW, Band, Forecast, bands, brier


class Scored(NamedTuple):
    """Forecasts of about the same chance: how many, how likely they were held on average, how many came true."""

    low: int
    high: int
    size: int
    mean: int
    came_true: int

    @property
    def name(self) -> str:
        return f"{self.low} to {self.high - 1} %"


class Calibration(NamedTuple):
    """Forecasts against what happened. Without a size there are too few; without a score it would tell how a few came out.

    `waiting` are those that are not scored.
    """

    size: int = 0
    brier: str = ""
    little: bool = False
    bands: tuple[Scored, ...] = ()
    waiting: Count = Count((), 0)


def calibrated(found: Sequence[Forecast]) -> Calibration:
    """Forecasts against what happened, as far as they may be shown."""
    scored = [one for one in found if one.scored]
    waiting = len(found) - len(scored)
    told = Count((), few="fewer") if 0 < waiting < SMALL else Count((), waiting)
    value = brier(scored)
    if value is None or len(scored) < SMALL:
        return Calibration(waiting=told)
    shown = joined(bands(scored))
    score = f"{value:.2f}" if shown else ""
    return Calibration(len(scored), score, len(scored) < FEW, shown, told)


def joined(found: Sequence[Band]) -> tuple[Scored, ...]:
    """Bands, each joined with its neighbours until it may be shown; none where not even all together may be."""
    groups: list[list[Band]] = []
    left: list[Band] = []
    for band in found:
        left.append(band)
        if _may_be_shown(left):
            groups.append(left)
            left = []
    while left and groups:
        left = [*groups.pop(), *left]
        if _may_be_shown(left):
            groups.append(left)
            left = []
    return tuple(_together(group) for group in groups)


def _may_be_shown(found: Sequence[Band]) -> bool:
    size = sum(band.size for band in found)
    return size >= SMALL and binary(sum(band.came_true for band in found), size).number is not None


def _together(found: Sequence[Band]) -> Scored:
    size = sum(band.size for band in found)
    mean = round(sum(band.mean * band.size for band in found) / size)
    return Scored(found[0].low, found[-1].high, size, mean, sum(band.came_true for band in found))
