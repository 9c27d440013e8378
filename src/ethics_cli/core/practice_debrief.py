"""The debrief of a drill: what was noticed and missed, where reasons were thin, what the forecast came to, one thing to try.

Pure. It counts nothing and ranks nobody: what it gives are sentences to think about, never a mark.
"""

from __future__ import annotations

from typing import NamedTuple

from ethics_cli.core.model import rows_covered
from ethics_cli.core.practice import Feedback, Seen, all_feedback, brought_out
from ethics_cli.core.scenario import CHANCE, FORECAST, Notice, Outcome, Scenario
from ethics_cli.core.walk import Position, Walk
from ethics_cli.core.wording import answer_words

THIN = 6
"""A reason of fewer words leaves a reader to guess how it bears on the case."""


class Thin(NamedTuple):
    """A reason that leaves much to the reader: at which question, and the reason."""

    name: str
    because: str


class Unheard(NamedTuple):
    """A hidden fact that was not brought out, and the question that would have."""

    fact: str
    ask: str


class Forecast(NamedTuple):
    """What was expected, how likely it seemed, and whether it came about in this telling (nothing: not said)."""

    expected: str
    chance: str
    came: str


class Debrief(NamedTuple):
    """All that is said at the end."""

    outcome: Outcome | None
    noticed: tuple[Notice, ...]
    missed: tuple[Notice, ...]
    unheard: tuple[Unheard, ...]
    feedback: tuple[Feedback, ...]
    thin: tuple[Thin, ...]
    open: tuple[str, ...]
    forecast: Forecast | None
    supervisor: tuple[str, ...]
    try_: str
    rows: tuple[str, ...]


def debrief(scenario: Scenario, walk: Walk) -> Debrief:
    """What there is to say about a drill as it stands."""
    seen, rows = Seen(walk), rows_covered(walk)
    outcome = next((one for one in scenario.outcomes if seen.holds(one.told.when)), None)
    noticed = tuple(one for one in scenario.notices if was_noticed(seen, one))
    missed = tuple(one for one in scenario.notices if one not in noticed)
    return Debrief(
        outcome,
        noticed,
        missed,
        _unheard(scenario, walk),
        tuple(all_feedback(scenario, seen)),
        tuple(_thin(scenario, walk)),
        tuple(_open(scenario, walk)),
        _forecast(walk, outcome),
        scenario.supervisor,
        missed[0].try_ if missed else scenario.try_,
        tuple(row for row in scenario.rows if row in rows),
    )


def was_noticed(seen: Seen, notice: Notice) -> bool:
    """Whether somebody's questions or answers show that they saw it."""
    if notice.seen is not None:
        return seen.holds(notice.seen)
    return any(flag.ref == notice.flag for flag in seen.walk.flags)


def _unheard(scenario: Scenario, walk: Walk) -> tuple[Unheard, ...]:
    heard = brought_out(scenario, walk)
    found = []
    for ident, fact in scenario.hidden.items():
        asks = [one.ask for stage in scenario.stages for one in stage.questions if ident in one.brings]
        if ident not in heard and asks:
            found.append(Unheard(fact, asks[0]))
    return tuple(found)


def _own(scenario: Scenario, walk: Walk) -> list[Position]:
    """The places that the trainee answered, without what the scenario told."""
    return [place for place in walk.path if place.key in walk.answers and place.step.ref not in scenario.given]


def _thin(scenario: Scenario, walk: Walk) -> list[Thin]:
    found = []
    for place in _own(scenario, walk):
        answer = walk.answers[place.key]
        if place.step.needs_because and not answer.non and len(answer.because.split()) < THIN:
            about = f" · {', '.join(item.label for item in place.items)}" if place.items else ""
            found.append(Thin(place.step.name + about, answer.because))
    return found


def _open(scenario: Scenario, walk: Walk) -> list[str]:
    return [
        place.step.name
        for place in _own(scenario, walk)
        if walk.answers[place.key].non in ("unknown", "later", "withheld")
    ]


def _forecast(walk: Walk, outcome: Outcome | None) -> Forecast | None:
    words = {ref: _words(walk, ref) for ref in (FORECAST, CHANCE)}
    if not any(words.values()):
        return None
    return Forecast(words[FORECAST], words[CHANCE], outcome.came if outcome else "")


def _words(walk: Walk, ref: str) -> str:
    answer, step = walk.answer(ref), walk.step(ref)
    return answer_words(walk, step, answer) if answer is not None and step is not None and not answer.non else ""
