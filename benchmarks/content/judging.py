"""What finds a mutant: the form of the file, a check of sense over the whole library, or a sample walk; or that it is none at all.

A mutant is equivalent, and not counted, by one of these rules only:

- data: once read, the content is the same as before;
- answers: a condition that was changed holds for the same answers as before, in every situation, tried by core/reach.py;
- order: two steps changed places that no walk asks both;
- label: two choices changed labels, and no check or walk noticed: only somebody who reads the record can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml
from spoiling import Around, Doc, Mutant, Spoiling
from walks import Walks

from ethics_cli.core.condition import All, AnyOf, Condition, Not, tests_in
from ethics_cli.core.framework import Step
from ethics_cli.core.lint import Piece, lint
from ethics_cli.core.lint_conditions import lint_condition
from ethics_cli.core.lint_content import ALWAYS, Content, content_of, owners
from ethics_cli.core.lint_order import Situation, Walked
from ethics_cli.core.lint_reference import lint_reference
from ethics_cli.core.lint_slots import lint_slots
from ethics_cli.core.lint_sources import lint_rows, lint_sources
from ethics_cli.core.lint_steps import lint_steps
from ethics_cli.core.lint_uses import lint_walk
from ethics_cli.core.lint_wording import lint_wording
from ethics_cli.core.reach import can_hold, guard_of, stop_guard
from ethics_cli.files.checking import Read, read_file
from ethics_cli.files.content_file import read_content
from ethics_cli.files.library import content_files
from ethics_cli.problems import EthicsError

CONDITIONED = ("turned-contrary", "turned-order", "turned-join", "when-dropped", "gate-dropped")
"""Operators that change a condition and nothing else."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes a part that stands twice twice: anchors are not read."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class Verdict(NamedTuple):
    """A mutant with its place, and what became of it: `form`, `check`, `walk`, `same`, or `` when nothing found it."""

    kind: str
    ident: str
    operator: str
    place: str
    said: str
    by: str
    what: str = ""


class Shipped:
    """The content of a folder, read once; a file of it can be replaced by a mutant."""

    def __init__(self, folder: Path, today: date) -> None:
        self.today, self.folder = today, folder
        self.reads: dict[tuple[str, str], Read] = {}
        for path in content_files(folder):
            read = read_file(path)
            assert read.key is not None, read.problems
            self.reads[read.key] = read
        self.pieces = {key: read.piece for key, read in self.reads.items() if read.piece}
        self.content = content_of(self.pieces.values())
        self.around = Around.of(self.content)
        self._walks: Walks | None = None

    @property
    def walks(self) -> Walks:
        """The sample walks, retold once when the first is wanted."""
        if self._walks is None:
            texts = {key[1]: read.text.encode() for key, read in self.reads.items() if key[0] == "walk"}
            self._walks = Walks(list(self.pieces.values()), texts)
        return self._walks

    def spoiling(self, key: tuple[str, str]) -> Spoiling:
        document = self.reads[key].document
        assert document is not None
        return Spoiling(key[0], document.data, self.around)

    def judged(self, key: tuple[str, str], mutant: Mutant) -> Verdict:
        """What became of one mutant of one file."""
        document = self.reads[key].document
        assert document is not None
        place = document.place(mutant.path)
        path = Path(place.file).relative_to(self.folder)
        by, what = self.found_by(key, mutant.operator, mutant.path, mutant.of(document.data))
        return Verdict(*key, mutant.operator, f"{path}:{place.line}", mutant.said, by, what)

    def found_by(self, key: tuple[str, str], operator: str, path: Sequence[object], doc: Doc) -> tuple[str, str]:
        """What finds a document in the place of the one of this key."""
        try:
            kind, plain, _ = read_content(as_yaml(doc), "mutant.yaml")
        except EthicsError as refused:
            return "form", refused.problems[0].code
        ident = "rows" if kind == "rows" else str(plain[kind])
        if plain == self.pieces[key].plain:
            return "same", "data"
        if (kind, ident) != key and (kind, ident) in self.pieces:
            return "check", "content.duplicate-id"
        pieces = [Piece(kind, ident, plain) if one == key else piece for one, piece in self.pieces.items()]
        other = content_of(pieces)
        code = next(early(other, key, self.today), "") or next(
            (one.problem.code for one in lint(pieces, self.today)), ""
        )
        if code:
            return "check", code
        walk = self.walks.broken(pieces)
        if walk:
            return "walk", walk
        rule = self._same(key, operator, path, other)
        return ("same", rule) if rule else ("", "")

    def _same(self, key: tuple[str, str], operator: str, path: Sequence[object], other: Content) -> str:
        """The rule by which a mutant that nothing finds is none; "" when it is one."""
        if operator == "labels-swapped":
            return "label"
        if operator in CONDITIONED and not _tells_apart(self.content, other, key, path):
            return "answers"
        if operator == "steps-reordered" and _never_both(self.content, key[1], int(str(path[1]))):
            return "order"
        return ""


def early(content: Content, key: tuple[str, str], today: date) -> Iterator[str]:
    """Some of what the whole check finds in one piece, cheapest first: one such fault is enough, and most mutants have one.

    Content that accepts something is not looked at here: only the whole check knows what it accepts.
    """
    kind, ident = key
    piece = content.pieces.get(key)
    if piece is None or piece.plain.get("accepts"):
        return
    if kind in ("model", "norms"):
        yield from (one.problem.code for one in lint_reference(content, today) if (one.kind, one.id) == key)
    if kind != "framework":
        return
    framework, walked = content.frameworks[ident], Walked(content)
    found = (lint_condition(content, walked, one) for one in owners(content) if (one.kind, one.id) == key)
    for faults in (
        *found,
        lint_sources(framework, today),
        lint_steps(content, walked, framework),
        lint_wording(framework),
        (one for one in lint_rows(content) if (one.kind, one.id) == key),
        lint_slots(content, walked, framework),
        (one for walk in content.of_kind("walk") for one in lint_walk(content, walk)),
    ):
        yield from (one.problem.code for one in faults)


def as_yaml(doc: Doc) -> bytes:
    """A document as bytes of YAML."""
    return yaml.dump(doc, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000).encode()


def _tells_apart(content: Content, other: Content, key: tuple[str, str], path: Sequence[object]) -> bool:
    """Whether some answers make one of two conditions at a place hold and not the other."""
    kind, ident = key
    at = int(str(path[1]))
    if kind == "route":
        situation = next(one for one in Walked(content).routes if one.route == ident)
        one, two = content.routes[ident].stops[at].when, other.routes[ident].stops[at].when
        return _differ(content, situation, ALWAYS, one, two, None)
    if "fits" in path or kind != "framework":
        return True
    step = content.frameworks[ident].steps[at] if path[0] == "steps" else None
    situations = Walked(content).situations(ident)
    if step is None:
        one, two = content.frameworks[ident].flags[at].when, other.frameworks[ident].flags[at].when
        return any(_differ(content, each, stop_guard(each, ident), one, two, None) for each in situations)
    two = other.frameworks[ident].steps[at].when
    return any(
        _differ(content, each, guard_of(content, each, step._replace(when=None)), step.when, two, step)
        for each in situations
    )


def _differ(
    content: Content,
    situation: Situation,
    where: Condition,
    one: Condition | None,
    two: Condition | None,
    step: Step | None,
) -> bool:
    one, two = one or ALWAYS, two or ALWAYS
    only = AnyOf((All((one, Not(two))), All((two, Not(one)))))
    return can_hold(content, situation, All((where, only)), step)


def _never_both(content: Content, ident: str, at: int) -> bool:
    """Whether no walk asks a step and the next one."""
    one, two = content.frameworks[ident].steps[at : at + 2]
    if any(test.ref.startswith("item.") for step in (one, two) if step.when for test in tests_in(step.when)):
        return False
    return not any(
        can_hold(content, each, All((guard_of(content, each, one), guard_of(content, each, two))), two)
        for each in Walked(content).situations(ident)
    )
