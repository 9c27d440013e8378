"""A condition in plain words: steps by their titles, choices by their labels. It only reads; it never says whether anything holds.

`not` is said as *unless*, which is exact: a test of a step without an answer is false, so its denial is true. Words for
one comparison are in comparison_words.py; here they are joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ethics_cli.core.comparison_words import Names, compared, counted, denied, for_items
from ethics_cli.core.condition import All, AnyOf, Condition, Count, Not, Quantified, Test

__all__ = ["Names", "condition_words", "only_if"]

_QUOTED = re.compile("“[^”]*”")
_OWN_ROW = re.compile(r" (?:and|or) ")


def only_if(condition: Condition, names: Names) -> str:
    """When something is asked, in words that follow “asked”: `only if “Able to decide” is not sure or yes`, or `unless …`."""
    said = condition_words(condition, names)
    return f"only {said}" if said.startswith("if ") else said


def condition_words(condition: Condition, names: Names) -> str:
    """A condition as a clause: `if “Able to decide” is not sure or yes`, `unless “Whose choice” is mine`."""
    if isinstance(condition, AnyOf) and any(_is_compound(part) for part in condition.parts):
        ways = (
            (f"if {_claim(part, names)}" if isinstance(part, Not) else condition_words(part, names))
            for part in condition.parts
        )
        return "; or ".join(ways)
    if isinstance(condition, AnyOf) and condition.parts:
        return f"if {_joined(condition.parts, 'or', names)}"
    for_it, against_it = _sides(condition)
    said = [f"if {_joined(for_it, 'and', names)}"] if for_it else []
    if against_it:
        said.append(f"unless {_joined(against_it, 'or', names)}")
    return ", ".join(said) or "always"


def _sides(condition: Condition) -> tuple[list[Condition], list[Condition]]:
    """What must hold, and what must not: the parts that are joined by *and*, those with a *not* apart."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    against = [inner for part in parts if isinstance(part, Not) for inner in _alternatives(part.part)]
    return [part for part in parts if not isinstance(part, Not)], against


def _alternatives(condition: Condition) -> Sequence[Condition]:
    return condition.parts if isinstance(condition, AnyOf) else (condition,)


def _joined(parts: Sequence[Condition], word: str, names: Names) -> str:
    """Claims in a row; a comma before the last keeps apart what has an *and* or an *or* of its own."""
    said = [_claim(part, names) for part in parts]
    if len(said) == 1:
        return said[0]
    comma = "," if len(said) > 2 or any(_OWN_ROW.search(_QUOTED.sub("", one)) for one in said) else ""
    return f"{', '.join(said[:-1])}{comma} {word} {said[-1]}"


def _claim(condition: Condition, names: Names) -> str:
    """One claim inside a clause; a row of claims is bracketed by *both* or *either*."""
    if isinstance(condition, Test):
        return compared(condition, names)
    if isinstance(condition, Count):
        return counted(condition, names)
    if isinstance(condition, Quantified):
        return for_items(condition, _claim(condition.part, names), names)
    if isinstance(condition, Not):
        return denied(condition.part, names) or f"it is not so that {_claim(condition.part, names)}"
    word, bracket = ("and", "both") if isinstance(condition, All) else ("or", "either")
    row = _joined(condition.parts, word, names)
    return f"{bracket} {row}" if len(condition.parts) > 1 else row


def _is_compound(condition: Condition) -> bool:
    return isinstance(condition, (All, AnyOf)) and len(condition.parts) > 1
