"""Why was this asked, or this flag raised: the condition with the person's answers beside it, and what would have to differ.

Worked out over conditions and flags, never over morality: it says which answers opened something, not which were right. The
smallest sets of answers are found by trying, for one step, then two, then three, every kind of answer the condition can tell
apart. Claims about the items of a list, and named facts, are taken as they are for the facts, and as free for the lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any, NamedTuple

from ethics_cli.core.condition import All, Condition, Count, Not, Quantified, Test
from ethics_cli.core.framework import Step
from ethics_cli.core.possible import NOTHING, Said, possible_answers
from ethics_cli.core.sight import Sight

MOST_TOGETHER = 3
"""Larger sets are not looked for: nobody can hold more than three changes in mind at once."""
Leaf = Test | Count | Quantified
Held = Mapping[str, bool]
Way = tuple[Said | None, Held]


class Turn(NamedTuple):
    """One step whose answer would have to be another, and the answers that would do (empty: any other about its items)."""

    ref: str
    answers: tuple[Said, ...] = ()


class Hinge(NamedTuple):
    """What a condition hangs on: whether it holds, its claims with whether each holds, and the smallest sets that turn it round."""

    holds: bool
    claims: tuple[tuple[Leaf, bool], ...]
    turns: tuple[tuple[Turn, ...], ...]


def hinge_of(condition: Condition, sight: Sight, steps: Mapping[str, Step]) -> Hinge:
    """What a condition hangs on, as it is seen here. `steps` are the steps it may refer to, by their full names."""
    claims = {repr(leaf): leaf for leaf in leaves(condition)}
    held = {name: leaf.holds(sight) for name, leaf in claims.items()}
    told = tuple((leaf, held[name]) for name, leaf in claims.items())
    return Hinge(condition.holds(sight), told, tuple(_turns(condition, claims, held, steps)))


def turned_by(condition: Condition, before: Sight, after: Sight) -> tuple[tuple[Leaf, bool], ...]:
    """The fewest claims that came out otherwise after than before and so turned a condition round, each with how it came out.

    None when the condition holds, or does not, before and after alike.
    """
    claims = {repr(leaf): leaf for leaf in leaves(condition)}
    held = {name: leaf.holds(before) for name, leaf in claims.items()}
    then = {name: leaf.holds(after) for name, leaf in claims.items()}
    other = [name for name in claims if held[name] != then[name]]
    if _holds(condition, held) == _holds(condition, then):
        return ()
    sets = (names for size in range(1, min(len(other), MOST_TOGETHER) + 1) for names in combinations(other, size))
    turning = (
        names
        for names in sets
        if _holds(condition, {**held, **{one: then[one] for one in names}}) != _holds(condition, held)
    )
    return tuple((claims[name], then[name]) for name in next(turning, tuple(other)))


def leaves(condition: Condition) -> Iterator[Leaf]:
    """The single claims of a condition, in reading order; a claim about items is one claim."""
    if isinstance(condition, (Test, Count, Quantified)):
        yield condition
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        for part in condition.parts:
            yield from leaves(part)


def _turns(
    condition: Condition, claims: Mapping[str, Leaf], held: Held, steps: Mapping[str, Step]
) -> Iterator[tuple[Turn, ...]]:
    """The smallest sets of steps whose answers, if they were others, would turn the condition round; none holds another."""
    by_ref: dict[str, dict[str, Leaf]] = {}
    for name, leaf in claims.items():
        if leaf.ref in steps:
            by_ref.setdefault(leaf.ref, {})[name] = leaf
    ways = {ref: list(_ways(steps[ref], own)) for ref, own in by_ref.items()}
    found: list[frozenset[str]] = []
    for size in range(1, MOST_TOGETHER + 1):
        for refs in combinations(by_ref, size):
            if any(smaller <= set(refs) for smaller in found):
                continue
            turning = _turning(condition, held, {ref: ways[ref] for ref in refs})
            if turning:
                found.append(frozenset(refs))
                yield turning


def _turning(condition: Condition, held: Held, ways: Mapping[str, Sequence[Way]]) -> tuple[Turn, ...]:
    """The answers to these steps together that turn the condition round; none when no answers do."""
    now = _holds(condition, held)
    answers: dict[str, list[Said]] = {ref: [] for ref in ways}
    turned = False
    for chosen in product(*ways.values()):
        supposed = {**held, **{name: so for _, own in chosen for name, so in own.items()}}
        if _holds(condition, supposed) == now:
            continue
        turned = True
        for ref, (said, _) in zip(ways, chosen, strict=True):
            if said is not None and said not in answers[ref]:
                answers[ref].append(said)
    return tuple(Turn(ref, tuple(said)) for ref, said in answers.items()) if turned else ()


def _ways(step: Step, own: Mapping[str, Leaf]) -> Iterator[Way]:
    """Every way in which the claims about one step can come out, each with an answer that makes it so."""
    single = [leaf for leaf in own.values() if isinstance(leaf, (Test, Count))]
    if step.each or len(single) < len(own):
        for so in product((True, False), repeat=len(own)):
            yield None, dict(zip(own, so, strict=True))
        return
    for said in (*possible_answers(step, single), NOTHING):
        view = Answered(step, said)
        yield said, {name: leaf.holds(view) for name, leaf in own.items()}


class Answered(NamedTuple):
    """A view in which one step has this answer, or is left with this non-answer."""

    step: Step
    said: Said

    def value(self, ref: str) -> Any:
        return self.said.value

    def values(self, ref: str) -> list[Any]:
        return list(self.said.value) if isinstance(self.said.value, list) else []

    def pending(self, ref: str) -> bool:
        return False

    def non_answer(self, ref: str) -> str:
        return self.said.non

    def order(self, ref: str, value: Any) -> int | None:
        return self.step.rank_of(value) if self.step.choices and isinstance(value, str) else None


def _holds(condition: Condition, held: Held) -> bool:
    if isinstance(condition, (Test, Count, Quantified)):
        return held[repr(condition)]
    if isinstance(condition, Not):
        return not _holds(condition.part, held)
    each = (_holds(part, held) for part in condition.parts)
    return all(each) if isinstance(condition, All) else any(each)
