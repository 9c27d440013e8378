from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from ethics_cli.core.event import AnswerGiven
from ethics_cli.files.heads import read_heads
from ethics_cli.files.journal import open_journal
from ethics_cli.files.unlocking import UNLOCKING

TORTURE = bool(os.environ.get("ETHICS_TORTURE"))
KILLS = 1000 if TORTURE else 15
SHARES = 4 if TORTURE else 1
STEPS = 400
LENGTHS = (1, 40, 400, 4000)

HEAD = """\
framework: triage
kind: stage
edition: 9.0.0
title: A long walk
asks: What comes next?
about: One line of text after another.
authors: The ethics project
funding: none
review_by: 2099-01-01
sources:
  s: {cite: "None", checked_on: 2026-11-21, verified: no}
steps:
"""
ROUTE = """\
route: quick
title: A long walk
edition: 9.0.0
about: One line of text after another.
minutes: 5
depth: quick
walk: [triage]
"""


@pytest.fixture
def long_walk(desk):
    """A home whose quick route asks for one line of text after another."""
    folder = desk.home / "frameworks"
    folder.mkdir(parents=True)
    (folder / "triage.yaml").write_text(
        HEAD
        + "".join(
            f"  - {{id: n{at}, ask: 'Question {at} of them?', type: text, depth: quick, source: s}}\n"
            for at in range(STEPS)
        )
    )
    (folder / "quick.yaml").write_text(ROUTE)
    return desk


def sessions_of(desk) -> list[Path]:
    """The sessions of a home, plain or protected."""
    return sorted((desk.home / "sessions").glob("[!.]*.jsonl*"))


@pytest.fixture(params=["plain", "protected"])
def kind(request, long_walk):
    """Whether the home is plain or protected; a protected one opens with its own key."""
    if request.param == "protected":
        assert long_walk.open("protect", "--yes").ends() == 0
        UNLOCKING.use(long_walk.home / "keys")
    yield request.param
    UNLOCKING.folder = None
    UNLOCKING.forget()


def saved(path: Path) -> list[str]:
    """The answers in a session, which must open and be whole."""
    journal = open_journal(path)
    assert (path.stat().st_mode & 0o777) == 0o600
    return [entry.event.value for entry in journal.entries if isinstance(entry.event, AnswerGiven)]


@pytest.mark.parametrize("share", range(SHARES))
def test_an_answer_that_was_acknowledged_survives_kill_9(long_walk, kind: str, share: int, figure) -> None:
    """An answer is acknowledged when the next question is shown; between one kill and the next, several are given."""
    dice = random.Random(f"{kind} {share} {KILLS}")
    desk, given, hit, lost = long_walk, [], 0, 0
    for _ in range(KILLS // SHARES):
        if len(given) > STEPS - 10:
            sessions_of(desk)[0].unlink()
            given = []
        plain = ["--plain"] if dice.random() < 0.3 else []
        terminal = desk.open(*(["resume"] if given else ["decide", "--route", "quick"]), *plain)
        acknowledged = list(given)
        terminal.shows(f"Question {len(acknowledged)} of them?")
        for _ in range(dice.randrange(1, 4)):
            terminal.listens()
            text = f"{len(acknowledged)} " + "x" * dice.choice(LENGTHS[:3] if plain else LENGTHS)
            terminal.types(f"{text}\r" if plain else f"\x1b[200~{text}\x1b[201~\r")
            terminal.shows(f"Question {len(acknowledged) + 1} of them?")
            acknowledged.append(text)
        terminal.listens()
        last = f"{len(acknowledged)} last"
        terminal.types(f"{last}\r")
        time.sleep(dice.uniform(0, 0.012))
        os.kill(terminal.child.pid, signal.SIGKILL)
        terminal.child.wait()
        terminal.child.ptyproc.delayafterclose = 0
        terminal.child.close()
        assert len(sessions_of(desk)) == 1
        found = saved(sessions_of(desk)[0])
        lost += len(set(acknowledged) - set(found))
        assert found in (acknowledged, [*acknowledged, last])
        hit += found != acknowledged
        given = found
        desk.opened.clear()
    figure("kill", **{f"{kind}_kills": KILLS // SHARES, f"{kind}_amid_a_write": hit, f"{kind}_lost": lost})
    terminal = desk.open("verify", "--quiet")
    assert terminal.ends() == 0, terminal.words()
    terminal = desk.open("resume", "--plain")
    terminal.shows(f"Question {len(given)} of them?")
    terminal.settles()
    terminal.types("\x03")
    assert terminal.ends() == 130
    assert list(read_heads(desk.home / "heads.json")) == [sessions_of(desk)[0].name.partition(".")[0]]
    left = [path.name for path in (desk.home / "sessions").iterdir() if path.name.endswith(".tmp")]
    assert left == [], "what a killed process left half-written is taken away"
