"""Somebody who walks a sample's way and leaves nothing out: the sample's answers where it has any, whole ones everywhere else.

Every list item has all its fields, every list has somebody on it, every likelihood a range, every limit lies ahead: what a review
finds in such a walk was put there afterwards, or is a false alarm.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from words import words

from ethics_cli.app.ports import Close, Given, Handled, Question, Reply
from ethics_cli.app.scripted import Answers, ScriptAsker
from ethics_cli.core.appraisal import Matrix
from ethics_cli.core.framework import Choice, Field, Flag, Step
from ethics_cli.core.identifiers import may_hold_one
from ethics_cli.core.walk import Walk
from ethics_cli.problems import EthicsError, Problem

BINDING = ("must", "may", "must-not")
AHEAD = ("by", "due", "deadline", "tell-by", "runs-out")
NEVER = {"disclosure.basis": ("open", "none"), "disclosure.rung": ("nothing",)}
"""Choices that would be findings of their own."""


class Inventing:
    """An Asker over a sample's answers that varies what decides nothing, and invents what the sample does not say."""

    def __init__(self, answers: Answers, random: Random, now: datetime) -> None:
        self.script = ScriptAsker(answers)
        self.random = random
        self.now = now
        self.refused = 0

    def ask(self, question: Question) -> Reply:
        step = question.step
        found = self.script.ask(question) if self.refused == 0 else None
        given = found if isinstance(found, Given) and found.raw not in (None, "", []) else None
        if step.type == "roster":
            return Given(self._items(question, given.raw if given else []))
        if (
            given is None
            or given.raw in NEVER.get(step.ref, ())
            or step.type in ("percent", "date", "moment", "text", "passage")
        ):
            given = Given(self._value(step, question.choices), because=given.because if given else "")
        because = self._text(long=True) if given.because or step.needs_because else ""
        return given._replace(because=because, note="", unsure=False)

    def hold(self, flag: Flag) -> Handled:
        return Handled(self._text(long=False))

    def review(self, walk: Walk) -> Close:
        return Close()

    def refuse(self, problem: Problem) -> None:
        self.refused += 1
        if self.refused > 3:
            raise EthicsError(problem)

    def section(self, section: Any) -> None:
        self.refused = 0

    def tell(self, text: str) -> None: ...

    def flag(self, flag: Flag) -> None: ...

    def matrix(self, table: Matrix) -> None: ...

    def not_saved(self, reason: str) -> bool:
        return False

    # what is answered

    def _text(self, *, long: bool) -> str:
        return words(self.random, long)

    def _value(self, step: Step, choices: tuple[Choice, ...]) -> Any:
        if step.type in ("text", "passage"):
            return self._text(long=step.type == "passage")
        if step.type == "percent":
            low = self.random.randint(1, 60)
            return f"{low + 10} ({low}-{low + 30})"
        if step.type in ("date", "moment"):
            return self._day(step.id, step.role, step.ahead, moment=step.type == "moment")
        if step.type == "number":
            return step.min if step.min is not None else 3
        if step.type == "rank":
            return self.random.sample([choice.id for choice in choices], len(choices))
        return self._chosen(step, choices)

    def _chosen(self, step: Step, choices: tuple[Choice, ...]) -> Any:
        """A choice that leads nowhere else: no framework joins, no route is taken, nothing needs to be said besides."""
        quiet = [
            one for one in choices if not (one.joins or one.route or one.other or one.id in NEVER.get(step.ref, ()))
        ]
        choice = self.random.choice(quiet or list(choices))
        said = {"choice": [choice.id] if step.type == "any-of" else choice.id, "other": "another"}
        return said if choice.other else said["choice"]

    def _day(self, name: str, role: str, ahead: bool, *, moment: bool) -> str:
        """Limits lie ahead, looks again far ahead, and everything else a little way back."""
        if role in ("look-again", "look-back"):
            days = self.random.randint(500, 700)
        elif ahead or role == "deadline" or name in AHEAD:
            days = self.random.randint(5, 40)
        else:
            days = -self.random.randint(1, 9)
        day = (self.now + timedelta(days=days)).date().isoformat()
        return f"{day} {self.random.randint(8, 17):02}:{self.random.choice((0, 15, 30)):02}" if moment else day

    def _items(self, question: Question, raw: Any) -> list[dict[str, Any]]:
        """The sample's items, and at least one, each with all its fields."""
        step = question.step
        listed = [one if isinstance(one, dict) else {"label": one} for one in raw]
        if not listed:
            labels = [offer.label for offer in question.offers] or ["First", "Second"]
            listed = [{"label": label} for label in labels[: max(1, step.min or 1)]]
        return [self._item(step, one) for one in listed]

    def _item(self, step: Step, given: dict[str, Any]) -> dict[str, Any]:
        label = str(given["label"])
        label = "What has been agreed on" if may_hold_one(label) and step.role in ("options", "parties") else label
        return {"label": label, **{field.id: self._field(step, field, given.get(field.id)) for field in step.fields}}

    def _field(self, step: Step, field: Field, given: Any) -> Any:
        if field.id == "force":
            return given if given and given != "unknown" else self.random.choice(BINDING)
        if field.choices and given:
            return given
        if field.type in ("text", "passage"):
            return self._text(long=field.type == "passage")
        as_step = Step(field.id, step.ref, "", field.type, choices=field.choices, range="offered", ahead=True)
        if field.type in ("date", "moment"):
            ahead = field.id in AHEAD
            return self._day(field.id, "", ahead, moment=field.type == "moment")
        choices = field.choices or (Choice("yes", "Yes"), Choice("no", "No"))
        return self._value(as_step, choices)
