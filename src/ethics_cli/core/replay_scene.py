"""What is known of the moments of a session before any walk is laid: what happened, in which order, what joined because of it.

The events are read once, in one fold. What a moment changed in the walk is for replaying.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ethics_cli.core.event import (
    AnswerAmended,
    Answered,
    AnswerGiven,
    Blank,
    Entry,
    Event,
    FrameworkJoined,
    ReferenceJoined,
)
from ethics_cli.core.event_plain import kind_of
from ethics_cli.core.framework import Step
from ethics_cli.core.walk import Folded, Key, add

KINDS = {
    "session.opened": "opened",
    "route.taken": "route",
    "note.added": "note",
    "flag.handled": "handled",
    "decision.closed": "closed",
    "line.redacted": "redacted",
    "remark.made": "remark",
    "opinion.asked": "opinion-asked",
    "opinion.given": "opinion",
    "sign-off.given": "sign-off",
    "identifier.kept": "kept",
    "recognition.judged": "recognition",
    "session.shared": "shared",
    "session.unshared": "unshared",
}
"""What happened, by the kind of its event. Answers are told apart further: `answered`, `changed`, `not-answered`; and `blank` is
a line whose words were taken out."""
ANSWERS = ("answered", "changed", "not-answered")
JOINED = (FrameworkJoined, ReferenceJoined)


class Scene(NamedTuple):
    """What is known of a moment before any walk is laid: its entry, what joined with it, and what the events came to."""

    entry: Entry
    kind: str
    joined: tuple[str, ...]
    folded: Folded
    last: int
    step: Step | None


def key_of(event: Event) -> Key:
    """The place an event is about, as a key; an empty one when it is about none."""
    step = getattr(event, "step", "")
    return (step, tuple(getattr(event, "items", ()))) if step else ("", ())


def scenes_of(entries: Sequence[Entry]) -> Iterator[Scene]:
    """The events read once, in order; what joins after an event belongs to it."""
    folded, at = Folded(), 0
    while at < len(entries):
        entry, known, joined = entries[at], folded, []
        folded, at = add(folded, entry), at + 1
        while at < len(entries) and isinstance(entries[at].event, JOINED):
            joined.append(_name_of(entries[at].event))
            folded, at = add(folded, entries[at]), at + 1
        ref = key_of(entry.event)[0]
        framework = folded.frameworks.get(ref.partition(".")[0])
        step = framework.step(ref.partition(".")[2]) if framework else None
        yield Scene(entry, _kind(entry.event, known), tuple(joined), folded, entries[at - 1].seq, step)


def _kind(event: Event, known: Folded) -> str:
    if isinstance(event, Blank):
        return "blank"
    if not isinstance(event, (AnswerGiven, AnswerAmended)):
        return KINDS.get(kind_of(event), "other")
    old = known.answers.get(key_of(event))
    if old is not None and old.settled and _content(old.given) != _content(event):
        return "changed"
    return "not-answered" if event.non and event.non != "nothing" else "answered"


def _content(given: Answered) -> tuple[object, ...]:
    return given.value, given.non, given.because, given.other


def _name_of(event: Event) -> str:
    """The id of what joined."""
    if isinstance(event, FrameworkJoined):
        return str(event.framework["framework"])
    assert isinstance(event, ReferenceJoined)
    return str(event.reference.get("norms") or event.reference.get("organisation"))
