"""How alike two people's ratings on one ordered scale are: plain differences, and weighted kappa where it means something.

Numbers about two views, never about who is right. Nothing here knows what was rated, or by whom.

Weighted kappa: Cohen, J. (1968), Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial
credit, Psychological Bulletin 70(4), 213-220; here with linear weights, so that a step on the scale always counts the same.
How many pairs it needs: Cicchetti, D. V. (1981), Applied Psychological Measurement 5(1), 101-104: about twice the square of
the number of points on the scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

Pair = tuple[int, int]


class Agreement(NamedTuple):
    """What two series of ratings have in common.

    `pairs` were rated by both; of them `same` got the same rating, `near` ratings one step apart, `opposite` ratings on
    opposite sides of the middle. `kappa` is weighted kappa, or None where it says nothing: see `enough` and `flat`.
    """

    pairs: int
    same: int
    near: int
    opposite: int
    kappa: float | None
    enough: int

    @property
    def flat(self) -> bool:
        """Whether there are pairs enough, and both used one and the same rating throughout: then kappa is undefined."""
        return self.pairs >= self.enough and self.kappa is None


def agreement(pairs: Sequence[Pair], points: int) -> Agreement:
    """How alike pairs of ratings are, each from 0 to `points` - 1."""
    middle = (points - 1) / 2
    enough = 2 * points * points
    kappa = weighted_kappa(pairs, points) if len(pairs) >= enough else None
    return Agreement(
        pairs=len(pairs),
        same=sum(one == other for one, other in pairs),
        near=sum(abs(one - other) == 1 for one, other in pairs),
        opposite=sum((one - middle) * (other - middle) < 0 for one, other in pairs),
        kappa=None if kappa is None else float(kappa),
        enough=enough,
    )


def weighted_kappa(pairs: Sequence[Pair], points: int) -> Fraction | None:
    """Cohen's weighted kappa with linear weights, exactly; None when it is undefined.

    One less the disagreement that was found over the disagreement that chance alone would make of the same ratings. It is
    undefined when chance could make none: no pairs, or one rating used throughout by both.
    """
    from fractions import Fraction  # brings in decimal, which hardly any command needs

    if not pairs:
        return None
    ours = [sum(one == point for one, _ in pairs) for point in range(points)]
    theirs = [sum(other == point for _, other in pairs) for point in range(points)]
    found = sum(abs(one - other) for one, other in pairs)
    by_chance = sum(abs(one - other) * ours[one] * theirs[other] for one in range(points) for other in range(points))
    return None if by_chance == 0 else 1 - Fraction(found * len(pairs), by_chance)
