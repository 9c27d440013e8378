"""What a walk has in common with others, as coded facts: ids of choices, flags, lenses and rules; never anybody's words, never who.

Likeness (likeness.py) and counts (counting.py) both read these, so that they mean the same by a kind or a disclosure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ethics_cli.core.appraisal import matrix, pulls
from ethics_cli.core.forecasts import Forecast, forecast_of
from ethics_cli.core.walk import Walk

NECESSITY = "disclosure.rung"
PROPORTION = "disclosure.within"
BASIS = "disclosure.basis"


class Traits(NamedTuple):
    """One session, coded. What is a tuple may hold several; what is text is empty when nobody said.

    `pulling` are pairs of lenses that lean apart on an option; `cost` is what a chosen option was held against: the lenses that
    lean against it, and whether one of them strongly.
    """

    kind: str = ""
    route: str = ""
    status: str = ""
    protocols: tuple[str, ...] = ()
    exits: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()
    pulling: tuple[tuple[str, str], ...] = ()
    decided: bool = False
    cost: str = ""
    discloses: bool = False
    rung: str = ""
    basis: str = ""
    within: str = ""
    looked_back: bool = False
    done: str = ""
    harm: str = ""
    repaired: str = ""
    purpose: str = ""
    forecast: Forecast | None = None


def traits_of(walk: Walk) -> Traits:
    """The coded facts of a walk. Only ids that the session's own content offers are taken: a value is never words."""
    facts = walk.facts
    kind = walk.by_role("kind")
    return Traits(
        kind=_choice(walk, kind.step.ref) if kind else "",
        route=walk.route.id if walk.route_known else "",
        status=walk.status,
        protocols=tuple(facts.get("protocols") or ()),
        exits=tuple(_exits(walk)),
        flags=tuple(flag.ref for flag in walk.flags),
        rules=tuple(_rules(walk)),
        topics=tuple(_choices_of_role(walk, "topics")),
        lenses=tuple(one.id for one in walk.frameworks if one.kind == "lens"),
        pulling=tuple(_pulling(walk)),
        decided=walk.folded.closed is not None,
        cost=_cost(walk),
        discloses=walk.answer("disclosure.recipient") is not None,
        rung=_choice(walk, NECESSITY),
        basis=_choice(walk, BASIS),
        within=_choice(walk, PROPORTION),
        looked_back=walk.answer("after.done") is not None,
        done=_choice(walk, "after.done"),
        harm=_choice(walk, "after.harm"),
        repaired=_choice(walk, "after.repaired"),
        purpose=_choice(walk, "after.purpose"),
        forecast=forecast_of(walk),
    )


def pattern_of(traits: Traits) -> frozenset[str]:
    """The signs by which a case is held against others: what kind it is, which protocols, flags and rules it came to."""
    named = {
        "kind": [traits.kind] if traits.kind else [],
        "protocol": traits.protocols,
        "exit": traits.exits,
        "flag": traits.flags,
        "rule": traits.rules,
        "topic": traits.topics,
        "rung": [traits.rung] if traits.rung else [],
    }
    return frozenset(f"{name}:{one}" for name, found in named.items() for one in found)


def _choice(walk: Walk, ref: str) -> str:
    """The choice made at a step, if it is one that the step offers."""
    answer, step = walk.answer(ref), walk.step(ref)
    value = str(answer.value) if answer is not None and answer.value else ""
    return value if step is not None and step.choice(value) is not None else ""


def _choices_of_role(walk: Walk, role: str) -> Iterator[str]:
    position = walk.by_role(role)
    answer: Any = walk.answers.get(position.key) if position else None
    listed = answer.value if answer is not None and isinstance(answer.value, list) else []
    return (str(one) for one in listed if position is not None and position.step.choice(str(one)) is not None)


def _exits(walk: Walk) -> Iterator[str]:
    for position in walk.path:
        if position.step.role == "exit" and (chosen := _choice(walk, position.step.ref)):
            yield f"{position.step.framework} {chosen}"


def _rules(walk: Walk) -> Iterator[str]:
    """The rules on the list that the norms carried in the session know. A rule in somebody's own words is not among them."""
    position = walk.by_role("norms")
    known = {norm.title: norm.ref for file in walk.folded.norms.values() for norm in file.norms}
    labels = (item.label for item in (walk.items(position.step.ref) if position else ()))
    return (known[label] for label in labels if label in known)


def _pulling(walk: Walk) -> list[tuple[str, str]]:
    """The pairs of lenses of which one leans for an option and the other against it, each pair once."""
    pairs = {
        (min(toward.id, against.id), max(toward.id, against.id))
        for pull in pulls(matrix(walk))
        for toward in pull.toward
        for against in pull.against
    }
    return sorted(pairs)


def _cost(walk: Walk) -> str:
    """What the chosen option goes against: `strongly` or `some` where lenses that lean for it are opposed, `none`, or empty."""
    position = walk.by_role("decision")
    answer = walk.answers.get(position.key) if position else None
    table = matrix(walk)
    chosen = next((option for option in table.options if answer is not None and option.id == answer.value), None)
    if chosen is None or not table.lenses:
        return ""
    leanings = [cell.leaning for _, cell in table.column(chosen)]
    if not any(one in ("for", "strongly-for") for one in leanings):
        return "no lens for it"
    if "strongly-against" in leanings:
        return "strongly"
    return "some" if "against" in leanings else "none"
