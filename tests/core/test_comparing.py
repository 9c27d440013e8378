"""Two walks beside each other: what is alike is alike in any order and under any letter, and nothing is compared with itself in vain."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.comparing import compare, match, plain_label
from ethics_cli.core.event import AnswerGiven, Entry, FrameworkJoined, SessionOpened
from ethics_cli.core.routing import fold
from ethics_cli.core.walk import Item, Walk

STAGE = {
    "framework": "stage",
    "kind": "stage",
    "edition": "1",
    "title": "Stage",
    "steps": [
        {"id": "danger", "ask": "Danger?", "type": "yes-no"},
        {"id": "wants", "ask": "What is wanted?", "type": "text", "when": {"danger": "no"}},
        {"id": "which", "ask": "Which?", "type": "any-of", "choices": {"a": "A", "b": "B"}},
        {
            "id": "options",
            "ask": "Options?",
            "type": "roster",
            "role": "options",
            "fields": [{"id": "for", "ask": "For?"}],
        },
        {"id": "stands", "ask": "Where does {item} stand?", "type": "appraisal", "each": "options"},
        {"id": "choice", "ask": "Which one?", "type": "one-of", "from": "options", "role": "decision"},
    ],
    "flags": [{"id": "now", "when": {"danger": "yes"}, "level": "stop", "say": "See to it."}],
}
ROUTE = {"route": "r", "title": "R", "edition": "1", "depth": "full", "walk": ["stage"]}
LABELS = st.lists(st.text(min_size=1, max_size=6), max_size=5)


def walked(options: tuple[str, ...] = ("Go", "Stay"), session: str = "s1", **given: Any) -> Walk:
    """A walk with these options and answers; what is about an option is given by its label."""
    ids = {label: f"o{at}" for at, label in enumerate(options, 1)}
    said = {"danger": "no", "wants": "Rest", "which": ["a", "b"], "choice": options[0], **given}
    events: list[Any] = [SessionOpened(session, "0", {"r": ROUTE}, "r"), FrameworkJoined(STAGE, "0" * 64)]
    events += [AnswerGiven(f"stage.{step}", "?", said[step]) for step in ("danger", "wants", "which") if said[step]]
    events.append(AnswerGiven("stage.options", "?", [{"id": ident, "label": label} for label, ident in ids.items()]))
    leanings = given.get("stands", dict.fromkeys(options, "for"))
    events += [
        AnswerGiven("stage.stands", "?", value, (ids[label],), because="So") for label, value in leanings.items()
    ]
    events.append(AnswerGiven("stage.choice", "?", ids[said["choice"]], because=given.get("because", "")))
    return fold([Entry(at, "2026-11-20T10:00:00Z", event) for at, event in enumerate(events)])


def ways(first: Walk, second: Walk) -> dict[str, tuple[str, ...]]:
    return {one.first.step.id: one.what for one in compare(first, second).different}


def test_the_same_answers_in_two_sessions_differ_in_nothing() -> None:
    found = compare(walked(), walked(session="s2"))

    assert found.different == found.only_first == found.only_second == ()
    assert (found.asked, found.answered, found.alike) == (7, 7, 7)


def test_options_in_another_order_are_the_same_options() -> None:
    found = compare(walked(), walked(("Stay", "Go"), session="s2", choice="Go"))

    assert found.different == ()
    assert [(one.letter, other.letter) for one, other in found.options.both] == [("A", "B"), ("B", "A")]


def test_choices_in_another_order_are_the_same_answer() -> None:
    assert ways(walked(), walked(session="s2", which=["b", "a"])) == {}


@pytest.mark.parametrize("text", ["rest", "Rest.", "  Rest  ", "Rest "])
def test_only_what_is_said_counts_in_a_typed_answer(text: str) -> None:
    assert ("wants" in ways(walked(), walked(session="s2", wants=text))) is (text == "rest")


def test_another_choice_and_another_reason_are_two_differences() -> None:
    assert ways(walked(), walked(session="s2", choice="Stay"))["choice"] == ("answer",)
    assert ways(walked(), walked(session="s2", because="It is late"))["choice"] == ("reason",)


def test_what_only_one_was_asked_is_not_a_difference() -> None:
    found = compare(walked(), walked(session="s2", danger="yes"))

    assert [place.step.id for place in found.only_first] == ["wants"]
    assert [flag.id for flag in found.flags_second] == ["now"]
    assert "wants" not in [one.first.step.id for one in found.different]


def test_questions_about_an_option_that_only_one_has_are_counted_apart() -> None:
    found = compare(walked(), walked(("Go", "Leave"), session="s2"))

    assert [item.label for item in found.options.only_first] == ["Stay"]
    assert [item.label for item in found.options.only_second] == ["Leave"]
    assert found.apart == (1, 1)
    assert [one.option[0].label for one in found.leanings] == ["Go"]


def test_in_two_states_of_one_session_an_item_keeps_its_id_under_another_name() -> None:
    found = compare(walked(), walked(("Go", "Wait")))

    assert found.same_session
    assert [(one.label, other.label) for one, other in found.options.renamed] == [("Stay", "Wait")]
    assert found.apart == (0, 0)


@given(LABELS, LABELS)
def test_every_item_is_matched_once_or_stands_alone(first: list[str], second: list[str]) -> None:
    lists = [[Item("r", f"o{at}", label) for at, label in enumerate(labels)] for labels in (first, second)]
    found = match(*lists, by_id=False)

    assert sorted([one.id for one, _ in found.both] + [item.id for item in found.only_first]) == sorted(
        item.id for item in lists[0]
    )
    assert sorted([one.id for _, one in found.both] + [item.id for item in found.only_second]) == sorted(
        item.id for item in lists[1]
    )
    assert all(plain_label(one.label) == plain_label(other.label) for one, other in found.both)
    assert not {plain_label(item.label) for item in found.only_first} & {
        plain_label(item.label) for item in found.only_second
    }


@given(
    st.permutations(("Go", "Stay", "Wait")),
    st.sampled_from(["yes", "no", "unsure"]),
    st.text(max_size=5),
    st.lists(st.sampled_from(["a", "b"]), max_size=2),
)
def test_a_comparison_turned_round_says_the_same(options: Any, danger: str, wants: str, which: Any) -> None:
    one, other = walked(("Go", "Stay")), walked(tuple(options), "s2", danger=danger, wants=wants, which=which)
    there, back = compare(one, other), compare(other, one)

    assert (there.asked, there.answered, there.alike) == (back.asked, back.answered, back.alike)
    assert {found.first.step.id: found.what for found in there.different} == {
        found.second.step.id: found.what for found in back.different
    }
    assert there.flags_first == back.flags_second
    assert there.only_first == back.only_second
