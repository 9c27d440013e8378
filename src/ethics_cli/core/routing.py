"""Which step comes next, and which are on the way: the path, laid from the answers and from nothing else.

A condition reads only what is on the path before it. An answer that is off the path is kept, marked, and never read. The
path is laid anew after every event; that is what makes going back, amending and resuming the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, product
from typing import Any

from ethics_cli.core.appraisal import outweighed
from ethics_cli.core.event import Entry
from ethics_cli.core.framework import DEPTHS, Flag, Framework, Route, Step, Stop
from ethics_cli.core.walk import Answer, Folded, Item, Key, Position, Walk, items_of, read

NO_ROUTE = Route("", "", "", 0, ())
DEFAULT_ROUTE = "standard"


def fold(entries: Iterable[Entry]) -> Walk:
    """Where a session stands after these events."""
    return lay(read(entries))


def lay(folded: Folded) -> Walk:
    """The walk that the folded events make: path, flags, and what is still wanted."""
    laying = _Laying(folded)
    flags = tuple(_raised(laying)) if laying.known else ()
    off = {key: answer for key, answer in folded.answers.items() if key not in laying.admitted}
    return Walk(
        folded=folded,
        route=laying.route,
        route_known=laying.route_known,
        frameworks=tuple(laying.walked),
        path=tuple(laying.path),
        answers=laying.admitted,
        off_path=off,
        flags=flags,
        wanted=tuple(laying.wanted),
        facts=laying.facts(),
    )


class _Laying:
    """One laying of the path. It is the View that conditions see while it grows."""

    def __init__(self, folded: Folded) -> None:
        self.known = folded
        self.path: list[Position] = []
        self.admitted: dict[Key, Answer] = {}
        self.walked: list[Framework] = []
        self.wanted: list[str] = []
        self.here: tuple[Item, ...] = ()
        self.joined: list[str] = []
        self.decision: Position | None = None
        self.route_known = bool(folded.taken)
        self.route = (
            folded.routes.get(folded.taken)
            or folded.routes.get(DEFAULT_ROUTE)
            or next(iter(folded.routes.values()), NO_ROUTE)
        )
        self._lay()

    # the path

    def _lay(self) -> None:
        if not self.route_known:
            self._find_route()
        stops = list(self.route.stops)
        lenses = set(self.known.opened.lenses) if self.known.opened else set()
        listed = {stop.framework for stop in stops}
        for stop in stops:
            if stop.when is not None and not stop.when.holds(self):
                continue
            for ident in self._frameworks_at(stop, lenses, listed):
                framework = self.known.frameworks.get(ident)
                if framework is None:
                    self.wanted.append(ident)
                    return
                self._walk(framework, self.route.depth)
            if not self.route_known and self._asks_for_route(stop.framework):
                return

    def _find_route(self) -> None:
        """The route that an answer chose; a person who left that question open takes the default one."""
        for step in (step for stop in self.route.stops for step in self._steps(stop.framework) if chooses_route(step)):
            answer = self.known.answers.get((step.ref, ()))
            choice = step.choice(str(answer.value)) if answer else None
            self.route = self.known.routes.get(choice.route if choice else "", self.route)
            self.route_known = answer is not None

    def _steps(self, ident: str) -> tuple[Step, ...]:
        framework = self.known.frameworks.get(ident)
        return framework.steps if framework else ()

    def _asks_for_route(self, ident: str) -> bool:
        return any(chooses_route(step) for step in self._steps(ident))

    def _frameworks_at(self, stop: Stop, lenses: set[str], listed: set[str]) -> list[str]:
        if stop.framework:
            return [] if stop.lens and lenses and stop.framework not in lenses else [stop.framework]
        if stop.joined == "lens" and lenses:
            return [ident for ident in (*self.known.opened.lenses,) if ident not in listed] if self.known.opened else []
        return [ident for ident in self.joined if ident not in listed and self._may_join(ident, stop.joined)]

    def _may_join(self, ident: str, kind: str) -> bool:
        framework = self.known.frameworks.get(ident)
        return framework is None or framework.kind == kind

    def _walk(self, framework: Framework, depth: int) -> None:
        self.walked.append(framework)
        depth = depth if self.route_known else 0
        steps = (step for step in framework.steps if step.depth <= depth)
        for each, group in groupby(steps, key=lambda step: step.each):
            together = list(group)
            for items in self._expand(each):
                self._place(together, items)
        self.here = ()

    def _expand(self, each: tuple[str, ...]) -> Iterator[tuple[Item, ...]]:
        if not each:
            return iter([()])
        return product(*(self.items(roster) for roster in each))

    def _place(self, steps: list[Step], items: tuple[Item, ...]) -> None:
        self.here = items
        for step in steps:
            if chooses_route(step) and self.known.taken:
                continue
            if step.when is not None and not step.when.holds(self):
                continue
            position = Position(step, items)
            self.path.append(position)
            answer = self._standing(position)
            if step.role == "decision":
                self.decision = position
            if answer is not None:
                self.admitted[position.key] = answer
                self._join_from(step, answer)

    def _standing(self, position: Position) -> Answer | None:
        """The answer under a place, unless it chose something that is not on offer any more: then it is asked again."""
        answer = self.known.answers.get(position.key)
        if answer is None or not position.step.from_ or answer.value is None:
            return answer
        offered = {item.id for item in self.items(position.step.from_)}
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        return answer if all(one in offered for one in chosen) else None

    def _join_from(self, step: Step, answer: Answer) -> None:
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        for choice in step.choices:
            if choice.joins and choice.id in chosen and choice.joins not in self.joined:
                self.joined.append(choice.joins)

    # what a condition may see

    def items(self, roster: str) -> tuple[Item, ...]:
        answer = self.admitted.get((roster, ()))
        return items_of(roster, answer.value if answer else None)

    def value(self, ref: str) -> Any:
        head, _, name = ref.partition(".")
        if head == "item":
            return self._item_value(name)
        if head == "fact":
            return self.facts().get(name)
        answer = self._answer_here(ref)
        return answer.value if answer is not None and answer.settled else None

    def values(self, ref: str) -> list[Any]:
        found = [
            answer.value
            for (step, items), answer in self.admitted.items()
            if step == ref and items and answer.value is not None
        ]
        whole = self.admitted.get((ref, ()))
        if whole is not None and isinstance(whole.value, list):
            found.extend(whole.value)
        return found

    def pending(self, ref: str) -> bool:
        return any(position.step.ref == ref and position.key not in self.admitted for position in self.path)

    def non_answer(self, ref: str) -> str:
        answer = self._answer_here(ref)
        return answer.non if answer is not None else ""

    def order(self, ref: str, value: Any) -> int | None:
        step = self._find(ref)
        if step is None or not isinstance(value, str):
            return None
        return step.rank_of(value) if step.choices else None

    def facts(self) -> Mapping[str, Any]:
        """What the walk knows about itself so far, under the names that conditions and slots may use."""
        chosen = self._chosen()
        return {
            "depth": DEPTHS[self.route.depth if self.route_known else 0],
            "route": self.route.id,
            "options": self._option_count(),
            "outweighed": outweighed(self.walked, self.admitted, chosen) if chosen else [],
        }

    def _answer_here(self, ref: str) -> Answer | None:
        step = self._find(ref)
        items = (
            tuple(item.id for roster in step.each for item in self.here if item.roster == roster)
            if step and step.each
            else ()
        )
        return self.admitted.get((ref, items))

    def _find(self, ref: str) -> Step | None:
        head, _, name = ref.partition(".")
        framework = self.known.frameworks.get(head)
        return framework.step(name) if framework else None

    def _item_value(self, name: str) -> Any:
        chosen = self._chosen()
        for item in self.here:
            if name == "chosen":
                return ("yes" if item.id == chosen else "no") if chosen else None
            if name in item.fields:
                return item.fields[name]
        return None

    def _chosen(self) -> str:
        answer = self.admitted.get(self.decision.key) if self.decision else None
        return str(answer.value) if answer is not None and answer.value else ""

    def _option_count(self) -> int:
        return next(
            (len(self.items(position.step.ref)) for position in self.path if position.step.role == "options"), 0
        )


def chooses_route(step: Step) -> bool:
    """Whether answering this step decides which route the session takes."""
    return any(choice.route for choice in step.choices)


def _raised(laying: _Laying) -> Iterator[Flag]:
    laying.here = ()
    for framework in laying.walked:
        for flag in framework.flags:
            if flag.when.holds(laying):
                yield flag
