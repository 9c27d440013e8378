"""How a decision came about: the moments of a session, one after another, each with what it changed.

A moment is one thing that happened, with what was brought in because of it. Nothing is timed: between two moments only a coarse
word says how long the thinking rested. A walk is laid when somebody comes to it, and not before. No screen, no file, no clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from ethics_cli.core.appraisal import Matrix, matrix
from ethics_cli.core.dates import moment_of
from ethics_cli.core.event import AnswerAmended, AnswerGiven, Entry, Event, LineRedacted
from ethics_cli.core.framework import Flag, Framework, Step
from ethics_cli.core.replay_scene import ANSWERS, Scene, key_of, scenes_of
from ethics_cli.core.routing import lay
from ethics_cli.core.walk import Answer, Item, Key, Position, Walk, items_of

PAUSES = {
    "later": "later the same day",
    "next-day": "the next day",
    "days": "after some days",
    "weeks": "after weeks",
    "months": "after months",
    "backwards": "the clock says that this was before what stands above it",
}
"""How long the thinking rested before a moment, in the only words there are for it. Under an hour there is none."""


class Moment(NamedTuple):
    """One thing that happened.

    `walk` is where the session stood after it, `before` where it stood until then (None for the first moment). `place` is the
    place it is about, where there is one; `was` the answer that stood there. `entered` is the framework that is come to with it.
    `matrix` is there when options or leanings changed with it. `taken_out` says by whom and why the words of this line are gone.
    """

    seq: int
    kind: str
    entry: Entry
    walk: Walk
    before: Walk | None = None
    place: Position | None = None
    was: Answer | None = None
    entered: Framework | None = None
    joined: tuple[str, ...] = ()
    opened: tuple[Position, ...] = ()
    closed: tuple[Position, ...] = ()
    rose: tuple[Flag, ...] = ()
    fell: tuple[Flag, ...] = ()
    matrix: Matrix | None = None
    pause: str = ""
    taken_out: LineRedacted | None = None

    @property
    def event(self) -> Event:
        return self.entry.event

    @property
    def answer(self) -> Answer | None:
        """The answer that was given at this moment."""
        event = self.event
        return self.walk.folded.answers.get(key_of(event)) if isinstance(event, (AnswerGiven, AnswerAmended)) else None

    @property
    def on_path(self) -> bool:
        """Whether what was answered counted when it was answered."""
        event = self.event
        return not isinstance(event, (AnswerGiven, AnswerAmended)) or key_of(event) in self.walk.answers


class Changes(NamedTuple):
    """Places that opened and closed, flags that rose and fell."""

    opened: tuple[Position, ...] = ()
    closed: tuple[Position, ...] = ()
    rose: tuple[Flag, ...] = ()
    fell: tuple[Flag, ...] = ()


class Replay:
    """The moments of a session, in order. Each is made when somebody comes to it, and kept.

    `scenes` are there at once: which moment is a change, or about the decision, can be told without laying a walk.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self.scenes = tuple(scenes_of(self.entries))
        self._taken_out = {entry.event.line: entry.event for entry in entries if isinstance(entry.event, LineRedacted)}
        self._walks: dict[int, Walk] = {}
        self._moments: dict[int, Moment] = {}

    def __len__(self) -> int:
        return len(self.scenes)

    def __iter__(self) -> Iterator[Moment]:
        return (self[at] for at in range(len(self)))

    def __getitem__(self, at: int) -> Moment:
        if not 0 <= at < len(self.scenes):
            raise IndexError(at)
        if at not in self._moments:
            self._moments[at] = self._moment(at)
        return self._moments[at]

    def at_event(self, seq: int) -> int | None:
        """The number of the moment that holds this event; None when there is no such event."""
        return next((at for at, scene in enumerate(self.scenes) if scene.entry.seq <= seq <= scene.last), None)

    def longer(self, entries: Sequence[Entry]) -> Replay:
        """The moments of a session that has grown; what was made of the earlier ones is kept."""
        grown = Replay(entries)
        if grown.scenes[: len(self.scenes)] == self.scenes:
            grown._walks |= self._walks
        return grown

    def walk(self, at: int) -> Walk:
        """Where the session stood after a moment."""
        if at not in self._walks:
            self._walks[at] = lay(self.scenes[at].folded)
        return self._walks[at]

    def is_ready(self, at: int) -> bool:
        """Whether a moment has been made already."""
        return at in self._moments

    def is_change(self, at: int) -> bool:
        """Whether an answer was changed here."""
        return self.scenes[at].kind == "changed"

    def is_decision(self, at: int) -> bool:
        """Whether the choice was made or changed here, or the decision closed."""
        scene = self.scenes[at]
        return scene.kind == "closed" or (
            scene.kind in ANSWERS and scene.step is not None and scene.step.role == "decision"
        )

    def is_flag(self, at: int) -> bool:
        """Whether a flag rose or fell here, or one that held the walk was handled."""
        if self.scenes[at].kind == "handled":
            return True
        before = {flag.ref for flag in self.walk(at - 1).flags} if at else set()
        return {flag.ref for flag in self.walk(at).flags} != before

    def _moment(self, at: int) -> Moment:
        scene = self.scenes[at]
        walk, before = self.walk(at), self.walk(at - 1) if at else None
        key = key_of(scene.entry.event)
        return Moment(
            seq=scene.entry.seq,
            kind=scene.kind,
            entry=scene.entry,
            walk=walk,
            before=before,
            place=_place(walk, before, key) if key[0] else None,
            was=_was(scene, before),
            entered=self._entered(at, walk),
            joined=scene.joined,
            **changes(before, walk)._asdict(),
            matrix=_new_matrix(before, walk),
            pause=pause(self._moment_before(at), moment_of(scene.entry.at.removesuffix("Z"))),
            taken_out=self._taken_out.get(scene.entry.seq),
        )

    def _entered(self, at: int, walk: Walk) -> Framework | None:
        """The framework of an answer, when the answer before it was given in another."""
        here = self.scenes[at]
        if here.kind not in ANSWERS or here.step is None:
            return None
        earlier = (self.scenes[back].step for back in range(at - 1, -1, -1) if self.scenes[back].kind in ANSWERS)
        last = next(earlier, None)
        if last is not None and last.framework == here.step.framework:
            return None
        return walk.folded.frameworks.get(here.step.framework)

    def _moment_before(self, at: int) -> datetime | None:
        """What the clock said before this, at the last line that says it."""
        known = (moment_of(self.scenes[back].entry.at.removesuffix("Z")) for back in range(at - 1, -1, -1))
        return next((one for one in known if one is not None), None)


def pause(before: datetime | None, now: datetime | None) -> str:
    """How long the thinking rested, as one of PAUSES; empty when it hardly did, or when it cannot be told."""
    if before is None or now is None:
        return ""
    rested = now - before
    if rested.total_seconds() < 0:
        return "backwards"
    if rested.total_seconds() < 3600:
        return ""
    days = (now.date() - before.date()).days
    if days < 2:
        return "next-day" if days else "later"
    return "days" if days < 14 else "weeks" if days < 61 else "months"


def changes(before: Walk | None, after: Walk) -> Changes:
    """What is otherwise in a walk than it was in another."""
    here = {position.key: position for position in before.path} if before else {}
    there = {position.key: position for position in after.path}
    flags = {flag.ref: flag for flag in before.flags} if before else {}
    now = {flag.ref: flag for flag in after.flags}
    return Changes(
        opened=tuple(place for key, place in there.items() if key not in here and place.step.asks),
        closed=tuple(place for key, place in here.items() if key not in there and place.step.asks),
        rose=tuple(flag for ref, flag in now.items() if ref not in flags),
        fell=tuple(flag for ref, flag in flags.items() if ref not in now),
    )


def _place(walk: Walk, before: Walk | None, key: Key) -> Position | None:
    """The place a key stands for: on the path after or before, or made of what is known of its step and items."""
    found = walk.position(key) or (before.position(key) if before else None)
    step = walk.step(key[0])
    if found is not None or step is None:
        return found
    return Position(step, tuple(_item(walk, step, at, ident) for at, ident in enumerate(key[1])))


def _item(walk: Walk, step: Step, at: int, ident: str) -> Item:
    """An item by its id, also one that is no longer on its list."""
    roster = step.each[at] if at < len(step.each) else ""
    answer = walk.folded.answers.get((roster, ()))
    known = (
        (one for given in (answer.given, *answer.earlier) for one in items_of(roster, given.value)) if answer else ()
    )
    return next((one for one in known if one.id == ident), Item(roster, ident, ident))


def _was(scene: Scene, before: Walk | None) -> Answer | None:
    """The answer that stood until then."""
    if before is None or scene.kind not in ANSWERS:
        return None
    return before.folded.answers.get(key_of(scene.entry.event))


def _new_matrix(before: Walk | None, walk: Walk) -> Matrix | None:
    """The options under the lenses, when something about them changed."""
    now = matrix(walk)
    return now if now != (matrix(before) if before else Matrix((), (), {})) else None
