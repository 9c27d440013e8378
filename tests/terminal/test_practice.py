"""A drill at a real terminal: told in stages, feedback below each answer, paused and gone on with, the clock."""

from __future__ import annotations

import re

import pytest

CTRL_C = "\x03"


def begins(desk, *argv: str, **changes: str):
    terminal = desk.open("practice", "saturday-noon", *argv, **changes)
    terminal.shows("runs the night shift")
    terminal.shows("What do you want to know first?")
    return terminal


def marks(terminal, act, *places: int) -> None:
    """Mark what stands at these places of a list, counted from 0, and go on."""
    terminal.shows("space marks")
    keys, at = "", 0
    for place in places:
        keys, at = keys + "\x1b[B" * (place - at) + " ", place
    terminal.types(keys + "\r")


def test_a_drill_is_told_asked_and_commented_on_in_turn(desk, act) -> None:
    terminal = begins(desk, "--minutes", "5")
    terminal.does(act("Does he have a weapon?\r"))
    terminal.shows("Which of these do you ask him?")
    marks(terminal, act, 1, 2)
    terminal.shows("Saturday, noon.")
    terminal.shows("My father's pistol.")
    terminal.shows("Is anyone in danger right now?")
    terminal.does(act("=No"))
    terminal.shows("Wrong. You asked, and he told you")
    terminal.shows("What do you use the five minutes for?")

    said = terminal.words()

    assert "About 5 minutes left." in said
    assert "Wrong." not in said.split("Is anyone in danger")[0]
    assert "The foreman" not in said
    assert re.search(r"told: What does the client want\?", said)


def test_a_stop_holds_a_drill_and_what_was_done_is_asked(desk, act) -> None:
    terminal = begins(desk)
    terminal.does(act("\r"))
    terminal.shows("Which of these do you ask him?")
    marks(terminal, act, 2)
    terminal.shows("Is anyone in danger right now?")
    terminal.does(act("=Yes"))
    terminal.shows("STOP")
    terminal.does(act("=I have done something"))
    terminal.does(act("He stays where I see him\r", prompt="What was done"))
    terminal.shows("Defensible. He names a person")


def test_a_drill_that_was_paused_is_told_again_up_to_where_it_stands_and_asks_nothing_twice(desk, act) -> None:
    terminal = begins(desk)
    terminal.does(act("\r"))
    terminal.shows("Which of these do you ask him?")
    marks(terminal, act, 0)
    terminal.shows("Is anyone in danger right now?")
    terminal.listens()
    terminal.settles()
    terminal.types(CTRL_C)
    assert terminal.ends() == 130
    session = desk.sessions[0].name.removesuffix(".jsonl")
    assert f"ethics practice {session}" in " ".join(terminal.words().split())

    again = desk.open("practice", session)
    again.shows("runs the night shift")
    again.shows("Six years. Seven")
    again.shows("Is anyone in danger right now?")

    assert "Which of these do you ask him?" not in again.words()
    assert len(desk.sessions) == 1


@pytest.mark.parametrize("changes", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}], ids=["dumb", "accessible"])
def test_a_whole_drill_is_played_line_by_line_without_anything_repainted(desk, changes: dict[str, str]) -> None:
    terminal = begins(desk, **changes)
    typed = (
        ("2 3 5", "Numbers, with commas"),
        ("unsure", "Number"),
        ("1", "Numbers, with commas"),
        ("may", "Number"),
        ("text", "Number"),
        ("hours", "Number"),
        ("police", "Numbers, with commas"),
        ("plan", "Numbers, with commas"),
        ("weigh", "Number"),
    )
    terminal.types("\r")
    for keys, prompt in typed:
        terminal.shows(prompt)
        terminal.types(f"{keys}\r")
    terminal.shows("because")
    terminal.types("The section permits and leaves the choice to me\r")
    terminal.shows("What will you do?")
    terminal.shows("Number")
    terminal.types("2\r")
    terminal.shows("because")
    terminal.types("It takes the pistol away tonight and does not rest on one word\r")
    terminal.shows("best case against")
    terminal.types("He may never come back\r")
    terminal.shows("How likely is that?")
    terminal.types("80 (60-95)\r")
    terminal.shows("One thing to try next time")

    assert terminal.ends() == 0
    assert "\x1b[2K" not in terminal.seen
