from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

QUICK = """\
walk: answers
route: quick
profession: therapist
answers:
  triage.danger: no
  triage.duty: no
  framing.wants: To be heard
  framing.requires: Policy HR-7 asks me to pass it on
  framing.rubs: What I may say to whom
  framing.kind: dilemma
  options.options:
    - {label: Speak with the lead, for: It may stop, against: She did not agree}
    - {label: Wait a week, for: She keeps her say, against: It may go on}
  options.lens: autonomy
  autonomy.stands:
    Speak with the lead: {value: against, because: It is taken out of her hands}
    Wait a week: {value: for, because: The choice stays hers}
  choosing.choice: {value: Wait a week, because: The harm is not near}
  choosing.best-case: It may happen again before then
  acting.look-again: 2030-01-07
"""


@dataclass
class Ethics:
    """The command, run as its own process with a home of its own and nobody at the keyboard."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def sessions(self) -> list[Path]:
        return sorted((self.home / "sessions").glob("*.jsonl"))

    def environment(self, **changes: str) -> dict[str, str]:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("ETHICS_", "PYTHON", "LC_", "LANG"))
        }
        own = {
            "ETHICS_HOME": str(self.home),
            "ETHICS_CACHE": str(self.folder.parent / "ethics-cache"),
            "COLUMNS": "80",
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        return {**kept, **own, **self.env, **changes}

    def argv(self, *argv: str) -> list[str]:
        return [sys.executable, "-m", "ethics_cli", *argv]

    def __call__(self, *argv: str, stdin: str | None = None, **changes: str) -> subprocess.CompletedProcess[str]:
        given = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
        return subprocess.run(
            self.argv(*argv),
            env=self.environment(**changes),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            **given,
        )

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return str(path)


@pytest.fixture(scope="session")
def ethics_at() -> type[Ethics]:
    """Makes the command over a folder, for homes that are made once."""
    return Ethics


@pytest.fixture
def ethics(tmp_path: Path) -> Ethics:
    return Ethics(tmp_path)


@pytest.fixture(scope="session")
def quick_text() -> str:
    return QUICK


@pytest.fixture(scope="session")
def decided_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one decided quick session, made once."""
    made = Ethics(tmp_path_factory.mktemp("decided"))
    done = made("decide", "--answers", made.write("quick.yaml", QUICK))
    assert done.returncode == 0, done.stderr
    return made.home


@pytest.fixture
def decided(ethics: Ethics, decided_home: Path) -> Ethics:
    """The command over a home with one decided quick session."""
    shutil.copytree(decided_home, ethics.home)
    return ethics


@pytest.fixture
def session_id(decided: Ethics) -> str:
    return decided.sessions[0].name.removesuffix(".jsonl")
