"""The proof of one route: for every claim a walk that shows it, from the sample walks, or made on purpose.

First walks that take whatever no walk has taken yet; then, claim by claim, walks towards what is still missing, along the
answers that the search of reach.py finds. Only what the real fold shows counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ethics_cli.core.event import SessionOpened
from ethics_cli.core.lint_content import Content
from ethics_cli.core.lint_order import Situation, Walked
from ethics_cli.core.proof import CHOICE, Claim, Key, claims_on, goal_of, shown_by
from ethics_cli.core.proof_answer import Answering
from ethics_cli.core.proof_opening import Opening, openings
from ethics_cli.core.proof_plan import Plan, opened_for, plan_of
from ethics_cli.core.reach import Found, can_hold, solve
from ethics_cli.core.route import Route
from ethics_cli.core.walk import Walk
from ethics_cli.core.witness import Ground, walk_through

SAMPLE, GENERATED, SYMBOLIC, NEVER = "sample", "generated", "symbolic only", "never"
METHODS = (SAMPLE, GENERATED, SYMBOLIC, NEVER)
ATTEMPTS = 12
"""How many answers of the search are tried as walks towards one goal, in one opening."""


class Proved(NamedTuple):
    """A claim, how it is known to be so, and the walk that shows it: the name of a sample walk, or of one that was made."""

    claim: Claim
    method: str
    by: str = ""


class Made(NamedTuple):
    """A walk that was made: its name, and how its session was opened."""

    name: str
    opened: SessionOpened
    walk: Walk


class RouteProof(NamedTuple):
    """What is known of a route: its claims, the walks that were made to show them, and how many walks had no end."""

    route: Route
    proved: tuple[Proved, ...]
    made: tuple[Made, ...]
    endless: int = 0

    def of(self, method: str) -> list[Proved]:
        return [one for one in self.proved if one.method == method]


def prove_route(
    content: Content, walked: Walked, ground: Ground, route: Route, samples: Iterable[tuple[str, Walk]], only: str = ""
) -> RouteProof:
    """Prove what a route must be able to do, claim by claim. `content` is as the route asks for it; `only` is a framework."""
    proving = _Proving(content, walked, ground, route, only)
    for name, walk in samples:
        proving.take(SAMPLE, name, walk)
    proving.wander()
    proving.aim()
    return proving.result()


class _Proving:
    """What is still open, what has been shown and by which walk."""

    def __init__(self, content: Content, walked: Walked, ground: Ground, route: Route, only: str) -> None:
        self.content = content
        self.ground = ground
        self.route = route
        self.openings = list(openings(content, walked, route))
        self.situation = next(one for one in walked.routes if one.route == route.id)
        claims = claims_on(content, self.situation, route)
        self.claims = {claim.key: claim for claim in claims if only in ("", claim.framework)}
        self.open = dict.fromkeys(self.claims)
        self.never: set[Key] = set()
        self.shown: dict[Key, tuple[str, str]] = {}
        self.made: list[Made] = []
        self.endless = 0

    def take(self, method: str, name: str, walk: Walk) -> int:
        """Note what a walk shows that none showed before; how much that is."""
        found = [key for key in shown_by(walk) if key in self.open]
        for key in found:
            self.shown[key] = (method, name)
            del self.open[key]
        return len(found)

    def wander(self) -> None:
        """Walks that take what is fresh, as long as they show something: plainly, and with each name that may be asked for."""
        if any(self.claims[key].key.kind == CHOICE and self._chooses(key) for key in self.open):
            self._walk(self.openings[0].opened._replace(route=""), Plan())
        for opening in self.openings:
            wanted = not opening.named or any(self.claims[key].framework == opening.named for key in self.open)
            while wanted and self.open and self._walk(opening.opened, Plan()):
                pass

    def _chooses(self, key: Key) -> bool:
        """Whether a claim is of the choice that takes this route."""
        step = self.content.step(key.ref)
        return step is not None and any(one.id == key.choice and one.route == self.route.id for one in step.choices)

    def _walk(self, opened: SessionOpened, plan: Plan, *, fresh: bool = True) -> int:
        """Make a walk; how much it shows that none showed before."""
        answering = Answering(plan, self.route.id, self._fresh() if fresh else {})
        walk = walk_through(self.ground, opened_for(plan, opened), answering)
        self.endless += not walk.complete
        name = f"made-{len(self.made) + 1}"
        new = self.take(GENERATED, name, walk)
        if new and walk.folded.opened is not None:
            self.made.append(Made(name, walk.folded.opened, walk))
        return new

    def _fresh(self) -> dict[str, list[str]]:
        """The choices that no walk has taken yet, by step."""
        found: dict[str, list[str]] = {}
        for key in self.open:
            if key.kind == CHOICE:
                found.setdefault(key.ref, []).append(key.choice)
        return found

    def aim(self) -> None:
        """Walks towards each claim that is still open and that some walk may show."""
        self.never = {key for key in self.open if not self._may_be(self.situation, key)}
        for key in [one for one in self.open if one not in self.never]:
            for opening in self._nearest_first(self.claims[key]):
                if key not in self.open or self._towards(key, opening):
                    break

    def _nearest_first(self, claim: Claim) -> Sequence[Opening]:
        return sorted(self.openings, key=lambda one: (one.named != claim.framework, bool(one.named)))

    def _towards(self, key: Key, opening: Opening) -> bool:
        """Whether a walk was found that shows the claim, in a session opened so."""
        goal, step = goal_of(self.content, opening.situation, key)
        tried = 0

        def accept(found: Found) -> bool:
            nonlocal tried
            tried += 1
            plan = plan_of(found, step)
            if step is not None and key.kind == CHOICE:
                plan = plan.with_choice(step, key.choice)
            for fresh in (True, False):
                self._walk(opening.opened, plan, fresh=fresh)
                if key not in self.open:
                    return True
            return tried >= ATTEMPTS

        solve(self.content, opening.situation, goal, step, accept, opening.certain)
        return key not in self.open

    def _may_be(self, situation: Situation, key: Key) -> bool:
        goal, step = goal_of(self.content, situation, key)
        return can_hold(self.content, situation, goal, step)

    def result(self) -> RouteProof:
        """Every claim with what is known of it."""
        proved = [
            Proved(claim, *self.shown[key]) if key in self.shown else Proved(claim, self._without_walk(key))
            for key, claim in self.claims.items()
        ]
        return RouteProof(self.route, tuple(proved), tuple(self.made), self.endless)

    def _without_walk(self, key: Key) -> str:
        """What is known of a claim that no walk shows: that none can on this route, or only that nothing speaks against it."""
        if key in self.never or not any(self._may_be(opening.situation, key) for opening in self.openings):
            return NEVER
        return SYMBOLIC
