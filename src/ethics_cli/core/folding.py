"""The fold of a whole session at once: what `walk.read` comes to, without a new value after every event.

Answers and frameworks are nearly all there is in a session; they are gathered here. Everything else is given to `walk.add`, which
alone says what an event means. Content that was read before is not made again. A test holds both ways to be the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ethics_cli.core.afterwards import concerns_decision
from ethics_cli.core.event import (
    AnswerAmended,
    Answered,
    AnswerGiven,
    Entry,
    FrameworkJoined,
    ReferenceJoined,
    SessionOpened,
)
from ethics_cli.core.framework import Framework, framework_from
from ethics_cli.core.norm import NormFile
from ethics_cli.core.route import Route
from ethics_cli.core.walk import Answer, Folded, Key, add, highest


class Made(NamedTuple):
    """What was made of the content that an event carries: a framework, norms, or routes."""

    framework: Framework | None = None
    norms: NormFile | None = None
    routes: Mapping[str, Route] = {}


NOT_MADE = Made()


def read_at_once(entries: Sequence[Entry], made: Mapping[int, Made] | None = None) -> Folded:
    """Every event read once, in order. `made` is what was made of the content of some events, by their place."""
    gathering = _Gathering(made or {})
    for entry in entries:
        event = entry.event
        if isinstance(event, (AnswerGiven, AnswerAmended)):
            gathering.answered(entry, event)
        elif isinstance(event, FrameworkJoined):
            gathering.joined(entry, event)
        else:
            gathering.other(entry)
    return gathering.folded()


class _Gathering:
    """What has been read so far: a value for all that is rare, and maps of its own for what is not."""

    def __init__(self, made: Mapping[int, Made]) -> None:
        self.made = made
        self.rare = Folded()
        self.answers: dict[Key, Answer] = {}
        self.numbers: dict[str, int] = {}
        self.notes: dict[Key, tuple[str, ...]] = {}
        self.frameworks: dict[str, Framework] = {}
        self.events: list[FrameworkJoined] = []
        self.changed, self.touched = self.rare.changed_since, self.rare.touched
        self.last: Entry | None = None
        self.count = 0

    def answered(self, entry: Entry, event: Answered) -> None:
        key = (event.step, event.items)
        before = self.answers.get(key)
        self.answers[key] = Answer(event, entry.seq, entry.at, (*before.earlier, before.given) if before else ())
        if isinstance(event.value, list):
            self.numbers[event.step] = max(self.numbers.get(event.step, 0), highest(event.value))
        else:
            self.numbers.setdefault(event.step, 0)
        if event.note:
            self.notes[key] = (*self.notes.get(key, ()), event.note)
        if not self.rare.after or concerns_decision(event, self.rare.after):
            self.changed, self.touched = True, entry.seq
        self._passed(entry)

    def joined(self, entry: Entry, event: FrameworkJoined) -> None:
        framework = self.made.get(entry.seq, NOT_MADE).framework or framework_from(event.framework)
        self.frameworks[framework.id] = framework
        self.events.append(event)
        self._passed(entry)

    def other(self, entry: Entry) -> None:
        made = self.made.get(entry.seq, NOT_MADE)
        event = entry.event
        known = self.folded()
        if made.norms is not None and isinstance(event, ReferenceJoined):
            references, norms = (*known.references, event), {**known.norms, made.norms.id: made.norms}
            known = replace(known, references=references, norms=norms, last=entry, count=known.count + 1)
        elif made.routes and isinstance(event, SessionOpened):
            known = replace(
                known, opened=event, routes=made.routes, taken=event.route, last=entry, count=known.count + 1
            )
        else:
            known = add(known, entry)
        self.rare = known
        self.notes, self.changed, self.touched = dict(known.notes), known.changed_since, known.touched
        self.last, self.count = known.last, known.count

    def folded(self) -> Folded:
        """All of it as one value."""
        own: dict[str, Any] = {"answers": dict(self.answers), "numbers": dict(self.numbers), "notes": dict(self.notes)}
        own |= {"frameworks": dict(self.frameworks), "joined": tuple(self.events)}
        own |= {"changed_since": self.changed, "touched": self.touched, "last": self.last, "count": self.count}
        return replace(self.rare, **own)

    def _passed(self, entry: Entry) -> None:
        self.last = entry
        self.count += 1
