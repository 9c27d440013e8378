"""What differs between two editions of a framework: everything that differs, and nothing that does not."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ethics_cli.core.framework import framework_from
from ethics_cli.core.framework_diff import Change, framework_changes

Plain = dict[str, Any]


@pytest.fixture
def plain(kit: Any) -> Plain:
    roster = {
        "id": "people",
        "type": "roster",
        "fields": [
            {"id": "role", "ask": "In which role?"},
            {"id": "said", "ask": "What was said?", "hint": "In their words."},
        ],
    }
    kind = {
        "id": "kind",
        "type": "one-of",
        "title": "Kind of case",
        "choices": [
            {"id": "a", "label": "One way", "hint": "the short one", "reads": "one way"},
            {"id": "b", "label": "Another way", "joins": "told"},
        ],
        "hint": "Take the nearest.",
    }
    able = {"id": "able", "type": "yes-no", "when": {"kind": "a"}, "source": ["book"], "covers": ["law"]}
    flag = {"id": "open", "when": {"able": "unsure"}, "level": "note", "say": "It is open."}
    source = {"book": {"cite": "A book", "checked_on": "2026-01-01", "verified": False}}
    return kit.framework(
        "f", kind, able, roster, {"id": "last"}, flags=[flag], sources=source, asks="What?", about="For it."
    )


@pytest.fixture
def told(plain: Plain) -> Callable[[Callable[[Plain], Any]], list[Change]]:
    """Changes a copy of the framework, and returns what is told about it."""

    def compare(change: Callable[[Plain], Any]) -> list[Change]:
        new = copy.deepcopy(plain)
        change(new)
        return framework_changes(framework_from(plain), framework_from(new), {})

    return compare


CHANGES: list[tuple[str, Callable[[Plain], Any], Change]] = [
    ("a question", lambda f: f["steps"][1].update(ask="Now?"), Change("step-ask", "able", "able?", "Now?", "", "Able")),
    ("help", lambda f: f["steps"][0].pop("hint"), Change("step-hint", "kind", "Take the nearest.", "", "", "Kind of case")),
    ("a depth", lambda f: f["steps"][1].update(depth="full"), Change("step-depth", "able", "standard", "full", "", "Able")),
    ("a type", lambda f: f["steps"][3].update(type="passage"), Change("step-type", "last", "text", "passage", "", "Last")),
    (
        "a condition",
        lambda f: f["steps"][1].update(when={"kind": "b"}),
        Change("step-when", "able", "only if “Kind of case” is “One way”", "only if “Kind of case” is “Another way”", "", "Able"),
    ),
    (
        "a condition less",
        lambda f: f["steps"][1].pop("when"),
        Change("step-when", "able", "only if “Kind of case” is “One way”", "", "", "Able"),
    ),
    (
        "a step more",
        lambda f: f["steps"].append({"id": "new", "ask": "New?", "type": "text", "when": {"able": "no"}, "depth": "quick"}),
        Change("step-added", "new", "", "New?", "depth quick, only if “Able” is no", "New"),
    ),
    ("a step less", lambda f: f["steps"].pop(3), Change("step-removed", "last", "last?", "", "", "Last")),
    ("an order", lambda f: f["steps"].insert(0, f["steps"].pop(3)), Change("step-moved", "last", "", "", "", "Last")),
    (
        "a choice more",
        lambda f: f["steps"][0]["choices"].append({"id": "c", "label": "A third", "route": "quick"}),
        Change("choice-added", "kind", "", "A third", "takes the route quick", "Kind of case"),
    ),
    (
        "a choice less",
        lambda f: f["steps"][0]["choices"].pop(1),
        Change("choice-removed", "kind", "Another way", "", "", "Kind of case"),
    ),
    (
        "where a choice leads",
        lambda f: f["steps"][0]["choices"][1].pop("joins"),
        Change("choice-leads", "kind", "brings in told", "", "Another way", "Kind of case"),
    ),
    (
        "the order of choices",
        lambda f: f["steps"][0]["choices"].reverse(),
        Change("choice-order", "kind", "", "“Another way”, “One way”", "", "Kind of case"),
    ),
    ("rows", lambda f: f["steps"][1].update(covers=["law", "care"]), Change("step-covers", "able", "law", "law, care", "", "Able")),
    ("a role", lambda f: f["steps"][3].update(role="plan"), Change("step-role", "last", "", "plan", "", "Last")),
    ("optional", lambda f: f["steps"][3].update(optional=True), Change("step-optional", "last", "", "yes", "", "Last")),
    ("each", lambda f: f["steps"][3].update(each="people"), Change("step-each", "last", "", "people", "", "Last")),
    (
        "a field",
        lambda f: f["steps"][2]["fields"][0].update(ask="Which role?"),
        Change("field-ask", "people", "In which role?", "Which role?", "Role", "People"),
    ),
    (
        "a field required",
        lambda f: f["steps"][2]["fields"][0].update(required=True),
        Change("field-form", "people", "text, may be left out", "text, required", "Role", "People"),
    ),
    ("a field less", lambda f: f["steps"][2]["fields"].pop(1), Change("field-removed", "people", "What was said?", "", "", "People")),
    ("a level", lambda f: f["flags"][0].update(level="stop"), Change("flag-level", "open", "note", "stop")),
    ("what a flag says", lambda f: f["flags"][0].update(say="Not sure."), Change("flag-say", "open", "It is open.", "Not sure.")),
    (
        "when a flag rises",
        lambda f: f["flags"][0].update(when={"able": "no"}),
        Change("flag-when", "open", "if “Able” is not sure", "if “Able” is no"),
    ),
    ("a flag less", lambda f: f["flags"].clear(), Change("flag-removed", "open", "It is open.", "", "", "note")),
    ("a title", lambda f: f.update(title="Else"), Change("head", "title", "F", "Else")),
    (
        "a source",
        lambda f: f["sources"]["book"].update(verified=True),
        Change(
            "source-changed", "book", "A book (not checked against its text, noted 2026-01-01)", "A book (text seen 2026-01-01)"
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), [one[1:] for one in CHANGES], ids=[one[0] for one in CHANGES])
def test_one_change_is_told_and_no_other(told: Any, change: Any, expected: Change) -> None:
    assert told(change) == [expected]


def test_a_framework_compared_with_itself_has_not_changed(told: Any) -> None:
    assert told(lambda _: None) == []


def test_a_condition_that_is_written_differently_and_means_the_same_is_no_change(told: Any) -> None:
    assert told(lambda f: f["steps"][1].update(when={"kind": {"is": "a"}})) == []


def test_a_framework_under_another_id_differs_in_its_id_and_in_nothing_else(told: Any) -> None:
    assert told(lambda f: f.update(framework="g")) == [Change("head", "framework", "f", "g")]


def test_as_few_steps_as_can_be_are_said_to_have_moved(kit: Any) -> None:
    ids = "a b c d e".split()
    old, new = (
        framework_from(kit.framework("f", *({"id": ident} for ident in row)))
        for row in (ids, ["b", "c", "d", "e", "a"])
    )

    assert [(one.kind, one.at, one.after) for one in framework_changes(old, new, {})] == [("step-moved", "a", "E")]


KEPT = (
    "framework",
    "id",
    "kind",
    "edition",
    "type",
    "depth",
    "level",
    "when",
    "joins",
    "route",
    "source",
    "covers",
    "each",
)


def texts(plain: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all texts that may be replaced by any other text."""
    pairs = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for key, value in pairs:
        if key in KEPT:
            continue
        if isinstance(value, str):
            yield (*path, key)
        yield from texts(value, (*path, key))


def test_whatever_text_is_changed_it_is_told(plain: Plain) -> None:
    silent = []
    for path in texts(plain):
        new = copy.deepcopy(plain)
        part: Any = new
        for key in path[:-1]:
            part = part[key]
        part[path[-1]] += " indeed"
        if not framework_changes(framework_from(plain), framework_from(new), {}):
            silent.append(path)

    assert silent == []
