"""Words that are taken out are gone from every file of the home; the walk stays the walk it was, and the chain holds."""

from __future__ import annotations

import json
import shutil

import pytest

WANTED = "To be listened to in peace"
WORDS = {
    "framing.wants": WANTED,
    "choosing.choice": "The harm is not near",
    "options.options": "Speak with the lead",
}


@pytest.fixture(scope="module")
def made(ethics_at, tmp_path_factory, quick_text):
    one = ethics_at(tmp_path_factory.mktemp("made"))
    done = one("decide", "--answers", one.write("quick.yaml", quick_text.replace("To be heard", WANTED)))
    assert done.returncode == 0, done.stderr
    return one.home


@pytest.fixture
def decided(ethics, made):
    """A home with one decided session, in which the words that are taken out stand in no framework."""
    shutil.copytree(made, ethics.home)
    return ethics


def on_disk(home, words):
    """The files of a home in which words stand."""
    found = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in found if words.casefold().encode() in path.read_bytes().lower()]


def shown(one, ident):
    return json.loads(one("show", ident, "--json").stdout)


@pytest.mark.parametrize("step", list(WORDS))
def test_what_is_taken_out_stands_in_no_file_and_the_walk_stays_as_it_was(decided, session_id, step) -> None:
    before = shown(decided, session_id)

    done = decided("redact", session_id, step, "--reason", "the client asked", "--yes")

    assert done.returncode == 0, done.stderr
    assert on_disk(decided.home, WORDS[step]) == []
    after = shown(decided, session_id)
    for same in ("status", "route", "flags", "open", "rows_covered"):
        assert after[same] == before[same]
    assert [one["step"] for one in after["answers"]] == [one["step"] for one in before["answers"]]
    assert after["decision"]["option"] == before["decision"]["option"]
    assert decided("verify", session_id, "--quiet").returncode == 0


def test_who_took_it_out_and_why_stays_in_the_session(decided, session_id) -> None:
    decided("redact", session_id, "framing.wants", "--reason", "the client asked", "--by", "data officer", "--yes")

    lines = [json.loads(line) for line in decided.sessions[0].read_bytes().splitlines()[:-1]]
    (event,) = [line for line in lines if line.get("kind") == "line.redacted"]
    assert (event["by"], event["reason"]) == ("data officer", "the client asked")
    assert lines[event["line"]].keys() == {"redacted"}
    assert event["left"]["value"] == "(removed)"


def test_a_head_that_was_kept_before_still_belongs_to_the_session(decided, session_id) -> None:
    head = shown(decided, session_id)["journal"]["head"].removeprefix("sha256:")

    decided("redact", session_id, "framing.wants", "--reason", "asked", "--yes")

    assert "events were added since" in decided("verify", session_id, "--head", head[:16]).stdout


def test_the_title_can_be_taken_out(ethics, quick_text) -> None:
    ethics("decide", "--answers", ethics.write("q.yaml", quick_text), "--title", "About Client Q")
    ident = ethics.sessions[0].name.removesuffix(".jsonl")

    assert ethics("redact", ident, "title", "--reason", "asked", "--yes").returncode == 0

    assert on_disk(ethics.home, "About Client Q") == []
    assert "(removed)" in ethics("list").stdout


def test_an_answer_that_was_changed_is_taken_out_with_what_it_was_before(decided, session_id) -> None:
    decided("amend", session_id, "framing.wants", "--value", "To be believed", "--reason", "her own word", "--yes")

    decided("redact", session_id, "framing.wants", "--reason", "asked", "--yes")

    for words in (WANTED, "To be believed", "her own word"):
        assert on_disk(decided.home, words) == []


def test_words_that_stand_in_another_answer_too_are_told_and_left(decided, session_id) -> None:
    decided(
        "amend",
        session_id,
        "framing.rubs",
        "--value",
        "She asks to be listened to in peace first",
        "--reason",
        "x",
        "--yes",
    )

    told = decided("redact", session_id, "framing.wants", "--reason", "asked", "--yes")

    assert "framing.rubs" in told.stdout
    assert WANTED not in told.stdout
    assert "She asks to be listened to in peace first" in decided("show", session_id).stdout


def test_it_can_be_done_twice_and_goes_on_after(decided, session_id) -> None:
    decided("redact", session_id, "framing.wants", "--reason", "asked", "--yes")
    again = decided("redact", session_id, "framing.wants", "--reason", "asked", "--yes")
    amended = decided("amend", session_id, "framing.wants", "--value", "A plan", "--reason", "new", "--yes")

    assert (again.returncode, amended.returncode) == (2, 0)
    assert "there are no words" in again.stderr
    assert "A plan" in decided("show", session_id).stdout


def test_a_protected_session_is_redacted_closed(decided, session_id) -> None:
    decided("protect", "--yes")

    assert decided("redact", session_id, "framing.wants", "--reason", "asked", "--yes").returncode == 0

    assert "(removed)" in decided("show", session_id).stdout
    assert not decided.sessions


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("framing.wants",), 4, "needs its reason"),
        (("framing.wants", "--reason", "x"), 4, "nobody to ask"),
        (("framing.nothing", "--reason", "x", "--yes"), 2, "no such step"),
        (("triage.danger", "--reason", "x", "--yes"), 0, "Taken out"),
        (("title", "--reason", "x", "--yes"), 2, "no words to take out"),
        (("99", "--reason", "x", "--yes"), 2, "no event of this number"),
    ],
)
def test_what_cannot_be_taken_out_is_said(decided, session_id, argv, code, said) -> None:
    told = decided("redact", session_id, *argv)

    assert told.returncode == code
    assert said in told.stdout + told.stderr
