"""Scenarios walked: do their sample runs end, do they lead to what is stated, and does feedback agree with the library?

Feedback may contradict neither the norm that it names, nor the protocol that it belongs to, nor a flag that holds the walk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from ethics_cli.core.condition import Malformed, tests_in
from ethics_cli.core.framework import TYPES, Framework, Step, framework_from
from ethics_cli.core.lint_content import Content, Fault, Path, Piece, fault, listed
from ethics_cli.core.practice import Seen, feedback
from ethics_cli.core.practice_debrief import Debrief, debrief
from ethics_cli.core.practice_play import Played, play
from ethics_cli.core.practice_route import named
from ethics_cli.core.scenario import RUNS, Judged, Run, Scenario
from ethics_cli.core.walk import Walk

CHOOSING = ("one-of", "yes-no", "scale")
BINDING = ("must", "may", "must-not")


def lint_runs(content: Content, piece: Piece, scenario: Scenario) -> Iterator[Fault]:
    """Faults that only show when a scenario is walked."""
    for name in RUNS:
        if scenario.run(name) is None:
            message = f"there is no sample run `{name}`"
            yield _fault(
                piece, ("runs",), "run", message, "answers of somebody who does it well, and of somebody who does not"
            )
    content = _whole(content, scenario)
    if not _can_be_walked(content, scenario):
        return
    played = {run.name: play(scenario, content.frameworks, run.answers) for run in scenario.runs}
    ended = True
    for run in scenario.runs:
        found = list(_run(piece, scenario, run, played[run.name]))
        ended = ended and not found
        yield from found
    if ended:
        for run in scenario.runs:
            yield from _stated(piece, scenario, run, played[run.name].walk)
        yield from _agreeing(content, piece, scenario, played)


def _whole(content: Content, scenario: Scenario) -> Content:
    """The content with the frameworks of the walk as they are walked: with the conditions of their choices, where these can be read."""
    whole: dict[str, Framework] = {}
    for ident in (named(stop) for stop in scenario.walk):
        framework = content.frameworks.get(ident)
        if framework is not None and framework.plain:
            with suppress(Malformed):
                whole[ident] = framework_from(framework.plain)
    return replace(content, frameworks={**content.frameworks, **whole})


def _can_be_walked(content: Content, scenario: Scenario) -> bool:
    """Whether every step of the walk has a type that there is; a step without one is told as a fault of its framework."""
    walked = (content.frameworks.get(named(stop)) for stop in scenario.walk)
    return all(step.type in TYPES for framework in walked if framework for step in framework.steps)


def _fault(piece: Piece, path: Path, name: str, message: str, hint: str = "", level: str = "error") -> Fault:
    return fault(("scenario", piece.id), path, f"scenario.{name}", message, hint, level)


def _run(piece: Piece, scenario: Scenario, run: Run, played: Played) -> Iterator[Fault]:
    """A run that does not come to its end, or brings answers that nobody asks for."""
    here: Path = ("runs", run.name)
    for ref, why in played.refused.items():
        path = (*here, "answers", ref) if ref in run.answers else ("given", ref)
        yield _fault(piece, path, "run", f"the answer to `{ref}` is not accepted: {why}")
    if not played.refused and not played.walk.complete:
        step = played.walk.next.step.ref if played.walk.next else ""
        hint = (
            f"`{step}` has no answer: give one here or under `given`"
            if step
            else "a framework that is wanted is not there"
        )
        yield _fault(piece, here, "run", f"the run `{run.name}` does not come to its end", hint)
    if not played.refused:
        for ref in played.unused:
            path = (*here, "answers", ref)
            yield _fault(
                piece, path, "run", f"nobody asks for `{ref}` in this run", "take it out, or look at what leads there"
            )
    for flag in played.walk.flags:
        if flag.level == "stop" and flag.ref not in run.handled:
            message = f"the flag `{flag.ref}` holds this run, and nothing says what is done about it"
            yield _fault(piece, here, "run", message, "say under `handled` what is done about it")


def _stated(piece: Piece, scenario: Scenario, run: Run, walk: Walk) -> Iterator[Fault]:
    """Flags, annotated answers and things noticed that are other than the run states."""
    here: Path = ("runs", run.name)
    found = debrief(scenario, walk)
    flags = tuple(flag.ref for flag in walk.flags)
    if sorted(flags) != sorted(run.flags):
        yield _differs(piece, (*here, "flags") if run.flags else here, "flags", flags)
    sorts = {one.key[0]: one.meets.sort for one in found.feedback if one.meets}
    for ref in (*sorts, *(one for one in run.sorts if one not in sorts)):
        if sorts.get(ref) != run.sorts.get(ref):
            path = (*here, "sorts", ref) if ref in run.sorts else here
            yield _differs(piece, path, f"`{ref}`", (sorts.get(ref, "nothing that is annotated"),))
    noticed = tuple(one.id for one in found.noticed)
    if sorted(noticed) != sorted(run.notices):
        yield _differs(piece, (*here, "notices") if run.notices else here, "what is noticed", noticed)
    yield from _good(piece, scenario, found) if run.name == "good" else _poor(piece, found)


def _good(piece: Piece, scenario: Scenario, found: Debrief) -> Iterator[Fault]:
    """A good run that does wrong, comes to no outcome, or not to what is said to be practised."""
    if any(one.meets.sort != "defensible" for one in found.feedback if one.meets):
        yield _fault(
            piece, ("runs", "good"), "run-differs", "the good run gives an answer that is not called defensible"
        )
    if found.outcome is None:
        yield _fault(piece, ("outcome",), "run-differs", "no outcome is told after the good run")
    for at, row in enumerate(scenario.rows):
        if row not in found.rows:
            yield _fault(piece, ("rows", at), "run-differs", f"the good run never comes to the row `{row}`")


def _poor(piece: Piece, found: Debrief) -> Iterator[Fault]:
    if not found.missed and all(one.meets.sort == "defensible" for one in found.feedback if one.meets):
        yield _fault(piece, ("runs", "poor"), "run-differs", "the poor run misses nothing, so it shows nothing")


def _differs(piece: Piece, path: Path, what: str, found: tuple[str, ...]) -> Fault:
    said = listed(found, 8) or "nothing"
    return _fault(
        piece, path, "run-differs", f"{what} in this run: {said}", "correct what is stated, or what leads to it"
    )


# agreement with the library


def _agreeing(content: Content, piece: Piece, scenario: Scenario, played: Mapping[str, Played]) -> Iterator[Fault]:
    norms = {
        f"{one.id}.{entry['id']}": entry for one in content.of_kind("norms") for entry in one.plain.get("entries", ())
    }
    asked = {place.step.ref for one in played.values() for place in one.walk.path}
    walked = {named(stop) for stop in scenario.walk}
    stopping = _stopping(content, walked)
    for one in scenario.judged:
        step = content.step(one.step)
        if step is None:
            continue
        if one.step not in asked and step.framework not in walked:
            message = f"`{one.step}` is never asked in this scenario"
            hint = "name its framework in `walk`, and it in `asks`"
            yield _fault(piece, ("judged", one.at, "step"), "not-asked", message, hint)
        if one.norm:
            yield from _against_norm(piece, step, one, norms.get(one.norm, {}))
        steers = "fits" in step.steers if one.sort == "wrong" else one.sort == "defensible" and one.step in stopping
        for value in _values(step, one) if steers else ():
            yield from _tried(content, piece, scenario, one, value)


def _stopping(content: Content, walked: Collection[str]) -> frozenset[str]:
    """The steps that a flag hangs on which holds the walk."""
    frameworks = [content.frameworks[ident] for ident in walked if ident in content.frameworks]
    stops = [flag for framework in frameworks for flag in framework.flags if flag.level == "stop"]
    return frozenset(test.ref for flag in stops for test in tests_in(flag.when))


def _values(step: Step, one: Judged) -> list[str]:
    """The choices that an annotation of a step with one answer means."""
    tests = tests_in(one.meant) if one.meant is not None else ()
    values = [each for test in tests for each in (test.value if isinstance(test.value, list) else [test.value])]
    return [str(value) for value in values if step.type in CHOOSING and step.choice(str(value))]


def _against_norm(piece: Piece, step: Step, one: Judged, norm: Mapping[str, Any]) -> Iterator[Fault]:
    """An annotation that names a norm and calls its force wrong, or another one defensible."""
    force = norm.get("force", "unknown")
    for value in _values(step, one):
        if value not in BINDING or force not in BINDING:
            continue
        if (one.sort == "defensible") != (value == force):
            message = f"the norm `{one.norm}` says `{force}`, and `{value}` is called {one.sort} here"
            yield _fault(
                piece, ("judged", one.at, "norm"), "against-norm", message, "one of the two needs another look"
            )


def _tried(content: Content, piece: Piece, scenario: Scenario, one: Judged, value: str) -> Iterator[Fault]:
    """What happens when somebody gives this answer in one of the runs and the annotation is what they are told."""
    handled = {ref for run in scenario.runs for ref in run.handled}
    here: Path = ("judged", one.at, "sort")
    for run in (run for run in scenario.runs if one.step in run.answers):
        answers = {**run.answers, one.step: _with(run.answers[one.step], value)}
        walk = play(scenario, content.frameworks, answers).walk
        told = feedback(scenario, Seen(walk), (one.step, ()))
        if told is None or told.meets is not one:
            continue
        if one.sort == "wrong" and value in walk.fits.get((one.step, ()), {}):
            message = f"`{value}` is called wrong where the protocol has reasons to suggest it"
            yield _fault(piece, here, "against-protocol", message, "look at what the protocol suggests here")
            return
        held = [flag.ref for flag in walk.flags if flag.level == "stop" and flag.ref not in handled]
        if one.sort == "defensible" and held:
            message = f"this is called defensible, and raises the flag `{held[0]}`, which no run handles"
            yield _fault(piece, here, "defensible-stops", message, "say in a run what is done about it")
            return


def _with(answer: Any, value: str) -> Any:
    if isinstance(answer, Mapping) and "value" in answer:
        return {**answer, "value": value}
    return {"value": value, "because": "tried by the check"}
