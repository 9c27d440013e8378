"""Asking in words: one asker for the terminal and for plain prompts, over two small acts: pick a choice, type a line.

What is asked is decided elsewhere; here a Question is shown, the keys are served (why, back, skip, not sure, note, pause,
quick exit), and a Reply is made. drawing.py and plain.py differ only in how a choice is picked and a line is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from textwrap import shorten
from typing import Any

from ethics_cli.app.ports import (
    Back,
    Change,
    Close,
    Given,
    Handled,
    Missing,
    Note,
    Pause,
    Question,
    Reply,
    Skip,
)
from ethics_cli.cli import rosters
from ethics_cli.cli.input import Input, Sign
from ethics_cli.cli.saying import Saying
from ethics_cli.cli.screen import BOLD, DIM, STOP, Screen
from ethics_cli.core.framework import NON_ANSWERS, Choice, Flag
from ethics_cli.core.walk import Position, Walk
from ethics_cli.core.wording import asked
from ethics_cli.render.plain_table import wrapped

WHERE_NEXT = (
    Choice("close", "Close it: this is my decision"),
    Choice("look", "Look at all my answers"),
    Choice("change", "Change an answer"),
    Choice("pause", "Not yet: keep it open"),
)


class WordAsker(Saying):
    """An Asker that talks. `at_end` and `where_next` are what stands at the end of a walk, for an asker of another kind to say."""

    at_end = "Nothing more to ask. Look it over before you close it."
    where_next: Sequence[Choice] = WHERE_NEXT

    def __init__(self, screen: Screen, given: Input) -> None:
        super().__init__(screen)
        self.input = given
        self.keys_said = False
        self.last: object = None
        self.heading = ("", "")
        self.unsure = False
        self.note = ""
        self.refused = ""
        self.turned: Callable[[Question | None], None] = lambda _: None

    # asking

    def ask(self, question: Question) -> Reply:
        if self.last != (question.key, question.asked, question.items):
            self.turned(question)
            self.show(question)
            self.unsure, self.note, self.refused = False, "", ""
        self.last = (question.key, question.asked, question.items)
        while True:
            reply = self._by_type(question)
            if not isinstance(reply, Sign):
                return Given(reply.raw, reply.because, reply.other, self.note, self.unsure, reply.open)
            served = self._serve(reply, question)
            if served is not None:
                self.last = self.last if isinstance(served, Note) else None
                return served

    def show(self, question: Question) -> None:
        """The question as it stands on the screen, before anything is answered."""
        step = question.step
        self.screen.line()
        again = self.heading == (step.ref, question.asked) and step.type != "roster"
        self.heading = (step.ref, question.asked)
        if not again:
            self.screen.lines(wrapped(question.asked, self.screen.width, "? ", "  "), BOLD)
            if question.hint and not question.items:
                self.screen.lines(wrapped(question.hint, self.screen.width, "    "), DIM)
        if question.about and question.about.partition("  ")[2] not in question.asked:
            self.screen.lines(wrapped(question.about, self.screen.width, "  ", "     "), BOLD)
        if not self.keys_said:
            self.keys_said = True
            self.screen.lines(wrapped(self.input.keys, self.screen.width, "    "), DIM)
        if step.type == "roster":
            self.screen.lines(rosters.item_lines(question.items, step, self.screen.width))

    def _by_type(self, question: Question) -> Given | Sign:
        kind = question.step.type
        if kind == "roster":
            return rosters.ask_roster(self.input, self.screen, question)
        if kind in ("one-of", "yes-no", "scale", "appraisal"):
            return self._one(question)
        if kind == "any-of":
            return self._several(question)
        if kind == "rank":
            return self._ranking(question)
        return self._typed(question)

    def _typed(self, question: Question) -> Given | Sign:
        kind = question.step.type
        start = self.refused or as_typed(question.before) or question.start
        text = self.input.line("  ", start, lines=kind == "passage")
        if isinstance(text, Sign):
            return text
        self.refused = text if kind in ("text", "passage") else ""
        because = self._because(question) if text else ""
        return because if isinstance(because, Sign) else Given(text, because)

    def _one(self, question: Question) -> Given | Sign:
        picked = self.input.pick(question.choices, str(question.before) if question.before else None)
        if isinstance(picked, Sign):
            return picked
        choice = next(one for one in question.choices if one.id == picked)
        other = self._other([choice])
        if isinstance(other, Sign):
            return other
        because = self._because(question)
        return because if isinstance(because, Sign) else Given(picked, because, other)

    def _several(self, question: Question) -> Given | Sign:
        marked = question.before if isinstance(question.before, list) else []
        picked = self.input.pick_several(question.choices, marked)
        if isinstance(picked, Sign):
            return picked
        other = self._other([one for one in question.choices if one.id in picked])
        return other if isinstance(other, Sign) else Given(picked, "", other)

    def _ranking(self, question: Question) -> Given | Sign:
        left, ranked = list(question.choices), list[str]()
        while len(left) > 1:
            self.screen.line(f"  {len(ranked) + 1}.", DIM)
            picked = self.input.pick(left)
            if picked is Sign.BACK and ranked:
                left = [one for one in question.choices if one.id not in ranked[:-1]]
                ranked.pop()
                continue
            if isinstance(picked, Sign):
                return picked
            ranked.append(picked)
            left = [one for one in left if one.id != picked]
        because = self._because(question)
        return because if isinstance(because, Sign) else Given([*ranked, *(one.id for one in left)], because)

    def _other(self, chosen: Sequence[Choice]) -> str | Sign:
        if not any(choice.other for choice in chosen):
            return ""
        return self.input.line("  which? ")

    def _because(self, question: Question) -> str | Sign:
        step = question.step
        if step.type != "appraisal" and not step.because:
            return ""
        needed = step.needs_because
        while True:
            said = self.input.line("  because " if needed else "  because (or just Enter) ", question.before_because)
            if not isinstance(said, str) or said.strip() or not needed:
                return said
            said = "One short sentence is enough; > leaves the question with a reason."
            self.screen.lines(wrapped(said, self.screen.width, "    "), DIM)

    # the keys

    def _serve(self, sign: Sign, question: Question) -> Reply | None:
        """What a key does: a Reply, or None when the question simply goes on."""
        if sign is Sign.BACK:
            if question.can_go_back:
                return Back()
            self.screen.line("    This is the first question.", DIM)
        elif sign is Sign.WHY:
            lines = question.why or ("It is part of this framework; no reason is written down.",)
            for line in lines:
                self.screen.lines(wrapped(line, self.screen.width, "    "), DIM)
        elif sign is Sign.UNSURE:
            self.unsure = not self.unsure
            self.screen.line(
                "    Your answer will be marked: not sure." if self.unsure else "    The mark is off.", DIM
            )
        elif sign is Sign.SKIP:
            return self._skip(question)
        elif sign is Sign.NOTE:
            text = self.input.line("  note: ", lines=True)
            return Note(text) if isinstance(text, str) and text else self._pausing(text)
        else:
            return Pause(hide=sign is Sign.HIDE)
        return None

    def _skip(self, question: Question) -> Reply | None:
        choices = [
            Choice(key, label) for key, label in NON_ANSWERS.items() if key != "nothing" or question.step.optional
        ]
        self.screen.line("  Leave this without an answer:", DIM)
        picked = self.input.pick(choices, choices[0].id)
        if isinstance(picked, Sign):
            return self._pausing(picked)
        if picked == "nothing":
            return Skip("nothing")
        because = self.input.line("  because ")
        return Skip(picked, because, self.note) if isinstance(because, str) else self._pausing(because)

    def _pausing(self, found: object) -> Pause | None:
        return Pause(hide=found is Sign.HIDE) if found in (Sign.PAUSE, Sign.HIDE) else None

    # what holds the walk, and its end

    def hold(self, flag: Flag) -> Handled | Pause | Missing:
        self.turned(None)
        self.screen.line()
        self.screen.lines(wrapped(f"⚑ STOP  {flag.say}", self.screen.width, "  ", "    "), STOP)
        choices = (
            Choice("done", "I have done something about it, or am sure that nothing is needed"),
            Choice("leave", "I leave now to act; this waits for me"),
        )
        while True:
            picked = self.input.pick(choices)
            if picked != "done":
                return Pause(hide=picked is Sign.HIDE)
            how = self.input.line("  What was done, or why nothing is needed: ", lines=True)
            if isinstance(how, str) and how.strip():
                return Handled(how)
            if how in (Sign.PAUSE, Sign.HIDE):
                return Pause(hide=how is Sign.HIDE)

    def review(self, walk: Walk) -> Close | Change | Pause | Missing:
        self.screen.line()
        self.screen.lines(wrapped(self.at_end, self.screen.width, "  "), BOLD)
        self.summary(walk)
        while True:
            picked = self.input.pick(self.where_next, self.where_next[1].id)
            if picked == "close":
                return Close()
            if picked == "look":
                self.summary(walk, whole=True)
            elif picked == "change":
                changed = self._which(walk)
                if changed is not None:
                    return changed
            else:
                return Pause(hide=picked is Sign.HIDE)

    def _which(self, walk: Walk) -> Change | Pause | None:
        places = [place for place in walk.path if place.key in walk.answers]
        choices = [Choice(f"+{at}", _named(walk, place)) for at, place in enumerate(places)]
        picked = self.input.pick(choices, choices[0].id)
        return Change(places[int(picked[1:])].key) if isinstance(picked, str) else self._pausing(picked)

    def not_saved(self, reason: str) -> bool:
        self.screen.line()
        self.screen.lines(wrapped(f"This answer is NOT saved: {reason}.", self.screen.width, "  "), STOP)
        said = "Everything before it is. The answer is kept here while you make room."
        self.screen.lines(wrapped(said, self.screen.width, "  "))
        picked = self.input.pick(
            (Choice("again", "Try again"), Choice("stop", "Stop here; lose this one answer")), "again"
        )
        return picked == "again"


def _named(walk: Walk, place: Position) -> str:
    """A place in a list of places: its question, short, and what it is about."""
    about = f" ({', '.join(item.label for item in place.items)})" if place.items else ""
    return shorten(asked(walk, place) + about, 110, placeholder=" …")


def as_typed(before: Any) -> str:
    """An earlier answer in the form it can be typed again."""
    if isinstance(before, Mapping) and "at" in before:
        return f"{before['at']} ({before['low']}-{before['high']})" if "low" in before else str(before["at"])
    return (
        str(before).replace("T", " ")
        if isinstance(before, int) or _is_moment(before)
        else before
        if isinstance(before, str)
        else ""
    )


def _is_moment(before: Any) -> bool:
    return isinstance(before, str) and len(before) == 16 and before[4:5] == before[7:8] == "-" and before[10] == "T"
