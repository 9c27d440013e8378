"""A session in memory: frameworks as plain data in, answers in, the walk out."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    DecisionClosed,
    Entry,
    Event,
    FlagHandled,
    FrameworkJoined,
    ReferenceJoined,
    RouteTaken,
    SessionOpened,
)
from ethics_cli.core.framework import step_from
from ethics_cli.core.routing import lay
from ethics_cli.core.walk import Folded, Walk, add


def framework(ident: str, *steps: dict[str, Any], kind: str = "stage", **more: Any) -> dict[str, Any]:
    """A framework as plain data; a step needs only what matters to the test."""
    whole = [{"ask": f"{step['id']}?", "type": "text", **step} for step in steps]
    return {"framework": ident, "kind": kind, "edition": "1.0.0", "title": ident.title(), "steps": whole, **more}


def route(ident: str, *stops: Any, depth: str = "standard") -> dict[str, Any]:
    return {"route": ident, "title": ident.title(), "edition": "1.0.0", "depth": depth, "walk": list(stops)}


def roster(*labels: str, letter: str = "o", **fields: Any) -> list[dict[str, Any]]:
    """The value of a roster: items with ids counted from 1."""
    return [{"id": f"{letter}{at}", "label": label, **fields} for at, label in enumerate(labels, 1)]


class Case:
    """A session that is only events; frameworks join it as the walk wants them, as they do in the program."""

    def __init__(
        self,
        *frameworks: dict[str, Any],
        routes: Any = None,
        taken: str = "",
        lenses: tuple[str, ...] = (),
        joined: bool = True,
        **opened: Any,
    ) -> None:
        self.library = {plain["framework"]: plain for plain in frameworks}
        offered = routes or [route("standard", *self.library)]
        self.folded = Folded()
        self.joins = joined
        self.tell(
            SessionOpened(
                "s1",
                "0",
                {plain["route"]: plain for plain in offered},
                taken or ("" if routes else "standard"),
                lenses=lenses,
                **opened,
            )
        )

    def tell(self, event: Event) -> Case:
        self.folded = add(self.folded, Entry(self.folded.count, "2026-11-21T14:30:00Z", event))
        while self.joins and (wanted := lay(self.folded).wanted):
            for ident in wanted:
                joined = FrameworkJoined(self.library[ident], "0" * 64)
                self.folded = add(self.folded, Entry(self.folded.count, "", joined))
        return self

    def answer(self, ref: str, value: Any = None, *items: str, **more: Any) -> Case:
        return self.tell(AnswerGiven(ref, "as asked", value, items, **more))

    def amend(self, ref: str, value: Any = None, *items: str, **more: Any) -> Case:
        return self.tell(AnswerAmended(ref, "as asked", value, items, **more))

    def refer(self, reference: dict[str, Any]) -> Case:
        """Norms, or an organisation's card, come into the session."""
        return self.tell(ReferenceJoined(reference, "0" * 64))

    def handle(self, flag: str) -> Case:
        return self.tell(FlagHandled(flag, "told the duty manager"))

    def take(self, ident: str) -> Case:
        return self.tell(RouteTaken(ident))

    def close(self) -> Case:
        return self.tell(DecisionClosed())

    @property
    def walk(self) -> Walk:
        return lay(self.folded)

    @property
    def path(self) -> list[str]:
        """The path as names: `f.a`, or `f.a[o1]` about an item."""
        return [named(position.key) for position in self.walk.path]

    @property
    def next(self) -> str:
        position = self.walk.next
        return named(position.key) if position else ""

    @property
    def flags(self) -> list[str]:
        return [flag.ref for flag in self.walk.flags]


def named(key: tuple[str, tuple[str, ...]]) -> str:
    ref, items = key
    return f"{ref}[{','.join(items)}]" if items else ref


class Kit:
    """What the tests of this folder build with."""

    Case = Case
    framework = staticmethod(framework)
    route = staticmethod(route)
    roster = staticmethod(roster)

    @staticmethod
    def step(**plain: Any) -> Any:
        return step_from({"id": "s", "ask": "?", **plain}, "f")


@pytest.fixture(scope="session")
def kit() -> type[Kit]:
    return Kit
