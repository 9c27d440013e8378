"""What verify remembers, and what it holds sessions against."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ethics_cli.core.chain import trailer_line
from ethics_cli.render.verify_data import SCHEMA


def cut(raw: bytes, events: int) -> bytes:
    """The session as it was some events ago: a cut that was closed again."""
    lines = raw[:-1].split(b"\n")[: -1 - events]
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


@pytest.fixture
def desk(decided, ethics_at, tmp_path):
    """Somebody else's home, and a folder with a session that was sent there."""
    made = ethics_at(tmp_path / "desk")
    (made.folder / "inbox").mkdir(parents=True)
    shutil.copy(decided.sessions[0], made.folder / "inbox" / "case.jsonl")
    made.home.mkdir(mode=0o700)
    return made


@pytest.fixture
def case(desk) -> Path:
    return desk.folder / "inbox" / "case.jsonl"


def code_of(done) -> str:
    (one,) = json.loads(done.stdout)["sessions"]
    return one["problem"]["code"] if one["problem"] else ""


def test_a_session_that_holds_is_remembered_and_its_shorter_form_is_noticed(desk, case, conforms) -> None:
    first = desk("verify", str(case))
    again = desk("verify", str(case))
    case.write_bytes(cut(case.read_bytes(), 2))
    after = desk("verify", str(case), "--json")

    assert "This machine has not seen it before" in " ".join(first.stdout.split())
    assert "its history is the same" in again.stdout
    assert (after.returncode, code_of(after)) == (1, "verify.shorter")
    assert conforms(first.stdout + again.stdout)


def test_what_does_not_hold_is_not_remembered(desk, case) -> None:
    whole = case.read_bytes()
    case.write_bytes(whole[:-9])
    desk("verify", str(case))
    case.write_bytes(cut(whole, 2))

    assert desk("verify", str(case), "--json").returncode == 0


def test_two_files_of_one_session_must_be_the_same_history(desk, case) -> None:
    shutil.copy(case, case.with_name("same.jsonl"))
    same = desk("verify", str(case.parent), "--quiet")
    case.with_name("older.jsonl").write_bytes(cut(case.read_bytes(), 2))
    for name in ("case", "same"):
        assert desk("comment", str(case.with_name(f"{name}.jsonl")), "--text", f"By {name}.").returncode == 0
    found = desk("verify", str(case.parent), "--json", "--home", str(desk.folder / "fresh"))

    assert same.returncode == 0
    problems = [one["problem"] and one["problem"]["code"] for one in json.loads(found.stdout)["sessions"]]
    assert problems.count("verify.other-history") == 1
    assert problems.count("verify.shorter") == 1
    assert problems.count(None) == 1


def test_verifying_elsewhere_makes_no_home(desk, case) -> None:
    done = desk("verify", str(case), "--home", str(desk.folder / "fresh"))

    assert done.returncode == 0
    assert not (desk.folder / "fresh").exists()


def test_quiet_is_silent_over_a_folder_and_says_what_does_not_hold(desk, case) -> None:
    case.with_name("bad.jsonl").write_bytes(case.read_bytes()[:-9])
    done = desk("verify", str(case.parent), "--quiet")

    assert done.returncode == 1
    assert done.stdout.count("does NOT hold") == 1
    assert "case.jsonl:" not in done.stdout


def test_what_scripts_read_is_what_the_schema_says(desk, case) -> None:
    desk("sign", str(case))
    case.with_name("bad.jsonl").write_bytes(case.read_bytes()[:-9])
    found = json.loads(desk("verify", str(case.parent), "--json").stdout)
    published = json.loads(desk("schema", "verify").stdout)

    Draft202012Validator(published).validate(found)
    assert [one["holds"] for one in found["sessions"]] == [False, True]
    assert [len(one["sign_offs"]) for one in found["sessions"]] == [0, 1]


def test_signed_demands_a_known_signature(desk, case) -> None:
    done = desk("verify", str(case), "--signed", "--json")

    assert (done.returncode, code_of(done)) == (1, "verify.unsigned")


def test_a_file_of_signers_that_is_not_there_is_a_fault_of_the_command(desk, case) -> None:
    done = desk("verify", str(case), "--signers", str(desk.folder / "none"))

    assert done.returncode == 2
    assert "there is no such file of signers" in " ".join(done.stderr.split())


def test_a_session_without_a_sign_off_has_none_in_what_scripts_read(desk, case) -> None:
    found = json.loads(desk("verify", str(case), "--json").stdout)
    (one,) = found["sessions"]

    Draft202012Validator(SCHEMA).validate(found)
    assert (one["signed"], one["sign_offs"], one["hidden"]) == (False, [], [])
