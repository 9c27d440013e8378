"""What in a session is a judgement, and what is a fact of the case: what a second person must not see before they have judged.

Told by the structure of the content: kinds of framework, roles and types of step. Shown is only what is known to be a fact;
everything else is hidden, so that a kind of event or a framework that nobody thought of here shows nothing. Nothing is
hidden from anybody by this file: it names lines and steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ethics_cli.core.condition import tests_in
from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    Blank,
    Entry,
    Event,
    FlagHandled,
    FrameworkJoined,
    LineRedacted,
    OpinionAsked,
    ReferenceJoined,
    RouteTaken,
    SessionOpened,
    SessionShared,
    SessionUnshared,
)
from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.routing import fold
from ethics_cli.core.slot import slots_in
from ethics_cli.core.walk import Position, Walk

OUTCOMES = ("exit", "settled-act")
"""What a protocol came to."""
ASKED = (*OUTCOMES, "decision", "confidence-after")
"""The roles whose steps a second person answers, besides the appraisals."""
BEFORE = ("first-view", "confidence-before")
CONCLUDING = (
    *BEFORE,
    *ASKED,
    *("consultations", "best-case", "plan", "forecast", "look-again", "look-back"),
)
"""Roles of steps that show where somebody leans, or what follows from it."""
BASIC = ("danger", "kind", "conflict", "question", "parties", "norms", "options")
"""Roles of steps that say what the case is: a framework with one of them is a ground to judge on."""
RATING = ("appraisal", "scale", "percent")
LEANING = frozenset(
    "framing.plain-rule framing.plain-act framing.right norms.specify options.least colleague-disclosure.lean "
    "organisation-values.line reporting-duty.pulls".split()
)
"""Steps of the bundled content that tell a leaning, and have no role or type that says so."""
PLAIN_FACTS = frozenset(
    f"fact.{name}" for name in "depth route lenses options protocols profession places bodies topics".split()
)
"""What a walk knows of itself without any judgement."""
FRAME = (SessionOpened, ReferenceJoined, RouteTaken, LineRedacted, OpinionAsked, SessionShared, SessionUnshared)
"""Events that hold no answer: what the session is, and which lines are closed to whom."""


def is_asked(step: Step) -> bool:
    """Whether a second person answers this step: how an option stands, what a protocol comes to, the choice, how sure."""
    return step.type == "appraisal" or step.role in ASKED


def is_judgement(step: Step) -> bool:
    """Whether an answer to this step is somebody's judgement: what a second person answers, and the view before any weighing."""
    return is_asked(step) or step.role in BEFORE


def asked_places(walk: Walk) -> tuple[Position, ...]:
    """The places on a path that a second person answers, in order. Without options there is no choice, and nothing to be sure of."""
    places = [place for place in walk.path if is_asked(place.step)]
    choosing = [place for place in places if not place.step.from_ or walk.items(place.step.from_)]
    chooses = any(place.step.role == "decision" for place in choosing)
    return tuple(place for place in choosing if chooses or place.step.role != "confidence-after")


def hidden(entries: Sequence[Entry], also: Collection[str] = ()) -> tuple[int, ...]:
    """The numbers of the events that would show a conclusion. `also` names further steps to hide.

    What was taken out of the session before is not among them: nobody can see it anyway.
    """
    walk = fold(entries)
    grounds = ground_steps(walk) - set(also)
    stands = {answer.seq for (ref, _), answer in walk.answers.items() if ref in grounds}
    shown = [entry for entry in entries if _shows_ground(entry, walk, grounds, stands)]
    needed = _needed(walk, blinded(entries, {entry.seq for entry in entries} - {entry.seq for entry in shown}))
    kept = {entry.seq for entry in shown if _is_needed(entry.event, needed)}
    kept -= {entry.seq for entry in shown if _is_remainder_of_hidden(entry.event, kept)}
    return tuple(entry.seq for entry in entries if entry.seq not in kept and not isinstance(entry.event, Blank))


def blinded(entries: Iterable[Entry], hides: Collection[int]) -> list[Entry]:
    """The same events with nothing left of the hidden ones."""
    return [entry if entry.seq not in hides else Entry(entry.seq, "", Blank()) for entry in entries]


def ground_steps(walk: Walk) -> frozenset[str]:
    """The steps on a walk whose answers are facts of the case, and show no conclusion."""
    options = next((place.step.ref for place in walk.path if place.step.role == "options"), "")
    found: set[str] = set()
    for framework in walk.frameworks:
        if framework.id not in walk.folded.after and not _only_concludes(framework):
            found.update(step.ref for step in _before_conclusions(framework, options) if step.ref not in LEANING)
        if any(step.role == "decision" for step in framework.steps):
            break
    return frozenset(ref for ref in found if (step := walk.step(ref)) and set(_spoken_of(step)) <= found)


def _only_concludes(framework: Framework) -> bool:
    """A lens; or a framework that has a place for a leaning and none for what the case is."""
    roles = {step.role for step in framework.steps}
    return framework.kind == "lens" or (
        not roles.isdisjoint(set(CONCLUDING) - set(OUTCOMES)) and roles.isdisjoint(BASIC)
    )


def _before_conclusions(framework: Framework, options: str) -> Iterator[Step]:
    """The steps up to the first that concludes, without those that rate or rank; options are facts wherever they stand."""
    steps = framework.steps
    first = next((at for at, step in enumerate(steps) if step.role in CONCLUDING), len(steps))
    for at, step in enumerate(steps):
        rates = step.type == "rank" or (step.type in RATING and options in step.each)
        if step.role == "options" or (at < first and not rates and step.type != "appraisal"):
            yield step


def _spoken_of(step: Step) -> Iterator[str]:
    """The steps whose answers stand in this one's question as it was shown."""
    for name in slots_in(step.ask):
        head, _, rest = name.partition(".")
        if head not in ("item", "fact", "option", "party"):
            yield name if rest else f"{step.framework}.{name}"


def _shows_ground(entry: Entry, walk: Walk, grounds: frozenset[str], stands: Collection[int]) -> bool:
    event = entry.event
    if isinstance(event, (AnswerGiven, AnswerAmended)):
        return entry.seq in stands
    if isinstance(event, FlagHandled):
        return _read_by_flag(walk, event.flag) <= grounds
    return isinstance(event, (*FRAME, FrameworkJoined))


def _read_by_flag(walk: Walk, ref: str) -> set[str]:
    """The steps that a flag reads; an unknown flag reads what nobody may see."""
    framework = walk.folded.frameworks.get(ref.partition(".")[0])
    flag = next((one for one in framework.flags if one.ref == ref), None) if framework else None
    return {test.ref for test in tests_in(flag.when)} - PLAIN_FACTS if flag else {""}


def _needed(walk: Walk, blind: Sequence[Entry]) -> frozenset[str]:
    """The frameworks that the path goes to without the hidden answers, and every lens: one that only those brought in tells of them."""
    stops = {stop.framework for route in walk.folded.routes.values() for stop in route.stops}
    lenses = {one.id for one in walk.folded.frameworks.values() if one.kind == "lens"}
    return frozenset(stops | lenses | {framework.id for framework in fold(blind).frameworks})


def _is_needed(event: Event, needed: frozenset[str]) -> bool:
    return not isinstance(event, FrameworkJoined) or event.framework["framework"] in needed


def _is_remainder_of_hidden(event: Event, kept: Collection[int]) -> bool:
    """Whether an event holds what is left of a redacted line that is hidden."""
    return isinstance(event, LineRedacted) and bool(event.left) and event.line not in kept
