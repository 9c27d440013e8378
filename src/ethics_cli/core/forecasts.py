"""What was expected, how likely, by when; and what came of it: forecasts against outcomes, with the Brier score.

A forecast is a practitioner's own, and is scored so that judgement can be checked. It never says whether a decision was right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ethics_cli.core.walk import Answer, Walk

TEXT, BY = "acting.forecast", "acting.forecast-by"
CAME_TRUE = {
    "yes": "came true",
    "partly": "came true in part",
    "no": "did not come true",
    "not-yet": "cannot be known yet",
}
BANDS = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 101))
"""Chances that are looked at together: from the first, up to but without the second."""
FEW = 30
"""With fewer forecasts than this, a score says little, and says so."""


class Forecast(NamedTuple):
    """One forecast and what came of it. `chance` is a whole number of percent; `by` and `asked_again` are days, ISO.

    `outcome` is one of CAME_TRUE, or empty while nobody has looked.
    """

    text: str
    chance: int | None = None
    low: int | None = None
    high: int | None = None
    by: str = ""
    outcome: str = ""
    known: str = ""
    asked_again: str = ""

    @property
    def scored(self) -> bool:
        """Whether it can be scored: a chance was given, and it is known whether it came true or not."""
        return self.chance is not None and self.outcome in ("yes", "no")

    @property
    def waits_for(self) -> str:
        """The day on which it can be known, while it is not known; empty when it is known or no day was named."""
        if self.outcome not in ("", "not-yet"):
            return ""
        return self.asked_again or self.by


class Band(NamedTuple):
    """Forecasts of about the same chance: how many, how likely they were held on average, how many came true."""

    low: int
    high: int
    size: int
    mean: float
    came_true: int

    @property
    def name(self) -> str:
        return f"{self.low} to {self.high - 1} %"


def forecast_of(walk: Walk) -> Forecast | None:
    """The forecast of a session; None when none was made."""
    said = _said(walk, TEXT)
    if said is None:
        return None
    chance = _of_role(walk, "forecast")
    span = chance.value if chance is not None and isinstance(chance.value, dict) else {}
    outcome, again = _of_role(walk, "outcome"), _of_role(walk, "outcome-by")
    value = str(outcome.value) if outcome is not None and str(outcome.value) in CAME_TRUE else ""
    by = _said(walk, BY)
    return Forecast(
        text=str(said.value),
        chance=span.get("at"),
        low=span.get("low"),
        high=span.get("high"),
        by=str(by.value) if by else "",
        outcome=value or ("not-yet" if outcome is not None and outcome.value == "unsure" else ""),
        known=outcome.at if outcome is not None and value in ("yes", "no", "partly") else "",
        asked_again=str(again.value) if again is not None and again.value else "",
    )


def brier(found: Iterable[Forecast]) -> float | None:
    """The mean squared distance of chances from what happened: 0 is the best, 0.25 is always saying 50 %. None without any."""
    parts = [((one.chance or 0) / 100 - (one.outcome == "yes")) ** 2 for one in found if one.scored]
    return sum(parts) / len(parts) if parts else None


def bands(found: Sequence[Forecast]) -> tuple[Band, ...]:
    """The forecasts that can be scored, together with those of about the same chance; bands that nobody used are left out."""
    made = []
    for low, high in BANDS:
        inside = [one for one in found if one.scored and low <= (one.chance or 0) < high]
        if inside:
            mean = sum(one.chance or 0 for one in inside) / len(inside)
            made.append(Band(low, high, len(inside), mean, sum(one.outcome == "yes" for one in inside)))
    return tuple(made)


def _said(walk: Walk, ref: str) -> Answer | None:
    answer = walk.answers.get((ref, ()))
    return answer if answer is not None and answer.value is not None else None


def _of_role(walk: Walk, role: str) -> Answer | None:
    position = walk.by_role(role)
    return walk.answers.get(position.key) if position else None
