from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from ethics_cli.app.answers import answers_from
from ethics_cli.app.conduct import Conduct
from ethics_cli.app.ports import FixedClock
from ethics_cli.app.scripted import ScriptAsker
from ethics_cli.app.sessions import new_session, wish_from
from ethics_cli.files.home import Home
from ethics_cli.files.library import bundled_folder, load_library

pexpect = pytest.importorskip("pexpect", reason="real terminals need pexpect")

READY = "\x1b[?2004h"
"""What a drawn prompt writes when it begins to listen (bracketed paste on)."""
STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")


@dataclass(frozen=True)
class Act:
    """One thing a person does at a prompt."""

    keys: str
    before: str = ""
    prompt: str = ""


@dataclass(frozen=True)
class Ask:
    """One question of a walk: its step, the words it is known by, and what is typed."""

    step: str
    shows: str
    acts: tuple[Act, ...]


def asks(step: str, shows: str, *acts: str | Act) -> Ask:
    return Ask(step, shows, tuple(Act(act) if isinstance(act, str) else act for act in acts))


QUICK = (
    asks("triage.danger", "Is anyone in danger", "=No"),
    asks("triage.duty", "deadline already run", "=No"),
    asks("framing.wants", "What does the client want", "To be heard\r"),
    asks("framing.requires", "What do your role, employer", "Pass it on\r"),
    asks("framing.rubs", "Where do the two meet", "What I may say\r"),
    asks("framing.kind", "What kind of problem", "=Two or more"),
    asks(
        "options.options",
        "What could you do?",
        "=Add an option",
        Act("Speak\r", prompt="option:"),
        Act("helps\r", "speaks for it"),
        Act("hurts\r", "speaks against it"),
    ),
    asks(
        "options.options",
        "What could you do?",
        "=Add another option",
        Act("Wait\r", prompt="option:"),
        Act("time\r", "speaks for it"),
        Act("risk\r", "speaks against it"),
    ),
    asks("options.options", "What could you do?", "=That is all"),
    asks("options.lens", "least like to be asked", "=Whose choice"),
    asks("autonomy.stands", "Under respect for", "=against", Act("taken from her\r", prompt="because")),
    asks("autonomy.stands", "Wait", "=for", Act("stays hers\r", prompt="because")),
    asks("choosing.choice", "What will you do?", "=Wait", Act("not near\r", prompt="because")),
    asks("choosing.best-case", "best case against", "may happen again\r"),
    asks("acting.look-again", "On which day will you look", "in 2 weeks\r"),
)
"""A whole quick walk, as it is typed."""


def _heeds_interrupts() -> None:
    """A shell that starts the tests in the background has them ignore Ctrl-C; a terminal of one's own does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """The command in a real terminal, typed at by keys."""

    def __init__(
        self, argv: list[str], env: dict[str, str], size: tuple[int, int] = (40, 100), *, through: str = ""
    ) -> None:
        command = [through, *argv] if through else argv
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            env=env,
            dimensions=size,
            encoding="utf-8",
            codec_errors="replace",
            timeout=8,
            preexec_fn=_heeds_interrupts,
        )
        self.child.delaybeforesend = None
        self.plain = "--plain" in argv or env.get("TERM") == "dumb" or "ACCESSIBLE" in env
        self.seen = ""

    def shows(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        try:
            self.child.expect_exact(text)
        except (pexpect.TIMEOUT, pexpect.EOF):
            raise AssertionError(f"{text!r} is not shown, but: {self.tail()}") from None
        self._keep()

    def listens(self) -> None:
        """Wait until a drawn prompt listens; a plain one always does."""
        if not self.plain:
            self.shows(READY)

    def settles(self) -> None:
        """Wait until the program sleeps, waiting for a key: a signal that comes while it still draws is another case."""
        quiet = 0
        while quiet < 3:
            time.sleep(0.02)
            asleep = Path(f"/proc/{self.child.pid}/stat")
            quiet = quiet + 1 if not asleep.exists() or asleep.read_text().rpartition(")")[2].split()[0] == "S" else 0

    def does(self, act: Act) -> None:
        """Wait for what stands before a prompt, for the prompt, and type; `=Label` picks a choice by its words."""
        if act.before:
            self.shows(act.before)
        self.listens()
        if act.prompt:
            self.shows(act.prompt)
        if act.keys.startswith("="):
            self.picks(act.keys[1:])
        else:
            self.types(act.keys)

    def types(self, keys: str) -> None:
        self.child.send(keys)

    def picks(self, label: str) -> None:
        """Choose by its words: point by its number, then Enter. A menu must be listening."""
        self.shows("Number" if self.plain else "point with")
        shown = STYLE.sub("", self.child.before)
        if self.plain:
            listed = re.findall(r"^ +(\d+)\. (.*)$", shown, re.MULTILINE)
            number = next((number for number, words in listed if re.sub(r"^[A-Z]  ", "", words).startswith(label)), "")
        else:
            lines = [line[3:] for line in shown.split("\n") if re.match(r"( {3}| › )\S", line)]
            starts = [line for line in lines if line[0].isupper() or line[0] == "“"] or lines
            number = next(
                (
                    str(at)
                    for at, line in enumerate(starts, 1)
                    if line.removeprefix("A  ").removeprefix("B  ").startswith(label)
                ),
                "",
            )
        assert number, f"{label!r} is not offered, but: {shown[-600:]}"
        self.types(f"{number}\r")

    def ends(self) -> int:
        """Wait for the end; the exit code, or minus the signal."""
        self.child.expect(pexpect.EOF)
        self._keep()
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus

    def words(self) -> str:
        """Everything shown so far, without the terminal's own codes."""
        return STYLE.sub("", self.seen)

    def answers(self, ask: Ask) -> None:
        """Wait for a question and answer it."""
        self.shows(ask.shows)
        for act in ask.acts:
            self.does(act)

    def walks(self, *asked: Ask) -> None:
        for ask in asked:
            self.answers(ask)

    def closes(self) -> int:
        """At the end of a walk: close the decision, and leave."""
        self.shows("Nothing more to ask")
        self.does(Act("=Close it"))
        return self.ends()

    def tail(self) -> str:
        return STYLE.sub("", self.child.before or "")[-600:]

    def _keep(self) -> None:
        before, after = self.child.before, self.child.after
        self.seen += (before if isinstance(before, str) else "") + (after if isinstance(after, str) else "")


@dataclass
class Desk:
    """A home of its own, and terminals opened over it."""

    folder: Path
    opened: list[Terminal] = field(default_factory=list)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def sessions(self) -> list[Path]:
        return sorted((self.home / "sessions").glob("*.jsonl"))

    def offered_before(self) -> None:
        keys = self.home / "keys"
        keys.mkdir(mode=0o700, parents=True)
        (keys / "protection.json").write_text('{"format":"ethics-protection","on":false,"readers":[],"v":1}\n', "utf-8")

    def env(self, **changes: str) -> dict[str, str]:
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("ETHICS_", "LC_", "LANG", "COLUMNS", "LINES", "NO_COLOR", "ACCESSIBLE"))
        }
        own = {
            "ETHICS_HOME": str(self.home),
            "ETHICS_CACHE": str(self.folder.parent / "ethics-cache"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PROMPT_TOOLKIT_NO_CPR": "1",
        }
        return {**kept, **own, **changes}

    def open(self, *argv: str, size: tuple[int, int] = (40, 100), through: str = "", **changes: str) -> Terminal:
        terminal = Terminal([sys.executable, "-m", "ethics_cli", *argv], self.env(**changes), size, through=through)
        self.opened.append(terminal)
        return terminal


@pytest.fixture(scope="session")
def quick() -> tuple[Ask, ...]:
    return QUICK


@pytest.fixture(scope="session")
def act() -> type[Act]:
    return Act


@pytest.fixture
def desk(tmp_path: Path):
    """A desk in a home where protection was offered before and left for later, so that it is not offered again."""
    made = Desk(tmp_path)
    made.offered_before()
    yield made
    for terminal in made.opened:
        with contextlib.suppress(OSError):
            terminal.child.close(force=True)


@pytest.fixture
def new_desk(tmp_path: Path):
    """A desk in a home that was never used."""
    made = Desk(tmp_path)
    yield made
    for terminal in made.opened:
        with contextlib.suppress(OSError):
            terminal.child.close(force=True)


@pytest.fixture(scope="session")
def decided_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one decided quick session, made once."""
    home, library = Home(tmp_path_factory.mktemp("decided")), load_library({"bundled": bundled_folder()})
    path = next(
        path for path in sorted((bundled_folder() / "walks").glob("*.yaml")) if b"route: quick" in path.read_bytes()
    )
    answers, head = answers_from(path.read_bytes(), path.name, [], library)
    session = new_session(home, library, wish_from(head), FixedClock(datetime(2026, 11, 21, 14, 30).astimezone()))
    with session.journal.locked():
        Conduct(session, ScriptAsker(answers)).run()
    return home.sessions


@pytest.fixture
def decided(desk: Desk, decided_home: Path) -> Desk:
    """A desk with that session in its home."""
    shutil.copytree(decided_home, desk.home / "sessions", dirs_exist_ok=True)
    return desk
