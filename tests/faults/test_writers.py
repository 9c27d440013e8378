"""Several writers on one session, a synchroniser that changes files under an open one, and a clock that goes backwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ethics_cli.app.ports import FixedClock
from ethics_cli.app.sessions import reopen
from ethics_cli.core.event import AnswerGiven, SessionOpened
from ethics_cli.files.home import Home
from ethics_cli.files.journal import begin, open_journal
from ethics_cli.files.library import Library

WORKER = Path(__file__).with_name("worker.py")
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


def answers_in(path: Path) -> list[str]:
    return [entry.event.value for entry in open_journal(path).entries if isinstance(entry.event, AnswerGiven)]


def test_eight_writers_on_one_session_lose_nothing_and_never_fork_it(tmp_path: Path, torture, figure) -> None:
    path = tmp_path / "s.jsonl"
    begin(path, SessionOpened(id="s", program="0", routes={}), NOW).append(
        [AnswerGiven("framing.wants", "?", "first")], NOW
    )
    rounds = 200 if torture else 20
    writers = [
        subprocess.Popen(
            [sys.executable, str(WORKER), str(path), f"w{at}"],
            env={**os.environ, "ETHICS_ROUNDS": str(rounds)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for at in range(8)
    ]
    said = "".join(writer.communicate(timeout=120)[0] for writer in writers).splitlines()

    saved = [line.removeprefix("saved ") for line in said if line.startswith("saved")]
    found = Counter(answers_in(path))
    counts = Counter(line.split()[0] for line in said)
    figure("writers", attempts=8 * rounds, saved=len(saved), busy=counts["busy"], lost=len(set(saved) - set(found)))
    assert found == Counter(["first", *saved])
    assert counts["not-saved"] == counts["refused"] == 0
    assert counts["saved"] + counts["busy"] == 8 * rounds
    assert counts["done"] == 8
    assert {one.name for one in tmp_path.iterdir()} == {"s.jsonl", ".s.jsonl.lock"}


@pytest.mark.parametrize("what", ["an older version comes back", "another version comes", "it vanishes"])
def test_a_session_that_a_synchroniser_changes_while_it_is_open_is_kept_beside_and_never_overwritten(
    desk, quick, act, what: str, tmp_path
) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.listens()
    path = desk.sessions[0]
    theirs = path.read_bytes()
    if what == "an older version comes back":
        theirs = b"\n".join(theirs.split(b"\n")[:-3]) + b"\n"
    elif what == "another version comes":
        copy = tmp_path / "elsewhere.jsonl"
        shutil.copy(path, copy)
        open_journal(copy).append([AnswerGiven("framing.wants", "?", "said elsewhere")], NOW)
        theirs = copy.read_bytes()
    if what == "it vanishes":
        path.unlink()
    else:
        path.write_bytes(theirs)
    terminal.types("Said here\r")
    terminal.shows("nothing was merged")
    assert terminal.ends() == 1

    beside = [one for one in path.parent.glob("*.jsonl") if ".ours-" in one.name]
    assert len(beside) == 1
    assert "Said here" in answers_in(beside[0])
    assert not path.exists() if what == "it vanishes" else path.read_bytes() == theirs


def test_a_conflict_copy_is_listed_and_the_session_itself_goes_on(decided, session_id) -> None:
    path = decided.sessions[0]
    copy = path.with_name(f"{session_id} (conflicted copy 2026-11-24).jsonl")
    shutil.copy(path, copy)

    shown = decided("show", session_id, "--json")
    assert shown.returncode == 0, shown.stderr
    listed = json.loads(decided("list", "--json").stdout)["sessions"]
    assert len(listed) == 2
    done = decided("comment", session_id, "--text", "Seen")
    assert done.returncode == 0, done.stderr
    assert open_journal(path).count == open_journal(copy).count + 1


def test_a_clock_that_goes_backwards_loses_nothing_and_the_order_stays(decided, session_id, figure) -> None:
    path = decided.sessions[0]
    session = reopen(path, Library({}), FixedClock(NOW - timedelta(days=9000)), Home(decided.home))
    with session.journal.locked():
        session.append(AnswerGiven("framing.wants", "?", "said in another year"))
        session.clock = FixedClock(NOW + timedelta(days=9000))
        session.append(AnswerGiven("framing.rubs", "?", "said in a year to come"))

    for argv in (
        ["verify", session_id],
        ["show", session_id],
        ["record", session_id],
        ["list"],
        ["due"],
        ["replay", session_id, "--json"],
    ):
        done = decided(*argv)
        assert done.returncode == 0, (argv, done.stdout, done.stderr)
    assert answers_in(path)[-2:] == ["said in another year", "said in a year to come"]
    later = decided("comment", session_id, "--text", "Said today, after a day to come")
    assert later.returncode == 0, later.stderr
    assert decided("verify", session_id).returncode == 0
