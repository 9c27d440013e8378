from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from ethics_cli.app.after import begin_after, look_back
from ethics_cli.app.answers import answers_from
from ethics_cli.app.conduct import Conduct
from ethics_cli.app.past import read_past
from ethics_cli.app.ports import FixedClock
from ethics_cli.app.scripted import ScriptAsker
from ethics_cli.app.sessions import new_session, wish_from
from ethics_cli.files.home import Home
from ethics_cli.files.library import bundled_folder, load_library
from ethics_cli.render.title import title

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


PLAYED = (
    "night-job",
    "named-threat",
    "own-team-hours",
    "told-over-coffee",
    "stockroom-tears",
    "plain-record-request",
    "manager-file",
)
"""Sample walks that make a home with a past; the first of them is looked back at."""


@pytest.fixture(scope="session")
def past_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with several decided sessions, a drill, a file that is no session and one that is damaged; made once."""
    home = Home(tmp_path_factory.mktemp("past") / "home")
    library = load_library({"bundled": bundled_folder()})
    for at, name in enumerate((*PLAYED, "coworker-conduct")):
        raw = (bundled_folder() / "walks" / f"{name}.yaml").read_bytes()
        answers, head = answers_from(raw, name, [], library, later=True)
        day = datetime.fromisoformat(f"2026-11-{10 + at}T14:30").astimezone()
        session = new_session(home, library, wish_from(head, drill=at == len(PLAYED)), FixedClock(day))
        with session.journal.locked():
            Conduct(session, ScriptAsker(answers)).run()
            if at == 0:
                begin_after(session)
                look_back(session, ScriptAsker(answers), again=False)
    whole = home.paths()[0].read_bytes()
    (home.sessions / "damaged-one.jsonl").write_bytes(whole.replace(b'"value":"', b'"value":"x', 1))
    (home.sessions / "foreign-one.jsonl").write_text("{}\n", "utf-8")
    return home.root


@pytest.fixture
def past(ethics: Ethics, past_home: Path) -> Ethics:
    """The command over a home with a past, for reading only."""
    ethics.env["ETHICS_HOME"] = str(past_home)
    return ethics


@pytest.fixture(scope="session")
def ids(past_home: Path) -> dict[str, str]:
    """The sessions of the home with a past, by the beginning of their titles."""
    walks = {path: read_past(path).walk for path in Home(past_home).paths()}
    return {title(walk)[:12]: walk.id for walk in walks.values() if walk is not None}
