"""The closed language of `when`: structured data in, a claim that can be tested out.

There is one table of operators and no other way to compute. A condition sees the walk only through a View, which shows
the answers on the path so far. Nothing here may evaluate text, call into content, or know what any answer means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple, Protocol

from ethics_cli.problems import named

JOINS = ("all", "any", "not")
QUANTIFIERS = ("any", "all", "none")


class Malformed(Exception):
    """A condition that is not in the language; `path` leads to the offending part of the data."""

    def __init__(self, message: str, path: tuple[str | int, ...] = (), hint: str = "") -> None:
        super().__init__(message)
        self.path = path
        self.hint = hint


class View(Protocol):
    """What a condition may see. A value is text, a number, a list, a map or None (no answer)."""

    def value(self, ref: str) -> Any: ...
    def values(self, ref: str) -> list[Any]: ...
    def pending(self, ref: str) -> bool: ...
    def non_answer(self, ref: str) -> str: ...
    def order(self, ref: str, value: Any) -> int | None: ...


class Test(NamedTuple):
    """One comparison: of what `ref` answers, or of a field of it, with `value`."""

    ref: str
    op: str
    value: Any
    field: str = ""

    def holds(self, view: View) -> bool:
        if self.op == "skipped":
            non = view.non_answer(self.ref)
            return bool(non) if self.value == "yes" else not non if self.value == "no" else non == self.value
        found = view.value(self.ref)
        if self.field:
            found = found.get(self.field) if isinstance(found, Mapping) else None
        if self.op == "is" and type(found) is str and type(self.value) is str:
            return found == self.value
        if self.op == "answered":
            return bool((found is not None) == (self.value == "yes"))
        return found is not None and OPERATORS[self.op](found, self.value, lambda one: view.order(self.ref, one))


class Quantified(NamedTuple):
    """A claim about any, all or none of the items of a roster, or of the answers of a step that is asked once per item."""

    ref: str
    quantifier: str
    part: Condition

    def holds(self, view: View) -> bool:
        items = view.values(self.ref)
        if not items and view.value(self.ref) is None:
            return False
        if self.quantifier != "any" and view.pending(self.ref):
            return False  # nothing is said of all items while one has not been asked about
        return _QUANTIFIED[self.quantifier](self.part.holds(OneItem(found, view.order)) for found in items)


class OneItem(NamedTuple):
    """A View of one item: whatever is asked, the item answers. `ordered` tells the place of a value among ordered ones."""

    found: Any
    ordered: Callable[[str, Any], int | None]

    def value(self, ref: str) -> Any:
        return self.found

    def values(self, ref: str) -> list[Any]:
        return [self.found]

    def pending(self, ref: str) -> bool:
        return False

    def non_answer(self, ref: str) -> str:
        return ""

    def order(self, ref: str, value: Any) -> int | None:
        return self.ordered(ref, value)


class Count(NamedTuple):
    """A comparison of how many items a roster or a list of choices holds."""

    ref: str
    op: str
    value: int

    def holds(self, view: View) -> bool:
        found = view.value(self.ref)
        if found is None and view.non_answer(self.ref) == "nothing":
            found = []  # a list passed over with nothing to add has nobody on it
        if found is None:
            return False
        size = len(found) if isinstance(found, (list, tuple)) else 1
        return OPERATORS[self.op](size, self.value, lambda _: None)


class All(NamedTuple):
    parts: tuple[Condition, ...]

    def holds(self, view: View) -> bool:
        return all(part.holds(view) for part in self.parts)


class AnyOf(NamedTuple):
    parts: tuple[Condition, ...]

    def holds(self, view: View) -> bool:
        return any(part.holds(view) for part in self.parts)


class Not(NamedTuple):
    part: Condition

    def holds(self, view: View) -> bool:
        return not self.part.holds(view)


Condition = Test | Count | Quantified | All | AnyOf | Not
Order = Callable[[Any], "int | None"]


def _number(value: Any, order: Order) -> int | None:
    """A value as something that can be compared: a number, the middle of a range, or a place in an ordered step."""
    if isinstance(value, Mapping):
        value = value.get("at")
    if isinstance(value, int):
        return value
    placed = order(value)
    if placed is not None:
        return placed
    return int(value) if isinstance(value, str) and len(value) < 18 and value.removeprefix("-").isdecimal() else None


def _compared(claim: Callable[[int, int], bool]) -> Callable[[Any, Any, Order], bool]:
    def compare(found: Any, wanted: Any, order: Order) -> bool:
        left, right = _number(found, order), _number(wanted, order)
        return left is not None and right is not None and claim(left, right)

    return compare


def _members(found: Any) -> list[Any]:
    return list(found) if isinstance(found, (list, tuple)) else [found]


OPERATORS: dict[str, Callable[[Any, Any, Order], bool]] = {
    "is": lambda found, wanted, _: str(found) == str(wanted),
    "is-not": lambda found, wanted, _: str(found) != str(wanted),
    "in": lambda found, wanted, _: str(found) in wanted,
    "not-in": lambda found, wanted, _: str(found) not in wanted,
    "includes": lambda found, wanted, _: wanted in _members(found),
    "includes-any": lambda found, wanted, _: any(one in _members(found) for one in wanted),
    "includes-all": lambda found, wanted, _: all(one in _members(found) for one in wanted),
    "at-least": _compared(lambda left, right: left >= right),
    "at-most": _compared(lambda left, right: left <= right),
    "less-than": _compared(lambda left, right: left < right),
    "more-than": _compared(lambda left, right: left > right),
    "before": lambda found, wanted, _: str(found) < str(wanted),
    "after": lambda found, wanted, _: str(found) > str(wanted),
}
LISTED = ("in", "not-in", "includes-any", "includes-all")
PRESENCE = ("answered", "skipped")
NAMES = (*OPERATORS, *PRESENCE, "count")
_QUANTIFIED: dict[str, Callable[[Iterator[bool]], bool]] = {
    "any": any,
    "all": all,
    "none": lambda found: not any(found),
}


def read_condition(data: Any, framework: str, path: tuple[str | int, ...] = ()) -> Condition:
    """The condition that structured data states. References without a framework belong to `framework`. Raises Malformed."""
    if not isinstance(data, Mapping) or not data:
        raise Malformed("a condition is a map such as {step: value}", path)
    parts = tuple(
        part for key, value in data.items() for part in _read_entry(str(key), value, framework, (*path, str(key)))
    )
    return parts[0] if len(parts) == 1 else All(parts)


def _read_entry(key: str, value: Any, framework: str, path: tuple[str | int, ...]) -> Iterator[Condition]:
    if key in JOINS:
        yield _joined(key, value, path, lambda one, here: read_condition(one, framework, here))
    else:
        ref = key if "." in key else f"{framework}.{key}"
        yield from _read_test(ref, value, path)


def _joined(
    key: str, value: Any, path: tuple[str | int, ...], read: Callable[[Any, tuple[str | int, ...]], Condition]
) -> Condition:
    if key == "not":
        return Not(read(value, path))
    if not isinstance(value, list) or not value:
        raise Malformed(f"`{key}` takes a list of conditions", path)
    parts = tuple(read(one, (*path, at)) for at, one in enumerate(value))
    return All(parts) if key == "all" else AnyOf(parts)


def _read_test(ref: str, value: Any, path: tuple[str | int, ...]) -> Iterator[Condition]:
    """What is asked of one step's answer: a value, operators, a count, or a claim about its items."""
    if isinstance(value, list):
        raise Malformed("a list needs an operator, such as {in: [a, b]}", path)
    if not isinstance(value, Mapping):
        yield Test(ref, "is", value)
        return
    if not value:
        raise Malformed("a test cannot be empty", path)
    for key, inner in value.items():
        here = (*path, key)
        if key == "count":
            yield from _read_count(ref, inner, here)
        elif key in QUANTIFIERS:
            yield Quantified(ref, key, _read_item(ref, inner, here))
        elif key in OPERATORS or key in PRESENCE:
            yield Test(ref, key, _checked_value(key, inner, here))
        else:
            raise Malformed(f"{named(key)} is not an operator", here, _near(key))


def _read_item(ref: str, value: Any, path: tuple[str | int, ...]) -> Condition:
    """What is asked of one item: its value, one of its fields, or several such claims joined."""
    if not isinstance(value, Mapping) or not value:
        raise Malformed("a claim about items is a map such as {any: {vulnerable: yes}}", path)
    parts: list[Condition] = []
    for key, inner in value.items():
        here = (*path, key)
        if key in JOINS and isinstance(inner, (list, Mapping)):
            parts.append(_joined(key, inner, here, lambda one, at: _read_item(ref, one, at)))
        elif key in OPERATORS:
            parts.append(Test(ref, key, _checked_value(key, inner, here)))
        else:
            parts.extend(_read_field(ref, key, inner, here))
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _read_field(ref: str, name: str, value: Any, path: tuple[str | int, ...]) -> Iterator[Condition]:
    tests = value.items() if isinstance(value, Mapping) else [("is", value)]
    for op, wanted in tests:
        if op not in OPERATORS and op != "answered":
            raise Malformed(f"{named(op)} is not an operator", path, _near(op))
        yield Test(ref, op, _checked_value(op, wanted, path), name)


def _read_count(ref: str, value: Any, path: tuple[str | int, ...]) -> Iterator[Condition]:
    tests = value.items() if isinstance(value, Mapping) else [("is", value)]
    for op, number in tests:
        if op not in OPERATORS or not str(number).isdecimal():
            raise Malformed("`count` takes an operator and a whole number, such as {count: {at-least: 2}}", path)
        yield Count(ref, op, int(number))


def _checked_value(op: str, value: Any, path: tuple[str | int, ...]) -> Any:
    if (op in LISTED) != isinstance(value, list):
        raise Malformed(f"`{op}` takes {'a list' if op in LISTED else 'one value'}", path)
    return value


def _near(name: str) -> str:
    found = get_close_matches(name, (*NAMES, *QUANTIFIERS), 1)
    return f"did you mean `{found[0]}`?" if found else "the operators are: " + " ".join(NAMES)


def tests_in(condition: Condition) -> Iterator[Test | Count]:
    """Every comparison in a condition, in reading order."""
    if isinstance(condition, (Test, Count)):
        yield condition
    elif isinstance(condition, (Not, Quantified)):
        yield from tests_in(condition.part)
    else:
        for part in condition.parts:
            yield from tests_in(part)
