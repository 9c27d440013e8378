"""A session goes to another home and comes back: whole, with what was added, and never over another history."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def other(ethics_at, tmp_path):
    one = ethics_at(tmp_path / "other")
    one.folder.mkdir()
    return one


def status(one, ident):
    return json.loads(one("show", ident, "--json").stdout)["status"]


def test_a_session_is_carried_over_and_goes_on_there(decided, session_id, other, tmp_path) -> None:
    copy = tmp_path / "copy.jsonl"
    assert decided("export", session_id, str(copy)).returncode == 0

    assert "taken in" in other("import", str(copy)).stdout

    assert other.sessions[0].read_bytes() == decided.sessions[0].read_bytes()
    assert other("amend", session_id, "framing.rubs", "--value", "x", "--reason", "y", "--yes").returncode == 0


def test_what_was_added_elsewhere_comes_back(decided, session_id, other, tmp_path) -> None:
    decided("export", session_id, str(tmp_path / "out.jsonl"))
    other("import", str(tmp_path / "out.jsonl"))
    other("comment", session_id, "--text", "What of the neighbour?", "--by", "supervisor")
    other("export", session_id, str(tmp_path / "back.jsonl"))

    told = decided("import", str(tmp_path / "back.jsonl"))

    assert "goes on with what was added" in told.stdout
    assert decided.sessions[0].read_bytes() == (tmp_path / "back.jsonl").read_bytes()
    assert "is the same" in decided("import", str(tmp_path / "back.jsonl")).stdout
    assert "more in it" in decided("import", str(tmp_path / "out.jsonl")).stdout


def test_another_history_is_refused_and_nothing_is_changed(decided, session_id, other, tmp_path) -> None:
    decided("export", session_id, str(tmp_path / "out.jsonl"))
    other("import", str(tmp_path / "out.jsonl"))
    for one in (decided, other):
        one("amend", session_id, "framing.rubs", "--value", one.folder.name, "--reason", "y", "--yes")
    before = decided.sessions[0].read_bytes()
    other("export", session_id, str(tmp_path / "back.jsonl"))

    told = decided("import", str(tmp_path / "back.jsonl"))

    assert told.returncode == 1
    assert "another history" in told.stderr
    assert decided.sessions[0].read_bytes() == before


def test_a_protected_home_takes_a_plain_file_in_closed(decided, session_id, other, tmp_path) -> None:
    decided("export", session_id, str(tmp_path / "out.jsonl"))
    other("protect", "--yes")

    assert other("import", str(tmp_path / "out.jsonl")).returncode == 0

    assert not other.sessions
    assert status(other, session_id) == "decided"


def test_a_protected_session_leaves_closed_or_opened_when_somebody_says_so(decided, session_id, tmp_path) -> None:
    decided("protect", "--yes")
    shut, plain = tmp_path / "a.jsonl.age", tmp_path / "b.jsonl"

    assert decided("export", session_id, str(shut)).returncode == 0
    assert "is plain" in decided("export", session_id, str(plain), "--plain").stderr

    assert b"To be heard" not in shut.read_bytes()
    assert b"To be heard" in plain.read_bytes()


def test_a_damaged_file_is_neither_passed_on_nor_taken_in(decided, session_id, other, tmp_path) -> None:
    path = decided.sessions[0]
    path.write_bytes(path.read_bytes().replace(b"To be heard", b"To be herded"))

    assert decided("export", session_id, str(tmp_path / "x.jsonl")).returncode == 1
    assert other("import", str(path)).returncode == 1

    assert not (tmp_path / "x.jsonl").exists()
    assert not other.sessions


@pytest.mark.parametrize(("name", "said"), [("there.jsonl", "a file already"), ("new.txt", "named with .jsonl")])
def test_a_copy_never_takes_the_place_of_a_file_and_is_named_as_what_it_is(
    decided, session_id, tmp_path, name, said
) -> None:
    (tmp_path / "there.jsonl").write_text("mine", "utf-8")

    told = decided("export", session_id, str(tmp_path / name))

    assert (told.returncode, said in told.stderr) == (2, True)
    assert (tmp_path / "there.jsonl").read_text("utf-8") == "mine"
