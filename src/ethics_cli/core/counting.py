"""Counts over many sessions that give nobody away: what is counted, and which numbers may be shown.

A number below SMALL is not shown, and neither is what would give it away: of things that cannot go together, small ones are shown
together with the next larger; of things that can, a number is not shown when all but a few have it. Sessions are counted, never people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ethics_cli.core.traits import Traits

SMALL = 5
NOT_SAID = ""
"""The name for those of whom nothing is said, where every session is counted once."""


class Count(NamedTuple):
    """One line of a table: what is counted, and how many; without a number, whether it is a few, all but a few, or some.

    Several names stand together when none of them may be shown alone.
    """

    names: tuple[str, ...]
    number: int | None = None
    few: str = ""


class Table(NamedTuple):
    """Counts of one kind, of `of` sessions in all. In `parts` each session is counted once, else as often as it fits."""

    id: str
    of: int
    counts: tuple[Count, ...]
    parts: bool = False


def may_go_together(found: Iterable[Iterable[str]], of: int) -> tuple[Count, ...]:
    """Counts of things of which a session may have several, the most frequent first."""
    counted = Counter(one for several in found for one in set(several))
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    counts = [_alone((name,), number, of) for name, number in ordered]
    hidden = sorted((one for one in counts if one.few in ("fewer", "some")), key=lambda one: one.names)
    return (*(one for one in counts if one not in hidden), *hidden)


def share_out(counted: Mapping[str, int]) -> tuple[Count, ...]:
    """Counts of things of which each session has exactly one: small ones are pooled until nobody can be told from the sum.

    Where nothing is left beside the pool there are no counts at all.
    """
    cells = sorted((number, name) for name, number in counted.items() if number)
    pool = [cell for cell in cells if cell[0] < SMALL]
    rest = cells[len(pool) :]
    while pool and rest and (_tells(pool) or rest[0][0] == pool[-1][0]):
        pool.append(rest.pop(0))
    shown = [Count((name,), number) for number, name in sorted(rest, key=lambda one: (-one[0], one[1]))]
    if not pool or not rest:
        return tuple(shown)
    return (*shown, Count(tuple(sorted(name for _, name in pool)), sum(number for number, _ in pool)))


def _tells(pool: Sequence[tuple[int, str]]) -> bool:
    """Whether the sum of a pool would tell what is in it: one thing, few in all, or each the least or the most that it may be.

    A pool holds everything up to some number. So the numbers in it could be given out among its names in any order, and it says the
    same; where they differ, or could, none of them can be told.
    """
    total = sum(number for number, _ in pool)
    alike = total == len(pool) or (pool[-1][0] < SMALL and total == (SMALL - 1) * len(pool))
    return len(pool) < 2 or total < SMALL or alike


def tables(found: Sequence[Traits]) -> tuple[Table, ...]:
    """Every table over these sessions; those of what only some sessions have stand only where their number may be shown."""
    of = len(found)
    if of < SMALL:
        return ()
    made = [
        _parts("kind", found, lambda one: one.kind),
        _parts("status", found, lambda one: one.status),
        _several("protocols", found, lambda one: one.protocols),
        _several("exits", found, lambda one: one.exits),
        _several("flags", found, lambda one: one.flags),
        _several("lenses", found, lambda one: one.lenses),
        _several("apart", found, lambda one: [" and ".join(pair) for pair in one.pulling]),
        _parts("cost", found, lambda one: one.cost),
        _several("some", found, _some),
    ]
    disclosing = [one for one in found if one.discloses]
    if _may_be_shown(len(disclosing), of):
        made += [
            _parts("given", disclosing, lambda one: one.rung),
            _parts("basis", disclosing, lambda one: one.basis),
            _parts("within", disclosing, lambda one: one.within),
            _parts("purpose", disclosing, lambda one: one.purpose),
        ]
    looked_at = [one for one in found if one.looked_back]
    if _may_be_shown(len(looked_at), of):
        made += [
            _parts("done", looked_at, lambda one: one.done),
            _parts("harm", looked_at, lambda one: one.harm),
            _parts("repaired", looked_at, lambda one: one.repaired),
        ]
    return tuple(one for one in made if one.counts)


def binary(number: int, of: int) -> Count:
    """How many of so many, where both they and the others must not be told from it."""
    return _alone((), number, of)


def _alone(names: tuple[str, ...], number: int, of: int) -> Count:
    if 0 < number < of < 2 * SMALL:
        return Count(names, few="some")
    if 0 < number < SMALL:
        return Count(names, few="fewer")
    if 0 < of - number < SMALL:
        return Count(names, few="all but fewer")
    return Count(names, number)


def _may_be_shown(number: int, of: int) -> bool:
    return number >= SMALL and binary(number, of).number is not None


def _some(one: Traits) -> list[str]:
    return [name for name, holds in (("discloses", one.discloses), ("looked-back", one.looked_back)) if holds]


def _parts(ident: str, found: Sequence[Traits], read: Callable[[Traits], str]) -> Table:
    return Table(ident, len(found), share_out(Counter(read(one) or NOT_SAID for one in found)), parts=True)


def _several(ident: str, found: Sequence[Traits], read: Callable[[Traits], Iterable[str]]) -> Table:
    return Table(ident, len(found), may_go_together((read(one) for one in found), len(found)))
