"""The content that is checked, as lint sees it: pieces of plain data in; frameworks and routes with tolerant conditions out.

A condition that is malformed or was found faulty is dropped here and nowhere else, so that one bad condition never hides
another fault. What a reference means (a step, a fact, a field of the item at hand) is also answered here. No check lives here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from ethics_cli.core.condition import All, Condition, Malformed, read_condition
from ethics_cli.core.framework import DEPTHS, EXITS, Choice, Flag, Framework, Plain, Source, Step, step_from
from ethics_cli.core.profession import PROFESSIONS
from ethics_cli.core.route import Route, Stop
from ethics_cli.problems import Problem

Path = tuple[str | int, ...]
Owned = tuple[str, str, Path]
ALWAYS = All(())
FACTS = tuple("depth route options outweighed lenses protocols exits profession places bodies topics".split())
_LONG_NAME = re.compile(r"`[^`]{82,}`|\{[^{}]{82,}\}")
_ROLED = ("places", "bodies", "topics")
"""Facts that are what was answered to the step of that role."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of content as plain data: its kind (framework, route, rows, record, walk) and its id."""

    kind: str
    id: str
    plain: Plain


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of sense, the piece of content it is in, and the path to the part of the document that is meant."""

    kind: str
    id: str
    path: Path
    problem: Problem


@dataclass(frozen=True, slots=True)
class Owner:
    """What has a condition: a step, a flag or a stop of a route. `at` is its index in the framework or the route."""

    kind: str
    id: str
    path: Path
    at: int
    when: Any
    step: Step | None = None

    @property
    def framework(self) -> str:
        return self.id if self.kind == "framework" else ""

    @property
    def owned(self) -> Owned:
        return self.kind, self.id, self.path

    @property
    def asked(self) -> bool:
        """Whether it stands at a place of the path; a flag looks at the whole of it."""
        return self.path[0] != "flags"


@dataclass(frozen=True)
class Content:
    """Everything that is checked together. `broken` names the owners whose condition was dropped."""

    pieces: Mapping[tuple[str, str], Piece]
    frameworks: Mapping[str, Framework]
    routes: Mapping[str, Route]
    broken: frozenset[Owned] = field(default_factory=frozenset)

    def step(self, ref: str) -> Step | None:
        head, _, name = ref.partition(".")
        framework = self.frameworks.get(head)
        return framework.step(name) if framework else None

    def of_kind(self, kind: str) -> list[Piece]:
        return [piece for piece in self.pieces.values() if piece.kind == kind]

    def meant(self, ref: str, step: Step | None) -> Step | None:
        """What a reference means, as a step; facts and fields of the item at hand become steps of the type they behave like."""
        head, _, name = ref.partition(".")
        if head == "fact":
            return self._fact(name)
        return self._of_item(name, step) if head == "item" else self.step(ref)

    def _fact(self, name: str) -> Step | None:
        if name == "options":
            return Step(name, "fact", "", "number", min=0)
        several = self._several(name)
        if several is not None:
            return Step(name, "fact", "", "any-of", min=0, choices=_as_choices(several))
        known = {"depth": DEPTHS, "route": tuple(self.routes), "profession": (*PROFESSIONS, "other")}.get(name)
        return Step(name, "fact", "", "one-of", choices=_as_choices(known)) if known is not None else None

    def _several(self, name: str) -> list[str] | None:
        """What a fact that is a list may hold; None for a fact that is no list."""
        if name in _ROLED:
            steps = (step for framework in self.frameworks.values() for step in framework.steps if step.role == name)
            return [choice.id for step in steps for choice in step.choices]
        kind = {"outweighed": "lens", "lenses": "lens", "protocols": "protocol"}.get(name)
        if kind:
            return [ident for ident, framework in self.frameworks.items() if framework.kind == kind]
        return list(EXITS) if name == "exits" else None

    def _of_item(self, name: str, step: Step | None) -> Step | None:
        rosters = [self.step(ref) for ref in step.each] if step else []
        if name == "label" and rosters:
            return Step(name, "item", "", "text")
        if name == "chosen" and rosters:
            return Step(name, "item", "", "one-of", choices=_as_choices(("yes", "no")))
        fields = (one for roster in rosters if roster for one in roster.fields if one.id == name)
        return next(
            (Step(one.id, "item", one.ask, one.type, choices=one.choices, optional=not one.required) for one in fields),
            None,
        )


def content_of(pieces: Iterable[Piece], broken: frozenset[Owned] = frozenset()) -> Content:
    """The content that these pieces make, without the conditions of the `broken` owners. A later piece replaces an earlier one."""
    held = {(piece.kind, piece.id): piece for piece in pieces}
    frameworks = {piece.id: _framework(piece, broken) for piece in held.values() if piece.kind == "framework"}
    routes = {piece.id: _route(piece, broken) for piece in held.values() if piece.kind == "route"}
    return Content(held, frameworks, routes, broken)


def owners(content: Content) -> Iterator[Owner]:
    """Everything that has a condition, in reading order."""
    for framework in content.frameworks.values():
        for at, step in enumerate(framework.steps):
            if "when" in framework.plain["steps"][at]:
                yield Owner("framework", framework.id, ("steps", at), at, framework.plain["steps"][at]["when"], step)
            yield from _fits(framework, at, step)
        for at, flag in enumerate(framework.plain.get("flags", ())):
            yield Owner("framework", framework.id, ("flags", at), at, flag.get("when", {}))
    for route in content.routes.values():
        for at, stop in enumerate(route.plain["walk"]):
            if not isinstance(stop, str) and "when" in stop:
                yield Owner("route", route.id, ("walk", at), at, stop["when"])


def _fits(framework: Framework, at: int, step: Step) -> Iterator[Owner]:
    """The reasons for which choices are suggested: each has a condition of its own."""
    for name, choice in _written_choices(framework.plain["steps"][at]):
        for index, fit in enumerate(choice.get("fits", ())):
            path: Path = ("steps", at, "choices", name, "fits", index)
            yield Owner("framework", framework.id, path, at, fit["when"], step)


def _written_choices(plain: Plain) -> list[tuple[str, Plain]]:
    """The choices of a step that are written as maps, whether they are carried as a list or as a map."""
    given = plain.get("choices", {})
    pairs = given.items() if isinstance(given, Mapping) else [(one["id"], one) for one in given]
    return [(name, one) for name, one in pairs if isinstance(one, Mapping)]


def fault(piece: tuple[str, str], path: Path, code: str, message: str, hint: str = "", level: str = "error") -> Fault:
    """A fault in a piece of content. A name longer than any name may be is cut: it can be anything that somebody typed."""
    said = _LONG_NAME.sub(lambda found: f"{found.group(0)[:40]}…{found.group(0)[-1]}", message)
    return Fault(piece[0], piece[1], path, Problem(code, said, None, hint, level))


def near(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint at the known name that is nearest to this one."""
    close = get_close_matches(name, list(known), 1)
    return f"did you mean `{close[0]}`?" if close else otherwise


def near_ref(content: Content, ref: str, framework: str = "") -> str:
    """A hint at the step that is nearest to a reference, written as it may be written in `framework`."""
    refs = [step.ref for one in content.frameworks.values() for step in one.steps]
    own = [step.id for step in content.frameworks[framework].steps] if framework in content.frameworks else []
    head, _, name = ref.partition(".")
    if head == framework:
        return near(name, own) or near(name, [one for one in refs if one.endswith(f".{name}")]) or near(ref, refs)
    return near(ref, [one for one in refs if one.startswith(f"{head}.")]) or near(ref, refs)


def listed(names: Sequence[str], limit: int = 12) -> str:
    """Names in a row for a hint; a long row is cut."""
    return " ".join(names[:limit]) + (" …" if len(names) > limit else "")


def _as_choices(names: Iterable[str] | None) -> tuple[Choice, ...]:
    return tuple(Choice(name, name) for name in names or ())


def _condition(when: Any, framework: str, dropped: bool) -> Condition | None:
    if when is None or dropped:
        return None
    try:
        return read_condition(when, framework)
    except Malformed:
        return None


def _framework(piece: Piece, broken: frozenset[Owned]) -> Framework:
    plain, ident = piece.plain, piece.id

    def when(of: Plain, *path: str | int) -> Condition | None:
        return _condition(of.get("when"), ident, ("framework", ident, path) in broken)

    steps = enumerate(plain.get("steps", ()))
    flags = enumerate(plain.get("flags", ()))
    return Framework(
        id=ident,
        **{key: plain.get(key, "") for key in ("kind", "edition", "title", "review_by", "challenge")},
        offers={ref: tuple(labels) for ref, labels in plain.get("offers", {}).items()},
        sources=tuple(Source(key, **value) for key, value in plain.get("sources", {}).items()),
        steps=tuple(_step(step, ident)._replace(when=when(step, "steps", at)) for at, step in steps),
        flags=tuple(
            Flag(flag["id"], ident, when(flag, "flags", at) or ALWAYS, flag["level"], flag["say"]) for at, flag in flags
        ),
        plain=plain,
    )


def _step(plain: Plain, framework: str) -> Step:
    """A step without its conditions, also those of its choices: they are read apart, so that a bad one hides nothing."""
    kept = {key: value for key, value in plain.items() if key != "when"}
    if _written_choices(plain):
        given = plain["choices"].items() if isinstance(plain["choices"], Mapping) else None
        bare = [_bare(one) for one in plain["choices"]] if given is None else {name: _bare(one) for name, one in given}
        kept["choices"] = bare
    return step_from(kept, framework)


def _bare(choice: Any) -> Any:
    return {key: value for key, value in choice.items() if key != "fits"} if isinstance(choice, Mapping) else choice


def _route(piece: Piece, broken: frozenset[Owned]) -> Route:
    plain = piece.plain
    stops = []
    for at, stop in enumerate(plain["walk"]):
        of = {"framework": stop} if isinstance(stop, str) else stop
        when = _condition(of.get("when"), "", ("route", piece.id, ("walk", at)) in broken)
        stops.append(Stop(of.get("lens") or of.get("framework", ""), of.get("joined", ""), "lens" in of, when))
    return Route(piece.id, plain["title"], plain["edition"], DEPTHS.index(plain["depth"]), tuple(stops), plain=plain)
