"""Every call of the system on the folder of a session fails once: what was said to be saved is there, and what was not is not."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ethics_cli.core.event import AnswerGiven, SessionOpened, SessionShared
from ethics_cli.files.journal import begin, open_journal
from ethics_cli.files.sealing import new_identity
from ethics_cli.files.unlocking import UNLOCKING

WORKER = Path(__file__).with_name("worker.py")
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
TEXTS = ("second", "third")
NAMES = ("openat", "write", "fsync", "rename", "close", "flock", "read", "unlink")
ERRORS = ("EIO", "ENOSPC", "EACCES")


@pytest.fixture(params=["plain", "protected"])
def session(request, tmp_path: Path):
    """A session with one answer, and the environment in which it opens."""
    folder = tmp_path / "sessions"
    folder.mkdir(mode=0o700)
    env = {**os.environ, "ETHICS_CACHE": str(tmp_path / "cache")}
    closed = request.param == "protected"
    journal = begin(
        folder / ("s.jsonl.age" if closed else "s.jsonl"), SessionOpened(id="s", program="0", routes={}), NOW
    )
    if closed:
        secret, public = new_identity()
        (tmp_path / "identity.txt").write_text(secret)
        env["ETHICS_IDENTITY"] = str(tmp_path / "identity.txt")
        UNLOCKING.name(env["ETHICS_IDENTITY"])
        journal.hold([SessionShared(public, "you")], NOW)
    journal.append([AnswerGiven("framing.wants", "?", "first")], NOW)
    yield request.param, journal.path, env
    UNLOCKING.name("")


def texts_in(path: Path) -> list[str]:
    return [entry.event.value for entry in open_journal(path).entries if isinstance(entry.event, AnswerGiven)]


def lies(said: str, found: list[str]) -> list[str]:
    """What a run said that is not so: false "saved", false "not saved", and anything twice or lost."""
    last = dict(line.split(" ", 1)[::-1] for line in said.splitlines() if line.startswith(("saved", "not-saved")))
    wrong = [f"said {word} of {text}" for text, word in last.items() if (text in found) != (word == "saved")]
    if found[:1] != ["first"] or len(set(found)) != len(found):
        wrong.append(f"holds {found}")
    return wrong


def test_whatever_call_fails_what_was_said_is_so(session, stracing, spread, figure, torture) -> None:
    kind, path, env = session
    argv = [sys.executable, str(WORKER), str(path), *TEXTS]
    before = path.read_bytes()

    def begin_again() -> None:
        for one in path.parent.iterdir():
            one.unlink()
        path.write_bytes(before)

    calls = stracing.calls(argv, path.parent, env, NAMES)
    assert texts_in(path) == ["first", *TEXTS]
    chosen = [call for name in NAMES for call in spread([one for one in calls if one.name == name], 2)]
    runs, false = 0, []
    for at, call in enumerate(chosen):
        for error in ERRORS if torture else ERRORS[at % 3 : at % 3 + 1]:
            done = stracing.with_fault(
                argv, call, f"error={error}", about=path.parent, env=env, begin=begin_again, names=NAMES
            )
            runs += 1
            wrong = lies(done.stdout, texts_in(path))
            refused = [line for line in done.stdout.splitlines() if line.startswith("refused")]
            if wrong or "journal.changed-elsewhere" in str(refused) or "Traceback" in done.stderr:
                false.append((call.line.strip()[:160], error, wrong, done.stdout, done.stderr[-900:]))
    figure("sweep", **{f"{kind}_runs": runs, f"{kind}_lies": len(false)})

    assert false == []
    assert runs >= 12
