"""A published decision-making model as the rows of the union table that it asks for; the route that follows it; what a walk covers of it.

A model is a view on the library, not another library: the same steps, fewer of them, in the model's own order. Counting rows says
how much of a model was gone through, never how well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ethics_cli.core.condition import tests_in
from ethics_cli.core.framework import Framework, Plain, Source, Step
from ethics_cli.core.route import STANDARD
from ethics_cli.core.slot import slots_in
from ethics_cli.core.walk import Walk

PASSED_OVER = ("unknown", "later", "withheld", "nothing")
"""Non-answers that leave a row uncovered. What does not apply was looked at, and is covered."""
LOOKED_UP = ("profession", "places", "bodies", "topics")
"""Roles of the steps by which norms are looked up: a list that offers norms hangs on them."""


class ModelStep(NamedTuple):
    """One step of a model, with the rows it asks for; `part`: only in part, or by implication."""

    title: str
    rows: tuple[str, ...]
    part: bool = False


class Model(NamedTuple):
    """A published model, in its own order."""

    id: str
    title: str
    short: str
    edition: str
    about: str
    professions: tuple[str, ...]
    source: Source
    steps: tuple[ModelStep, ...]
    plain: Plain

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows that it asks for outright, in its order, each once."""
        return tuple(dict.fromkeys(row for step in self.steps if not step.part for row in step.rows))


class Coverage(NamedTuple):
    """How much of a model a walk went through: its rows, those covered, those missing; in the model's order."""

    model: Model
    covered: tuple[str, ...]
    missing: tuple[str, ...]


def model_from(plain: Plain) -> Model:
    """A model from the plain data that the library holds."""
    return Model(
        plain["model"],
        plain["title"],
        plain["short"],
        plain["edition"],
        plain.get("about", ""),
        tuple(plain.get("professions", ())),
        Source(plain["model"], **plain["source"]),
        tuple(ModelStep(one["title"], tuple(one["rows"]), one.get("part", False)) for one in plain["steps"]),
        plain,
    )


def rows_covered(walk: Walk) -> frozenset[str]:
    """The rows of the union table that this walk asked about and got an answer to."""
    return frozenset(
        row
        for position in walk.path
        if (answer := walk.answers.get(position.key)) is not None and answer.non not in PASSED_OVER
        for row in position.step.covers
    )


def coverage(walk: Walk, model: Model) -> Coverage:
    """What a walk covers of a model."""
    found = rows_covered(walk)
    return Coverage(
        model,
        tuple(row for row in model.rows if row in found),
        tuple(row for row in model.rows if row not in found),
    )


def model_route(model: Model, base: Plain, frameworks: Mapping[str, Framework]) -> dict[str, Any]:
    """The route that follows a model, as plain data: its own order, the gates of the route `base`, and the steps it asks for."""
    gates = {_named(stop): stop["when"] for stop in base["walk"] if not isinstance(stop, str) and "when" in stop}
    walk = [_gated(stop, gates) for stop in model.plain["walk"]]
    named = [_named(stop) for stop in walk]
    return {
        "route": model.id,
        "title": model.title,
        "edition": model.edition,
        "about": model.about,
        "minutes": base["minutes"],
        "depth": base["depth"],
        "walk": walk,
        "model": model.id,
        "asks": sorted(asked_for(model, [frameworks[one] for one in named if one in frameworks], walk)),
    }


def asked_for(model: Model, frameworks: Iterable[Framework], walk: Iterable[Plain | str] = ()) -> frozenset[str]:
    """The steps a model's walk asks: those of every walk (quick), those that cover its rows, and those that these hang on.

    Asked too is what brings in a protocol or a further lens: a model does not change what kind of case it is.

    A row is covered by the shallowest steps there are for it, those of stages before those of lenses: a model of eight
    steps is not answered with a hundred questions.
    """
    held = list(frameworks)
    steps = {step.ref: step for framework in held for step in framework.steps}
    due = [ref for ref, step in steps.items() if step.depth == 0 or _brings_in(step)]
    for row in model.rows:
        due += _covering(row, held)
    due += [ref for stop in walk if not isinstance(stop, str) for ref in _refs_in(stop.get("when"))]
    looked_up = [ref for ref, step in steps.items() if step.role in LOOKED_UP]
    asked: set[str] = set()
    while due:
        ref = due.pop()
        if ref in steps and ref not in asked:
            asked.add(ref)
            due.extend(_hangs_on(steps[ref]))
            due.extend(looked_up if steps[ref].offers_from == "norms" else ())
    return frozenset(asked)


def _brings_in(step: Step) -> bool:
    """Whether answering a step can bring in what a case of that kind needs, whoever's model is followed."""
    return step.depth <= STANDARD and bool(step.choices) and any(choice.joins for choice in step.choices)


def _covering(row: str, frameworks: Iterable[Framework]) -> list[str]:
    """The steps that cover a row: of the shallowest depth there is, in stages and protocols if any do, else in lenses."""
    found = [(f.kind == "lens", step.depth, step.ref) for f in frameworks for step in f.steps if row in step.covers]
    first = min(((lens, max(depth, STANDARD)) for lens, depth, _ in found), default=None)
    return [ref for lens, depth, ref in found if (lens, max(depth, STANDARD)) == first]


def _hangs_on(step: Step) -> Iterator[str]:
    """The steps without which a step is never asked, or could not be worded."""
    yield from step.each
    if step.from_:
        yield step.from_
    if step.when is not None:
        yield from (test.ref for test in tests_in(step.when))
    for text in (step.ask, step.hint, step.start):
        yield from (name if "." in name else f"{step.framework}.{name}" for name in slots_in(text))


def _refs_in(when: Any) -> Iterator[str]:
    """The steps that a route's condition names, in its plain form."""
    if isinstance(when, Mapping):
        for key, inner in when.items():
            if "." in key:
                yield key
            yield from _refs_in(inner)
    elif isinstance(when, list):
        for one in when:
            yield from _refs_in(one)


def _named(stop: Plain | str) -> str:
    """What stands at a stop: a framework's id, or `+lens` and `+protocol` for a place where others come in."""
    if isinstance(stop, str):
        return stop
    return str(stop.get("framework") or stop.get("lens") or f"+{stop.get('joined', '')}")


def _gated(stop: Plain | str, gates: Mapping[str, Any]) -> Plain | str:
    """A stop of a model's walk under the condition that the same stop has on the base route; any lens under that of lenses."""
    plain: dict[str, Any] = {"framework": stop} if isinstance(stop, str) else dict(stop)
    gate = gates.get(_named(stop)) or (gates.get("+lens") if "lens" in plain else None)
    if gate is None or "when" in plain:
        return stop
    return {**plain, "when": gate}
