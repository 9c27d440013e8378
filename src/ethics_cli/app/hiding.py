"""A replay in which each judgement is answered by whoever looks on before they see it: the moments that wait, and one answer.

The question is the one that was asked, at the place where it was asked, with what was known there. Nothing is written into the
session by this file.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.ports import Asker, Clock
from ethics_cli.core.event import AnswerGiven, Event, NoteAdded
from ethics_cli.core.judging import is_judgement
from ethics_cli.core.replay_scene import ANSWERS
from ethics_cli.core.replaying import Moment, Replay
from ethics_cli.core.walk import Answer, Key, Position, Walk


def waits(replay: Replay, at: int, known: Collection[Key]) -> bool:
    """Whether a moment holds a judgement that is still to be answered before it is seen."""
    scene = replay.scenes[at]
    if scene.kind not in ANSWERS or scene.step is None or not is_judgement(scene.step):
        return False
    place = _asked_at(replay[at])
    return place is not None and place.key not in known


def first_waiting(replay: Replay, known: Collection[Key]) -> int | None:
    """The first moment that waits; None when there is none."""
    return next((at for at in range(len(replay)) if waits(replay, at, known)), None)


def guess(moment: Moment, asker: Asker, clock: Clock) -> AnswerGiven | End:
    """What somebody answers at a moment instead of whoever answered it; or how they stopped."""
    place = _asked_at(moment)
    assert place is not None
    assert moment.before is not None
    asked = _One(moment.before, place, clock)
    end = _Guessing(asked, asker).run()
    return asked.given if asked.given is not None else end


def _asked_at(moment: Moment) -> Position | None:
    """The place that was asked about at a moment, as it lay on the path then."""
    if moment.before is None or moment.place is None:
        return None
    return moment.before.position(moment.place.key)


class _One:
    """A walk with one place that is asked about."""

    def __init__(self, walk: Walk, place: Position, clock: Clock) -> None:
        known = {key: answer for key, answer in walk.folded.answers.items() if key != place.key}
        answers = {key: answer for key, answer in walk.answers.items() if key != place.key}
        folded = replace(walk.folded, answers=known)
        self.walk = replace(walk, folded=folded, answers=answers, path=(place,))
        self.clock = clock
        self.given: AnswerGiven | None = None
        self.notes: list[str] = []

    def append(self, *events: Event) -> None:
        for event in events:
            if isinstance(event, NoteAdded):
                self.notes.append(event.text)
            elif isinstance(event, AnswerGiven):
                said = [*self.notes, event.note] if event.note else self.notes
                self.given = event._replace(note="\n".join(said))
                key = (event.step, event.items)
                self.walk = replace(self.walk, answers={**self.walk.answers, key: Answer(self.given, 0, "")})


class _Guessing(Conduct):
    """One question, asked until it is answered."""

    def _hold(self) -> None:
        pass

    def _enter(self, position: Position) -> None:
        pass

    def _go_back(self, position: Position) -> None:
        self.asker.tell("What was shown cannot be unseen: there is no way back here.")

    def _review(self) -> None:
        pass
