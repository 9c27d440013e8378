"""`ethics agenda`, from the command line: Markdown for a meeting, data for scripts, a page to print."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from ethics_cli.render.agenda import SCHEMA


@pytest.fixture(scope="module")
def office_home(tmp_path_factory: pytest.TempPathFactory, ethics_at, quick_text: str) -> Path:
    """A home with a session that is decided, with a note that stands, and one that is held; made once."""
    made = ethics_at(tmp_path_factory.mktemp("office"))
    text = quick_text.replace("triage.duty: no", "triage.duty: unsure\n  triage.learned: now")
    done = made("decide", "--answers", made.write("one.yaml", text), "--title", "Told *in* passing")
    assert done.returncode == 0, done.stderr
    assert made("decide", "--route", "quick", "--title", "Held", "--set", "triage.danger=yes").returncode == 6
    return made.home


@pytest.fixture
def office(ethics: Any, office_home: Path) -> Any:
    shutil.copytree(office_home, ethics.home)
    return ethics


def headings(markdown: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(markdown)
    return [
        tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"
    ]


def test_an_empty_home_has_nothing_on_its_agenda_and_says_so(ethics) -> None:
    done = ethics("agenda")

    assert done.returncode == 0
    assert "0 sessions were looked at" in done.stdout
    assert "Nothing is on the agenda." in done.stdout
    assert not ethics.home.exists()


def test_it_is_markdown_in_the_order_of_a_meeting(office, conforms) -> None:
    done = office("agenda", "--since", "7d")

    assert (done.returncode, done.stderr) == (0, "")
    assert conforms(done.stdout)
    assert headings(done.stdout)[0] == "Something has to be done first"
    assert headings(done.stdout).index("Open dilemmas") < headings(done.stdout).index("Flags that nobody has handled")
    assert "Told \\*in\\* passing" in done.stdout
    assert "Nothing to tell under:" in done.stdout


def test_nothing_of_the_answers_is_in_it(office) -> None:
    told = office("agenda").stdout + office("agenda", "--json").stdout

    assert not any(word in told for word in ("To be heard", "Policy HR-7", "Wait a week", "taken out of her hands"))


def test_without_titles_there_are_ids_alone(office) -> None:
    told = office("agenda", "--without-titles").stdout

    assert "Held\n" not in told
    assert "passing" not in told
    assert all(path.stem in told for path in office.sessions)


def test_as_data_it_follows_its_published_schema(office) -> None:
    found = json.loads(office("agenda", "--json", "--since", "2020-01-01").stdout)

    Draft202012Validator(SCHEMA).validate(found)
    assert (found["format"], found["since"], found["sessions"]) == ("ethics-agenda/1", "2020-01-01", 2)
    assert json.loads(office("schema", "agenda").stdout) == SCHEMA


def test_a_file_that_cannot_be_read_is_named_and_it_leaves_with_1(office, conforms) -> None:
    (office.home / "sessions" / "b\x1b[2Jad.jsonl").write_bytes(b"\xff\x00{}\n")
    done = office("agenda")

    assert done.returncode == 1
    assert headings(done.stdout)[-1] == "Could not be read"
    assert conforms(done.stdout + done.stderr)


def test_a_named_file_that_is_not_there_is_told_like_one_that_cannot_be_read(office) -> None:
    done = office("agenda", str(office.folder / "nowhere.jsonl"))

    assert done.returncode == 1
    assert "Could not be read" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_an_odd_since_is_refused_with_how_to_write_one(office) -> None:
    done = office("agenda", "--since", "soon")

    assert (done.returncode, done.stdout) == (2, "")
    assert "7d" in done.stderr


def test_it_can_be_had_as_one_page(office) -> None:
    printed = office("agenda", "--html", "-").stdout

    assert printed.startswith("<!DOCTYPE html>")
    assert "<h2>Open dilemmas</h2>" in printed
    assert "<em> Told *in* passing</em>" in printed
