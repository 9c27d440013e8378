"""Forecasts against what happened, as far as it may be shown: the score, and how often what was held likely came true.

The rules of counting.py hold here too: few are never shown, and neither is what would give them away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ethics_cli.core.counting import SMALL, Count, binary, share_out
from ethics_cli.core.forecasts import FEW, Band, Forecast, bands, brier


class Scored(NamedTuple):
    """Forecasts of about the same chance, as far as they may be shown. `came_true` has no number where it would give few away."""

    names: tuple[str, ...]
    size: int
    mean: int
    came_true: Count


class Calibration(NamedTuple):
    """Forecasts against what happened. Without a score there are too few; `waiting` are those that are not scored."""

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
    made = {band.name: band for band in bands(scored)}
    pooled = share_out({name: band.size for name, band in made.items()})
    shown = [_together([made[name] for name in one.names]) for one in pooled if one.number is not None]
    shown.sort(key=lambda one: one.mean)
    return Calibration(len(scored), _score(value, len(scored), shown), len(scored) < FEW, tuple(shown), told)


def _score(value: float, size: int, shown: Sequence[Scored]) -> str:
    """The score as exactly as it may be said: beside bands whose outcome is hidden, it must not let that be worked out.

    One outcome more or less moves it by 1/size at most, so that a place after the point hides several where there are many.
    """
    if all(one.came_true.number is not None for one in shown):
        return f"{value:.2f}"
    return f"about {value:.1f}" if size >= FEW else ""


def _together(found: Sequence[Band]) -> Scored:
    ordered = sorted(found, key=lambda band: band.low)
    size = sum(band.size for band in ordered)
    mean = round(sum(band.mean * band.size for band in ordered) / size)
    came_true = binary(sum(band.came_true for band in ordered), size)
    return Scored(tuple(band.name for band in ordered), size, mean, came_true)
