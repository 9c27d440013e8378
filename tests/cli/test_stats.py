"""Counts from the command line: in words, as JSON, as a page; nothing small, and nobody by person."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from ethics_cli.render.stats_data import SCHEMA


def test_counts_conform_to_their_schema_and_no_number_is_small(past) -> None:
    data = json.loads(past("stats", "--json").stdout)
    jsonschema.validate(data, SCHEMA)
    assert data["sessions"] == 7
    numbers = [one["number"] for table in data["tables"] for one in table["counts"]]
    assert all(number is None or number == 0 or number >= 5 for number in numbers)


@pytest.mark.parametrize("columns", ["40", "80"])
def test_counts_on_the_screen_fit_and_name_what_cannot_be_read(past, conforms, columns: str) -> None:
    done = past("stats", COLUMNS=columns)
    assert done.returncode == 1
    assert "7 sessions" in done.stdout
    assert "damaged-one: " in done.stderr
    assert max(map(len, done.stdout.splitlines())) <= int(columns)
    assert conforms(done.stdout)
    assert "█" not in done.stdout, "in a pipe there are no bars"


@pytest.mark.parametrize("who", ["person", "practitioner", "--by=Supervisor", "user", "by-client"])
def test_grouping_by_person_is_refused_in_words(past, who: str) -> None:
    done = past("stats", "--by", who.removeprefix("--by="))
    assert done.returncode == 2
    assert "sessions are not counted by person" in done.stderr


def test_what_is_not_counted_is_said_with_what_is(past) -> None:
    done = past("stats", "--by", "weather")
    assert done.returncode == 2
    assert "this is not counted" in done.stderr
    assert "disclosures" in done.stderr


def test_only_what_is_asked_for_is_counted(past) -> None:
    data = json.loads(past("stats", "--by", "flags", "--json").stdout)
    assert {table["id"] for table in data["tables"]} == {"flags"}
    assert data["forecasts"] is None


def test_with_few_sessions_nothing_is_counted_at_all(past) -> None:
    done = past("stats", "--since", "2026-11-15")
    assert done.stdout.startswith("There are fewer than 5 sessions to count.")
    assert json.loads(past("stats", "--since", "2026-11-15", "--json").stdout)["tables"] == []


def test_a_day_that_is_none_is_refused(past) -> None:
    assert past("stats", "--since", "autumn").returncode == 2


def test_drills_count_only_when_they_are_asked_for(past) -> None:
    assert json.loads(past("stats", "--drills", "--json").stdout)["sessions"] == 8


def test_a_page_stands_alone_and_each_chart_has_a_title_a_description_and_a_table(past, conforms) -> None:
    text = past("stats", "--html", "-").stdout
    assert conforms(text)
    assert not re.search(r"<script|https?:|src=|onload", text)
    charts = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert charts
    for chart in charts:
        assert 'role="img"' in chart
        named = re.search(r'aria-labelledby="(\S+) (\S+)"', chart)
        assert named
        assert all(f'id="{one}"' in chart for one in named.groups())
    assert text.count("<caption>") >= len(charts)


def test_a_page_is_written_for_its_owner_alone(past) -> None:
    where = past.folder / "stats.html"
    past("stats", "--html", str(where))
    assert where.stat().st_mode & 0o077 == 0
    assert where.read_text("utf-8").startswith("<!DOCTYPE html>")
