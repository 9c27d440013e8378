"""Every comparison in a condition as it is written, with its place; and every part of a condition that is not in the language.

Reads the same data as condition.py, but forgives: what cannot be read is passed over, so that the rest can be checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ethics_cli.core.condition import JOINS, OPERATORS, QUANTIFIERS, Malformed, read_condition
from ethics_cli.core.framework import full_ref
from ethics_cli.core.lint_content import Path


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of one reference. `op` is an operator, `count` or a quantifier; `field` is of an item; `of_item` inside a quantifier."""

    ref: str
    op: str
    value: Any
    path: Path
    field: str = ""
    of_item: bool = False


def claims_in(data: Any, framework: str, path: Path) -> Iterator[Claim]:
    """The comparisons in a condition, in reading order."""
    for key, value in data.items() if isinstance(data, Mapping) else ():
        here = (*path, key)
        if key in JOINS:
            for part, at in _parts(value, here):
                yield from claims_in(part, framework, at)
        else:
            yield from _claims_of(full_ref(key, framework), value, here)


def malformed_in(data: Any, framework: str, path: Path) -> Iterator[tuple[Path, Malformed]]:
    """The parts of a condition that are not in the language, each with its path; every part is looked at by itself."""
    if not isinstance(data, Mapping) or not data:
        yield from _refused(data, framework, path)
        return
    for key, value in data.items():
        here = (*path, key)
        parts = list(_parts(value, here)) if key in JOINS else []
        if not parts or (key == "not") != isinstance(value, Mapping):
            yield from _refused({key: value}, framework, path)
        for part, at in parts:
            yield from malformed_in(part, framework, at)


def _refused(data: Any, framework: str, path: Path) -> Iterator[tuple[Path, Malformed]]:
    try:
        read_condition(data, framework, path)
    except Malformed as fault:
        yield fault.path or path, fault


def _parts(value: Any, path: Path) -> Iterator[tuple[Any, Path]]:
    if isinstance(value, list):
        yield from ((part, (*path, at)) for at, part in enumerate(value))
    elif isinstance(value, Mapping):
        yield value, path


def _claims_of(ref: str, value: Any, path: Path) -> Iterator[Claim]:
    if not isinstance(value, Mapping):
        yield Claim(ref, "is", value, path)
        return
    for op, inner in value.items():
        yield Claim(ref, op, inner, (*path, op))
        if op in QUANTIFIERS:
            yield from _claims_of_item(ref, inner, (*path, op))


def _claims_of_item(ref: str, data: Any, path: Path) -> Iterator[Claim]:
    for key, inner in data.items() if isinstance(data, Mapping) else ():
        here = (*path, key)
        if key in JOINS and isinstance(inner, (list, Mapping)):
            for part, at in _parts(inner, here):
                yield from _claims_of_item(ref, part, at)
        elif key in OPERATORS:
            yield Claim(ref, key, inner, here, of_item=True)
        else:
            tests = inner.items() if isinstance(inner, Mapping) else [("is", inner)]
            yield from (Claim(ref, op, wanted, here, field=key, of_item=True) for op, wanted in tests)
