"""What the benchmarks share: a fresh environment to measure in, a process timed whole, a terminal to wait at, and a table.

Cases are run in turn (A B C A B C …), so that a machine that slows down slows all of them; a ratio is the median of the ratios
of runs that stood next to each other. Milliseconds are only there to be looked at.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
READY = b"\x1b[?2004h"
"""What a prompt_toolkit prompt writes with its first drawing, ours and others' alike."""
WHERE = b"\x1b[6n"
ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[=>]|\x1b\][^\x07]*\x07")


@dataclass(frozen=True)
class Case:
    """One command line, what it is measured against, and the ratios that it should keep to."""

    name: str
    argv: Sequence[str]
    against: Mapping[str, float | None]
    mark: str = ""
    cwd: Path | None = None


def environment(folder: Path) -> dict[str, str]:
    """A bare environment whose homes and caches are in a folder."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "SYSTEMROOT") if key in os.environ}
    homes = {"HOME": folder, "ETHICS_HOME": folder / "ethics-home", "ETHICS_CACHE": folder / "ethics-cache"}
    return {"LANG": "C.UTF-8", **kept, "TERM": "xterm-256color", **{key: str(path) for key, path in homes.items()}}


def installed(folder: Path, *packages: str) -> Path:
    """The folder of commands of an environment with these packages, made by a current pip and compiled to byte-code."""
    programs = folder / "bin"
    if not programs.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--upgrade", "pip"], check=True)
        subprocess.run([*pip, "--compile", *packages], check=True)
    return programs


def whole(case: Case, env: Mapping[str, str]) -> float:
    """Milliseconds from starting a process until it has ended."""
    nothing = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, nothing, stream) for stream in (0, 1, 2)]
    began = time.perf_counter_ns()
    pid = os.posix_spawn(case.argv[0], list(case.argv), dict(env), file_actions=actions)
    _, status = os.waitpid(pid, 0)
    took = (time.perf_counter_ns() - began) / 1e6
    os.close(nothing)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{case.name}: exit {os.waitstatus_to_exitcode(status)} from {' '.join(case.argv)}")
    return took


class Terminal:
    """A pseudo-terminal with a program in it, answered as a terminal answers."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], cwd: Path | None = None) -> None:
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            if cwd is not None:
                os.chdir(cwd)
            os.execve(argv[0], list(argv), dict(env))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
        self.seen = b""
        self.ended = False

    def read(self, seconds: float) -> bool:
        """Take in what comes within so many seconds; whether anything came."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            found = os.read(self.fd, 65536)
        except OSError:
            found = b""
        self.ended = not found
        for _ in range(found.count(WHERE)):
            os.write(self.fd, b"\x1b[40;1R")
        self.seen += found
        return bool(found)

    def wait(self, mark: bytes, seconds: float = 30) -> float:
        """Milliseconds since `began` (set it anew to time something else) until a mark is on the screen."""
        until = time.perf_counter() + seconds
        while mark not in self.seen:
            if time.perf_counter() > until or self.ended:
                raise SystemExit(f"{mark!r} was not seen; the last that came:\n{self.text[-1500:]}")
            self.read(0.5)
        return (time.perf_counter() - self.began) * 1e3

    def settle(self, seconds: float) -> None:
        """Let a person read: take in what still comes for so long."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0 and not self.ended:
            self.read(left)

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def enter(self) -> None:
        """Press Enter, forget what was seen and start the clock."""
        self.seen = b""
        self.began = time.perf_counter()
        os.write(self.fd, b"\r")

    @property
    def text(self) -> str:
        return ANSI.sub("", self.seen.decode("utf-8", "replace"))

    def close(self) -> None:
        if not self.ended:
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def to_mark(case: Case, env: Mapping[str, str]) -> float:
    """Milliseconds from starting a process until its mark is on the terminal."""
    terminal = Terminal(case.argv, env, case.cwd)
    try:
        return terminal.wait(case.mark.encode())
    finally:
        terminal.close()


def ratio(times: Sequence[float], reference: Sequence[float]) -> float:
    """The median of the ratios of runs that stood next to each other."""
    return median(one / other for one, other in zip(times, reference, strict=True))


def middle(times: Sequence[float], part: float = 0.5) -> float:
    """The value below which this part of the times lies."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; every column after the first is set to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
