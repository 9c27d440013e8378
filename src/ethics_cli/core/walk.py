"""Walk and fold: where a session stands, computed from its events and from nothing else.

There is no cursor and no stored state. resume, going back, amending, replay and review are all this one fold over the
same events. A Walk is a value to read; nobody changes it. What comes next, and why, is decided in routing.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Self

from ethics_cli.core.afterwards import concerns_decision
from ethics_cli.core.event import (
    BESIDE,
    TOUCHES,
    AfterBegun,
    AnswerAmended,
    Answered,
    AnswerGiven,
    DecisionClosed,
    Entry,
    FlagHandled,
    FrameworkJoined,
    NoteAdded,
    ReferenceJoined,
    RouteTaken,
    SessionOpened,
    SessionShared,
    SessionUnshared,
)
from ethics_cli.core.framework import Flag, Framework, Step, framework_from
from ethics_cli.core.norm import NormFile, norm_file_from
from ethics_cli.core.reader import Reader, with_event
from ethics_cli.core.route import Route, route_from

Key = tuple[str, tuple[str, ...]]


class Item(NamedTuple):
    """One item of a roster: a short id that stays, a label, and its other fields."""

    roster: str
    id: str
    label: str
    fields: Mapping[str, Any] = {}

    @property
    def letter(self) -> str:
        """The item's name in tables: its id as a letter, the same for good (o1 is A, o2 is B, o27 is AA)."""
        number, letters = int(self.id[1:]) - 1, ""
        while number >= 0:
            number, at = divmod(number, 26)
            letters, number = chr(65 + at) + letters, number - 1
        return letters


class Answer(NamedTuple):
    """The latest answer under one key, and the ones it superseded."""

    given: Answered
    seq: int
    at: str
    earlier: tuple[Answered, ...] = ()

    @property
    def value(self) -> Any:
        return self.given.value

    @property
    def non(self) -> str:
        return self.given.non

    @property
    def because(self) -> str:
        return self.given.because

    @property
    def settled(self) -> bool:
        """Whether nothing is left to ask here now: a list still being written is not settled."""
        return not self.given.open

    @property
    def changed(self) -> bool:
        return any(_content(old) != _content(self.given) for old in self.earlier if not old.open)


class _Keyed(NamedTuple):
    step: Step
    items: tuple[Item, ...]
    key: Key


class Position(_Keyed):
    """A place on the path: a step, and the items it is asked about (none, one, or a pair). Its key is made once."""

    __slots__ = ()

    def __new__(cls, step: Step, items: tuple[Item, ...] = ()) -> Self:
        return tuple.__new__(cls, (step, items, (step.ref, tuple([item.id for item in items]) if items else ())))


@dataclass(frozen=True, slots=True)
class Folded:
    """The events read once, before any path is laid: frameworks carried, answers under their keys, what was handled.

    `beside` is what others said of it: remarks, second opinions, sign-offs; `readers` are those for whom it is closed.
    Nothing on the path depends on either. `touched` is the last event that changed what the session says.
    `after` are the stages begun beside the decision: a look back, a debrief. What they ask is no part of it.
    """

    opened: SessionOpened | None = None
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    joined: tuple[FrameworkJoined, ...] = ()
    references: tuple[ReferenceJoined, ...] = ()
    norms: Mapping[str, NormFile] = field(default_factory=dict)
    organisation: Mapping[str, Any] = field(default_factory=dict)
    routes: Mapping[str, Route] = field(default_factory=dict)
    taken: str = ""
    answers: Mapping[Key, Answer] = field(default_factory=dict)
    notes: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    handled: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    closed: Entry | None = None
    changed_since: bool = False
    after: Mapping[str, AfterBegun] = field(default_factory=dict)
    beside: tuple[Entry, ...] = ()
    readers: tuple[Reader, ...] = ()
    last: Entry | None = None
    touched: int = -1
    count: int = 0


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a session stands.

    `path` is every place on the way as far as the answers show it, in order; `answers` holds only what is on the path;
    `off_path` what was answered on branches since left, kept and never counted. `wanted` are frameworks the path needs
    that the session does not carry yet. `fits` says, place by place, which choices are suggested and why.
    """

    folded: Folded
    route: Route
    route_known: bool
    frameworks: tuple[Framework, ...]
    path: tuple[Position, ...]
    answers: Mapping[Key, Answer]
    off_path: Mapping[Key, Answer]
    flags: tuple[Flag, ...]
    wanted: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    fits: Mapping[Key, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    _roles: dict[str, Position] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.folded.opened.id if self.folded.opened else ""

    @property
    def next(self) -> Position | None:
        """The first place of the decision that has no settled answer."""
        asking = (place for place in self.path if place.step.asks and place.step.framework not in self.folded.after)
        return next((place for place in asking if not self.settled(place)), None)

    @property
    def later(self) -> tuple[Position, ...]:
        """The places left for later: passed, and still open."""
        return tuple(
            position for position in self.path if (answer := self.answers.get(position.key)) and answer.non == "later"
        )

    @property
    def complete(self) -> bool:
        return not self.wanted and self.next is None

    @property
    def stopped(self) -> Flag | None:
        """The first *stop* flag that nobody has handled."""
        return next((flag for flag in self.flags if flag.level == "stop" and flag.ref not in self.folded.handled), None)

    @property
    def status(self) -> str:
        """`open`, `decided`, or `changed` (decided, and changed since)."""
        if self.folded.closed is None:
            return "open"
        return "changed" if self.folded.changed_since else "decided"

    def answer(self, ref: str, items: tuple[str, ...] = ()) -> Answer | None:
        return self.answers.get((ref, items))

    def step(self, ref: str) -> Step | None:
        framework = self.folded.frameworks.get(ref.partition(".")[0])
        return framework.step(ref.partition(".")[2]) if framework else None

    def position(self, key: Key) -> Position | None:
        return next((position for position in self.path if position.key == key), None)

    def by_role(self, role: str) -> Position | None:
        if not self._roles:
            self._roles.update({place.step.role: place for place in reversed(self.path)})
        return self._roles.get(role)

    def items(self, roster: str) -> tuple[Item, ...]:
        """The items of a roster on the path, in the order given."""
        answer = self.answers.get((roster, ()))
        return items_of(roster, answer.value if answer else None)

    def settled(self, position: Position) -> bool:
        """Whether nothing is left to ask at a place."""
        answer = self.answers.get(position.key)
        return answer is not None and answer.settled


def items_of(roster: str, value: Any) -> tuple[Item, ...]:
    """The items that a roster's answer lists."""
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple([Item(roster, one["id"], one["label"], one) for one in value if isinstance(one, (dict, Mapping))])


def read(entries: Iterable[Entry]) -> Folded:
    """Every event read once, in order."""
    folded = Folded()
    for entry in entries:
        folded = add(folded, entry)
    return folded


def add(folded: Folded, entry: Entry) -> Folded:
    """What is known after one more event."""
    event = entry.event
    touching = isinstance(event, TOUCHES) and concerns_decision(event, folded.after)
    touched = entry.seq if touching else folded.touched
    known = replace(folded, last=entry, touched=touched, count=folded.count + 1)
    if isinstance(event, (AnswerGiven, AnswerAmended)):
        return _answered(known, entry, event)
    if isinstance(event, NoteAdded):
        return _noted(known, (event.step, event.items), event.text)
    if isinstance(event, SessionOpened):
        routes = {key: route_from(plain) for key, plain in event.routes.items()}
        return replace(known, opened=event, routes=routes, taken=event.route)
    if isinstance(event, FrameworkJoined):
        framework = framework_from(event.framework)
        return replace(known, frameworks={**known.frameworks, framework.id: framework}, joined=(*known.joined, event))
    if isinstance(event, ReferenceJoined):
        return _referred(known, event)
    if isinstance(event, RouteTaken):
        return replace(known, taken=event.route)
    if isinstance(event, FlagHandled):
        changed = known.changed_since or concerns_decision(event, known.after)
        return replace(known, handled={**known.handled, event.flag: event.how}, changed_since=changed)
    if isinstance(event, DecisionClosed):
        return replace(known, closed=entry, changed_since=False)
    if isinstance(event, AfterBegun):
        return replace(known, after={**known.after, event.stage: event})
    if isinstance(event, BESIDE):
        return replace(known, beside=(*known.beside, entry))
    if isinstance(event, (SessionShared, SessionUnshared)):
        return replace(known, readers=with_event(known.readers, event))
    return known


def _referred(known: Folded, event: ReferenceJoined) -> Folded:
    references = (*known.references, event)
    if "organisation" in event.reference:
        return replace(known, references=references, organisation=event.reference)
    file = norm_file_from(event.reference)
    return replace(known, references=references, norms={**known.norms, file.id: file})


def _answered(known: Folded, entry: Entry, event: Answered) -> Folded:
    key = (event.step, event.items)
    before = known.answers.get(key)
    answer = Answer(event, entry.seq, entry.at, (*before.earlier, before.given) if before else ())
    numbers = {**known.numbers, event.step: max(known.numbers.get(event.step, 0), highest(event.value))}
    noted = _noted(known, key, event.note) if event.note else known
    changed = known.changed_since or concerns_decision(event, known.after)
    return replace(noted, answers={**known.answers, key: answer}, numbers=numbers, changed_since=changed)


def _noted(known: Folded, key: Key, text: str) -> Folded:
    return replace(known, notes={**known.notes, key: (*known.notes.get(key, ()), text)})


def highest(value: Any) -> int:
    """The highest number an item of a roster ever had, so that a number is never given twice."""
    if not isinstance(value, list):
        return 0
    return max((int(one["id"][1:]) for one in value if isinstance(one, Mapping) and "id" in one), default=0)


def _content(given: Answered) -> tuple[Any, ...]:
    return given.value, given.non, given.because, given.other


def reasons(answer: Answer) -> tuple[str, ...]:
    """The reasons given for each change of an answer."""
    given = (*answer.earlier, answer.given)
    return tuple(one.reason for one in given if isinstance(one, AnswerAmended) and one.reason)
