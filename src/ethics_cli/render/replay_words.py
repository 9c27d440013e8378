"""A moment in words: what was asked, what was said now and before, what was on offer, what opened, who spoke.

The one place for these words: the terminal, the data and the page all take them from here. Nothing is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    DecisionClosed,
    FlagHandled,
    IdentifierKept,
    LineRedacted,
    NoteAdded,
    OpinionAsked,
    OpinionGiven,
    RecognitionJudged,
    RemarkMade,
    RouteTaken,
    SignOffGiven,
)
from ethics_cli.core.framework import CHOOSING, Choice, Framework
from ethics_cli.core.replaying import Moment
from ethics_cli.core.walk import Answer, Position, Walk
from ethics_cli.core.wording import answer_words, choices_at

STANCES = {"": "remarks", "change-wanted": "wants a change", "approval": "approves"}
UNSHOWN = ("appraisal", "scale")
"""Types whose choices are the same at every place: naming them again each time would tell nothing."""


class Voice(NamedTuple):
    """Words that are no answer: what kind they are of, who says them, and the words themselves."""

    what: str
    by: str = ""
    text: str = ""


def asked_words(moment: Moment) -> str:
    """The question as it was shown, with what it is about where the question does not say it. Of another event, the step's name."""
    event, place = moment.event, moment.place
    asked = event.asked if isinstance(event, (AnswerGiven, AnswerAmended)) else place.step.name if place else ""
    items = place.items if place else ()
    if all(item.label in asked for item in items):
        return asked
    return f"{asked} ({', for '.join(item.label for item in items)})"


def said_words(walk: Walk, place: Position | None, answer: Answer | None) -> str:
    """An answer in words; where its step is not known, only that there is one."""
    if answer is None:
        return ""
    return answer_words(walk, place.step, answer) if place else "(an answer to a step that this session does not carry)"


def on_offer(moment: Moment) -> tuple[Choice, ...]:
    """The choices that were shown beside the one that was taken, where naming them tells something."""
    place, before = moment.place, moment.before
    if place is None or before is None or place.step.type not in CHOOSING or place.step.type in UNSHOWN:
        return ()
    return choices_at(before, place.step) if moment.answer else ()


def suggested(moment: Moment) -> Mapping[str, tuple[str, ...]]:
    """The choices that something spoke for when the question was shown, by their labels, with the reasons that were shown."""
    if moment.place is None or moment.before is None or not moment.answer:
        return {}
    labels = {choice.id: choice.label for choice in choices_at(moment.before, moment.place.step)}
    fits = moment.before.fits.get(moment.place.key, {})
    return {labels.get(ident, ident): reasons for ident, reasons in fits.items()}


def why_changed(moment: Moment) -> str:
    """The reason that was given for a change."""
    return moment.event.reason if isinstance(moment.event, AnswerAmended) else ""


def place_words(place: Position) -> str:
    """A place by the name of its step and what it is about."""
    about = ", ".join(item.label for item in place.items)
    return f"{place.step.name} ({about})" if about else place.step.name


def brought_in(moment: Moment) -> list[str]:
    """The titles of the parts, norms and cards that came in at this moment."""
    known = moment.walk.folded
    titles = {ident: framework.title for ident, framework in known.frameworks.items()}
    titles |= {ident: file.title for ident, file in known.norms.items()}
    if known.organisation:
        titles[str(known.organisation.get("organisation", ""))] = str(known.organisation.get("title", ""))
    return [titles.get(ident, ident) for ident in moment.joined]


def by_framework(walk: Walk, places: Iterable[Position]) -> list[tuple[str, int]]:
    """How many places there are of each framework, in the order in which they come."""
    counted: dict[str, int] = {}
    for place in places:
        counted[place.step.framework] = counted.get(place.step.framework, 0) + 1
    known: Mapping[str, Framework] = walk.folded.frameworks
    return [(known[ident].title if ident in known else ident, count) for ident, count in counted.items()]


def voice(moment: Moment) -> Voice | None:
    """The words of a moment that is no answer; None for an answer, and for the opening."""
    event, walk = moment.event, moment.walk
    if moment.kind == "blank":
        gone = moment.taken_out
        return Voice("The words of this event were taken out", gone.by if gone else "", gone.reason if gone else "")
    if isinstance(event, NoteAdded):
        return Voice("A note", "", event.text)
    if isinstance(event, FlagHandled):
        return Voice(f"Done about the flag {event.flag}", "", event.how)
    if isinstance(event, RouteTaken):
        route = walk.folded.routes.get(event.route)
        return Voice(f"Goes on by the route {route.title if route else event.route}")
    if isinstance(event, DecisionClosed):
        left = [step.name if (step := walk.step(ref)) else ref for ref in event.left_open]
        return Voice("The decision is closed", "", f"Left open: {'; '.join(left)}" if left else "")
    if isinstance(event, LineRedacted):
        return Voice(f"The words of event {event.line} were taken out", event.by, event.reason)
    return _beside(moment)


def _beside(moment: Moment) -> Voice | None:
    """What others say beside the walk."""
    event = moment.event
    if isinstance(event, RemarkMade):
        return Voice(f"Somebody {STANCES.get(event.stance, 'remarks')}", event.by, event.text)
    if isinstance(event, OpinionAsked):
        hidden = f", with {len(event.hides)} events kept back" if event.hides else ""
        return Voice(f"A second opinion is asked{hidden}", event.of)
    if isinstance(event, OpinionGiven):
        blind = "blind " if event.blind else ""
        dissents = ", which dissents" if event.dissents else ""
        return Voice(f"A {blind}second opinion on {event.seen} events{dissents}", event.by, event.needs)
    if isinstance(event, SignOffGiven):
        how = "with a signature" if event.signature else "unsigned, so that nothing is proved by it"
        return Voice(f"Signed off after {event.seen} events, {how}", event.by, event.text)
    if isinstance(event, IdentifierKept):
        return Voice(f"Kept knowingly: {event.found}", "", event.text)
    if isinstance(event, RecognitionJudged):
        return Voice(f"Could somebody recognise who this is? {event.could.capitalize()}", "", event.text)
    if moment.kind in ("shared", "unshared"):
        what = "A key may open the session from here" if moment.kind == "shared" else "A key is taken away from here"
        return Voice(what, getattr(event, "role", ""))
    return None if moment.answer or moment.kind == "opened" else Voice("Something that is not shown here")


def opinions(moment: Moment) -> list[tuple[str, str]]:
    """What a second opinion answers: each place by its name, and the answer in words."""
    event, walk = moment.event, moment.walk
    if not isinstance(event, OpinionGiven):
        return []
    found = []
    for plain in event.answers:
        given = AnswerGiven(**{"step": "", "asked": "", **plain, "items": tuple(plain.get("items", ()))})
        place, step = walk.position((given.step, given.items)), walk.step(given.step)
        name = place_words(place) if place else step.name if step else given.step
        because = f", because {given.because}" if given.because and not given.non else ""
        words = (
            answer_words(walk, step, Answer(given, moment.seq, "")) if step else "(a step that is not in this session)"
        )
        found.append((name, words + because))
    return found
