"""Two walks beside each other: what was answered, weighed and decided differently, and what only one of them was asked.

Parties, options and other items are taken for the same when their labels are; in two states of one session, when their ids are.
It says where two walks part and never which of them is right: there is no count of faults and no score here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ethics_cli.core.appraisal import Cell, Matrix, matrix
from ethics_cli.core.framework import Flag, Framework, Step
from ethics_cli.core.walk import Answer, Item, Position, Walk


class Match(NamedTuple):
    """The items of one list in two walks: those that are the same, and those that only one has."""

    both: tuple[tuple[Item, Item], ...] = ()
    only_first: tuple[Item, ...] = ()
    only_second: tuple[Item, ...] = ()

    @property
    def renamed(self) -> tuple[tuple[Item, Item], ...]:
        """Those that are the same and are called otherwise."""
        return tuple(pair for pair in self.both if pair[0].label != pair[1].label)


class Difference(NamedTuple):
    """One question that both answered, and not alike.

    `what` says in which ways: the `answer` itself, its `reason`, or whether it was marked `unsure`. `asked` says whether the
    question was put in the same words.
    """

    first: Position
    second: Position
    answers: tuple[Answer, Answer]
    what: tuple[str, ...]
    asked: bool


class Leaning(NamedTuple):
    """How one option stands under one lens in two walks."""

    lens: Framework
    option: tuple[Item, Item]
    cells: tuple[Cell, Cell]


class Comparison(NamedTuple):
    """Two walks beside each other.

    `asked` is how many questions both were asked about the same thing, `answered` how many of them both answered, `alike` how many
    of these alike. `only_*` are questions that only one was asked; `apart` counts those about items that only one has.
    """

    first: Walk
    second: Walk
    lists: Mapping[str, Match]
    asked: int
    answered: int
    alike: int
    different: tuple[Difference, ...]
    only_first: tuple[Position, ...]
    only_second: tuple[Position, ...]
    apart: tuple[int, int]
    flags_first: tuple[Flag, ...]
    flags_second: tuple[Flag, ...]
    flags_both: tuple[Flag, ...]
    leanings: tuple[Leaning, ...]
    lenses_first: tuple[Framework, ...]
    lenses_second: tuple[Framework, ...]

    @property
    def same_session(self) -> bool:
        return self.first.id == self.second.id

    @property
    def options(self) -> Match:
        """The options of both."""
        position = self.first.by_role("options") or self.second.by_role("options")
        return self.lists.get(position.step.ref, Match()) if position else Match()

    @property
    def decided(self) -> tuple[tuple[Position, Answer] | None, tuple[Position, Answer] | None]:
        """The place and the answer that hold each decision."""
        return _decision(self.first), _decision(self.second)


Numbers = Mapping[tuple[str, str], int]
_Side = tuple[Walk, Position, Numbers]


def compare(first: Walk, second: Walk) -> Comparison:
    """Two walks beside each other."""
    by_id = first.id == second.id
    lists = {ref: match(first.items(ref), second.items(ref), by_id=by_id) for ref in _rosters(first, second)}
    here, there = _Names(lists, 0), _Names(lists, 1)
    firsts, seconds = here.places(first), there.places(second)
    shared = [name for name in firsts if name in seconds]
    pairs = [(firsts[name], seconds[name]) for name in shared]
    answered = [(one, other) for one, other in pairs if one.key in first.answers and other.key in second.answers]
    different = tuple(
        found
        for one, other in answered
        if (found := _difference((first, one, here.numbers), (second, other, there.numbers))) is not None
    )
    up, down = {flag.ref: flag for flag in first.flags}, {flag.ref: flag for flag in second.flags}
    tables = matrix(first), matrix(second)
    lenses = tuple({lens.id: lens for lens in table.lenses} for table in tables)
    return Comparison(
        first,
        second,
        lists,
        asked=len(pairs),
        answered=len(answered),
        alike=len(answered) - len(different),
        different=different,
        only_first=tuple(place for name, place in firsts.items() if name not in seconds),
        only_second=tuple(place for name, place in seconds.items() if name not in firsts),
        apart=(here.apart, there.apart),
        flags_first=tuple(flag for ref, flag in up.items() if ref not in down),
        flags_second=tuple(flag for ref, flag in down.items() if ref not in up),
        flags_both=tuple(flag for ref, flag in up.items() if ref in down),
        leanings=tuple(_leanings(tables, lists)),
        lenses_first=tuple(lens for ident, lens in lenses[0].items() if ident not in lenses[1]),
        lenses_second=tuple(lens for ident, lens in lenses[1].items() if ident not in lenses[0]),
    )


def match(first: Sequence[Item], second: Sequence[Item], *, by_id: bool) -> Match:
    """The items of two lists: each is matched once, by its id or by its label; case, spaces and a full stop make no label another."""
    waiting: dict[str, list[Item]] = {}
    for item in second:
        waiting.setdefault(item.id if by_id else plain_label(item.label), []).append(item)
    both, alone = [], []
    for item in first:
        found = waiting.get(item.id if by_id else plain_label(item.label))
        if found:
            both.append((item, found.pop(0)))
        else:
            alone.append(item)
    left = {id(item) for found in waiting.values() for item in found}
    return Match(tuple(both), tuple(alone), tuple(item for item in second if id(item) in left))


def plain_label(label: str) -> str:
    """A label as it is compared."""
    return " ".join(label.casefold().split()).rstrip(" .!?…")


class _Names:
    """Names for places that mean the same in both walks: a step, and the numbers its items have among those that both share."""

    def __init__(self, lists: Mapping[str, Match], side: int) -> None:
        self.numbers = {(ref, pair[side].id): at for ref, found in lists.items() for at, pair in enumerate(found.both)}
        self.apart = 0

    def places(self, walk: Walk) -> dict[tuple[str, tuple[int, ...]], Position]:
        """The questions of a walk by such a name; those about an item that the other walk has not are counted in `apart`."""
        found = {}
        for place in walk.path:
            if not place.step.asks:
                continue
            numbers = [self.numbers.get((item.roster, item.id)) for item in place.items]
            known = tuple(number for number in numbers if number is not None)
            if len(known) == len(numbers):
                found[place.step.ref, known] = place
            else:
                self.apart += 1
        return found


def _rosters(*walks: Walk) -> Iterator[str]:
    """Every list that one of the walks has, once."""
    refs = (place.step.ref for walk in walks for place in walk.path if place.step.type == "roster")
    return iter(dict.fromkeys(refs))


def _difference(one: _Side, other: _Side) -> Difference | None:
    """What differs between two answers to the same question; None when nothing does."""
    answers = one[0].answers[one[1].key], other[0].answers[other[1].key]
    values = [
        _value(place.step, answer, numbers) for (_, place, numbers), answer in zip((one, other), answers, strict=True)
    ]
    ways = {
        "answer": values[0] != values[1],
        "reason": _told(answers[0].because) != _told(answers[1].because),
        "unsure": answers[0].given.unsure != answers[1].given.unsure,
    }
    what = tuple(way for way, differs in ways.items() if differs)
    asked = one[1].step.ask == other[1].step.ask
    return Difference(one[1], other[1], answers, what, asked) if what else None


def _value(step: Step, answer: Answer, numbers: Numbers) -> Any:
    """What an answer says, in a form that is equal where two people would say that they answered alike."""
    value = answer.value
    if answer.non:
        return ("non", answer.non)
    if isinstance(value, str) and not step.choices and not step.from_:
        return _told(value)
    if step.type == "roster" and isinstance(value, list):
        items = (_item(step, one, numbers) for one in value if isinstance(one, Mapping))
        return sorted(items, key=repr)
    if step.from_:
        chosen = value if isinstance(value, list) else [value]
        return [numbers.get((step.from_, str(one)), one) for one in chosen]
    if step.type == "any-of" and isinstance(value, list):
        return sorted(value, key=repr), _told(answer.given.other)
    return value, _told(answer.given.other)


def _item(step: Step, one: Mapping[str, Any], numbers: Numbers) -> tuple[Any, ...]:
    """An item by its number among those that both have, or by its label, with its fields."""
    fields = sorted((key, repr(value)) for key, value in one.items() if key not in ("id", "label") and value)
    label = plain_label(str(one.get("label", "")))
    return numbers.get((step.ref, str(one.get("id"))), -1), label, *fields


def _told(text: str) -> str:
    """Typed text as it is compared: spaces and a full stop at the end make no difference."""
    return " ".join(str(text).split()).rstrip(".")


def _leanings(tables: tuple[Matrix, Matrix], lists: Mapping[str, Match]) -> Iterator[Leaning]:
    """The cells that both tables have."""
    others = {lens.id: lens for lens in tables[1].lenses}
    rosters: Iterable[str] = dict.fromkeys(option.roster for option in tables[0].options)
    pairs = [pair for roster in rosters for pair in lists.get(roster, Match()).both]
    for lens in tables[0].lenses:
        for one, other in pairs:
            if lens.id in others:
                cells = tables[0].cell(lens, one), tables[1].cell(others[lens.id], other)
                yield Leaning(lens, (one, other), cells)


def _decision(walk: Walk) -> tuple[Position, Answer] | None:
    position = walk.by_role("decision")
    answer = walk.answers.get(position.key) if position else None
    return (position, answer) if position and answer else None
