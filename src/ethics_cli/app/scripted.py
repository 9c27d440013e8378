"""The asker that answers from a file: the same questions, the same checks, nobody at the keyboard.

What it has no answer for goes to another asker when there is one; when there is none, the walk ends there and says what
is missing. An answer that is refused is an error with the place in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ethics_cli.app.ports import Asker, Change, Close, Given, Handled, Missing, Pause, Question, Reply, Section, Skip
from ethics_cli.core.appraisal import Matrix
from ethics_cli.core.framework import NON_ANSWERS, Flag
from ethics_cli.core.typed import clean
from ethics_cli.core.walk import Item, Walk
from ethics_cli.problems import EthicsError, Exit, Place, Problem, named

Path = tuple[str | int, ...]
SAYS = ("value", "because", "unsure", "note", "skip", "other")


@dataclass(slots=True)
class Answers:
    """Answers by step, as they were read, with the place of each in the file they come from."""

    given: Mapping[str, Any] = field(default_factory=dict)
    handled: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place | None:
        return self.places.get(path) or (self.place(path[:-1]) if path else None)


class ScriptAsker:
    """An Asker over Answers. `behind` is asked what the answers do not say."""

    def __init__(self, answers: Answers, behind: Asker | None = None) -> None:
        self.answers = answers
        self.behind = behind
        self.used: set[str] = set()
        self.spent: set[tuple[str, tuple[str, ...]]] = set()
        self.path: Path = ()

    def ask(self, question: Question) -> Reply:
        ref = question.step.ref
        found, self.path = self._find(ref, question.position.items)
        if found is None or (self.behind is not None and question.key in self.spent):
            return self._elsewhere(question)
        self.used.add(ref)
        self.spent.add(question.key)
        return self._reply(found, question)

    def unused(self) -> list[str]:
        """The answers that no question asked for."""
        return [ref for ref in self.answers.given if ref not in self.used]

    def _elsewhere(self, question: Question) -> Reply:
        if self.behind is not None:
            return self.behind.ask(question)
        return Skip("nothing", "not in the answers file") if question.step.optional else Missing()

    def _find(self, ref: str, items: tuple[Item, ...]) -> tuple[Any, Path]:
        found = self.answers.given.get(ref)
        path: Path = ("answers", ref)
        for item in items:
            if not isinstance(found, Mapping):
                return None, path
            key = next((key for key in (item.label, item.id, item.letter) if key in found), "")
            found, path = found.get(key), (*path, key)
        return found, path

    def _reply(self, found: Any, question: Question) -> Reply:
        if not isinstance(found, Mapping) or not any(key in found for key in SAYS):
            return Given(_ids(found, question))
        odd = [key for key in found if key not in SAYS]
        if odd:
            raise self._error(
                "answers.unknown-key",
                f"{question.step.ref}: {named(str(odd[0]))} says nothing about an answer",
                "known are: " + ", ".join(SAYS),
            )
        if "skip" in found:
            if not isinstance(found["skip"], str) or found["skip"] not in NON_ANSWERS:
                raise self._error(
                    "answers.unknown-skip",
                    f"{question.step.ref}: no such kind of non-answer",
                    "known are: " + ", ".join(NON_ANSWERS),
                )
            return Skip(found["skip"], str(found.get("because", "")), str(found.get("note", "")))
        return Given(
            _ids(found.get("value"), question),
            because=str(found.get("because", "")),
            other=str(found.get("other", "")),
            note=str(found.get("note", "")),
            unsure=found.get("unsure") in ("yes", True),
        )

    def hold(self, flag: Flag) -> Handled | Pause | Missing:
        how = clean(self.answers.handled.get(flag.ref, ""), lines=True)
        if how:
            return Handled(how)
        return self.behind.hold(flag) if self.behind else Missing()

    def review(self, walk: Walk) -> Close | Change | Pause | Missing:
        return self.behind.review(walk) if self.behind else Close()

    def refuse(self, problem: Problem) -> None:
        place = self.answers.place(self.path)
        if self.behind is not None and place is None:
            self.behind.refuse(problem)
            return
        raise EthicsError(problem.at(place), exit_code=Exit.USAGE)

    def section(self, section: Section) -> None:
        if self.behind:
            self.behind.section(section)

    def tell(self, text: str) -> None:
        if self.behind:
            self.behind.tell(text)

    def flag(self, flag: Flag) -> None:
        if self.behind:
            self.behind.flag(flag)

    def matrix(self, table: Matrix) -> None:
        if self.behind:
            self.behind.matrix(table)

    def not_saved(self, reason: str) -> bool:
        if self.behind:
            return self.behind.not_saved(reason)
        raise EthicsError(
            Problem(
                "journal.not-saved",
                f"an answer is NOT saved: {reason}",
                hint="make room and run it again; what was saved is kept",
            )
        )

    def _error(self, code: str, message: str, hint: str) -> EthicsError:
        return EthicsError(Problem(code, message, self.answers.place(self.path), hint), exit_code=Exit.USAGE)


def _ids(raw: Any, question: Question) -> Any:
    """What a file calls an item by its name, as its id: a name comes first there, whatever ids other items have."""
    if not question.step.from_:
        return raw
    known = {choice.label: choice.id for choice in question.choices}
    if isinstance(raw, list):
        return [known.get(one, one) if isinstance(one, str) else one for one in raw]
    return known.get(raw, raw) if isinstance(raw, str) else raw
