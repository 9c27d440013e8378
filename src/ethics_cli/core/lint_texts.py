"""Every text of a framework that a person reads, with what it does and the path to its key; and how texts are counted.

Read from the plain data, where each text still has its key. No check lives here: those are in lint_wording.py and lint_grade.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ethics_cli.core.framework import Framework, Plain
from ethics_cli.core.lint_content import Path
from ethics_cli.core.slot import fill

BESIDE = ("title", "hint", "why", "reads", "start")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Text(NamedTuple):
    """One text. `does`: ask, tell, label (a choice or an offer), point (of a scale), say, challenge, asks, or one of BESIDE."""

    does: str
    path: Path
    text: str


def texts_of(framework: Framework) -> Iterator[Text]:
    """Every text of a framework that stands in front of a person, in reading order."""
    plain = framework.plain
    yield from _keys(plain, (), ("asks",))
    for at, step in enumerate(plain.get("steps", ())):
        yield from _of_step(step, ("steps", at))
    for at, flag in enumerate(plain.get("flags", ())):
        yield from _keys(flag, ("flags", at), ("say",))
    for ref, labels in plain.get("offers", {}).items():
        yield from (Text("label", ("offers", ref, at), label) for at, label in enumerate(labels))
    yield from _keys(plain, (), ("challenge",))


def words_in(text: str) -> list[str]:
    """The words of a text, each slot counted as one."""
    return WORD.findall(bare(text))


def bare(text: str) -> str:
    """A text with a short word where its slots are: what will stand there is not known."""
    return fill(text, lambda _: "this")


def _of_step(step: Plain, path: Path) -> Iterator[Text]:
    yield Text("tell" if step["type"] == "tell" else "ask", (*path, "ask"), step["ask"])
    yield from _keys(step, path, BESIDE)
    yield from _offered(step, path)
    for at, field in enumerate(step.get("fields", ())):
        within = (*path, "fields", at)
        yield from _keys(field, within, ("ask", *BESIDE))
        yield from _offered(field, within)
    yield from (Text("label", (*path, "offers", at), label) for at, label in enumerate(step.get("offers", ())))


def _offered(part: Plain, path: Path) -> Iterator[Text]:
    """The labels of choices and points, and what stands beside them."""
    for key, does in (("choices", "label"), ("points", "point")):
        for ident, choice in _choices(part.get(key, ())):
            within = (*path, key, ident)
            if isinstance(choice, str):
                yield Text(does, within, choice)
                continue
            yield Text(does, (*within, "label"), choice["label"])
            yield from _keys(choice, within, BESIDE)
            for at, fit in enumerate(choice.get("fits", ())):
                yield Text("hint", (*within, "fits", at, "because"), fit["because"])


def _choices(given: Any) -> Iterator[tuple[str, Any]]:
    """Choices by id, whether they are carried as a map or as a list."""
    if isinstance(given, Mapping):
        yield from given.items()
    else:
        yield from ((choice["id"], choice) for choice in given)


def _keys(part: Plain, path: Path, keys: tuple[str, ...]) -> Iterator[Text]:
    yield from (Text(key, (*path, key), part[key]) for key in keys if part.get(key))
