"""Which past cases have the same pattern as one: how many signs they share, the rare ones telling more. Never which decision was right.

Each sign has one long number with a bit for each case, so that all cases are weighed at once, a hundred thousand in about a
millisecond. What cases share is of their pattern; how they were worded comes second, and from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

HEAVIEST = 7
"""How much the rarest sign counts for, where one that nearly every case has counts for 1."""


class Like(NamedTuple):
    """A case with a pattern like another's: its number, how much of both is shared (0 to 1), and which signs."""

    number: int
    share: float
    same: tuple[str, ...]
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]


class Patterns:
    """The patterns of many cases, numbered from 0 in the order in which they are given."""

    def __init__(self, patterns: Iterable[frozenset[str]]) -> None:
        self.patterns: Sequence[frozenset[str]] = list(patterns)
        self._bits = _columns(self.patterns)
        self._weights = {sign: self._weight(bits.bit_count()) for sign, bits in self._bits.items()}

    def like(self, pattern: frozenset[str], count: int, but: int = -1, also: Iterable[int] = ()) -> list[Like]:
        """The cases that share most of a pattern, the likest first; among equals the newest, which has the highest number.

        `but` is the case itself, which is left out; `also` are cases to weigh besides, such as those in like words.
        """
        near = dict.fromkeys([*self._nearest(pattern, 4 * count, but), *also])
        shares = {number: self.share(pattern, self.patterns[number]) for number in near if number != but}
        alike = sorted((number for number, share in shares.items() if share), key=lambda one: (-shares[one], -one))
        return [self._compared(pattern, number, shares[number]) for number in alike[:count]]

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How much of two patterns together is in both, by weight."""
        both = self._weigh(one & other)
        whole = self._weigh(one) + self._weigh(other) - both
        return both / whole if whole else 0.0

    def _weigh(self, signs: frozenset[str]) -> int:
        weights = self._weights
        return sum([weights.get(sign, HEAVIEST) for sign in signs])

    def _compared(self, pattern: frozenset[str], number: int, share: float) -> Like:
        there = self.patterns[number]
        both, ours, theirs = (self._by_weight(signs) for signs in (pattern & there, pattern - there, there - pattern))
        return Like(number, share, both, ours, theirs)

    def _by_weight(self, signs: frozenset[str]) -> tuple[str, ...]:
        return tuple(sorted(signs, key=lambda one: (-self._weights.get(one, HEAVIEST), one)))

    def _weight(self, cases: int) -> int:
        """From 1 for a sign that most cases have, up by one each time that it is half as frequent."""
        return max(1, min(HEAVIEST, (len(self.patterns) // max(1, cases)).bit_length()))

    def _nearest(self, pattern: frozenset[str], count: int, but: int) -> list[int]:
        """The cases that share the most weight with a pattern; among equals the newest."""
        planes = self._added([(self._bits[sign], self._weights[sign]) for sign in pattern if sign in self._bits])
        everybody = (1 << len(self.patterns)) - 1
        if but >= 0:
            everybody &= ~(1 << but)
        found: list[int] = []
        for group in _heaviest_first(planes, everybody, count):
            found += _highest(group, count - len(found))
        return found

    @staticmethod
    def _added(columns: Iterable[tuple[int, int]]) -> list[int]:
        """The sum of weights for every case at once, as planes of bits: the first holds the ones, the second the twos, and on."""
        planes: list[int] = []
        for bits, weight in columns:
            for shift in range(weight.bit_length()):
                if weight >> shift & 1:
                    _add(planes, bits, shift)
        return planes


def _columns(patterns: Sequence[frozenset[str]]) -> dict[str, int]:
    """For each sign, a number with the bit of every case that has it."""
    cases: dict[str, bytearray] = {}
    size = (len(patterns) + 7) // 8
    for number, pattern in enumerate(patterns):
        for sign in pattern:
            if sign not in cases:
                cases[sign] = bytearray(size)
            cases[sign][number >> 3] |= 1 << (number & 7)
    return {sign: int.from_bytes(bits, "little") for sign, bits in cases.items()}


def _add(planes: list[int], bits: int, at: int) -> None:
    """Add one to a plane for each case in `bits`, and carry."""
    while bits:
        while len(planes) <= at:
            planes.append(0)
        planes[at], bits = planes[at] ^ bits, planes[at] & bits
        at += 1


def _heaviest_first(planes: Sequence[int], among: int, count: int) -> Iterator[int]:
    """Groups of cases, the heaviest first, until there are enough; those with nothing in common are in none."""
    groups = [(among, len(planes) - 1, False)]
    taken = 0
    while groups and taken < count:
        cases, plane, shares = groups.pop()
        if not cases:
            continue
        if plane < 0:
            if shares:
                taken += cases.bit_count()
                yield cases
            continue
        groups.append((cases & ~planes[plane], plane - 1, shares))
        groups.append((cases & planes[plane], plane - 1, True))


def _highest(cases: int, count: int) -> list[int]:
    """The highest numbers in a group."""
    found: list[int] = []
    while cases and len(found) < count:
        number = cases.bit_length() - 1
        found.append(number)
        cases ^= 1 << number
    return found
