"""Protection as a person meets it: offered once, made with a few keys, opened again without thinking of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from ethics_cli.files.sealing import public_key

pytestmark = pytest.mark.skipif(os.name == "nt", reason="real terminals need pexpect")


def words_of(shown):
    """The recovery key, read off the screen as somebody would copy it."""
    lines = shown.split("kept nowhere here.")[1].split("Write it down")[0]
    return re.sub(r"\s", "", lines)


def plain_files(home):
    return [
        path
        for path in home.rglob("*")
        if path.is_file() and path.suffix != ".age" and "keys" not in path.parts and not path.name.endswith(".lock")
    ]


def test_after_the_first_session_enter_protects_it_and_the_recovery_key_on_paper_opens_it(new_desk, quick, act) -> None:
    walk = new_desk.open("decide", "--route", "quick")
    walk.walks(*quick)
    walk.shows("Nothing more to ask")
    walk.does(act("=Close it"))
    walk.shows("can be closed with a key")
    walk.does(act("\r"))
    walk.shows("Make a recovery key for paper")
    walk.does(act("=Yes, I have"))
    assert walk.ends() == 0

    secret = words_of(walk.words())
    assert plain_files(new_desk.home) == []
    (session,) = (new_desk.home / "sessions").glob("*.jsonl.age")
    paper = new_desk.folder / "paper.txt"
    paper.write_text(secret, "utf-8")
    command = [sys.executable, "-m", "ethics_cli", "--identity", str(paper), "show", str(session)]
    told = subprocess.run(
        command,
        env=new_desk.env(ETHICS_HOME=str(new_desk.folder / "other")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "To be heard" in told.stdout
    assert public_key(secret) in (new_desk.home / "keys" / "protection.json").read_text("utf-8")


def test_protection_that_was_left_for_later_is_not_offered_again(new_desk, quick, act) -> None:
    walk = new_desk.open("decide", "--route", "quick")
    walk.walks(*quick)
    walk.shows("Nothing more to ask")
    walk.does(act("=Close it"))
    walk.shows("can be closed with a key")
    walk.does(act("=Leave them plain"))
    assert walk.ends() == 0

    again = new_desk.open("decide", "--route", "quick")
    again.walks(*quick)
    assert again.closes() == 0
    assert "can be closed with a key" not in again.words()
    assert len(list((new_desk.home / "sessions").glob("*.jsonl"))) == 2


def test_a_key_behind_a_passphrase_asks_for_it_and_refuses_another(new_desk, quick, act) -> None:
    made = new_desk.open("protect", "--yes")
    assert made.ends() == 0
    guard = new_desk.open("keys", "passphrase", "on")
    for prompt in ("12 characters at least", "The same again"):
        guard.shows(prompt)
        guard.types("four plain common words\r")
    assert guard.ends() == 0

    assert not (new_desk.home / "keys" / "identity.txt").exists()
    walk = new_desk.open("decide", "--route", "quick")
    walk.shows("Passphrase for your key")
    walk.types("four plain common words\r")
    walk.walks(*quick[:3])
    walk.types("\x03")
    assert walk.ends() == 130
    opens = new_desk.open("list")
    opens.shows("Passphrase for your key")
    opens.types("something else\r")
    opens.shows("Passphrase for your key")
    opens.types("four plain common words\r")
    assert opens.ends() == 0
    assert "open at" in opens.words()
