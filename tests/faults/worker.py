"""A writer of answers that says after each whether it was saved: `worker.py FILE TEXT…`, with ETHICS_IDENTITY for a protected file.

What it says is what a person would be told: `saved`, `not saved` and then a second try, or `refused` with the code.
With ETHICS_ROUNDS=N it takes the lock anew for each of N answers, and says `busy` when somebody else has it.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from ethics_cli.core.event import AnswerGiven
from ethics_cli.files.journal import Journal, open_journal
from ethics_cli.files.unlocking import UNLOCKING
from ethics_cli.problems import EthicsError, Exit

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


def say(*words: str) -> None:
    os.write(1, (" ".join(words) + "\n").encode())


def give(journal: Journal, text: str) -> None:
    """One answer, tried twice, as somebody does who is told that it was not saved."""
    for _ in range(2):
        try:
            journal.append([AnswerGiven("framing.wants", "What does the client want?", text)], NOW)
        except OSError:
            say("not-saved", text)
        else:
            say("saved", text)
            return


def sit(path: Path, texts: list[str]) -> None:
    with Journal(path).locked():
        journal = open_journal(path)
        for text in texts:
            give(journal, text)


def main() -> int:
    path, texts = Path(sys.argv[1]), sys.argv[2:]
    if "ETHICS_IDENTITY" in os.environ:
        UNLOCKING.name(os.environ["ETHICS_IDENTITY"])
    rounds = int(os.environ.get("ETHICS_ROUNDS", "0"))
    for turn in [[f"{texts[0]}-{at}"] for at in range(rounds)] if rounds else [texts]:
        try:
            sit(path, turn)
        except EthicsError as fault:
            say("busy" if fault.exit_code == Exit.HELD else f"refused {fault.problems[0].code}")
    say("done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
