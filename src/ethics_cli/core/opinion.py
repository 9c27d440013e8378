"""Two people's judgements of one case set beside each other: place by place, as values. How that reads is for render/.

An opinion comes from somebody else, perhaps in a file from far away: what is of no use here (a leaning that is none, a step
that is no judgement) is passed over, never trusted. Nobody is right in here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ethics_cli.core.agreement import Agreement, agreement
from ethics_cli.core.appraisal import ORDER, Cell, appraising_step
from ethics_cli.core.event import Answered, AnswerGiven, Entry, OpinionGiven
from ethics_cli.core.event_plain import from_plain
from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.judging import is_judgement
from ethics_cli.core.walk import Answer, Item, Key, Walk

LOWEST = min(ORDER.values())


class Leanings(NamedTuple):
    """How one option stands under one lens for each of the two. `changed`: the practitioner's was given after the opinion."""

    lens: Framework
    option: Item
    ours: Cell
    theirs: Cell
    changed: bool = False

    @property
    def rated(self) -> bool:
        """Whether both lean, or stand neither way: then there is something to compare."""
        return bool(self.ours.leaning and self.theirs.leaning)

    @property
    def steps(self) -> int:
        """How many steps of the scale lie between the two."""
        return abs(ORDER[self.ours.leaning] - ORDER[self.theirs.leaning]) if self.rated else 0

    @property
    def opposite(self) -> bool:
        return self.rated and self.ours.side * self.theirs.side < 0


class Answers(NamedTuple):
    """What each of the two answered to a judgement that is no leaning: the choice, what a protocol comes to, how sure."""

    step: Step
    items: tuple[Item, ...]
    ours: Answer | None
    theirs: Answer
    changed: bool = False

    @property
    def part(self) -> bool:
        """Whether both answered what is chosen from a list, and chose differently."""
        if self.ours is None or not (self.step.choices or self.step.from_):
            return False
        return _said(self.ours) != _said(self.theirs)


class SideBySide(NamedTuple):
    """One opinion beside the practitioner's answers. `gone` counts its judgements of what the session no longer has."""

    at: str
    opinion: OpinionGiven
    leanings: tuple[Leanings, ...]
    answers: tuple[Answers, ...]
    gone: int

    @property
    def agreement(self) -> Agreement:
        pairs = [
            (ORDER[one.ours.leaning] - LOWEST, ORDER[one.theirs.leaning] - LOWEST) for one in self.leanings if one.rated
        ]
        return agreement(pairs, len(ORDER))

    @property
    def parting(self) -> tuple[Leanings, ...]:
        """The leanings on which the two part, the furthest apart first."""
        return tuple(sorted((one for one in self.leanings if one.steps), key=lambda one: -one.steps))

    @property
    def parts(self) -> bool:
        """Whether the two part anywhere."""
        return bool(self.parting) or any(one.part for one in self.answers)

    def of_role(self, role: str) -> Answers | None:
        return next((one for one in self.answers if one.step.role == role), None)


def opinions(walk: Walk) -> tuple[Entry, ...]:
    """The second opinions in a session, in the order they were given."""
    return tuple(entry for entry in walk.folded.beside if isinstance(entry.event, OpinionGiven))


def side_by_side(walk: Walk, entry: Entry) -> SideBySide:
    """An opinion beside what the practitioner answers now."""
    opinion = entry.event
    assert isinstance(opinion, OpinionGiven)
    theirs = {(one.step, one.items): one for one in answers_of(opinion)}
    leanings = tuple(_leanings(walk, theirs, opinion.seen))
    answers = tuple(_answers(walk, theirs, opinion.seen))
    used: set[Key] = {(step.ref, (one.option.id,)) for one in leanings if (step := appraising_step(one.lens))}
    used |= {(one.step.ref, tuple(item.id for item in one.items)) for one in answers}
    return SideBySide(entry.at, opinion, leanings, answers, len(set(theirs) - used))


def answers_of(opinion: OpinionGiven) -> Iterator[AnswerGiven]:
    """The answers that an opinion states."""
    for plain in opinion.answers:
        answer = from_plain({"kind": "answer.given", **plain})
        if isinstance(answer, AnswerGiven):
            yield answer


def _leanings(walk: Walk, theirs: Mapping[Key, AnswerGiven], seen: int) -> Iterator[Leanings]:
    place = walk.by_role("options")
    options = walk.items(place.step.ref) if place else ()
    for lens in dict.fromkeys((*(one.id for one in walk.frameworks), *walk.folded.frameworks)):
        framework = walk.folded.frameworks[lens]
        step = appraising_step(framework)
        keys = [(step.ref, (option.id,)) for option in options] if step else []
        if not any(key in theirs for key in keys):
            continue
        for option, key in zip(options, keys, strict=True):
            ours = walk.answers.get(key)
            cells = _cell(ours.given if ours else None), _cell(theirs.get(key))
            yield Leanings(framework, option, *cells, _later(ours, seen))


def _cell(given: Answered | None) -> Cell:
    if given is None:
        return Cell()
    leaning = given.value if isinstance(given.value, str) and given.value in ORDER else ""
    return Cell(leaning, given.because, given.non)


def _answers(walk: Walk, theirs: Mapping[Key, AnswerGiven], seen: int) -> Iterator[Answers]:
    for (ref, ids), given in theirs.items():
        step = walk.step(ref)
        if step is None or step.type == "appraisal" or not is_judgement(step) or len(ids) != len(step.each):
            continue
        items = [
            item
            for roster, ident in zip(step.each, ids, strict=True)
            for item in walk.items(roster)
            if item.id == ident
        ]
        if len(items) == len(ids):
            ours = walk.answers.get((ref, ids))
            yield Answers(step, tuple(items), ours, Answer(given, seen, ""), _later(ours, seen))


def _later(ours: Answer | None, seen: int) -> bool:
    """Whether the practitioner's answer is younger than what the other one could see."""
    return ours is not None and ours.seq >= seen


def _said(answer: Answer) -> tuple[object, ...]:
    return answer.value, answer.non, answer.given.other
