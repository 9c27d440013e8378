"""Commands run in this process, over a workplace that is looked at before and after; and which command reads what. Not a test."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ethics_cli.cli.main import run
from ethics_cli.files.unlocking import UNLOCKING

FINE = (0, 1, 2, 4, 6)
"""How a command may leave, whatever it is given: never with a fault of its own (3), never by a signal."""
PATIENCE = 60
"""Seconds after which a run counts as hanging."""

S, HOME, F, D, BASE = "{session}", "{home}", "{file}", "{folder}", "{base}"

READS: dict[str, tuple[str, ...]] = {
    "decide": ("answers", "folder", "home", "names"),
    "resume": ("session", "answers", "home"),
    "after": ("session", "answers"),
    "debrief": ("session", "answers"),
    "amend": ("session",),
    "list": ("home",),
    "due": ("home",),
    "show": ("session",),
    "why": ("session",),
    "search": ("home",),
    "similar": ("session", "home"),
    "review": ("session", "home", "policy", "condition", "baseline"),
    "stats": ("home",),
    "record": ("session",),
    "answers": ("session",),
    "verify": ("session", "home", "signers"),
    "replay": ("session", "answers"),
    "second": ("session", "answers", "copy"),
    "compare": ("session",),
    "agenda": ("session", "home"),
    "comment": ("session",),
    "sign": ("session",),
    "practice": ("session", "home", "answers"),
    "card": ("home",),
    "blank": ("home",),
    "frameworks": ("home", "content"),
    "check": ("content", "home"),
    "schema": (),
    "demo": ("home",),
    "redact": ("session",),
    "identifiers": ("session", "names"),
    "export": ("session",),
    "import": ("session",),
    "forget": ("session", "home"),
    "protect": ("home",),
    "keys": ("home", "keys"),
    "share": ("session",),
    "completion": ("home",),
    "doctor": ("home",),
}
"""What each command reads that somebody else may have made. A new command is classified here, and has runs below."""

RUNS: dict[str, tuple[tuple[str, ...], ...]] = {
    "session": (
        ("show", S),
        ("show", S, "--all", "--json"),
        ("why", S, "triage.danger"),
        ("why", S, "options.options", "--json"),
        ("record", S, "--to", "-"),
        ("record", S, "--to", "-", "--format", "html"),
        ("record", S, "--format", "json"),
        ("answers", S),
        ("verify", S),
        ("verify", S, "--json"),
        ("replay", S),
        ("replay", S, "--json"),
        ("replay", S, "--html", "-"),
        ("replay", S, "--what-if", "triage.danger=yes"),
        ("compare", S, BASE),
        ("compare", S, "--at", "9"),
        ("compare", S, BASE, "--json"),
        ("compare", S, BASE, "--html", "-"),
        ("second", S, "--show"),
        ("second", S, "--show", "--json"),
        ("review", S, "--jobs", "1"),
        ("review", S, "--jobs", "1", "--format", "json"),
        ("review", S, "--jobs", "1", "--format", "jsonl"),
        ("review", S, "--jobs", "1", "--format", "md"),
        ("review", S, "--jobs", "1", "--format", "html"),
        ("review", S, "--jobs", "1", "--format", "csv"),
        ("review", S, "--jobs", "1", "--format", "junit"),
        ("review", S, "--jobs", "1", "--format", "sarif"),
        ("agenda", S),
        ("agenda", S, "--json"),
        ("agenda", S, "--html", "-"),
        ("similar", S),
        ("similar", S, "--json"),
        ("practice", "--from", S),
        ("forget", S, "--words"),
        ("sign", S, "--statement"),
        ("resume", S),
        ("after", S),
        ("debrief", S),
        ("identifiers", S),
        ("identifiers", S, "--json"),
        ("amend", S, "framing.wants", "--value", "x", "--reason", "y", "--yes"),
        ("comment", S, "--text", "x"),
        ("comment", S, "framing.wants", "--text", "x", "--approve"),
        ("sign", S, "--yes", "--text", "x"),
        ("redact", S, "framing.wants", "--reason", "y", "--yes"),
        ("forget", S, "--words", "--reason", "y", "--yes"),
        ("second", S, "--export", "{out}.jsonl"),
        ("export", S, "{out}.jsonl"),
        ("import", S),
        ("share", S, "--with", "age1x"),
    ),
    "home": (
        (),
        ("list",),
        ("list", "--json"),
        ("due",),
        ("due", "--json"),
        ("due", "--ics", "-"),
        ("search", "before"),
        ("search", "a*", "--json"),
        ("similar", "{first}"),
        ("stats",),
        ("stats", "--json"),
        ("stats", "--html", "-"),
        ("agenda", "--drills"),
        ("review", "--jobs", "1", "--drills"),
        ("review", "--jobs", "1", "--drills", "--format", "csv"),
        ("verify",),
        ("forget",),
        ("forget", "--json"),
        ("completion", "sessions"),
        ("doctor",),
        ("doctor", "--json"),
        ("frameworks", "list"),
        ("frameworks", "list", "--json"),
        ("check",),
        ("card", "triage"),
        ("blank", "quick"),
        ("practice",),
        ("practice", "--progress"),
        ("keys",),
        ("resume",),
        ("decide", "--route", "quick"),
        ("protect",),
        ("demo", "--walk", "nothing-of-the-kind", "--fast"),
    ),
    "content": (
        ("check", F),
        ("check", F, "--format", "json"),
        ("check", F, "--format", "github"),
        ("frameworks", "diff", F),
    ),
    "answers": (
        ("decide", "--answers", F),
        ("resume", BASE, "--answers", F),
        ("after", BASE, "--answers", F),
        ("debrief", BASE, "--answers", F),
        ("replay", BASE, "--hide", "--answers", F),
        ("second", BASE, "--answers", F),
        ("practice", "night-job", "--answers", F),
    ),
    "folder": (("decide", "--answers-dir", D), ("decide", "--answers-dir", D, "--json")),
    "policy": (("review", BASE, "--jobs", "1", "--policy", F),),
    "condition": (("review", BASE, "--jobs", "1", "--where", F),),
    "baseline": (("review", BASE, "--jobs", "1", "--baseline", F),),
    "copy": (("second", BASE, "--import", F),),
    "signers": (("verify", BASE, "--signers", F),),
    "names": (("identifiers", BASE, "--identifiers", F), ("decide", "--route", "quick", "--identifiers", F)),
    "keys": (("keys", "restore", "--from", F), ("--identity", F, "list")),
}
"""How each kind of thing is read, by each command that reads it. Where a run writes, it is given a copy."""
WRITES = (
    "resume",
    "after",
    "amend",
    "comment",
    "sign",
    "redact",
    "forget",
    "second",
    "import",
    "replay",
    "practice",
    "decide",
    "protect",
)


class Ran(NamedTuple):
    """What a run came to."""

    argv: tuple[str, ...]
    code: int
    out: str
    err: str
    seconds: float


class Workplace:
    """A folder with a home, a cache, what a stranger sent, and a place for what is asked to be written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home, self.cache = root / "home", root / "cache"
        self.sent, self.out = root / "sent", root / "out"
        for folder in (self.home / "sessions", self.sent, self.out):
            folder.mkdir(mode=0o700, parents=True)
        self._outs = 0

    def outside(self) -> dict[str, bytes]:
        """Every file of the workplace that no command may touch: all but the home, the cache and what it was asked to write."""
        apart = (self.home, self.cache, self.out)
        found = {}
        for path in self.root.rglob("*"):
            if not any(path.is_relative_to(one) for one in apart) and path.is_file() and not path.is_symlink():
                found[str(path)] = path.read_bytes()
        return found

    def ran(self, argv: tuple[str, ...], **given: object) -> Ran:
        """Run a command line with its places filled in."""
        self._outs += 1
        given = {"out": self.out / f"o{self._outs}", "home": self.home, **given}
        return self.run(*(_filled(one, given) for one in argv))

    def run(self, *argv: str) -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        environment = {"ETHICS_HOME": str(self.home), "ETHICS_CACHE": str(self.cache), "COLUMNS": "80"}
        with _streams(out, err) as (first, second), _environment(environment), _alarmed():
            before = time.process_time()
            code = run(list(argv))
            seconds = time.process_time() - before
            first.flush()
            second.flush()
            return Ran(argv, code, out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8"), seconds)


def _filled(text: str, given: dict[str, object]) -> str:
    for name, value in given.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


@contextlib.contextmanager
def _streams(out: io.BytesIO, err: io.BytesIO) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """The streams of a process without a terminal."""
    kept = sys.stdin, sys.stdout, sys.stderr
    with open(os.devnull, encoding="utf-8") as nothing:
        made = io.TextIOWrapper(out, "utf-8", newline=""), io.TextIOWrapper(err, "utf-8", newline="")
        sys.stdin, sys.stdout, sys.stderr = nothing, *made
        try:
            yield made
        finally:
            sys.stdin, sys.stdout, sys.stderr = kept


@contextlib.contextmanager
def _environment(own: dict[str, str]) -> Iterator[None]:
    kept, umask = dict(os.environ), os.umask(0o077)
    handlers = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    for name in [name for name in os.environ if name.startswith("ETHICS_")]:
        del os.environ[name]
    os.environ.update(own)
    UNLOCKING.__init__()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
        os.umask(umask)
        for one, handler in handlers.items():
            signal.signal(one, handler)


class Hangs(BaseException):
    """A run that does not end."""


@contextlib.contextmanager
def _alarmed() -> Iterator[None]:
    def ring(number: int, frame: object) -> None:
        raise Hangs

    kept = signal.signal(signal.SIGALRM, ring)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, kept)
