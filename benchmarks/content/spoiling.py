"""A document of content and the ways in which it can be spoiled: what a mutant is, where an operator can work, what others read.

A document is what YAML holds before any schema: maps, lists and text. A mutant is not made before it is wanted: it says where it
is, what is done, and does it to a copy.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, Test, tests_in
from ethics_cli.core.framework import Step
from ethics_cli.core.lint_content import Content
from ethics_cli.core.slot import slots_in

Path = tuple[Any, ...]
Doc = dict[str, Any]
Act = Callable[[Any], None]
NOWHERE = "nowhere-at-all"
"""An id that nothing has."""


class Mutant(NamedTuple):
    """A document to be spoiled: by which operator, at which place, what is done, and what does it to the part at `root`."""

    operator: str
    path: Path
    said: str
    act: Act
    root: Path

    def of(self, doc: Doc) -> Doc:
        """The spoiled document; the one that is given stays as it is."""
        spoiled = copy.deepcopy(doc)
        self.act(part(spoiled, self.root))
        return spoiled


def part(doc: Any, path: Path) -> Any:
    """The part of a document that a path leads to."""
    for key in path:
        doc = doc[key]
    return doc


@dataclass
class Around:
    """What the library around a document reads of its steps: which values are compared with, by steps of which depth."""

    content: Content
    values: dict[str, set[str]] = field(default_factory=dict)
    readers: dict[str, list[Step | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Content) -> Around:
        found = cls(content)
        for framework in content.frameworks.values():
            for step in framework.steps:
                found._step(step, framework.plain["steps"][framework.steps.index(step)])
            for flag in framework.flags:
                found._condition(flag.when, None)
                found._slots(framework.id, [flag.say], None)
        for route in content.routes.values():
            for stop in route.stops:
                found._condition(stop.when, None)
        for record in content.of_kind("record"):
            for one in record.plain["parts"]:
                found._read(one.get("steps", ()), None)
        return found

    def _step(self, step: Step, plain: Mapping[str, Any]) -> None:
        self._condition(step.when, step)
        self._read((*step.each, *([step.from_] if step.from_ else [])), step)
        self._slots(step.framework, [plain.get(key, "") for key in ("ask", "hint", "start")], step)

    def _condition(self, when: Condition | None, reader: Step | None) -> None:
        for test in tests_in(when) if when else ():
            self._read([test.ref], reader)
            if isinstance(test, Test) and test.op not in ("answered", "skipped") and not test.field:
                wanted = test.value if isinstance(test.value, list) else [test.value]
                self.values.setdefault(test.ref, set()).update(map(str, wanted))

    def _slots(self, ident: str, texts: Iterable[str], reader: Step | None) -> None:
        names = (name for text in texts for name in slots_in(text))
        self._read((name if "." in name else f"{ident}.{name}" for name in names), reader)

    def _read(self, refs: Iterable[str], reader: Step | None) -> None:
        for ref in refs:
            self.readers.setdefault(ref, []).append(reader)


class Spoiling:
    """One document with what is around it, and the places in it where operators work."""

    def __init__(self, kind: str, doc: Doc, around: Around) -> None:
        self.kind, self.doc, self.around = kind, doc, around
        self.ident = str(doc.get(kind, ""))
        self.steps: list[Doc] = doc.get("steps", []) if kind == "framework" else []
        self.flags: list[Doc] = doc.get("flags", [])
        self.entries: list[Doc] = doc.get("entries", [])
        self.walk: list[Any] = doc.get("walk", [])

    def ref(self, step: Doc) -> str:
        return f"{self.ident}.{step['id']}"

    def read(self, step: Doc) -> list[Step | None]:
        """Who reads a step: other steps, or None for flags, routes and record layouts."""
        readers = self.around.readers.get(self.ref(step), [])
        return [one for one in readers if one is None or one.ref != self.ref(step)]

    def choices(self, step: Doc) -> list[str]:
        """The ids of what can be chosen at a step; of a yes-no that has no choices of its own, those it has always."""
        if step.get("type") == "yes-no":
            return ["yes", "no"]
        return list(step.get("choices") or step.get("points") or {})

    def whens(self) -> Iterator[tuple[Path, Any]]:
        """Every condition, with its path."""
        for key in ("steps", "flags", "walk"):
            for at, one in enumerate(self.doc.get(key, [])):
                if not isinstance(one, dict):
                    continue
                if "when" in one:
                    yield (key, at, "when"), one["when"]
                for name, choice in (one.get("choices") or {}).items():
                    for index, fit in enumerate(choice.get("fits", ()) if isinstance(choice, dict) else ()):
                        yield (key, at, "choices", name, "fits", index, "when"), fit["when"]

    def comparisons(self) -> Iterator[tuple[Path, str, Any]]:
        """Every reference in a condition with what is asked of it: path to the map it is a key of, the reference, the value."""
        for path, when in self.whens():
            yield from _comparisons(when, path)

    def step_at(self, path: Path) -> Step | None:
        """The step whose condition a path leads into."""
        if self.kind != "framework" or path[0] != "steps":
            return None
        return self.around.content.frameworks[self.ident].steps[path[1]]

    def meant(self, path: Path, ref: str) -> Step | None:
        """What a reference in a condition means, as a step."""
        whole = ref if "." in ref else f"{self.ident}.{ref}"
        return self.around.content.meant(whole, self.step_at(path))


def _comparisons(when: Any, path: Path) -> Iterator[tuple[Path, str, Any]]:
    for key, value in when.items() if isinstance(when, dict) else ():
        if key in ("all", "any") and isinstance(value, list):
            for at, one in enumerate(value):
                yield from _comparisons(one, (*path, key, at))
        elif key == "not":
            yield from _comparisons(value, (*path, key))
        else:
            yield path, key, value


def set_to(key: Any, value: Any) -> Act:
    """Put a value under a key."""

    def act(node: Any) -> None:
        node[key] = copy.deepcopy(value)

    return act


def without(key: Any) -> Act:
    """Take a key, or an item of a list, out."""

    def act(node: Any) -> None:
        del node[key]

    return act


def renamed(key: Any, other: Any) -> Act:
    """Another name for a key of a map, which stays where it is."""

    def act(node: Any) -> None:
        whole = [(other if one == key else one, value) for one, value in node.items()]
        node.clear()
        node.update(whole)

    return act


def swapped(one: Any, other: Any) -> Act:
    """Two parts change places."""

    def act(node: Any) -> None:
        node[one], node[other] = node[other], node[one]

    return act
