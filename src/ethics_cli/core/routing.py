"""Which step comes next, and which are on the way: the path, laid from the answers and from nothing else.

A condition reads only what is on the path before it. An answer that is off the path is kept, marked, and never read. The
path is laid anew after every event; that is what makes going back, amending and resuming the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product

from ethics_cli.core.event import Entry
from ethics_cli.core.framework import DEPTHS, Flag, Framework, Step
from ethics_cli.core.route import Route, Stop
from ethics_cli.core.sight import Sight
from ethics_cli.core.walk import Answer, Folded, Item, Key, Position, Walk, read

NO_ROUTE = Route("", "", "", 0, ())
DEFAULT_ROUTE = "standard"


def fold(entries: Iterable[Entry]) -> Walk:
    """Where a session stands after these events."""
    return lay(read(entries))


def lay(folded: Folded) -> Walk:
    """The walk that the folded events make: path, flags, and what is still wanted."""
    return laid(folded)[0]


def laid(folded: Folded) -> tuple[Walk, Sight]:
    """The walk, and what conditions see at its end: both from one laying of the path."""
    laying = _Laying(folded)
    sight = laying.sight
    off = {key: answer for key, answer in folded.answers.items() if key not in sight.admitted}
    walk = Walk(
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
        fits=laying.fits,
    )
    return walk, sight


def sight_before(folded: Folded, key: Key | None = None) -> Sight | None:
    """What conditions saw when this place came up, asked or not; without a key, what they see at the end.

    None when the laying of the path never comes to the place: its framework is not walked, or its depth not reached.
    """
    laying = _Laying(folded, key)
    if key is None:
        laying.sight.here = ()
        return laying.sight
    return laying.sight if laying.arrived else None


class _Arrived(Exception):
    """The laying has come to the place it was to stop at."""


class _Laying:
    """One laying of the path, step by step, each admitted answer in sight of what comes after it.

    With `until`, it stops before the condition of that place is looked at.
    """

    def __init__(self, folded: Folded, until: Key | None = None) -> None:
        routes = folded.routes
        route = routes.get(folded.taken) or routes.get(DEFAULT_ROUTE) or next(iter(routes.values()), NO_ROUTE)
        self.sight = Sight(folded, route, route_known=bool(folded.taken))
        self.wanted: list[str] = []
        self.joined = list(folded.opened.protocols) if folded.opened else []
        self.fits: dict[Key, dict[str, tuple[str, ...]]] = {}
        self.until, self.arrived = until, False
        try:
            self._lay()
        except _Arrived:
            self.arrived = True

    def _lay(self) -> None:
        if not self.sight.route_known:
            self._find_route()
        self._lay_route()
        if not self.wanted:
            self._lay_beside()

    def _lay_route(self) -> None:
        stops = list(self.sight.route.stops)
        lenses = self.sight.known.opened.lenses if self.sight.known.opened else ()
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

    def _lay_beside(self) -> None:
        """What is walked beside the decision, once somebody has begun it: a debrief, a look back, in the order of their beginning."""
        for begun in self.sight.known.after.values():
            framework = self.sight.known.frameworks.get(begun.stage)
            if framework is None:
                self.wanted.append(begun.stage)
            elif framework not in self.sight.walked:
                depth = DEPTHS.index(begun.depth)
                self._walk(framework, [step for step in framework.steps if step.depth <= depth])

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

    def _frameworks_at(self, stop: Stop, lenses: Sequence[str], listed: set[str]) -> Iterator[str]:
        """The frameworks at a stop, one after another: one that is walked here may bring in the next."""
        if stop.framework:
            if not (stop.lens and lenses and stop.framework not in lenses):
                yield stop.framework
            return
        while (ident := self._next_joined(stop.joined, lenses, listed)) is not None:
            yield ident

    def _next_joined(self, kind: str, lenses: Sequence[str], listed: set[str]) -> str | None:
        joined = lenses if kind == "lens" and lenses else self.joined
        passed = listed | {framework.id for framework in self.sight.walked}
        return next((ident for ident in joined if ident not in passed and self._may_join(ident, kind)), None)

    def _may_join(self, ident: str, kind: str) -> bool:
        framework = self.sight.known.frameworks.get(ident)
        return framework is None or framework.kind == kind

    def _walk(self, framework: Framework, steps: Sequence[Step] | None = None) -> None:
        self.sight.walked.append(framework)
        route, depth = self.sight.route, self.sight.depth
        if steps is None:
            of_model = bool(route.asks)
            steps = [
                one for one in framework.steps if (route.asks_step(one, depth) if of_model else one.depth <= depth)
            ]
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
        sight = self.sight
        sight.here = items
        for step in steps:
            if self.until is not None and self.until == (step.ref, tuple(item.id for item in items)):
                raise _Arrived
            if step.steers and chooses_route(step) and sight.known.taken:
                continue
            if step.when is not None and not step.when.holds(sight):
                continue
            position = Position(step, items)
            sight.pass_by(position)
            if "fits" in step.steers:
                self.fits[position.key] = self._fitting(step)
            answer = self._standing(position)
            if step.role == "decision":
                sight.decision = position
            if answer is not None:
                sight.admit(position, answer)
                if step.steers:
                    self._join_from(step, answer)

    def _standing(self, position: Position) -> Answer | None:
        """The answer under a place, unless it chose something that is not on offer any more: then it is asked again."""
        answer = self.sight.known.answers.get(position.key)
        if answer is None or not position.step.from_ or answer.value is None:
            return answer
        offered = {item.id for item in self.sight.items(position.step.from_)}
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        return answer if all(one in offered for one in chosen) else None

    def _fitting(self, step: Step) -> dict[str, tuple[str, ...]]:
        """The choices of a step that something speaks for here, each with its reasons."""
        found = {
            choice.id: tuple(fit.because for fit in choice.fits if fit.when.holds(self.sight))
            for choice in step.choices
        }
        return {ident: reasons for ident, reasons in found.items() if reasons}

    def _join_from(self, step: Step, answer: Answer) -> None:
        if "joins" not in step.steers:
            return
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        for choice in step.choices:
            if choice.joins and choice.id in chosen and choice.joins not in self.joined:
                self.joined.append(choice.joins)


def chooses_route(step: Step) -> bool:
    """Whether answering this step decides which route the session takes."""
    return "route" in step.steers


def _raised(sight: Sight) -> Iterator[Flag]:
    """The flags that are up once the whole path is laid."""
    sight.here = ()
    return (flag for framework in sight.walked for flag in framework.flags if flag.when.holds(sight))
