"""Tools for faults: calls of the system that fail or kill, one at a time; real terminals; and what a run came to.

Everything here has a short version in every run and a full one with ETHICS_TORTURE=1 (`just torture`). With ETHICS_FIGURES=FILE each
gate adds what it counted to that file (tests/conftest.py), and `docs/make_how_we_test.py` makes the table of docs/reference/how-we-test.md from it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

TORTURE = bool(os.environ.get("ETHICS_TORTURE"))
CHANGING = ("openat", "write", "fsync", "rename", "close", "flock", "read", "unlink")
ERRORS = ("EIO", "ENOSPC", "EACCES")


def _beside(room: str) -> ModuleType:
    """The tools of another room of tests."""
    spec = importlib.util.spec_from_file_location(f"faults_{room}", Path(__file__).parents[1] / room / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


_cli = _beside("cli")
ethics_at, ethics, quick_text, decided_home = _cli.ethics_at, _cli.ethics, _cli.quick_text, _cli.decided_home
decided, session_id = _cli.decided, _cli.session_id
if importlib.util.find_spec("pexpect"):
    _terminal = _beside("terminal")
    desk, new_desk, quick, act = _terminal.desk, _terminal.new_desk, _terminal.quick, _terminal.act


class Call(NamedTuple):
    """One call of the system: its name, the how-manieth of that name in its run and of those on the folder, and the line of strace."""

    name: str
    nth: int
    at: int
    line: str


class Stracing:
    """Runs a command and has chosen calls of the system fail, or kill it."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "strace.log"

    def run(self, argv: list[str], *options: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["strace", "-f", "-qq", "-y", "-o", str(self.log), *options, *argv],
            env={**env, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
        )

    def calls(self, argv: list[str], about: Path, env: dict[str, str], names: Iterable[str] = CHANGING) -> list[Call]:
        """Every call of a run that goes well and that speaks of a folder, numbered as an injection counts them."""
        wanted = tuple(names)
        done = self.run(argv, "-s", "200", "-e", f"trace={','.join(wanted)}", env=env)
        assert done.returncode == 0, done.stderr
        counted: dict[str, int] = dict.fromkeys(wanted, 0)
        found = []
        for line in self.log.read_text("utf-8", "replace").splitlines():
            name = re.match(r"\d+ +(\w+)\(", line)
            if name is None or name[1] not in counted:
                continue
            counted[name[1]] += 1
            if _speaks_of(about, line):
                at = sum(one.name == name[1] for one in found)
                found.append(Call(name[1], counted[name[1]], at, line.strip()))
        return found

    def with_fault(
        self,
        argv: list[str],
        call: Call,
        fault: str,
        *,
        about: Path,
        env: dict[str, str],
        begin: Callable[[], object],
        names: Iterable[str] = CHANGING,
    ) -> subprocess.CompletedProcess[str]:
        """Run it from its beginning with this one call failing (`error=EIO`) or killing the process (`signal=SIGKILL`).

        What Python itself opens may differ from run to run; when another call was met, the calls are counted again.
        """
        for _ in range(4):
            begin()
            inject = f"inject={call.name}:{fault}:when={call.nth}"
            done = self.run(argv, "-e", f"trace={call.name}", "-e", inject, env=env)
            if self._hit(about):
                return done
            begin()
            again = [one for one in self.calls(argv, about, env, names) if (one.name, one.at) == (call.name, call.at)]
            call = again[0] if again else call
        raise AssertionError(f"this call could not be met: {call.line}")

    def _hit(self, about: Path) -> bool:
        """Whether the fault of the last run was met, in a call that speaks of a folder."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return any(_speaks_of(about, line) and ("(INJECTED)" in line or "= ?" in line) for line in lines)


def _speaks_of(folder: Path, line: str) -> bool:
    """Whether a call is on something in a folder; what is written about the folder elsewhere does not count."""
    descriptor = re.search(r"\(\d+<([^>]*)>", line)
    return (descriptor[1] if descriptor else line.partition("(")[2]).find(str(folder)) >= 0


@pytest.fixture(scope="session")
def torture() -> bool:
    """Whether this is the full version."""
    return TORTURE


@pytest.fixture
def stracing(tmp_path: Path) -> Stracing:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed here")
    probe = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("this system does not let strace look on")
    return Stracing(tmp_path)


@pytest.fixture
def spread():
    """Takes so many of a list, from all over it; all of them in the full version."""

    def take(found: list, most: int) -> list:
        if TORTURE or len(found) <= most:
            return found
        return [found[at * (len(found) - 1) // max(most - 1, 1)] for at in range(most)]

    return take


@pytest.fixture
def apart(namespaced):
    """Begins a command in a space of its own where that is permitted, and as it is where it is not."""

    def begin(*more: str) -> list[str]:
        try:
            return namespaced(*more)
        except pytest.skip.Exception:
            return []

    return begin


@pytest.fixture
def namespaced():
    """Begins a command in a space of its own, where a small file system can be mounted; skips where that is not permitted."""

    def begin(*more: str) -> list[str]:
        argv = ["unshare", "-Ur", *more]
        if (
            shutil.which("unshare") is None
            or subprocess.run([*argv, "true"], capture_output=True, check=False).returncode
        ):
            pytest.skip("this system permits no namespaces of one's own")
        return argv

    return begin
