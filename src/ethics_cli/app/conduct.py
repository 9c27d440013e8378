"""The walk with a person: ask, check, write, until nothing is left to ask or the person stops.

One loop for every asker. What is asked is decided by the fold alone; going back is only the wish to answer an earlier
place again, and is forgotten once that is done. Each answer is on disk before the next question is shown.
"""

from __future__ import annotations

import errno
from enum import Enum
from itertools import chain

from ethics_cli.app.ports import Asker, Back, Change, Close, Given, Handled, Missing, Note, Pause, Reply, Skip, Walked
from ethics_cli.app.questioning import question_at, section_of, setting_at
from ethics_cli.core.answering import TEXT_LIMIT, accept
from ethics_cli.core.appraisal import matrix
from ethics_cli.core.deadline import deadline_words, deadlines
from ethics_cli.core.event import AnswerGiven, DecisionClosed, Event, FlagHandled, NoteAdded
from ethics_cli.core.framework import Flag
from ethics_cli.core.typed import clean
from ethics_cli.core.walk import Key, Position
from ethics_cli.core.wording import filled, flag_words
from ethics_cli.problems import Problem


class End(Enum):
    """How a walk with a person ended."""

    CLOSED = "closed"
    PAUSED = "paused"
    HIDDEN = "hidden"
    STOPPED = "stopped"
    UNANSWERED = "unanswered"


class _Stop(Exception):
    """The person, or a flag, ends the sitting."""

    def __init__(self, end: End) -> None:
        super().__init__(end.value)
        self.end = end


class Conduct:
    """One sitting: what has been shown so far, and the place the person wishes to answer again.

    `only` names the one framework to ask about, such as a look back, which has no decision to close at its end.
    """

    def __init__(self, session: Walked, asker: Asker, only: str = "", wish: Key | None = None) -> None:
        self.session = session
        self.asker = asker
        self.only = only
        self.wish = wish
        self.entered = ""
        self.told: set[str] = set()
        self.shown_flags = {flag.ref for flag in session.walk.flags}
        self.shown_matrix = False
        self.asked_later: set[Key] = set()
        self.shown_deadlines = set(deadlines(session.walk))

    def run(self) -> End:
        """Ask until the decision is closed or the person stops."""
        try:
            while True:
                self._hold()
                position = self._place()
                if position is None:
                    if not self.only:
                        self._review()
                    return End.CLOSED
                self._ask(position)
        except _Stop as stop:
            return stop.end

    def _place(self) -> Position | None:
        """Where to ask: the place the person went back to, the first open place, or one that was left for later."""
        walk = self.session.walk
        if self.wish is not None:
            position = walk.position(self.wish)
            if position is not None:
                return position
            self.wish = None
        unanswered = (place for place in walk.path if place.step.asks and not walk.settled(place))
        later = (place for place in walk.later if place.key not in self.asked_later)
        return next((place for place in chain(unanswered, later) if self._is_asked(place)), None)

    def _is_asked(self, place: Position) -> bool:
        beside = self.session.walk.folded.after
        return place.step.framework == self.only if self.only else place.step.framework not in beside

    def _hold(self) -> None:
        flag = self.session.walk.stopped
        if flag is None:
            return
        emergency = self.session.walk.folded.organisation.get("emergency", "")
        if emergency:
            self.asker.tell(f"Your organisation says, for an emergency: {emergency}")
        reply = self.asker.hold(self._said(flag))
        if isinstance(reply, Handled):
            self._save(FlagHandled(flag.ref, clean(reply.how, lines=True)))
        else:
            raise _Stop(End.HIDDEN if isinstance(reply, Pause) and reply.hide else End.STOPPED)

    def _ask(self, position: Position) -> None:
        walk = self.session.walk
        self._enter(position)
        question = question_at(walk, position)
        self.asked_later.add(position.key)
        reply = self.asker.ask(question)
        self._take(position, reply, question.asked)

    def _take(self, position: Position, reply: Reply, asked: str) -> None:
        step, items = position.step, position.key[1]
        if isinstance(reply, Given):
            self._given(position, reply, asked)
        elif isinstance(reply, Skip):
            because, note = clean(reply.because, lines=False), clean(reply.note, lines=True)
            self._answer(position, AnswerGiven(step.ref, asked, None, items, because, non=reply.non, note=note))
        elif isinstance(reply, Note):
            self._note(position, reply, asked)
        elif isinstance(reply, Back):
            self._go_back(position)
        elif isinstance(reply, Pause):
            raise _Stop(End.HIDDEN if reply.hide else End.PAUSED)
        elif isinstance(reply, Missing) and position not in self.session.walk.later:
            raise _Stop(End.UNANSWERED)

    def _given(self, position: Position, reply: Given, asked: str) -> None:
        step = position.step
        if _nothing(reply) and step.optional and step.type != "roster":
            self._answer(position, AnswerGiven(step.ref, asked, None, position.key[1], non="nothing"))
            return
        setting = setting_at(self.session.walk, step, self.session.clock.now(), open_list=reply.open)
        raw = {"choice": reply.raw, "other": reply.other} if reply.other else reply.raw
        found = accept(step, raw, setting)
        because = clean(reply.because, lines=False)
        if not isinstance(found, Problem) and step.needs_because and not because:
            hint = "one short sentence is enough"
            found = Problem("answer.no-because", f"{step.ref}: this answer needs its reason", hint=hint)
        note = clean(reply.note, lines=True)
        if not isinstance(found, Problem) and max(len(because), len(note)) > TEXT_LIMIT:
            found = Problem("answer.too-long", f"{step.ref}: a reason or note may have {TEXT_LIMIT:,} characters")
        if isinstance(found, Problem):
            self.asker.refuse(found)
            return
        event = AnswerGiven(
            step.ref,
            asked,
            found.value,
            position.key[1],
            because,
            other=found.other,
            note=note,
            unsure=reply.unsure,
            open=reply.open,
        )
        self._answer(position, event)

    def _answer(self, position: Position, event: AnswerGiven) -> None:
        """Write an answer. The same answer given again is no event: nothing happened."""
        before = self.session.walk.answers.get(position.key)
        self.wish = self.wish if event.open else None
        if before is not None and before.given == event:
            return
        self._save(event)
        self._show_new_flags()
        self._show_new_deadlines()

    def _note(self, position: Position, reply: Note, asked: str) -> None:
        text = clean(reply.text, lines=True)
        if text:
            self._save(NoteAdded(position.step.ref, text, position.key[1]))

    def _go_back(self, position: Position) -> None:
        asking = [place for place in self.session.walk.path if place.step.asks and self._is_asked(place)]
        at = next((index for index, place in enumerate(asking) if place.key == position.key), 0)
        if at > 0:
            self.wish = asking[at - 1].key

    def _enter(self, position: Position) -> None:
        """Show what stands before a question: the framework's header, the matrix before the choice, and what is told."""
        walk, step = self.session.walk, position.step
        if step.role == "decision" and not self.shown_matrix:
            self.shown_matrix = True
            table = matrix(walk)
            if table.lenses:
                self.asker.matrix(table)
        if step.framework != self.entered:
            self.entered = step.framework
            framework = walk.folded.frameworks[step.framework]
            self.asker.section(section_of(walk, framework))
        index = next(at for at, place in enumerate(walk.path) if place.key == position.key)
        for place in walk.path[:index]:
            if not place.step.asks and place.step.framework == step.framework and place.step.ref not in self.told:
                self.told.add(place.step.ref)
                self.asker.tell(filled(walk, place.step.ask, place))

    def _show_new_flags(self) -> None:
        flags = {flag.ref: flag for flag in self.session.walk.flags}
        for ref, flag in flags.items():
            if ref not in self.shown_flags and flag.level != "stop":
                self.asker.flag(self._said(flag))
        self.shown_flags = set(flags)

    def _show_new_deadlines(self) -> None:
        """A time limit is shown as soon as it is known, before any further thought."""
        found = deadlines(self.session.walk)
        for deadline in found:
            if deadline not in self.shown_deadlines:
                self.asker.tell(deadline_words(deadline, self.session.clock.now()))
        self.shown_deadlines = set(found)

    def _said(self, flag: Flag) -> Flag:
        return flag._replace(say=flag_words(self.session.walk, flag))

    def _review(self) -> None:
        """Everything is answered: look it over, change what needs changing, and close."""
        if self.session.walk.status == "decided":
            return
        while True:
            reply = self.asker.review(self.session.walk)
            if isinstance(reply, Close):
                self._close()
                return
            if not isinstance(reply, Change):
                raise _Stop(End.HIDDEN if isinstance(reply, Pause) and reply.hide else End.PAUSED)
            self.wish = reply.key
            self.entered = ""
            while (position := self._place()) is not None:
                self._ask(position)
                self._hold()

    def _close(self) -> None:
        later = (place for place in self.session.walk.later if self._is_asked(place))
        self._save(DecisionClosed(tuple(place.step.ref for place in later)))

    def _save(self, *events: Event) -> None:
        """Write; when the disk refuses, say so plainly and let the person try again as often as they like."""
        while True:
            try:
                self.session.append(*events)
                return
            except OSError as fault:
                if not self.asker.not_saved(_reason(fault)):
                    raise _Stop(End.PAUSED) from None


def _nothing(reply: Given) -> bool:
    return reply.raw is None or reply.raw == "" or reply.raw == []


def _reason(fault: OSError) -> str:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full"
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "the folder may not be written to"
    return "the disk refused the write"
