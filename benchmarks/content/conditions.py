"""Operators on conditions: what they refer to, what they compare with, which way round, and whether they can hold at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spoiling import NOWHERE, Act, Mutant, Path, Spoiling, renamed, set_to, without

CONTRARY = {
    "in": "not-in",
    "not-in": "in",
    "is": "is-not",
    "is-not": "is",
    "any": "none",
    "none": "any",
    "before": "after",
    "after": "before",
}
OTHER_WAY = {"at-least": "at-most", "at-most": "at-least", "less-than": "more-than", "more-than": "less-than"}
UNFIT = {"is": "includes", "in": "includes-any", "includes": "is", "includes-any": "in", "includes-all": "in"}
UNFIT |= {
    "at-least": "includes",
    "at-most": "before",
    "less-than": "after",
    "more-than": "includes",
    "not-in": "includes-all",
}


def dangling_when(own: Spoiling) -> Iterator[Mutant]:
    """A condition that reads a step which there is not."""
    for path, ref, _ in own.comparisons():
        yield Mutant("dangling-when", (*path, ref), f"{ref} read as {ref}-x", renamed(ref, f"{ref}-x"), path)


def impossible_value(own: Spoiling) -> Iterator[Mutant]:
    """A comparison with a value that the step cannot have."""
    for path, ref, value in own.comparisons():
        meant = own.meant(path, ref)
        if meant is None or meant.from_ or not meant.choices:
            continue
        if isinstance(value, str):
            yield Mutant("impossible-value", (*path, ref), f"{ref} is to be {NOWHERE}", set_to(ref, NOWHERE), path)
        for op in value if isinstance(value, dict) else ():
            at: Path = (*path, ref)
            if op in ("in", "not-in", "includes-any", "includes-all"):
                said = f"{ref} {op} {NOWHERE} instead of {value[op][0]}"
                yield Mutant("impossible-value", at, said, set_to(0, NOWHERE), (*at, op))
            elif op in ("is", "is-not", "includes", "at-least", "at-most"):
                yield Mutant("impossible-value", at, f"{ref} {op} {NOWHERE}", set_to(op, NOWHERE), at)


def unfit_operator(own: Spoiling) -> Iterator[Mutant]:
    """An operator that cannot compare an answer of this type."""
    for path, ref, value in own.comparisons():
        if isinstance(value, str):
            yield Mutant(
                "unfit-operator", (*path, ref), f"{ref} includes {value}", set_to(ref, {"includes": value}), path
            )
        for op in value if isinstance(value, dict) else ():
            if op in UNFIT:
                at = (*path, ref)
                yield Mutant("unfit-operator", at, f"{ref} {op} made {UNFIT[op]}", renamed(op, UNFIT[op]), at)


def never_holds(own: Spoiling) -> Iterator[Mutant]:
    """A condition that can never hold: this and its contrary, or two values at once."""
    for path, when in own.whens():
        if path[0] != "flags":
            yield from _never("never-holds", own, path, when)


def flag_never(own: Spoiling) -> Iterator[Mutant]:
    """A flag that cannot rise."""
    for path, when in own.whens():
        if path[0] == "flags":
            yield from _never("flag-never", own, path, when)


def _never(operator: str, own: Spoiling, path: Path, when: Any) -> Iterator[Mutant]:
    both = {"all": [when, {"not": when}]}
    yield Mutant(operator, path, "this and its contrary", set_to(path[-1], both), path[:-1])
    for ref, value in when.items():
        meant = own.meant(path, ref) if isinstance(value, (str, dict)) and ref not in ("all", "any", "not") else None
        if meant is None or meant.type not in ("one-of", "yes-no") or meant.each or meant.from_:
            continue
        wanted = [value] if isinstance(value, str) else value.get("in", [])
        left = [choice.id for choice in meant.choices if choice.id not in wanted]
        if wanted and left:
            both = {"all": [when, {ref: left[0]}]}
            yield Mutant(operator, path, f"this, and {ref} {left[0]}", set_to(path[-1], both), path[:-1])


def turned_contrary(own: Spoiling) -> Iterator[Mutant]:
    """In and not in, is and is not, any and none; what is included is not, what is answered is not."""
    for path, ref, value in own.comparisons():
        at: Path = (*path, ref)
        if isinstance(value, str):
            yield Mutant("turned-contrary", at, f"{ref} is not {value}", set_to(ref, {"is-not": value}), path)
        for op in value if isinstance(value, dict) else ():
            if op in CONTRARY:
                yield Mutant("turned-contrary", at, f"{ref} {op} made {CONTRARY[op]}", renamed(op, CONTRARY[op]), at)
            elif op.startswith("includes"):
                yield Mutant("turned-contrary", at, f"not: {ref} {op}", _negated(ref), path)
            elif op in ("answered", "skipped") and value[op] in ("yes", "no"):
                other = "no" if value[op] == "yes" else "yes"
                yield Mutant("turned-contrary", at, f"{ref} {op} {other}", set_to(op, other), at)
            elif op == "all":
                yield Mutant("turned-contrary", at, f"{ref} all made none", renamed(op, "none"), at)
        yield from _within(path, ref, value, CONTRARY, "turned-contrary")


def turned_join(own: Spoiling) -> Iterator[Mutant]:
    """All made any, and any made all; a not taken away."""
    for path, when in own.whens():
        for key, other in (("all", "any"), ("any", "all")):
            if len(when.get(key, ())) > 1:
                yield Mutant("turned-join", path, f"{key} made {other}", renamed(key, other), path)
        if list(when) == ["not"]:
            yield Mutant("turned-join", path, "not taken away", set_to(path[-1], when["not"]), path[:-1])


def when_dropped(own: Spoiling) -> Iterator[Mutant]:
    """A step that is asked always, though it was asked under a condition."""
    for path, _ in own.whens():
        if len(path) == 3 and path[0] == "steps":
            said = f"{own.steps[path[1]]['id']} asked always"
            yield Mutant("when-dropped", path, said, without("when"), path[:-1])


def turned_order(own: Spoiling) -> Iterator[Mutant]:
    """At least and at most."""
    for path, ref, value in own.comparisons():
        at: Path = (*path, ref)
        for op in value if isinstance(value, dict) else ():
            if op in OTHER_WAY:
                yield Mutant("turned-order", at, f"{ref} {op} made {OTHER_WAY[op]}", renamed(op, OTHER_WAY[op]), at)
            elif op == "count" and isinstance(value[op], dict):
                for inner in [one for one in value[op] if one in OTHER_WAY]:
                    said = f"{ref} count {inner} made {OTHER_WAY[inner]}"
                    yield Mutant("turned-order", at, said, renamed(inner, OTHER_WAY[inner]), (*at, op))
        yield from _within(path, ref, value, OTHER_WAY, "turned-order")


def _within(path: Path, ref: str, value: Any, turned: dict[str, str], operator: str) -> Iterator[Mutant]:
    """The same inside what is said of any, all or none of the items."""
    for quantifier in ("any", "all", "none"):
        inner = value.get(quantifier) if isinstance(value, dict) else None
        for at, node in _nodes(inner, (*path, ref, quantifier)):
            for op in [one for one in node if one in turned and not isinstance(node[one], dict)]:
                said = f"{ref} {quantifier}: {op} made {turned[op]}"
                yield Mutant(operator, at, said, renamed(op, turned[op]), at)


def _nodes(inner: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    if isinstance(inner, dict):
        yield path, inner
        for key, value in inner.items():
            yield from _nodes(value, (*path, key))
    elif isinstance(inner, list):
        for at, value in enumerate(inner):
            yield from _nodes(value, (*path, at))


def _negated(ref: str) -> Act:
    def act(node: dict[str, Any]) -> None:
        value = node.pop(ref)
        node["not"] = {ref: value}

    return act


def reads_later(own: Spoiling) -> Iterator[Mutant]:
    """A condition that also reads a step which is asked later."""
    for at, step in enumerate(own.steps):
        for other in own.steps[at + 1 :]:
            choices = own.choices(other)
            if not choices or "each" in other or other["type"] not in ("one-of", "yes-no"):
                continue
            extra = {other["id"]: choices[0]}
            when = {"all": [step["when"], extra]} if "when" in step else extra
            path = ("steps", at)
            yield Mutant(
                "reads-later", (*path, "when"), f"{step['id']} reads {other['id']}", set_to("when", when), path
            )
            break


def choice_named_removed(own: Spoiling) -> Iterator[Mutant]:
    """A choice taken away that a condition names."""
    for at, step in enumerate(own.steps):
        for key in ("choices", "points"):
            given = step.get(key) or {}
            named = own.around.values.get(own.ref(step), set()) if step["type"] != "yes-no" else set()
            for name in [one for one in given if one in named]:
                path = ("steps", at, key)
                yield Mutant(
                    "choice-named-removed", (*path, name), f"{name} of {step['id']} taken out", without(name), path
                )
