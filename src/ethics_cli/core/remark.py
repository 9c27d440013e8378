"""What others said of a session, as values: remarks, each with whether its answer was given anew since.

Sign-offs are in signing.py.
"""

from __future__ import annotations

from typing import NamedTuple

from ethics_cli.core.event import RemarkMade
from ethics_cli.core.walk import Key, Walk


class Remark(NamedTuple):
    """One remark as it stands in a session. `since`: what it is about was answered anew after it was made."""

    event: int
    at: str
    made: RemarkMade
    since: bool

    @property
    def key(self) -> Key:
        return self.made.step, self.made.items

    @property
    def wants_change(self) -> bool:
        return self.made.stance == "change-wanted"


def remarks(walk: Walk) -> tuple[Remark, ...]:
    """Every remark of a session, in order."""
    return tuple(
        Remark(entry.seq, entry.at, entry.event, _since(walk, entry.seq, entry.event))
        for entry in walk.folded.beside
        if isinstance(entry.event, RemarkMade)
    )


def remarks_on(walk: Walk, key: Key) -> tuple[Remark, ...]:
    """The remarks on one place."""
    return tuple(one for one in remarks(walk) if one.key == key)


def unplaced(walk: Walk) -> tuple[Remark, ...]:
    """The remarks on the whole, and those on places that are not answered on the path: nobody would meet them there."""
    return tuple(one for one in remarks(walk) if one.key not in walk.answers)


def _since(walk: Walk, seq: int, made: RemarkMade) -> bool:
    if not made.step:
        return walk.folded.touched > seq
    answer = walk.folded.answers.get((made.step, made.items))
    return answer is not None and answer.seq > seq
