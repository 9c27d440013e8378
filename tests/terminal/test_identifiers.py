"""At a terminal: roles are asked for before the first words, a hint comes once and quietly, and the gate goes through what is left."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

WALK = Path(__file__).parents[2] / "frameworks" / "walks" / "plain-record-request.yaml"
BOTH = pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["drawn", "plain"])


def events(desk) -> list[dict]:
    return [json.loads(line) for line in desk.sessions[0].read_text("utf-8").splitlines()]


def on_disk(desk, words: str) -> list[str]:
    found = [path for path in desk.home.rglob("*") if path.is_file()]
    return [path.name for path in found if words.casefold().encode() in path.read_bytes().lower()]


def put(terminal, number: int) -> None:
    """Pick by number, in either kind of prompt."""
    terminal.listens()
    terminal.shows("Number" if terminal.plain else "point with")
    terminal.types(f"{number}\r")


@BOTH
def test_a_hint_is_quiet_and_what_is_replaced_or_edited_is_never_written(desk, quick, act, plain) -> None:
    terminal = desk.open("decide", "--route", "quick", "--identifiers", "-", *plain)
    terminal.does(act("=Hide"))
    terminal.shows("Name 1")
    terminal.types("Zebulon Quist\r")
    terminal.shows("Name 2")
    terminal.types("\r")
    terminal.walks(*quick[:2])
    terminal.shows("Roles and pseudonyms from here on")
    terminal.shows("What does the client want")
    terminal.does(act("zebulon wants his number 07700 900123 removed\r"))
    terminal.shows("Looks like a name you want to keep out and a telephone number (11 digits)")
    put(terminal, 2)
    terminal.shows("In the place of the name")
    put(terminal, 1)
    terminal.shows("In the place of the telephone number")
    put(terminal, 1)
    terminal.shows("Client A wants his number [telephone number] removed")
    terminal.shows("What do your role, employer")
    terminal.does(act("Pass it on to Quist\r"))
    terminal.shows("Looks like a name you want to keep out")
    put(terminal, 1)
    terminal.listens()
    terminal.types("Pass it on\r" if plain else "\x15Pass it on\r")
    terminal.shows("Where do the two meet")
    terminal.does(act("\x03"))
    assert terminal.ends() == 130

    assert "Quist" not in terminal.words().replace("Pass it on to Quist", "")
    for gone in ("zebulon", "quist", "07700 900123"):
        assert on_disk(desk, gone) == []
    said = {one["step"]: one.get("value") for one in events(desk) if one.get("kind") == "answer.given"}
    assert said["framing.wants"] == "Client A wants his number [telephone number] removed"
    assert said["framing.requires"] == "Pass it on"


def test_what_is_kept_with_a_reason_is_written_with_its_answer_and_not_spoken_of_again(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:2])
    terminal.shows("What does the client want")
    terminal.does(act("An answer by 3 March 2026\r"))
    put(terminal, 3)
    terminal.does(act("\r", prompt="why it stays"))
    terminal.shows("One short sentence is enough")
    terminal.does(act("the day is in the law\r", prompt="why it stays"))
    terminal.shows("What do your role, employer")
    terminal.does(act("To answer by 3 March 2026\r"))
    terminal.shows("Where do the two meet")
    terminal.does(act("\x03"))
    assert terminal.ends() == 130

    kept = [(one["found"], one["step"], one["text"]) for one in events(desk) if one.get("kind") == "identifier.kept"]
    assert kept == [
        ("date", "framing.wants", "the day is in the law"),
        ("date", "framing.requires", "the day is in the law"),
    ]
    assert terminal.words().count("Looks like") == 1


def test_a_day_that_answers_a_question_about_a_day_is_not_spoken_of(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:-1])
    terminal.shows("On which day will you look")
    terminal.does(act("2030-01-07\r"))
    assert terminal.closes() == 0

    assert "Looks like" not in terminal.words()
    assert "may point to a person" not in terminal.words()


@BOTH
def test_the_gate_goes_through_each_find_and_asks_what_no_pattern_sees(desk, act, plain) -> None:
    text = WALK.read_text("utf-8")
    wants = next(line for line in text.splitlines() if line.strip().startswith("framing.wants:"))
    walk = desk.folder / "walk.yaml"
    walk.write_text(
        text.replace(wants, '  framing.wants: "A copy for Mrs Quist, 07700 900123, by 3 March 2026"'), "utf-8"
    )
    argv = [sys.executable, "-m", "ethics_cli", "decide", "--answers", str(walk)]
    subprocess.run(argv, env=desk.env(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=True)
    ident = desk.sessions[0].name.removesuffix(".jsonl")

    terminal = desk.open("identifiers", ident, *plain)
    terminal.shows("name with a title, 9 characters: framing.wants")
    terminal.does(act("=Put a role"))
    terminal.does(act("her sister\r", prompt="instead"))
    terminal.shows("the old words are gone for good")
    terminal.shows("telephone number, 11 digits")
    terminal.does(act("=Edit the answer"))
    terminal.listens()
    terminal.types(
        "A copy for her sister, by 3 March 2026\r" if plain else "\x15A copy for her sister, by 3 March 2026\r"
    )
    terminal.shows("Looks like a date")
    put(terminal, 3)
    terminal.does(act("the day is in the law\r", prompt="why it stays"))
    terminal.shows("Could a colleague, or the person themselves")
    terminal.does(act("=No, I do not"))
    terminal.shows("Could somebody recognise who this is? No")
    assert terminal.ends() == 0

    assert on_disk(desk, "Quist") == on_disk(desk, "07700 900123") == []
    assert [one["could"] for one in events(desk) if one.get("kind") == "recognition.judged"] == ["no"]


def test_leaving_the_gate_keeps_what_was_done_and_says_so(desk, act) -> None:
    text = WALK.read_text("utf-8")
    wants = next(line for line in text.splitlines() if line.strip().startswith("framing.wants:"))
    walk = desk.folder / "walk.yaml"
    walk.write_text(text.replace(wants, '  framing.wants: "A copy for Mrs Quist, 07700 900123"'), "utf-8")
    argv = [sys.executable, "-m", "ethics_cli", "decide", "--answers", str(walk)]
    subprocess.run(argv, env=desk.env(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=True)

    terminal = desk.open("identifiers", desk.sessions[0].name.removesuffix(".jsonl"))
    terminal.shows("name with a title")
    terminal.does(act("=Leave it for now"))
    terminal.shows("telephone number, 11 digits: framing")
    terminal.does(act("\x03"))
    terminal.shows("what was done is kept")

    assert terminal.ends() == 130
