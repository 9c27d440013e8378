"""What stands on a card."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.core.card import Called, Card, Noticed, Said, card, card_data, first_sentence, reviewed, short_source
from ethics_cli.core.framework import framework_from

ORGANISATION = {
    "organisation": "us",
    "emergency": "Call 112.",
    "contacts": [{"who": "Safeguarding lead", "reach": "ext. 12"}],
    "escalation": [{"who": "Head of service", "within": "two days"}],
    "words": {"limits": "Our own words."},
}


@pytest.fixture
def framework(kit: Any) -> Any:
    options = {"id": "options", "type": "roster", "item": "option", "ask": "What could you do?"}
    deep = {"id": "deep", "depth": "full"}
    each = {
        "id": "cost",
        "each": "options",
        "ask": "What would “{item}” cost, given {wants}?",
        "hint": "One line.",
        "depth": "quick",
    }
    words = {
        "id": "say",
        "type": "passage",
        "title": "Words on limits",
        "words": "limits",
        "start": "It stays here: {wants}.",
        "depth": "full",
    }
    steps = ({"id": "wants", "title": "What is wanted"}, options, deep, each, {"id": "told", "type": "tell"}, words)
    flags = [
        {"id": "b", "when": {"wants": {"answered": "yes"}}, "level": "note", "say": "A note."},
        {"id": "a", "when": {"wants": {"answered": "no"}}, "level": "stop", "say": "Wait for {wants}."},
    ]
    return framework_from(kit.framework("f", *steps, flags=flags, asks="What is it?", about="For a case."))


@pytest.fixture
def plain_card(framework: Any) -> Card:
    return card(framework, {}, {})


def test_a_card_holds_the_questions_of_quick_and_standard_walks_in_order_and_no_others(plain_card: Card) -> None:
    assert [question.title for question in plain_card.questions] == ["What is wanted", "Options", "Cost"]


def test_a_slot_is_shown_as_what_will_stand_there(plain_card: Card) -> None:
    assert plain_card.questions[2].ask == "What would “[option]” cost, given [what is wanted]?"
    assert plain_card.flags[0].say == "Wait for [what is wanted]."


def test_the_gravest_flag_stands_first(plain_card: Card) -> None:
    assert [flag.level for flag in plain_card.flags] == ["stop", "note"]
    assert plain_card.flags[1] == Noticed("note", "A note.")


def test_words_are_those_of_the_framework_or_the_approved_ones_of_the_organisation(
    framework: Any, plain_card: Card
) -> None:
    assert plain_card.words == (Said("Words on limits", "It stays here: [what is wanted]."),)
    assert card(framework, {}, ORGANISATION).words == (Said("Words on limits", "Our own words.", approved=True),)


def test_whom_to_call_comes_from_the_card_of_the_organisation(framework: Any, plain_card: Card) -> None:
    found = card(framework, {}, ORGANISATION)

    assert (plain_card.emergency, plain_card.calls) == ("", ())
    assert found.emergency == "Call 112."
    assert found.calls == (
        Called("Safeguarding lead", "ext. 12"),
        Called("On the way up: Head of service (within two days)"),
    )


def test_a_card_says_who_has_read_the_framework_or_that_nobody_outside_has() -> None:
    assert reviewed(None) == reviewed("none") == reviewed([]) == "Not yet read by an outside expert."
    assert (
        reviewed([{"by": "A nurse", "on": "2027-01-31", "how": "line by line"}])
        == "Read by A nurse, 2027-01-31 (line by line)."
    )


def test_short_forms_end_where_a_part_ends() -> None:
    cite = "MacIntyre & Appel, J Am Acad Psychiatry Law 2020, 48(2), 166-175 (abstract): more"

    assert short_source(cite) == "MacIntyre & Appel, J Am Acad Psychiatry Law 2020, 48(2)"
    assert short_source(cite, 1) == "MacIntyre & Appel"
    assert first_sentence("One. Two.") == "One."
    assert first_sentence("Only one.") == "Only one."


def test_a_card_is_given_to_scripts_as_plain_data(plain_card: Card) -> None:
    data = card_data(plain_card)

    assert data["format"] == "ethics-card/1"
    assert data["questions"][0]["ask"] == "wants?"
    assert data["reviewed"] == "Not yet read by an outside expert."
