"""A second opinion: the case as a second person gets it, their answers kept apart, and the one event that comes of it.

The questions, the checks and the loop are those of every walk. Only what is asked is less: the judgements. Nothing of the
practitioner's is ever written over, and nothing of theirs is read before the second person has judged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from ethics_cli.app.conduct import Conduct
from ethics_cli.app.ports import Clock
from ethics_cli.app.questioning import question_at, setting_at
from ethics_cli.app.remarks import write_beside
from ethics_cli.app.sessions import Session
from ethics_cli.core.answering import TEXT_LIMIT, accept
from ethics_cli.core.chain import line_digest
from ethics_cli.core.digest import canonical
from ethics_cli.core.event import AnswerGiven, Blank, Entry, Event, OpinionAsked, OpinionGiven
from ethics_cli.core.event_plain import to_plain
from ethics_cli.core.judging import asked_places, blinded, hidden
from ethics_cli.core.opinion import opinions
from ethics_cli.core.routing import lay
from ethics_cli.core.typed import clean
from ethics_cli.core.walk import Folded, Position, Walk, add, read
from ethics_cli.files.journal import SIZE_LIMIT
from ethics_cli.problems import Exit, Problem, wrong

ROOM = 64 * 1024
"""Left over in a session's file for what comes after."""


class Case(NamedTuple):
    """A session as a second person gets it: `walk` is what is left of it without the events that `hides` names.

    `copy`: the hidden lines are not in this file at all, and `of` is the role that it was made for.
    """

    walk: Walk
    hides: tuple[int, ...]
    seen: int
    head: str
    copy: bool = False
    of: str = ""


def case_of(session: Session, also: Collection[str] = ()) -> Case:
    """The case, without a conclusion. Raises EthicsError when there is nothing in it to judge."""
    entries = session.journal.entries
    hides = hidden(entries, also)
    asked = [entry.event for entry in entries if isinstance(entry.event, OpinionAsked)]
    gone = {entry.seq for entry in entries if isinstance(entry.event, Blank)}
    copy = bool(asked) and bool(asked[-1].hides) and set(asked[-1].hides) <= gone
    folded = read(blinded(entries, hides))
    walk = lay(folded)
    if not asked_places(walk):
        hint = "a second opinion is on options and what protocols come to; `ethics comment` is for anything else"
        raise wrong("second.nothing", "there is nothing in this session to judge yet", hint, exit_code=Exit.USAGE)
    return Case(walk, hides, session.journal.count, session.journal.head, copy, asked[-1].of if copy else "")


def demand_new(walk: Walk, by: str) -> None:
    """Raise EthicsError when an opinion of this role is in the session already: the record must be able to tell them apart."""
    if any(isinstance(entry.event, OpinionGiven) and entry.event.by == by for entry in opinions(walk)):
        hint = "name the role so that the two can be told apart: --by “second peer”"
        raise wrong("second.twice", "this role has given its opinion already", hint, exit_code=Exit.USAGE)


class Apart:
    """A second person's answers, kept apart from the session: what they see is the case and what they answered themselves."""

    def __init__(self, case: Case, clock: Clock, keep: Callable[[Apart], None] = lambda _: None) -> None:
        self.case = case
        self.clock = clock
        self.keep = keep
        self.folded: Folded = case.walk.folded
        self.walk: Walk = _judging(self.folded)

    def append(self, *events: Event) -> None:
        """Note answers; on return they are kept. Raises OSError when they could not be, and forgets them then."""
        before = self.folded, self.walk
        for event in events:
            self.folded = add(self.folded, Entry(self.folded.count, "", event))
        self.walk = _judging(self.folded)
        try:
            self.keep(self)
        except OSError:
            self.folded, self.walk = before
            raise

    def answers(self) -> tuple[dict[str, Any], ...]:
        """What was judged, in the order of the walk, as plain answers."""
        return tuple(plain_answer(given) for given in self._given())

    def opinion(self, by: str) -> OpinionGiven:
        return OpinionGiven(by, self.answers(), self.case.seen, self.case.head, blind=True)

    def retake(self, answers: Iterable[AnswerGiven]) -> Iterator[Problem]:
        """Take answers from outside, each checked as if it were given now; a Problem for each that is none here."""
        for given in answers:
            place = next((place for place in asked_places(self.walk) if place.key == (given.step, given.items)), None)
            found = (
                self._checked(place, given) if place else Problem("second.unasked", "this is no judgement of this case")
            )
            if isinstance(found, Problem):
                yield found
            else:
                self.append(found)

    def _checked(self, place: Position, given: AnswerGiven) -> AnswerGiven | Problem:
        because, note = clean(given.because, lines=False), clean(given.note, lines=True)
        if max(len(because), len(note)) > TEXT_LIMIT:
            return Problem("answer.too-long", f"{place.step.ref}: a reason or note may have {TEXT_LIMIT:,} characters")
        value, other = None, ""
        if not given.non:
            raw = {"choice": given.value, "other": given.other} if given.other else given.value
            found = accept(place.step, raw, setting_at(self.walk, place.step, self.clock.now()))
            if isinstance(found, Problem):
                return found
            value, other = found
        asked = question_at(self.walk, place).asked
        return given._replace(asked=asked, value=value, because=because, other=other, note=note, open=False)

    def _given(self) -> Iterator[AnswerGiven]:
        for place in asked_places(self.walk):
            answer = self.folded.answers.get(place.key)
            if answer is not None and isinstance(answer.given, AnswerGiven):
                yield answer.given._replace(note="\n".join(self.folded.notes.get(place.key, ())))


class Seconding(Conduct):
    """A sitting in which only judgements are asked, and nothing holds: what was in danger is the practitioner's to see to."""

    def _hold(self) -> None:
        pass

    def _close(self) -> None:
        pass

    def _go_back(self, position: Position) -> None:
        places = asked_places(self.session.walk)
        at = next((index for index, place in enumerate(places) if place.key == position.key), 0)
        if at > 0:
            self.wish = places[at - 1].key
        else:
            self.asker.tell("This is the first question.")


def give(session: Session, opinion: OpinionGiven) -> None:
    """Write an opinion into a session, as one event. On return it is on disk.

    Raises EthicsError when the session has another history by now than the one the opinion is about, or no room for it.
    """
    session.refresh()
    lines = session.journal.lines
    if not 0 < opinion.seen <= len(lines) or line_digest(lines[opinion.seen - 1]) != opinion.head:
        raise wrong("second.other-history", "this opinion is about another history of this session; it was not written")
    if sum(map(len, lines)) + len(canonical(to_plain(opinion))) + ROOM > SIZE_LIMIT:
        raise wrong("second.too-large", "with this opinion the session would be larger than a session can be")
    write_beside(session, opinion)


def _judging(folded: Folded) -> Walk:
    """The walk with no other places on its path than the judgements, and the options that they are about."""
    walk = lay(folded)
    places = asked_places(walk)
    options = tuple(place for place in walk.path if place.step.role == "options" and place.key in walk.answers)
    return replace(walk, path=(*options, *places))


def plain_answer(given: AnswerGiven) -> dict[str, Any]:
    """An answer as an opinion states it."""
    return {key: value for key, value in to_plain(given).items() if key != "kind"}
