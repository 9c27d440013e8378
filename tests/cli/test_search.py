"""Words in past sessions, from the command line: found where they stand, marked, never an odd query, never a file left behind."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from ethics_cli.render.search_data import SCHEMA


def found(past, *argv: str) -> dict:
    done = past("search", *argv, "--json")
    assert done.returncode == 1, "two files of this home cannot be read"
    return json.loads(done.stdout)


def test_sessions_with_all_the_words_are_found_and_the_words_are_marked(past, conforms) -> None:
    done = past("search", "forklift", "handbook")
    assert "He drives parcels at night" in done.stdout
    assert "[forklift]" in done.stdout
    assert conforms(done.stdout)
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_json_conforms_to_its_schema_and_marks_stand_on_the_words(past) -> None:
    data = found(past, "forklift")
    jsonschema.validate(data, SCHEMA)
    for place in data["sessions"][0]["places"]:
        assert [place["text"][start:end].lower() for start, end in place["marks"]] == ["forklift"] * len(place["marks"])
        assert place["marks"]


def test_with_any_one_of_the_words_is_enough(past) -> None:
    assert found(past, "forklift", "xylophone")["sessions"] == []
    assert len(found(past, "--any", "forklift", "xylophone")["sessions"]) == 1


def test_words_in_a_row_and_beginnings_are_looked_for(past) -> None:
    assert len(found(past, "team leader himself")["sessions"]) == 1
    assert found(past, '"leader team himself"')["sessions"] == []
    assert len(found(past, "forkl*")["sessions"]) == 1


def test_an_answer_of_a_look_back_is_found_too(past) -> None:
    (one,) = found(past, "sleeper")["sessions"]
    assert one["places"][0]["step"].startswith("after.")


def test_a_choice_that_nobody_wrote_is_not_found_and_neither_is_a_question(past) -> None:
    assert found(past, "must-not")["sessions"] == []
    assert found(past, '"best case against"')["sessions"] == []


def test_drills_are_left_out_unless_they_are_asked_for(past) -> None:
    assert not any(one["drill"] for one in found(past, "co-worker")["sessions"])
    assert any(one["drill"] for one in found(past, "co-worker", "--drills")["sessions"])


def test_the_newest_come_first_among_equals(past) -> None:
    last = [one["last"] for one in found(past, "the")["sessions"]]
    assert last == sorted(last, reverse=True)


@pytest.mark.parametrize(
    "odd", ["AND", "OR NOT", '"', '""" x', "NEAR(", "a*b*", "body:x", "^x", "-x", "x' ; drop", "é\x00"]
)
def test_no_query_is_an_error_of_its_own(past, odd: str) -> None:
    done = past("search", "--", odd.replace("\x00", "\x7f"))
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr


def test_a_query_without_a_word_says_what_to_type(past) -> None:
    done = past("search", "((")
    assert done.returncode == 2
    assert "there is no word to look for" in done.stderr


def test_what_cannot_be_read_is_named_and_no_word_of_it_is(past) -> None:
    done = past("search", "forklift")
    assert "damaged-one: " in done.stderr
    assert "foreign-one: " in done.stderr
    assert "forklift" not in done.stderr


def test_a_search_leaves_nothing_on_disk(past, past_home: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in past_home.rglob("*")}
    past("search", "forklift")
    assert {path: path.stat().st_mtime_ns for path in past_home.rglob("*")} == before
    assert not any(past.folder.parent.rglob("*.sqlite*"))


def test_a_home_without_sessions_has_nothing_to_find(ethics) -> None:
    done = ethics("search", "anything")
    assert (done.returncode, done.stdout) == (0, "Nothing found in 0 sessions.\n")
    assert not ethics.home.exists()
