"""What other answers would have changed, as values: what would open and close, rise and fall, and what each of it hangs on.

How it is worked out is for app/what_if.py.
"""

from __future__ import annotations

from typing import NamedTuple

from ethics_cli.core.explaining import Leaf
from ethics_cli.core.framework import Choice, Flag, Step
from ethics_cli.core.replaying import Changes
from ethics_cli.core.walk import Answer, Position, Walk


class Other(NamedTuple):
    """One answer that is supposed: where, what it would be, and what stands there."""

    place: Position
    then: Answer
    now: Answer | None


class Effect(NamedTuple):
    """Places that would open or close, or a flag that would rise or fall (`what`), for one reason.

    `claims` are the fewest claims that would come out otherwise and turn it round, each with how it would come out. `joins` is the
    choice that brings the places in, or that no longer would. `item` says that what they are about is new on a list, or gone.
    """

    what: str
    places: tuple[Position, ...] = ()
    flag: Flag | None = None
    claims: tuple[tuple[Leaf, bool], ...] = ()
    joins: tuple[Step, Choice] | None = None
    item: bool = False


class Supposed(NamedTuple):
    """A walk as it is and as it would be. `missing` are parts that would come in and that the session does not carry.

    `again` are places whose answer would no longer be on offer, so that they would be asked again.
    """

    others: tuple[Other, ...]
    now: Walk
    then: Walk
    changes: Changes
    effects: tuple[Effect, ...]
    missing: tuple[str, ...]
    again: tuple[Position, ...]
