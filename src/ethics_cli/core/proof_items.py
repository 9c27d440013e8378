"""Items of a roster, or answers about each of them, for which claims about any, all or none of them are so or not so.

Found by trying few kinds of items in all combinations; nothing here knows a walk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, Quantified, tests_in
from ethics_cli.core.framework import Step
from ethics_cli.core.possible import item_answers

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
    return next(_fitting(first or kinds, kinds, size, lambda found: _as_wanted(step, found, wanted)), None)


def kinds_for(step: Step, claims: Sequence[Condition]) -> list[Any]:
    """The kinds of items that these claims tell apart."""
    return list(item_answers(step, [test for claim in claims for test in tests_in(claim)])) if claims else []


def _fitting(
    begin: Sequence[Any], kinds: Sequence[Any], size: int, fits: Callable[[list[Any]], bool]
) -> Iterator[list[Any]]:
    if size == 0:
        yield from ([] for _ in (0,) if fits([]))
        return
    for several in range(min(size, KINDS)):
        for one, *others in islice(product(begin, *[kinds] * several), TRIES):
            found = [one, *others]
            whole = found + [found[-1]] * (size - len(found))
            if fits(whole):
                yield whole


def _as_wanted(step: Step, found: list[Any], wanted: Sequence[Wanted]) -> bool:
    view = _Items(step, found)
    return all(claim.holds(view) == so for claim, so in wanted)
