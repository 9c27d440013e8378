"""Random sessions over the bundled library: somebody who answers anything that may be answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ethics_cli.app.bringing import routes_on_offer
from ethics_cli.core.answering import Accepted, Setting, accept
from ethics_cli.core.event import AnswerGiven, DecisionClosed, Entry, Event, FlagHandled, FrameworkJoined, SessionOpened
from ethics_cli.core.framework import NON_ANSWERS, Choice, Step
from ethics_cli.core.routing import lay
from ethics_cli.core.walk import Folded, Position, Walk, add, items_of
from ethics_cli.core.wording import asked, choices_at
from ethics_cli.files.library import Library, bundled_folder, load_library

NOW = datetime(2026, 11, 21, 14, 30)
WORDS = "the client asked me to keep it to myself; nobody knows {item} yet – ja, ß €".split()


class RawAnswers:
    """A valid raw answer for any step, as somebody might type it."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def text(self, lines: bool = False) -> str:
        said = " ".join(self.random.choices(WORDS, k=self.random.randint(1, 6)))
        return f"{said}\n\n{said}" if lines and self.random.random() < 0.3 else said

    def answer(self, step: Step, choices: tuple[Choice, ...]) -> Any:
        made = getattr(self, "_" + step.type.replace("-", "_"))
        return made(step, choices)

    def _text(self, step: Step, _: tuple[Choice, ...]) -> str:
        return self.text()

    def _passage(self, step: Step, _: tuple[Choice, ...]) -> str:
        return self.text(lines=True)

    def _one_of(self, step: Step, choices: tuple[Choice, ...]) -> Any:
        choice = self.random.choice(choices)
        return {"choice": choice.id, "other": self.text()} if choice.other else choice.id

    _yes_no = _scale = _appraisal = _one_of

    def _any_of(self, step: Step, choices: tuple[Choice, ...]) -> Any:
        alone = [choice for choice in choices if choice.alone]
        together = [choice for choice in choices if not choice.alone]
        least, most = step.min if step.min is not None else 1, min(step.max or len(together), len(together))
        if alone and least <= 1 and self.random.random() < 0.2:
            return [self.random.choice(alone).id]
        chosen = self.random.sample(together, self.random.randint(max(least, 1), most))
        return {"choice": [choice.id for choice in chosen], "other": self.text()}

    def _rank(self, step: Step, choices: tuple[Choice, ...]) -> list[str]:
        return self.random.sample([choice.id for choice in choices], len(choices))

    def _percent(self, step: Step, _: tuple[Choice, ...]) -> str:
        low, at, high = sorted(self.random.randint(0, 100) for _ in range(3))
        return f"{at} ({low}-{high})" if step.range == "required" or self.random.random() < 0.5 else str(at)

    def _number(self, step: Step, _: tuple[Choice, ...]) -> int:
        return self.random.randint(step.min if step.min is not None else -5, step.max if step.max is not None else 50)

    def _date(self, step: Step, _: tuple[Choice, ...]) -> str:
        return self.random.choice(["today", "5 Dec", "in 2 weeks", "2027-01-31", "Friday"])

    def _moment(self, step: Step, _: tuple[Choice, ...]) -> str:
        return self.random.choice(["now", "yesterday 9:00", "2026-11-20 14:30", "tomorrow 17:00"])

    def _roster(self, step: Step, _: tuple[Choice, ...]) -> list[dict[str, Any]]:
        least = step.min if step.min is not None else 0 if step.optional else 1
        size = self.random.randint(least, min(step.max or 60, max(least, 1) + 1))
        return [self.item(step, number) for number in range(size)]

    def item(self, step: Step, number: int) -> dict[str, Any]:
        item: dict[str, Any] = {"label": f"{self.text()} {number}"}
        for field in step.fields:
            if field.required or self.random.random() < 0.5:
                as_step = Step(id=field.id, framework="x", ask="?", type=field.type, choices=field.choices)
                item[field.id] = self.answer(as_step, field.choices)
        return item


class Walker:
    """One random session, event by event, folded as it grows. `entries` is all that happened; `walk` where it stands."""

    def __init__(
        self,
        library: Library,
        seed: int,
        route: str = "",
        lenses: tuple[str, ...] = (),
        model: str = "",
        protocols: tuple[str, ...] = (),
    ) -> None:
        self.library = library
        self.random = Random(seed)
        self.raw = RawAnswers(self.random)
        self.entries: list[Entry] = []
        self.folded = Folded()
        routes = routes_on_offer(library, model)
        self.tell(SessionOpened(f"s{seed}", "0", routes, model or route, lenses=lenses, protocols=protocols))

    def tell(self, event: Event) -> None:
        self._add(event)
        self.walk = lay(self.folded)
        while self.walk.wanted:
            for ident in self.walk.wanted:
                held = self.library.get("framework", ident)
                assert held is not None
                self._add(FrameworkJoined(held.plain, held.digest, held.origin))
            self.walk = lay(self.folded)

    def _add(self, event: Event) -> None:
        entry = Entry(len(self.entries), "2026-11-21T14:30:00Z", event)
        self.entries.append(entry)
        self.folded = add(self.folded, entry)

    def step(self) -> bool:
        """Answer the next question, or what holds the walk; False when there is nothing left to ask."""
        if self.walk.stopped is not None:
            self.tell(FlagHandled(self.walk.stopped.ref, "told the duty manager"))
            return True
        position = self.walk.next
        if position is None:
            return False
        self.tell(self.event_at(position))
        return True

    def event_at(self, position: Position, non_answers: float = 0.06) -> AnswerGiven:
        """A valid answer at a place, or now and then an honest non-answer."""
        step, items = position.step, position.key[1]
        shown = asked(self.walk, position)
        choices = choices_at(self.walk, step)
        if self.random.random() < non_answers or (step.from_ and not choices):
            return AnswerGiven(
                step.ref, shown, items=items, non=self.random.choice(sorted(NON_ANSWERS)), because=self.raw.text()
            )
        before = self.walk.folded.answers.get((step.ref, ()))
        known = items_of(step.ref, before.value) if before else ()
        setting = Setting(
            NOW,
            choices,
            [{"id": item.id, "label": item.label} for item in known],
            self.walk.folded.numbers.get(step.ref, 0) + 1,
        )
        found = accept(step, self.raw.answer(step, choices), setting)
        assert isinstance(found, Accepted), (step.ref, found)
        because = self.raw.text() if step.because == "required" or step.type == "appraisal" else ""
        return AnswerGiven(step.ref, shown, found.value, items, because, other=found.other)

    def to_the_end(self, most: int = 3000) -> Iterator[Walk]:
        """Walk on until nothing is left to ask, showing where it stands after each event of the person."""
        yield self.walk
        for _ in range(most):
            if not self.step():
                return
            yield self.walk
        pytest.fail(f"session {self.entries[0].event} does not end")

    def close(self) -> None:
        self.tell(DecisionClosed(tuple(position.step.ref for position in self.walk.later)))


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library({"bundled": bundled_folder()})


@pytest.fixture(scope="session")
def walker(library: Library) -> Callable[..., Walker]:
    """Begins a random session from a seed."""

    def begin(seed: int, route: str = "", lenses: tuple[str, ...] = (), **more: Any) -> Walker:
        return Walker(library, seed, route, lenses, **more)

    return begin


@pytest.fixture(scope="session")
def said() -> Callable[[Walk], tuple[Any, ...]]:
    """All that a walk says, as values that can be compared."""

    def of(walk: Walk) -> tuple[Any, ...]:
        return (
            walk.next.key if walk.next else None,
            [position.key for position in walk.path],
            [flag.ref for flag in walk.flags],
            walk.stopped.ref if walk.stopped else None,
            {key: answer.given for key, answer in walk.answers.items()},
            {key: answer.given for key, answer in walk.off_path.items()},
            [position.key for position in walk.later],
            [framework.id for framework in walk.frameworks],
            (walk.id, walk.route.id, walk.route_known, walk.status, walk.complete, walk.wanted, dict(walk.facts)),
            dict(walk.folded.numbers),
            dict(walk.folded.handled),
        )

    return of


@pytest.fixture
def session_file(tmp_path: Path) -> Path:
    return tmp_path / "session.jsonl"
