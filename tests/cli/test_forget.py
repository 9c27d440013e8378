"""What has to go goes, from every file of the home, and an entry says so; what need not go stays."""

from __future__ import annotations

import json
import shutil

import pytest

WANTED = "To be listened to in peace"
YEARS_ON = {"FAKE": "2040-01-15"}


@pytest.fixture(scope="module")
def made(ethics_at, tmp_path_factory, quick_text):
    one = ethics_at(tmp_path_factory.mktemp("made"))
    done = one("decide", "--answers", one.write("quick.yaml", quick_text.replace("To be heard", WANTED)))
    assert done.returncode == 0, done.stderr
    return one.home


@pytest.fixture
def decided(ethics, made):
    shutil.copytree(made, ethics.home)
    return ethics


def on_disk(home, words):
    return [one.name for one in home.rglob("*") if one.is_file() and words.encode() in one.read_bytes()]


def test_nothing_goes_by_itself_while_no_time_is_set(decided) -> None:
    told = decided("forget", "--yes")

    assert "is not set" in told.stdout
    assert on_disk(decided.home, WANTED)


def test_every_word_goes_and_the_skeleton_stays(decided, session_id) -> None:
    before = json.loads(decided("show", session_id, "--json").stdout)

    assert decided("forget", session_id, "--words", "--reason", "the client asked", "--yes").returncode == 0

    after = json.loads(decided("show", session_id, "--json").stdout)
    assert on_disk(decided.home, WANTED) == []
    assert "The choice stays hers" not in decided("show", session_id).stdout
    assert [one["step"] for one in after["answers"]] == [one["step"] for one in before["answers"]]
    assert [one["leaning"] for one in after["appraisals"]] == [one["leaning"] for one in before["appraisals"]]
    assert after["status"] == "decided"
    assert decided("verify", "--quiet").returncode == 0


def test_a_session_goes_whole_with_everything_that_bears_its_id(decided, session_id) -> None:
    for name in (
        f"sessions/{session_id}.ours-abcdef12.jsonl",
        f"sessions/.{session_id}.jsonl.x.tmp",
        f"records/{session_id}.slip.md",
    ):
        (decided.home / name).write_text(WANTED, "utf-8")

    told = decided("forget", session_id, "--whole", "--reason", "seven years are over", "--by", "data officer", "--yes")

    assert told.returncode == 0, told.stderr
    left = [path.name for path in decided.home.rglob("*") if session_id in path.name]
    assert left == []
    assert on_disk(decided.home, session_id) == ["forgotten.json"]
    (entry,) = json.loads((decided.home / "forgotten.json").read_text("utf-8"))["forgotten"]
    assert (entry["session"], entry["by"], entry["reason"]) == (session_id, "data officer", "seven years are over")


def test_a_session_that_was_removed_on_purpose_is_not_reported_missing(decided, session_id) -> None:
    decided("forget", session_id, "--whole", "--reason", "x", "--yes")

    assert "are gone" not in decided("doctor").stdout


@pytest.mark.parametrize(("keep", "what"), [("--set-keep-words", "words"), ("--set-keep-sessions", "whole")])
def test_what_is_old_enough_is_listed_and_goes_only_with_a_yes(decided, session_id, keep, what) -> None:
    _age(decided)
    decided("doctor", keep, "12")

    listed = json.loads(decided("forget", "--json").stdout)["due"]
    assert [(one["session"], one["what"]) for one in listed] == [(session_id, what)]
    assert on_disk(decided.home, WANTED)

    assert decided("forget", "--yes").returncode == 0
    assert on_disk(decided.home, WANTED) == []
    assert json.loads(decided("forget", "--json").stdout)["due"] == []


def test_what_is_not_old_enough_stays(decided) -> None:
    decided("doctor", "--set-keep-words", "12")

    assert json.loads(decided("forget", "--json").stdout)["due"] == []


def test_in_a_protected_home_the_list_of_what_went_is_closed_too(decided, session_id) -> None:
    decided("protect", "--yes")

    assert decided("forget", session_id, "--whole", "--reason", "x", "--yes").returncode == 0

    assert on_disk(decided.home, session_id) == []
    assert (decided.home / "forgotten.json.age").exists()


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("forget", "SESSION"), 2, "say which session"),
        (("forget", "--words"), 2, "say which session"),
        (("forget", "SESSION", "--words", "--whole"), 2, "say which session"),
        (("forget", "SESSION", "--words"), 4, "needs its reason"),
        (("forget", "SESSION", "--whole", "--reason", "x"), 4, "nobody to ask"),
        (("doctor", "--set-keep-words", "soon"), 2, "number of months"),
        (("doctor", "--set-keep-sessions", "0"), 2, "number of months"),
    ],
)
def test_what_cannot_be_done_is_said(decided, session_id, argv, code, said) -> None:
    told = decided(*(session_id if one == "SESSION" else one for one in argv))

    assert (told.returncode, said in told.stdout + told.stderr) == (code, True), told.stderr
    assert on_disk(decided.home, WANTED)


def _age(one) -> None:
    """Make the session years old: written anew with another clock, by the journal itself."""
    from datetime import UTC, datetime

    from ethics_cli.core.event import SessionOpened
    from ethics_cli.files.journal import begin, open_journal

    path = one.sessions[0]
    entries = open_journal(path).entries
    path.unlink()
    first = entries[0].event
    assert isinstance(first, SessionOpened)
    then = datetime(2020, 1, 15, 12, 0, tzinfo=UTC)
    journal = begin(path, first, then)
    journal.append([entry.event for entry in entries[1:]], then)
    (one.home / "heads.json").unlink()
