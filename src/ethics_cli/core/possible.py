"""The answers that a step could have, as few of them as tell apart the comparisons that are made of it.

Exact for choices, numbers within their bounds, days and sizes of lists: a value stands for all that no comparison can
tell from it. Text and rosters' items are free: any value that is compared with is possible, and one that is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

from ethics_cli.core.condition import Count, Test
from ethics_cli.core.framework import NON_ANSWERS, Step

ITEM_LIMIT = 60
MENTIONED_LIMIT = 8
_NUMBERS = ("number", "percent")


@dataclass(frozen=True, slots=True)
class Said:
    """One way in which a step may be answered: a value, or a non-answer."""

    value: Any = None
    non: str = ""


NOTHING = Said()


def possible_answers(step: Step, claims: Sequence[Test | Count]) -> list[Said]:
    """Every kind of answer a step may get, as far as these claims can tell them apart. `NOTHING` (no answer) is not among them."""
    nons = sorted(
        {str(claim.value) for claim in claims if isinstance(claim, Test) and claim.op == "skipped"} & set(NON_ANSWERS)
    )
    skipped = [Said(non=non) for non in (*nons, "unknown")] if _asks_skipped(claims) else []
    return [*(Said(value) for value in _values(step, claims)), *skipped]


def item_answers(step: Step, tests: Sequence[Test | Count]) -> Iterator[Any]:
    """Every kind of item of a roster (the fields that are compared), of one answer of a repeated step, of one of several choices."""
    step = step._replace(type="one-of") if step.type in ("any-of", "rank") and not step.each else step
    names = sorted({test.field for test in tests if isinstance(test, Test)})
    fields = {one.id: Step(one.id, "item", "", one.type, choices=one.choices) for one in step.fields}
    parts = [fields.get(name, Step(name, "item", "", "text")) if name else step for name in names]
    claims = [[test for test in tests if isinstance(test, Test) and test.field == name] for name in names]
    answers = [
        [solid(part, own, one) for one in possible_answers(part, own)] for part, own in zip(parts, claims, strict=True)
    ]
    if step.type != "roster":
        yield from (one.value for one in (answers[0] if answers else ()))
        return
    for chosen in product(*((*one, NOTHING) for one in answers)):
        yield {name: said.value for name, said in zip(names, chosen, strict=True) if said.value is not None}


def solid(step: Step, claims: Sequence[Test | Count], said: Said) -> Said:
    """A kind of answer as an answer that can be given: its "…" as choices that nothing is compared with, days as days."""
    value = said.value
    if isinstance(value, list) and "…" in value:
        named = {*_named(claims), *value}
        others = [choice.id for choice in step.choices if choice.id not in named and not choice.alone]
        others += ["…"] * (len(value) - len(others))
        return Said([others.pop(0) if one == "…" else one for one in value])
    if step.type in ("date", "moment") and isinstance(value, str):
        return Said(_day(value))
    return said


def _day(value: str) -> str:
    """A day that stands for those before all others, or for those after another."""
    if value.endswith("~"):
        return (date.fromisoformat(value[:10]) + timedelta(days=1)).isoformat()
    return "1900-01-01" if value == "0000" else value


def _asks_skipped(claims: Sequence[Test | Count]) -> bool:
    return any(isinstance(claim, Test) and claim.op == "skipped" for claim in claims)


def _values(step: Step, claims: Sequence[Test | Count]) -> Iterator[Any]:
    if step.type in ("any-of", "rank"):
        return _lists(step, claims)
    if step.type in _NUMBERS:
        return _numbers(step, claims)
    if step.type in ("date", "moment"):
        return _days(claims)
    if step.type == "roster":
        return ([{}] * size for size in _sizes(step, claims))
    return iter(_words(step, claims))


def _words(step: Step, claims: Sequence[Test | Count]) -> list[str]:
    """One choice or a text: what is compared with, and one value that is not."""
    choices = [choice.id for choice in step.choices]
    named = _named(claims)
    if not choices or step.from_:
        return [*named, "…"]
    if any(claim.op.startswith(("at-", "less-", "more-")) for claim in claims):
        return choices
    others = [choice for choice in choices if choice not in named]
    return [choice for choice in choices if choice in named] + others[:1]


def _lists(step: Step, claims: Sequence[Test | Count]) -> Iterator[list[str]]:
    """Several choices: every set of those that are compared with, filled up to every size that matters."""
    choices = [choice.id for choice in step.choices]
    if step.type == "rank" and choices:
        yield choices
        return
    named = [one for one in _named(claims) if one in choices or not choices or step.from_][:MENTIONED_LIMIT]
    others = 3 if step.from_ or not choices else len(choices) - len(named)
    least, most = (1 if step.min is None else step.min), step.max or len(named) + others
    alone = {choice.id for choice in step.choices if choice.alone}
    counted = any(isinstance(claim, Count) for claim in claims)
    for size in range(len(named) + 1):
        for chosen in combinations(named, size):
            paddings = [pad for pad in range(others + 1) if least <= size + pad <= most]
            if size and alone & set(chosen):
                paddings = [0] if size == 1 and least <= 1 else []
            yield from ([*chosen, *["…"] * pad] for pad in (paddings if counted else paddings[:1]))


def _numbers(step: Step, claims: Sequence[Test | Count]) -> Iterator[Any]:
    """The bounds, and each number that is compared with and its neighbours."""
    lowest, highest = (0, 100) if step.type == "percent" else (step.min, step.max)
    asked = [int(one) for one in _named(claims) if one.lstrip("-").isdecimal()]
    near = {at for one in asked for at in (one - 1, one, one + 1)} | ({lowest} if lowest is not None else {0})
    fitting = [at for at in sorted(near) if (lowest is None or at >= lowest) and (highest is None or at <= highest)]
    return iter([{"at": at} for at in fitting] if step.type == "percent" else fitting)


def _days(claims: Sequence[Test | Count]) -> Iterator[str]:
    """A day before all that are compared with, each of them, and a day after each."""
    named = sorted(_named(claims))
    return iter(["0000", *named, *(f"{day}~" for day in named)])


def _sizes(step: Step, claims: Sequence[Test | Count]) -> list[int]:
    least = step.min if step.min is not None else 0 if step.optional else 1
    asked = [claim.value for claim in claims if isinstance(claim, Count)]
    near = {at for one in asked for at in (one - 1, one, one + 1)} | {least, max(least, 1)}
    return [size for size in sorted(near) if least <= size <= (step.max or ITEM_LIMIT)]


def _named(claims: Sequence[Test | Count]) -> list[str]:
    """The values that claims compare with, each once."""
    found: dict[str, None] = {}
    for claim in claims:
        if isinstance(claim, Test) and claim.op not in ("answered", "skipped"):
            found.update(
                dict.fromkeys(str(one) for one in (claim.value if isinstance(claim.value, list) else [claim.value]))
            )
    return list(found)
