"""Which step comes next, and which are on the way: the path, laid from the answers and from nothing else.

A condition reads only what is on the path before it. An answer that is off the path is kept, marked, and never read. The
path is laid anew after every event; that is what makes going back, amending and resuming the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, product

from ethics_cli.core.event import Entry
from ethics_cli.core.framework import Flag, Framework, Route, Step, Stop
from ethics_cli.core.sight import Sight
from ethics_cli.core.walk import Answer, Folded, Item, Position, Walk, read

NO_ROUTE = Route("", "", "", 0, ())
DEFAULT_ROUTE = "standard"


def fold(entries: Iterable[Entry]) -> Walk:
    """Where a session stands after these events."""
    return lay(read(entries))


def lay(folded: Folded) -> Walk:
    """The walk that the folded events make: path, flags, and what is still wanted."""
    laying = _Laying(folded)
    sight = laying.sight
    off = {key: answer for key, answer in folded.answers.items() if key not in sight.admitted}
    return Walk(
        folded=folded,
        route=sight.route,
        route_known=sight.route_known,
        frameworks=tuple(sight.walked),
        path=tuple(sight.path),
        answers=sight.admitted,
        off_path=off,
        flags=tuple(_raised(sight)),
        wanted=tuple(laying.wanted),
        facts=sight.facts(),
    )


class _Laying:
    """One laying of the path, step by step, each admitted answer in sight of what comes after it."""

    def __init__(self, folded: Folded) -> None:
        routes = folded.routes
        route = routes.get(folded.taken) or routes.get(DEFAULT_ROUTE) or next(iter(routes.values()), NO_ROUTE)
        self.sight = Sight(folded, route, route_known=bool(folded.taken))
        self.wanted: list[str] = []
        self.joined: list[str] = []
        self._lay()

    def _lay(self) -> None:
        if not self.sight.route_known:
            self._find_route()
        stops = list(self.sight.route.stops)
        lenses = set(self.sight.known.opened.lenses) if self.sight.known.opened else set()
        listed = {stop.framework for stop in stops}
        for stop in stops:
            if stop.when is not None and not stop.when.holds(self.sight):
                continue
            for ident in self._frameworks_at(stop, lenses, listed):
                framework = self.sight.known.frameworks.get(ident)
                if framework is None:
                    self.wanted.append(ident)
                    return
                self._walk(framework)
            if not self.sight.route_known and self._asks_for_route(stop.framework):
                return

    def _find_route(self) -> None:
        """The route that an answer chose; a person who left that question open takes the default one."""
        for step in (
            step for stop in self.sight.route.stops for step in self._steps(stop.framework) if chooses_route(step)
        ):
            answer = self.sight.known.answers.get((step.ref, ()))
            choice = step.choice(str(answer.value)) if answer else None
            self.sight.route = self.sight.known.routes.get(choice.route if choice else "", self.sight.route)
            self.sight.route_known = answer is not None

    def _steps(self, ident: str) -> tuple[Step, ...]:
        framework = self.sight.known.frameworks.get(ident)
        return framework.steps if framework else ()

    def _asks_for_route(self, ident: str) -> bool:
        return any(chooses_route(step) for step in self._steps(ident))

    def _frameworks_at(self, stop: Stop, lenses: set[str], listed: set[str]) -> list[str]:
        if stop.framework:
            return [] if stop.lens and lenses and stop.framework not in lenses else [stop.framework]
        if stop.joined == "lens" and lenses:
            return (
                [ident for ident in (*self.sight.known.opened.lenses,) if ident not in listed]
                if self.sight.known.opened
                else []
            )
        return [ident for ident in self.joined if ident not in listed and self._may_join(ident, stop.joined)]

    def _may_join(self, ident: str, kind: str) -> bool:
        framework = self.sight.known.frameworks.get(ident)
        return framework is None or framework.kind == kind

    def _walk(self, framework: Framework) -> None:
        self.sight.walked.append(framework)
        steps = (step for step in framework.steps if step.depth <= self.sight.depth)
        for each, group in groupby(steps, key=lambda step: step.each):
            together = list(group)
            for items in self._expand(each):
                self._place(together, items)
        self.sight.here = ()

    def _expand(self, each: tuple[str, ...]) -> Iterator[tuple[Item, ...]]:
        if not each:
            return iter([()])
        return product(*(self.sight.items(roster) for roster in each))

    def _place(self, steps: list[Step], items: tuple[Item, ...]) -> None:
        self.sight.here = items
        for step in steps:
            if chooses_route(step) and self.sight.known.taken:
                continue
            if step.when is not None and not step.when.holds(self.sight):
                continue
            position = Position(step, items)
            self.sight.path.append(position)
            answer = self._standing(position)
            if step.role == "decision":
                self.sight.decision = position
            if answer is not None:
                self.sight.admitted[position.key] = answer
                self._join_from(step, answer)

    def _standing(self, position: Position) -> Answer | None:
        """The answer under a place, unless it chose something that is not on offer any more: then it is asked again."""
        answer = self.sight.known.answers.get(position.key)
        if answer is None or not position.step.from_ or answer.value is None:
            return answer
        offered = {item.id for item in self.sight.items(position.step.from_)}
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        return answer if all(one in offered for one in chosen) else None

    def _join_from(self, step: Step, answer: Answer) -> None:
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        for choice in step.choices:
            if choice.joins and choice.id in chosen and choice.joins not in self.joined:
                self.joined.append(choice.joins)


def chooses_route(step: Step) -> bool:
    """Whether answering this step decides which route the session takes."""
    return any(choice.route for choice in step.choices)


def _raised(sight: Sight) -> Iterator[Flag]:
    """The flags that are up once the whole path is laid."""
    sight.here = ()
    return (flag for framework in sight.walked for flag in framework.flags if flag.when.holds(sight))
