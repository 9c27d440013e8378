"""Precedents from the command line: what is alike, how it was decided, what came of it; and no word on what to do."""

from __future__ import annotations

import json

import jsonschema
import pytest

from ethics_cli.render.similar_data import SCHEMA


@pytest.fixture(scope="module")
def data(ethics_at, past_home, ids, tmp_path_factory) -> dict:
    """What is like the case of Client J's threat, as data; asked once."""
    command = ethics_at(tmp_path_factory.mktemp("similar"), {"ETHICS_HOME": str(past_home)})
    done = command("similar", ids["“The next on"], "--json", "--limit", "9")
    assert done.returncode == 1, "two files of this home cannot be read"
    return json.loads(done.stdout)


def test_the_json_conforms_to_its_schema(data: dict) -> None:
    jsonschema.validate(data, SCHEMA)


def test_a_case_is_not_its_own_precedent_and_drills_and_damaged_files_are_none(data: dict) -> None:
    sessions = [one["session"] for one in data["precedents"]]
    assert data["session"] not in sessions
    assert data["looked_at"] == 6
    assert sorted(one["session"] for one in data["problems"]) == ["damaged-one", "foreign-one"]


def test_the_likest_come_first(data: dict) -> None:
    shares = [one["share"] for one in data["precedents"]]
    assert shares == sorted(shares, reverse=True)
    assert all(one["same"] for one in data["precedents"])


def test_what_is_the_same_and_what_is_only_here_make_up_the_pattern(data: dict) -> None:
    for one in data["precedents"]:
        assert sorted([*one["same"], *one["only_here"]]) == data["pattern"]


def test_what_came_of_a_precedent_is_told_where_somebody_looked_back(data: dict) -> None:
    (looked,) = [one["after"] for one in data["precedents"] if one["after"]["looked_back"]]
    assert looked == {
        "looked_back": True,
        "done": "otherwise",
        "harm": "unsure",
        "repaired": "not-yet",
        "forecast": "yes",
    }


@pytest.mark.parametrize("columns", ["40", "100"])
def test_on_the_screen_it_says_what_likeness_is_and_recommends_nothing(past, ids, conforms, columns: str) -> None:
    done = past("similar", ids["He drives pa"], "--limit", "2", COLUMNS=columns)
    said = " ".join(done.stdout.split())
    assert "Likeness is of pattern, and says nothing about what is right here." in said
    assert "Decided:" in said
    assert "What came of it: nobody has looked back yet." in said
    assert not any(word in said.lower() for word in ("recommend", "you should", "advise"))
    assert max(map(len, done.stdout.splitlines())) <= int(columns)
    assert conforms(done.stdout)


def test_a_session_that_is_not_there_is_said(past) -> None:
    done = past("similar", "nowhere")
    assert done.returncode == 1
    assert "there is no such session here" in done.stderr
