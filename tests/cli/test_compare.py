"""`ethics compare`: two ways through one case beside each other, or one session at two points, and never a word on who was right."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ethics_cli.render.comparing_data import SCHEMA

CHANGES = {
    "framing.wants: To be heard": "framing.wants: To be heard, and that it stops",
    "triage.duty: no": "triage.duty: unsure\n  triage.learned: 2026-11-20 11:40",
    "    - {label: Speak with the lead,": "    - {label: Ask her again, for: It is hers, against: It takes time}\n    - {label: speak with the LEAD.,",
    "    Speak with the lead: {value: against, because: It is taken out of her hands}": "    speak with the LEAD.: {value: strongly-for, because: She can be there}\n    Ask her again: {value: for, because: Hers}",
    "choosing.choice: {value: Wait a week, because: The harm is not near}": "choosing.choice: {value: speak with the LEAD., because: It stops sooner}",
}


@dataclass
class Two:
    """A home with two sessions on one case, by their ids."""

    ethics: Any
    one: str
    other: str

    def __call__(self, *argv: str, **changes: str) -> Any:
        return self.ethics("compare", *argv, **changes)

    def data(self, *argv: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self(*argv, "--json").stdout)
        Draft202012Validator(SCHEMA).validate(found)
        return found


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, ethics_at, quick_text: str) -> Two:
    ethics = ethics_at(tmp_path_factory.mktemp("two"))
    text = quick_text
    for old, new in CHANGES.items():
        assert old in text
        text = text.replace(old, new)
    ids = []
    for name, answers in (("one", quick_text), ("other", text)):
        done = ethics("decide", "--answers", ethics.write(f"{name}.yaml", answers))
        assert done.returncode == 0, done.stderr
        ids.append(next(path.stem for path in ethics.sessions if path.stem not in ids))
    return Two(ethics, ids[0], ids[1])


@pytest.fixture(scope="module")
def found(two: Two) -> dict[str, Any]:
    return two.data(two.one, two.other)


def words(text: str) -> str:
    return " ".join(text.split())


# two sessions


def test_what_differs_is_told_side_by_side_and_leaves_with_0(two: Two, conforms) -> None:
    done = two(two.one, two.other)
    said = words(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert conforms(done.stdout)
    assert "The first: Wait a week. Because: The harm is not near." in said
    assert "The second: speak with the LEAD. Because: It stops sooner." in said
    assert "Of 2 leanings that both gave, 1 is the same. One lies on opposite sides." in said


def test_options_are_matched_by_label_and_it_is_said_where_labels_differ(two: Two) -> None:
    said = words(two(two.one, two.other).stdout)

    assert "“Speak with the lead” is called “speak with the LEAD.” in the second" in said
    assert "“Wait a week” is B in the first and C in the second" in said
    assert "only the second has “Ask her again” (A)" in said


def test_a_question_that_only_one_was_asked_is_named(found: dict[str, Any]) -> None:
    assert [one["step"] for one in found["only_second"]] == ["triage.learned"]
    assert found["only_first"] == []


def test_what_both_answered_is_counted_and_each_difference_says_how(found: dict[str, Any]) -> None:
    ways = {(one["step"], *one["items"]): one["what"] for one in found["different"]}

    assert found["answered"] == found["alike"] + len(found["different"])
    assert ways["framing.wants",] == ["answer"]
    assert ways["choosing.choice",] == ["answer", "reason"]
    assert ways["autonomy.stands", "Speak with the lead"] == ["answer", "reason"]
    assert ("autonomy.stands", "Wait a week") not in ways
    assert ("framing.kind",) not in ways


def test_flags_that_are_up_in_only_one_are_told(found: dict[str, Any]) -> None:
    assert "triage.duty-unsure" in [flag["id"] for flag in found["flags"]["only_second"]]


def test_turned_round_it_tells_the_same_the_other_way(two: Two, found: dict[str, Any]) -> None:
    turned = two.data(two.other, two.one)

    assert [turned[name] for name in ("asked", "answered", "alike")] == [
        found[name] for name in ("asked", "answered", "alike")
    ]
    assert turned["flags"]["only_first"] == found["flags"]["only_second"]
    assert turned["decisions"] == found["decisions"][::-1]


def test_it_never_says_who_was_right(two: Two) -> None:
    said = words(two(two.one, two.other).stdout).replace("Which of them is right is not asked here.", "").lower()

    assert not re.search(r"\b(right|wrong|better|best|correct|mistake|fault|should)\b", said)


@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_it_keeps_within_the_window(two: Two, columns: str) -> None:
    told = two(two.one, two.other, COLUMNS=columns).stdout

    assert max(map(len, told.splitlines())) <= int(columns)


def test_a_list_tells_only_the_items_that_differ(two: Two) -> None:
    said = words(two(two.one, two.other).stdout)
    lists = said[said.index("What could be done") : said.index("Asked of one only")]

    assert "Ask her again" in lists
    assert "Wait a week" not in lists


# one session


def test_a_session_beside_itself_differs_in_nothing(two: Two) -> None:
    found = two.data(two.one, two.one)

    assert (found["same_session"], found["different"]) == (True, [])
    assert found["answered"] == found["alike"] > 0
    assert not any(found["flags"][side] for side in ("only_first", "only_second"))


def test_a_session_at_two_points_shows_what_came_between(two: Two) -> None:
    found = two.data(two.one, "--at", "3")
    said = words(two(two.one, "--at", "3").stdout)

    assert found["first"]["at"] == 3
    assert found["decisions"][0] is None
    assert found["decisions"][1]["words"] == "Wait a week"
    assert "One session at two points" in said
    assert "as it stood after event 3" in said


def test_a_change_is_a_difference_between_before_and_after(two: Two, ethics) -> None:
    ethics.home.mkdir()
    path = ethics.folder / "copy.jsonl"
    path.write_bytes(next(one for one in two.ethics.sessions if one.stem == two.one).read_bytes())
    last = len(path.read_bytes().splitlines()) - 2
    done = ethics(
        "amend", str(path), "framing.wants", "--value", "To be left alone", "--reason", "It was put anew", "--yes"
    )
    assert done.returncode == 0, done.stderr

    found = json.loads(ethics("compare", str(path), "--at", str(last), "--json").stdout)

    assert [(one["step"], one["first"]["words"], one["second"]["words"]) for one in found["different"]] == [
        ("framing.wants", "To be heard", "To be left alone")
    ]


def test_a_session_alone_has_nothing_beside_it(two: Two) -> None:
    done = two(two.one)

    assert done.returncode == 2
    assert "there is nothing to compare it with" in done.stderr


def test_an_event_that_is_not_there_is_refused(two: Two) -> None:
    done = two(two.one, "--at", "9999")

    assert done.returncode == 2
    assert "no event 9999" in done.stderr


# strangers


@pytest.mark.parametrize("damage", ["", "{}\n", "\x00" * 40, "not a session\n"])
def test_a_file_that_does_not_hold_is_refused_in_one_sentence(two: Two, ethics, damage: str, conforms) -> None:
    path = ethics.write("bad.jsonl", damage)
    done = two(two.one, path)

    assert done.returncode != 0
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert conforms(done.stderr)


def test_words_that_would_act_are_shown_by_their_number(two: Two, ethics, quick_text: str, conforms) -> None:
    text = quick_text.replace("To be heard", '"To be \\u001b[2J heard"').replace("Wait a week", "Wait a week <b>&amp;")
    made = ethics("decide", "--answers", ethics.write("odd.yaml", text))
    assert made.returncode in (0, 2), made.stderr
    done = two(two.one, str(ethics.sessions[0]))

    assert conforms(done.stdout + done.stderr)


def test_it_can_be_had_as_one_page(two: Two, tmp_path: Path) -> None:
    printed = two(two.one, two.other, "--html", "-")
    done = two(two.one, two.other, "--html", str(tmp_path / "two.html"))

    assert printed.stdout.startswith("<!DOCTYPE html>")
    assert done.stdout == f"Written  {tmp_path / 'two.html'}\n"
    assert (tmp_path / "two.html").read_text("utf-8") == printed.stdout
    assert "Which of them is right is not asked here" in printed.stdout


def test_the_schema_is_published(two: Two) -> None:
    assert json.loads(two.ethics("schema", "compare").stdout) == SCHEMA
