"""At a real terminal: an offered norm shows what is known of it and asks only the rest; the emergency line; a suggestion."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.app.sessions import walk_of
from ethics_cli.problems import Exit

SHORT = (
    "--set",
    "mini.danger=no",
    "--set",
    "mini.places=[here]",
    "--set",
    "mini.bodies=[none]",
    "--set",
    "mini.topics=[threat]",
)
LEARNED = ("--set", "mini.learned=2026-11-20 11:40", "--set", "mini.runs-out={skip: nothing}")
DRAWN = pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["drawn", "plain"])


@pytest.fixture
def stocked(desk: Any, content: Any) -> Any:
    """A home with content of its own: a small framework, law for one place, a card."""
    trap = "Another rule is much like it."
    norm = content.norm(clock={"working_days": 1}, limit="One working day.", trap=trap)
    law = content.norms("law", norm, content.norm("n2"), kind="law", place="here")
    content.put(desk.home / "frameworks", content.mini(), content.mini_route(), law, content.card())
    return desk


def said(terminal: Any) -> str:
    """All that was shown, without the breaks that the width puts in."""
    return " ".join(terminal.words().split())


def rules(desk: Any) -> list[dict[str, Any]]:
    (path,) = desk.sessions
    return [dict(item.fields) for item in walk_of(path)[0].items("mini.norms")]


@DRAWN
def test_an_offered_norm_shows_what_is_known_of_it_and_asks_only_what_is_left(stocked, act, plain: list[str]) -> None:
    terminal = stocked.open("decide", "--route", "mini", *SHORT, *LEARNED, *plain)
    terminal.shows("About norms?")
    terminal.does(act("=Add: The rule n1"))
    terminal.does(act("=I must", "How does it bind you?"))
    terminal.shows("Time limit: 23 Nov 2026, 11:40")
    terminal.does(act("=That is all", "About norms?"))
    terminal.shows("About asked?")
    shown = said(terminal)
    for note in (
        "What n1 says.",
        "At least: What was heard.",
        "Take care: Another rule is much like it.",
        "is yours to say",
    ):
        assert note in shown, note
    for question in (
        "Which section?",
        "What does it say?",
        "To whom?",
        "Which limit",
        "When does it run out?",
        "When did you check it?",
    ):
        assert question not in shown, question
    (rule,) = rules(stocked)
    assert (rule["force"], rule["says"], rule["due"]) == ("must", "What n1 says.", "2026-11-23T11:40")


@DRAWN
def test_a_norm_that_was_picked_is_offered_no_more_and_one_of_one_s_own_is_asked_in_full(
    stocked, act, plain: list[str]
) -> None:
    terminal = stocked.open(
        "decide", "--route", "mini", *SHORT, "--set", "mini.learned={skip: nothing}", *LEARNED[2:], *plain
    )
    terminal.shows("About norms?")
    terminal.does(act("=Add: The rule n2"))
    terminal.does(act("=I may", "How does it bind you?"))
    terminal.does(act("\r", "Which limit, in words?"))
    terminal.does(act("\r", "When does it run out?"))
    terminal.shows("About norms?")
    terminal.does(act("=Add another norm"))
    assert "Add: The rule n2" not in said(terminal).rpartition("About norms?")[2]
    terminal.does(act("HR-7\r", prompt="norm:"))
    terminal.does(act("1\r", "Which section?"))
    terminal.does(act("Pass it on.\r", "What does it say?"))
    terminal.shows("How does it bind you?")
    assert [rule["label"] for rule in rules(stocked)] == ["The rule n2"]


def test_an_organisation_s_line_is_shown_before_a_stop_holds_the_walk(stocked, act) -> None:
    terminal = stocked.open("decide", "--route", "mini")
    terminal.shows("About danger?")
    terminal.does(act("=Yes"))
    terminal.shows("for an emergency: Ring the duty desk first.")
    terminal.shows("First see to the danger.")
    terminal.does(act("=I leave now"))
    assert terminal.ends() == Exit.STOPPED


def test_a_suggestion_is_shown_with_its_reason_and_points_at_nothing(desk, content, act) -> None:
    fits = [{"when": {"alone": "yes"}, "because": "since somebody is alone"}]
    steps = [
        {"id": "alone", "ask": "Alone?", "type": "yes-no", "depth": "quick"},
        {
            "id": "lens",
            "ask": "Which?",
            "type": "one-of",
            "depth": "quick",
            "choices": {"rights": "Rights", "care": {"label": "Care", "fits": fits}},
        },
        {"id": "end", "ask": "The end?", "type": "text", "depth": "quick"},
    ]
    content.put(desk.home / "frameworks", {**content.mini(), "steps": steps, "flags": []}, content.mini_route())
    terminal = desk.open("decide", "--route", "mini")
    terminal.shows("Alone?")
    terminal.does(act("=Yes"))
    terminal.shows("Which?")
    terminal.listens()
    terminal.shows("Care   (suggested, since somebody is alone)")
    terminal.shows("point with")
    terminal.types("\r\r")
    terminal.types("1\r")
    terminal.shows("The end?")
    (path,) = desk.sessions
    answers = walk_of(path)[0].answers
    assert [answers[key].value for key in answers] == ["yes", "rights"]
