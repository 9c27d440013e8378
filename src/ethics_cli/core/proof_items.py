"""Items of a roster, or answers about each of them, for which claims about any, all or none of them are so or not so.

Found by trying few kinds of items in all combinations; nothing here knows a walk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, Quantified, tests_in
from ethics_cli.core.framework import Step
from ethics_cli.core.possible import item_answers
from ethics_cli.core.reach import one_item

KINDS = 3
"""As many different kinds of items as are tried side by side."""
TRIES = 4_000
Wanted = tuple[Quantified, bool]


class _Items(NamedTuple):
    """A View of the answers about all items of one step."""

    step: Step
    found: Sequence[Any]

    def value(self, ref: str) -> Any:
        return list(self.found)

    def values(self, ref: str) -> list[Any]:
        return list(self.found)

    def pending(self, ref: str) -> bool:
        return False

    def non_answer(self, ref: str) -> str:
        return ""

    def order(self, ref: str, value: Any) -> int | None:
        return self.step.rank_of(value) if isinstance(value, str) else None


def items_for(step: Step, size: int, wanted: Sequence[Wanted], first: Sequence[Any] | None = None) -> list[Any] | None:
    """As many items, or answers, as `size` says, for which each claim is as wanted; the first of them is one of `first`."""
    kinds = kinds_for(step, [claim.part for claim, _ in wanted]) or list(first or ())
    for found in _whole(first or kinds, kinds, size):
        if all(claim.holds(_Items(step, found)) == so for claim, so in wanted):
            return found
    return None


def truths_of(step: Step, size: int, claims: Sequence[Quantified]) -> set[tuple[bool, ...]]:
    """Which of these claims may be so together, for so many items."""
    kinds = kinds_for(step, [claim.part for claim in claims])
    return {tuple(claim.holds(_Items(step, found)) for claim in claims) for found in _whole(kinds, kinds, size)}


def kinds_for(step: Step, claims: Sequence[Condition]) -> list[Any]:
    """The kinds of items that these claims tell apart, one of each."""
    tests = [test for claim in claims for test in tests_in(claim)]
    found: dict[tuple[bool, ...], Any] = {}
    for kind in item_answers(step, tests) if tests else ():
        item = one_item(step, kind)
        found.setdefault(tuple(claim.holds(item) for claim in claims), kind)
    return list(found.values())


def _whole(begin: Sequence[Any], kinds: Sequence[Any], size: int) -> Iterator[list[Any]]:
    """Lists of a size: of one kind, then of more and more kinds."""
    if size == 0:
        yield []
        return
    for several in range(min(size, KINDS)):
        for one, *others in islice(product(begin, *[kinds] * several), TRIES):
            found = [one, *others]
            yield found + [found[-1]] * (size - len(found))
