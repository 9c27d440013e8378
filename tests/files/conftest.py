from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ethics_cli.core.event import AnswerGiven, SessionOpened
from ethics_cli.files.journal import Journal, begin

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def answer():
    """Makes an answer that says a given text."""
    return lambda text, step="framing.wants": AnswerGiven(step, "What does the client want?", text)


@pytest.fixture
def new_journal(tmp_path: Path):
    """Makes a journal in an owner-only folder; nothing is on disk yet."""

    def make(name: str = "k7f2qd-sable-heron") -> Journal:
        folder = tmp_path / "sessions"
        folder.mkdir(mode=0o700, exist_ok=True)
        return begin(folder / f"{name}.jsonl", SessionOpened(id=name, program="0", routes={}), NOW)

    return make


@pytest.fixture
def run_ethics(tmp_path: Path):
    """Runs the command as its own process, in a home of its own."""
    home = tmp_path / "home"
    env = {**os.environ, "ETHICS_HOME": str(home), "ETHICS_CACHE": str(tmp_path / "cache"), "NO_COLOR": "1"}

    def run(*argv: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ethics_cli", *argv],
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    run.home = home
    return run
