"""Whatever a person does, and in whatever order: the walk is that of the final answers, given straight through."""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ethics_cli.core.answering import Accepted, Setting, accept
from ethics_cli.core.digest import canonical
from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    DecisionClosed,
    Entry,
    Event,
    FlagHandled,
    FrameworkJoined,
    NoteAdded,
    RouteTaken,
    SessionOpened,
)
from ethics_cli.core.event_plain import from_plain, to_plain
from ethics_cli.core.framework import NON_ANSWERS
from ethics_cli.core.routing import fold, lay
from ethics_cli.core.walk import Folded, Position, Walk, add, items_of
from ethics_cli.core.wording import asked, choices_at

NOW = datetime(2026, 11, 21, 14, 30)
TORTURE = bool(os.environ.get("ETHICS_TORTURE"))


def _framework(ident: str, *steps: dict[str, Any], kind: str = "stage", flags: Any = ()) -> dict[str, Any]:
    whole = [{"ask": f"{step['id']} {{item}}?", "type": "text", **step} for step in steps]
    return {"framework": ident, "kind": kind, "edition": "1.0.0", "title": ident, "steps": whole, "flags": list(flags)}


def _flag(ident: str, when: Any, level: str = "note") -> dict[str, Any]:
    return {"id": ident, "when": when, "level": level, "say": "!"}


_JOINS = {ident: {"label": ident, "joins": ident} for ident in ("care", "rights", "duty")}
_TIMES = {"five": {"label": "5", "route": "quick"}, "fifteen": {"label": "15", "route": "standard"}}
_STANDS = {"id": "stands", "type": "appraisal", "each": "s.options", "depth": "quick"}
LIBRARY = {
    plain["framework"]: plain
    for plain in (
        _framework(
            "t",
            {"id": "danger", "type": "yes-no", "depth": "quick"},
            {"id": "plan", "when": {"danger": {"in": ["yes", "unsure"]}}},
            {"id": "time", "type": "one-of", "depth": "quick", "choices": _TIMES},
            {"id": "sure", "type": "percent", "range": "offered"},
            flags=[
                _flag("danger-now", {"danger": "yes"}, "stop"),
                _flag("very-sure", {"sure": {"at-least": "90"}}, "stop"),
            ],
        ),
        _framework(
            "f",
            {
                "id": "kind",
                "type": "one-of",
                "depth": "quick",
                "choices": {"plain": "Plain", "dilemma": "Dilemma", "stuck": "Stuck"},
            },
            {"id": "rule", "depth": "quick", "when": {"kind": "plain"}},
            {"id": "which", "type": "any-of", "depth": "quick", "choices": _JOINS, "when": {"kind": {"skipped": "no"}}},
            {
                "id": "deep",
                "depth": "full",
                "when": {"any": [{"rule": {"answered": "yes"}}, {"which": {"includes": "duty"}}]},
            },
        ),
        _framework(
            "s",
            {
                "id": "options",
                "type": "roster",
                "item": "option",
                "role": "options",
                "depth": "quick",
                "fields": [{"id": "undo", "ask": "?", "type": "yes-no"}],
            },
            {"id": "risky", "type": "yes-no", "each": "options"},
            {
                "id": "how",
                "each": "options",
                "when": {"all": [{"risky": {"in": ["yes", "unsure"]}}, {"not": {"item.undo": "yes"}}]},
            },
            {"id": "people", "type": "roster", "item": "party", "optional": True},
            {"id": "alone", "when": {"people": {"count": {"at-most": "0"}}}},
            {
                "id": "weighs",
                "type": "yes-no",
                "each": ["options", "people"],
                "depth": "full",
                "when": {"risky": "yes"},
            },
            flags=[
                _flag("risk", {"risky": {"any": {"is": "yes"}}}),
                _flag("few", {"options": {"count": {"at-most": "1"}}}),
            ],
        ),
        _framework(
            "care",
            {"id": "hands", "each": "s.options"},
            _STANDS,
            kind="lens",
            flags=[_flag("bad", {"stands": {"any": {"at-most": "against"}}})],
        ),
        _framework("rights", _STANDS, {"id": "after", "when": {"stands": {"none": {"at-least": "for"}}}}, kind="lens"),
        _framework(
            "duty",
            {"id": "who"},
            {"id": "must", "type": "yes-no", "when": {"who": {"answered": "yes"}}},
            kind="protocol",
        ),
        _framework(
            "c",
            {"id": "choice", "type": "one-of", "from": "s.options", "role": "decision", "depth": "quick"},
            {"id": "rejected", "each": "s.options", "when": {"item.chosen": "no"}},
            {"id": "outweighed", "when": {"fact.outweighed": {"count": {"at-least": "1"}}}},
            {"id": "told", "type": "tell", "ask": "{fact.outweighed}"},
            {"id": "end", "depth": "quick", "when": {"fact.options": {"at-least": "2"}}},
        ),
    )
}
_WALK = [
    "t",
    "f",
    {"joined": "protocol"},
    {"framework": "s", "when": {"not": {"f.kind": "plain"}}},
    {"lens": "rights", "when": {"f.kind": "dilemma"}},
    {"joined": "lens"},
    "c",
]
ROUTES = {
    depth: {"route": depth, "title": depth, "edition": "1.0.0", "depth": depth, "walk": _WALK}
    for depth in ("quick", "standard", "full")
}


def told(folded: Folded, event: Event) -> tuple[Folded, list[Entry]]:
    """What is known after an event and the frameworks it calls for, and the entries of all of them."""
    entries = [Entry(folded.count, "2026-11-21T14:30:00Z", event)]
    folded = add(folded, entries[0])
    while wanted := lay(folded).wanted:
        for ident in wanted:
            entries.append(Entry(folded.count, "", FrameworkJoined(LIBRARY[ident], "0" * 64)))
            folded = add(folded, entries[-1])
    return folded, entries


def straight(walk: Walk) -> Walk:
    """The walk of a new session in which the answers that count are given once each, in the order of the path."""
    opened = walk.folded.opened
    assert opened is not None
    folded, _ = told(Folded(), opened)
    if walk.folded.taken != opened.route:
        folded, _ = told(folded, RouteTaken(walk.folded.taken))
    while (due := _due(lay(folded), walk)) is not None:
        given = walk.answers[due.key].given
        plain = AnswerGiven(
            *(
                getattr(given, name)
                for name in ("step", "asked", "value", "items", "because", "non", "other", "note", "unsure", "open")
            )
        )
        folded, _ = told(folded, plain)
    for flag, how in walk.folded.handled.items():
        folded, _ = told(folded, FlagHandled(flag, how))
    return lay(folded)


def _due(now: Walk, final: Walk) -> Position | None:
    return next(
        (position for position in now.path if position.key in final.answers and position.key not in now.answers), None
    )


def said(walk: Walk) -> dict[str, Any]:
    """What a walk says that must not depend on how it came about."""
    return {
        "path": [position.key for position in walk.path],
        "next": walk.next.key if walk.next else None,
        "flags": [flag.ref for flag in walk.flags],
        "stopped": walk.stopped.ref if walk.stopped else None,
        "later": [position.key for position in walk.later],
        "answers": {key: (answer.value, answer.non, answer.because) for key, answer in walk.answers.items()},
        "asked": [asked(walk, position) for position in walk.path],
        "frameworks": [framework.id for framework in walk.frameworks],
        "facts": (dict(walk.facts), walk.route.id, walk.route_known, walk.wanted, walk.complete),
    }


class Sitting(RuleBasedStateMachine):
    """A person at work, with second thoughts."""

    entries: list[Entry]
    folded: Folded
    walk: Walk

    @initialize(
        route=st.sampled_from(["", "", "quick", "standard", "full"]),
        lenses=st.sampled_from([(), (), (), ("care",), ("rights", "care")]),
    )
    def begin(self, route: str, lenses: tuple[str, ...]) -> None:
        self.entries = []
        self.folded = Folded()
        self.issued: set[str] = set()
        self.tell(SessionOpened("s1", "0", ROUTES, route, lenses=lenses))

    def tell(self, event: Event) -> None:
        self.folded, entries = told(self.folded, event)
        self.entries.extend(entries)
        self.walk = lay(self.folded)

    def value_at(self, position: Position, data: st.DataObject) -> tuple[Any, str]:
        """An answer that is accepted at a place, and what its other is."""
        step, choices = position.step, choices_at(self.walk, position.step)
        ids = [choice.id for choice in choices]
        if step.type == "roster":
            raw: Any = data.draw(
                st.lists(st.sampled_from("ABCDE"), min_size=0 if step.optional else 1, max_size=3, unique=True)
            )
        elif step.type == "any-of":
            raw = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
        elif ids:
            raw = data.draw(st.sampled_from(ids))
        else:
            raw = data.draw(st.sampled_from(["30", "95 (90-100)"] if step.type == "percent" else ["x", "y", "{item}"]))
        return self.accepted(position, raw)

    def accepted(self, position: Position, raw: Any) -> tuple[Any, str]:
        step = position.step
        before = self.folded.answers.get((step.ref, ()))
        known = [{"id": item.id, "label": item.label} for item in items_of(step.ref, before.value if before else None)]
        setting = Setting(NOW, choices_at(self.walk, step), known, self.folded.numbers.get(step.ref, 0) + 1)
        found = accept(step, raw, setting)
        assert isinstance(found, Accepted), (step.ref, raw, found)
        if step.type == "roster":
            self.numbered(step.ref, found.value, {item["id"] for item in known})
        return found.value, found.other

    def numbered(self, ref: str, items: list[dict[str, Any]], known: set[str]) -> None:
        """A new item never has an id that any item of the list ever had."""
        new = {f"{ref} {item['id']}" for item in items if item["id"] not in known}
        assert not new & self.issued
        self.issued |= new

    def given(self, position: Position, data: st.DataObject, *, amended: bool = False) -> None:
        value, other = self.value_at(position, data)
        event = AnswerAmended if amended else AnswerGiven
        self.tell(
            event(
                position.step.ref,
                "?",
                value,
                position.key[1],
                "so" if position.step.type == "appraisal" else "",
                other=other,
            )
        )

    def answered(self) -> list[Position]:
        return [
            position
            for position in self.walk.path
            if position.key in self.walk.answers
            and not (position.step.from_ and not choices_at(self.walk, position.step))
        ]

    @precondition(lambda self: self.walk.next is not None)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        position = self.walk.next
        assert position is not None
        if position.step.from_ and not choices_at(self.walk, position.step):
            self.tell(AnswerGiven(position.step.ref, "?", None, position.key[1], non="unknown"))
        else:
            self.given(position, data)

    @precondition(lambda self: self.walk.next is not None)
    @rule(data=st.data())
    def answer_several(self, data: st.DataObject) -> None:
        for _ in range(data.draw(st.integers(1, 6))):
            if self.walk.next is not None:
                self.answer(data)

    @precondition(lambda self: self.walk.next is not None)
    @rule(non=st.sampled_from(sorted(NON_ANSWERS)))
    def skip(self, non: str) -> None:
        position = self.walk.next
        assert position is not None
        self.tell(AnswerGiven(position.step.ref, "?", None, position.key[1], "because", non=non))

    @precondition(lambda self: self.answered())
    @rule(data=st.data())
    def amend_any(self, data: st.DataObject) -> None:
        self.given(data.draw(st.sampled_from(self.answered())), data, amended=True)

    @precondition(lambda self: self.answered())
    @rule(data=st.data())
    def go_back_and_give_again(self, data: st.DataObject) -> None:
        at = self.walk.path.index(self.walk.next) if self.walk.next else len(self.walk.path)
        before = [position for position in self.answered() if self.walk.path.index(position) < at]
        if before:
            self.given(before[-1], data)

    @precondition(lambda self: self.walk.items("s.options"))
    @rule(data=st.data(), label=st.sampled_from("ABCDEFG"), undo=st.sampled_from(["yes", "no"]))
    def add_an_option(self, data: st.DataObject, label: str, undo: str) -> None:
        items = self.walk.items("s.options")
        position = self.walk.position(("s.options", ()))
        if position is not None and label not in [item.label for item in items]:
            listed: list[Any] = [dict(item.fields) for item in items]
            listed.insert(data.draw(st.integers(0, len(listed))), {"label": label, "undo": undo})
            value, _ = self.accepted(position, listed)
            self.tell(AnswerGiven("s.options", "?", value))

    @precondition(lambda self: len(self.walk.items("s.options")) > 1)
    @rule(data=st.data())
    def remove_an_option(self, data: st.DataObject) -> None:
        items = self.walk.items("s.options")
        position = self.walk.position(("s.options", ()))
        assert position is not None
        gone = data.draw(st.sampled_from([item.id for item in items]))
        value, _ = self.accepted(position, [dict(item.fields) for item in items if item.id != gone])
        self.tell(AnswerGiven("s.options", "?", value))
        assert [item.id for item in self.walk.items("s.options")] == [item.id for item in items if item.id != gone]

    @rule(route=st.sampled_from(["quick", "standard", "full"]))
    def take_another_route(self, route: str) -> None:
        self.tell(RouteTaken(route))

    @precondition(lambda self: self.walk.stopped is not None)
    @rule()
    def handle_a_flag(self) -> None:
        assert self.walk.stopped is not None
        self.tell(FlagHandled(self.walk.stopped.ref, "told the duty manager"))

    @rule()
    def add_a_note(self) -> None:
        before = said(self.walk)
        self.tell(NoteAdded("t.danger", "a remark"))
        assert said(self.walk) == before

    @rule()
    def close(self) -> None:
        self.tell(DecisionClosed())
        assert self.walk.status == "decided"

    @rule()
    def crash_and_resume(self) -> None:
        lines = [canonical({"seq": one.seq, "at": one.at, "event": to_plain(one.event)}) for one in self.entries]
        read = [json.loads(line) for line in lines]
        self.entries = [Entry(plain["seq"], plain["at"], from_plain(plain["event"])) for plain in read]
        again = fold(self.entries)
        assert said(again) == said(self.walk)
        assert (again.status, set(again.off_path)) == (self.walk.status, set(self.walk.off_path))
        self.walk, self.folded = again, again.folded

    @invariant()
    def the_walk_is_that_of_the_final_answers_given_straight_through(self) -> None:
        assert said(self.walk) == said(straight(self.walk))

    @invariant()
    def every_answer_ever_given_is_kept(self) -> None:
        given = {
            (one.event.step, one.event.items)
            for one in self.entries
            if isinstance(one.event, (AnswerGiven, AnswerAmended))
        }
        assert set(self.walk.answers) | set(self.walk.off_path) == given
        assert not set(self.walk.answers) & set(self.walk.off_path)


TestSitting = Sitting.TestCase
TestSitting.settings = settings(max_examples=2000 if TORTURE else 120, stateful_step_count=40, deadline=None)
