"""A remark and a sign-off as a supervisor gives them: at a terminal, with a key behind a passphrase."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WALK = Path(__file__).parents[2] / "frameworks" / "walks" / "plain-record-request.yaml"
pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")


def verified(desk) -> dict:
    argv = [sys.executable, "-m", "ethics_cli", "verify", "--json"]
    done = subprocess.run(argv, env=desk.env(), capture_output=True, text=True, timeout=60, check=True)
    return json.loads(done.stdout)["sessions"][0]


@pytest.fixture
def session_id(desk) -> str:
    argv = [sys.executable, "-m", "ethics_cli", "decide", "--answers", str(WALK)]
    subprocess.run(argv, env=desk.env(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=True)
    return desk.sessions[0].name.removesuffix(".jsonl")


@pytest.fixture
def key(desk) -> Path:
    path = desk.folder / "id"
    argv = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "a secret", "-C", "", "-f", str(path)]
    subprocess.run(argv, check=True, timeout=30)
    return path


@pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["drawn", "plain"])
def test_a_wish_for_a_change_is_talked_over_and_the_sign_off_says_that_it_is_open(
    desk, session_id, key, act, plain
) -> None:
    terminal = desk.open("comment", session_id, "framing.wants", *plain)
    terminal.shows("What does the client want")
    terminal.does(act("Ask her again.\r", prompt="What do you say?"))
    terminal.does(act("=I want this to be looked at again"))
    terminal.shows("Kept: a wish for a change")
    assert terminal.ends() == 0

    terminal = desk.open("sign", session_id, *plain)
    terminal.shows("1 wish for a change is not answered yet")
    terminal.shows("I sign off this session as it stood.")
    terminal.does(act(f"{key}\r", prompt="Key file to sign with"))
    terminal.does(act("=Sign it off"))
    terminal.shows("passphrase")
    terminal.types("a secret\r")
    terminal.shows("signed with key")
    assert terminal.ends() == 0
    assert verified(desk)["sign_offs"][0]["state"] == "unknown"


def test_a_wrong_passphrase_signs_nothing(desk, session_id, key) -> None:
    before = desk.sessions[0].read_bytes()
    terminal = desk.open("sign", session_id, "--key", str(key), "--yes")
    terminal.shows("passphrase")
    terminal.types("not it\r")
    terminal.shows("did not sign with this key; nothing was written")

    assert terminal.ends() == 1
    assert desk.sessions[0].read_bytes() == before


def test_whoever_leaves_it_signs_nothing(desk, session_id, act) -> None:
    before = desk.sessions[0].read_bytes()
    terminal = desk.open("sign", session_id)
    terminal.does(act("\r", prompt="Key file to sign with"))
    terminal.does(act("=Leave it"))
    terminal.shows("Nothing was signed, nothing was kept.")
    assert terminal.ends() == 0

    terminal = desk.open("comment", session_id)
    terminal.does(act("\x03", prompt="What do you say?"))
    terminal.shows("nothing was said, nothing was kept")
    assert terminal.ends() == 130
    assert desk.sessions[0].read_bytes() == before
