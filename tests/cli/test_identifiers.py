"""What may point to a person is told by kind, never by text; names to keep out stand nowhere; what is replaced is gone for good."""

from __future__ import annotations

import json
import shutil

import pytest
from jsonschema import validate

from ethics_cli.render.identifying_words import SCHEMA
from ethics_cli.render.peer import SCHEMA as PEER

SECRETS = ("07700 900123", "Achterberg", "12 Rowan Street", "3 September 2026", "Catherine")
CHANGED = {
    "To be heard": "To be heard; ring 07700 900123, says Mrs Achterberg of 12 Rowan Street",
    "The harm is not near": "Catherine said on 3 September 2026 that it is not near",
    "Speak with the lead": "Speak with Mrs Achterberg",
}


@pytest.fixture(scope="module")
def told(quick_text) -> str:
    """A quick walk whose words hold what may point to a person."""
    for old, new in CHANGED.items():
        quick_text = quick_text.replace(old, new)
    return quick_text


@pytest.fixture(scope="module")
def made(ethics_at, tmp_path_factory, told):
    one = ethics_at(tmp_path_factory.mktemp("told"))
    one.done = one("decide", "--answers", one.write("told.yaml", told))
    assert one.done.returncode == 0, one.done.stderr
    return one


@pytest.fixture
def held(ethics, made):
    """A home with that walk, to change."""
    shutil.copytree(made.home, ethics.home)
    return ethics


@pytest.fixture
def ident(made) -> str:
    return made.sessions[0].name.removesuffix(".jsonl")


def on_disk(home, words: str) -> list[str]:
    found = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in found if words.casefold().encode() in path.read_bytes().lower()]


def listed(one, ident: str, *more: str) -> dict:
    report = json.loads(one("identifiers", ident, "--json", *more).stdout)
    validate(report, SCHEMA)
    return report


def test_the_end_of_a_walk_says_in_one_line_that_something_was_found_and_never_what(made, ident) -> None:
    _, line = made.done.stderr.split("Look it over")

    assert "2 names with a title" in " ".join(line.split())
    assert f"ethics identifiers {ident}" in " ".join(line.split())
    assert not any(secret in made.done.stderr for secret in SECRETS)


def test_a_list_tells_kind_size_and_place_and_leaves_with_1(made, ident) -> None:
    done = made("identifiers", ident)

    assert done.returncode == 1
    assert "telephone number, 11 digits: framing.wants · answer" in done.stdout
    assert not any(secret in done.stdout + done.stderr for secret in SECRETS)


def test_json_tells_the_same_by_its_schema(made, ident) -> None:
    report = listed(made, ident)

    assert {(one["kind"], one["step"], one["part"]) for one in report["found"]} == {
        ("telephone number", "framing.wants", "answer"),
        ("name with a title", "framing.wants", "answer"),
        ("street address", "framing.wants", "answer"),
        ("date", "choosing.choice", "because"),
        ("name with a title", "options.options", "label"),
    }
    assert report["recognition"] is None


def test_names_to_keep_out_are_found_in_a_session_and_written_nowhere(held, ident) -> None:
    names = held.write("names.txt", "Catherine Vale\n\nZebulon Quist\n")

    report = listed(held, ident, "--identifiers", names)

    assert [one["step"] for one in report["found"] if one["kind"] == "name to keep out"] == ["choosing.choice"]
    assert report["names_given"]
    for part in ("Zebulon", "Quist", "Vale"):
        assert on_disk(held.home, part) == []


def test_names_that_are_given_on_stdin_are_never_written_either(held, ident) -> None:
    done = held("identifiers", ident, "--identifiers", "-", stdin="Zebulon Quist\nCatherine\n")

    assert "name to keep out" in done.stdout
    assert on_disk(held.home, "zebulon") == on_disk(held.home, "quist") == []


def test_what_is_replaced_is_gone_from_every_file_also_from_questions_and_papers(held, ident) -> None:
    numbers = {
        one["kind"]: at for at, one in enumerate(listed(held, ident)["found"], 1) if one["step"] == "framing.wants"
    }
    for kind, words in (
        ("telephone number", "her number"),
        ("name with a title", "the lead"),
        ("street address", "home"),
    ):
        at = [(one["kind"], one["step"]) for one in listed(held, ident)["found"]].index((kind, "framing.wants")) + 1
        held("identifiers", ident, "--replace", f"{at}={words}")

    assert len(numbers) == 3
    for gone in ("07700 900123", "Achterberg", "12 Rowan"):
        assert on_disk(held.home, gone) == []
    assert "To be heard; ring her number, says the lead of home" in held("record", ident, "--to", "-").stdout
    assert "A. Speak with the lead" in held("record", ident, "--to", "-").stdout
    assert held("verify", ident, "--quiet").returncode == 0
    assert json.loads(held("show", ident, "--json").stdout)["status"] == "decided"


def test_a_redaction_takes_along_what_was_left_of_its_lines_before(held, ident) -> None:
    held("identifiers", ident, "--replace", "2=the lead")
    held("redact", ident, "framing.wants", "--reason", "the client asked", "--yes")

    assert on_disk(held.home, "To be heard; ring") == []
    assert on_disk(held.home, "07700 900123") == []
    assert held("verify", ident, "--quiet").returncode == 0


def test_what_is_kept_needs_a_reason_that_is_journalled_without_the_thing_itself(held, ident) -> None:
    at = next(at for at, one in enumerate(listed(held, ident)["found"], 1) if one["kind"] == "date")

    assert held("identifiers", ident, "--keep", str(at)).returncode == 4
    held("identifiers", ident, "--keep", str(at), "--because", "the day of the contract")

    kept = [json.loads(line) for line in held.sessions[0].read_text("utf-8").splitlines() if "identifier.kept" in line]
    assert [(one["found"], one["step"], one["text"]) for one in kept] == [
        ("date", "choosing.choice", "the day of the contract")
    ]
    assert (
        next(one for one in listed(held, ident)["found"] if one["kind"] == "date")["kept"] == "the day of the contract"
    )


def test_a_reason_that_holds_one_itself_is_refused(held, ident) -> None:
    done = held("identifiers", ident, "--keep", "1", "--because", "it is Dr Quist who asks")

    assert done.returncode == 2
    assert "Quist" not in done.stderr
    assert on_disk(held.home, "Quist") == []


def test_whether_somebody_could_be_recognised_is_kept_and_said(held, ident) -> None:
    held("identifiers", ident, "--could", "unsure", "--because", "a small team")

    assert listed(held, ident)["recognition"]["could"] == "unsure"
    assert "Unsure: a small team" in held("identifiers", ident).stdout


def test_nothing_found_is_said_by_the_kinds_that_were_looked_for(decided, session_id) -> None:
    done = decided("identifiers", session_id)

    assert done.returncode == 0
    assert "No identifier of these kinds was found: e-mail address" in done.stdout
    assert "no personal data" not in done.stdout.lower()


def test_answers_that_may_point_to_a_person_are_refused_before_anything_is_written(ethics, told) -> None:
    done = ethics("decide", "--answers", ethics.write("told.yaml", told), "--refuse-identifiers")

    assert done.returncode == 1
    assert "framing.wants" in done.stderr
    assert not any(secret in done.stdout + done.stderr for secret in SECRETS)
    assert ethics.sessions == []


def test_a_day_that_answers_a_question_about_a_day_is_not_refused(ethics, quick_text) -> None:
    done = ethics("decide", "--answers", ethics.write("quick.yaml", quick_text), "--refuse-identifiers")

    assert done.returncode == 0, done.stderr


def test_a_record_that_is_handed_out_says_that_something_was_found(made, ident, tmp_path) -> None:
    done = made("record", ident, "--to", str(tmp_path / "out.md"))

    assert "may point to a person" in " ".join(done.stderr.split())


@pytest.mark.parametrize("format_", ["md", "html", "json"])
def test_a_record_for_peers_tells_no_identifier_no_day_and_no_session(made, ident, tmp_path, format_) -> None:
    names = made.write("names.txt", "Catherine\n")

    done = made("record", ident, "--peer", "--format", format_, "--identifiers", names, "--to", str(tmp_path / "peer"))

    text = (tmp_path / "peer").read_text("utf-8")
    assert done.returncode == 0, done.stderr
    assert not any(secret in text for secret in (*SECRETS, ident, "2030", "2026"))
    assert "telephone number" in text
    assert "What is left" in text or "left" in json.loads(text)


def test_a_record_for_peers_as_json_is_what_its_schema_says(made, ident) -> None:
    done = made("record", ident, "--peer", "--format", "json")

    data = json.loads(done.stdout)
    validate(data, PEER)
    assert data["profession"] == "helping professional"
    assert data["answers"][0]["at"].startswith("week 1")
    assert [one["step"] for one in data["answers"]][:2] == ["triage.danger", "triage.duty"]


def test_a_record_for_peers_is_printed_and_never_kept_under_the_name_of_its_session(held, ident) -> None:
    before = sorted(path.name for path in held.home.rglob("*"))

    done = held("record", ident, "--peer")

    assert "What is left" in done.stdout
    assert sorted(path.name for path in held.home.rglob("*")) == before


@pytest.mark.parametrize("argv", [["--identifiers", "nowhere.txt"], ["--identifiers", "-", "--answers", "-"]])
def test_names_that_cannot_be_read_stop_everything_before_it_begins(ethics, argv) -> None:
    done = ethics("decide", *argv, stdin="walk: answers\n")

    assert done.returncode == 2
    assert ethics.sessions == []


def test_without_names_or_reasons_a_number_that_is_not_there_is_named(held, ident) -> None:
    assert held("identifiers", ident, "--replace", "99=the lead").returncode == 2
    assert held("identifiers", ident, "--replace", "the lead").returncode == 2
    assert held("identifiers", ident, "--could", "perhaps").returncode == 2
