"""What may lie on a disk after the power failed, at every moment of a write: a model of it, asked about the calls that were really made.

The calls of the program are recorded as it writes into a real folder. The model then cuts the power before and after each and works
out every state that a file system may legally be in afterwards: what was not flushed of a file is lost, whole, torn in the middle, or
ends in zeros; of the names that were made, swapped or removed since their folder was flushed, any may have happened. Three mutants
of the writer show that the model sees what it is for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ethics_cli.app.ports import FixedClock
from ethics_cli.app.protecting import create_identity, protect
from ethics_cli.core.event import AnswerGiven, SessionOpened, SessionShared
from ethics_cli.files import replacing
from ethics_cli.files.home import Home
from ethics_cli.files.journal import begin
from ethics_cli.files.keys import write_identity
from ethics_cli.files.sealing import new_identity
from ethics_cli.files.unlocking import UNLOCKING

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


class Op(NamedTuple):
    """One thing that was done: to a file (`write`, `cut`, `flush`), to a name (`bind`, `swap`, `drop`), or `told`, to the person."""

    kind: str
    name: str = ""
    more: Any = None
    file: int = 0


class Disk:
    """What is asked of the system, written down."""

    def __init__(self) -> None:
        self.ops: list[Op] = []
        self.open: dict[int, tuple[str, int]] = {}
        self.files = 0
        self.names: dict[str, int] = {}

    def tell(self, what: Any) -> None:
        self.ops.append(Op("told", more=what))

    @contextmanager
    def recording(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        with monkeypatch.context() as patch:
            for name in ("open", "write", "fsync", "close", "replace", "unlink"):
                patch.setattr(os, name, getattr(self, f"_{name}")(getattr(os, name)))
            yield

    def _open(self, really: Callable[..., int]) -> Callable[..., int]:
        def call(path: Any, flags: int, *more: Any, **named: Any) -> int:
            there = os.path.lexists(path)
            descriptor = really(path, flags, *more, **named)
            name = os.fspath(path)
            if flags & os.O_CREAT and not there:
                self.files += 1
                self.names[name] = self.files
                self.ops.append(Op("bind", name, file=self.files))
            self.open[descriptor] = name, self.names.get(name, 0)
            if flags & os.O_TRUNC and there:
                self.ops.append(Op("cut", name, file=self.names[name]))
            return descriptor

        return call

    def _write(self, really: Callable[..., int]) -> Callable[..., int]:
        def call(descriptor: int, raw: Any) -> int:
            done = really(descriptor, raw)
            if descriptor in self.open:
                name, file = self.open[descriptor]
                self.ops.append(Op("write", name, bytes(raw[:done]), file))
            return done

        return call

    def _fsync(self, really: Callable[..., None]) -> Callable[..., None]:
        def call(descriptor: int) -> None:
            really(descriptor)
            name, file = self.open[descriptor]
            self.ops.append(Op("flush", name, file=file))

        return call

    def _close(self, really: Callable[..., None]) -> Callable[..., None]:
        def call(descriptor: int) -> None:
            self.open.pop(descriptor, None)
            really(descriptor)

        return call

    def _replace(self, really: Callable[..., None]) -> Callable[..., None]:
        def call(source: Any, target: Any, **named: Any) -> None:
            really(source, target, **named)
            one, other = os.fspath(source), os.fspath(target)
            self.names[other] = file = self.names.pop(one)
            self.ops.append(Op("swap", other, one, file))

        return call

    def _unlink(self, really: Callable[..., None]) -> Callable[..., None]:
        def call(path: Any, **named: Any) -> None:
            really(path, **named)
            name = os.fspath(path)
            self.names.pop(name, None)
            self.ops.append(Op("drop", name))

        return call


State = dict[str, bytes]


class Content(NamedTuple):
    """What a file holds for certain, and what was written since."""

    sure: bytes = b""
    since: bytes = b""
    cut: bool = False

    def may_be(self) -> set[bytes]:
        """Everything it may hold after a power cut."""
        if not self.since and not self.cut:
            return {self.sure}
        before = b"" if self.cut else self.sure
        half = len(self.since) // 2
        torn = self.since[:half]
        return {self.sure, before, before + self.since, before + torn, before + torn + bytes(len(self.since) - half)}


def _named(names: dict[str, int], op: Op) -> dict[str, int]:
    if op.kind == "drop":
        return {name: file for name, file in names.items() if name != op.name}
    gone = op.more if op.kind == "swap" else None
    return {**{name: file for name, file in names.items() if name != gone}, op.name: op.file}


def states(ops: list[Op], only: Callable[[str], bool], before: State) -> Iterator[State]:
    """Every state, of the names that matter, in which a disk may be once these were done and the power failed."""
    files: dict[int, Content] = {-at: Content(raw) for at, raw in enumerate(before.values(), 1)}
    names = {name: -at for at, name in enumerate(before, 1)}
    waiting: list[Op] = []
    for op in ops:
        held = files.get(op.file, Content())
        if op.kind == "write":
            files[op.file] = held._replace(since=held.since + op.more)
        elif op.kind == "cut":
            files[op.file] = Content(held.sure, b"", cut=True)
        elif op.kind == "flush" and op.file:
            files[op.file] = Content(held.since if held.cut else held.sure + held.since)
        elif op.kind == "flush":
            for one in [one for one in waiting if os.path.dirname(one.name) == op.name]:
                names = _named(names, one)
                waiting.remove(one)
        elif op.kind != "told":
            waiting.append(op)
    waiting = [op for op in waiting if only(op.name) or (op.kind == "swap" and only(op.more))][-10:]
    for happened in product((False, True), repeat=len(waiting)):
        bound = dict(names)
        for op, did in zip(waiting, happened, strict=True):
            bound = _named(bound, op) if did else bound
        seen = [name for name in bound if only(name)]
        for held in product(*(files.get(bound[name], Content()).may_be() for name in seen)):
            yield dict(zip(seen, held, strict=True))


def cuts(disk: Disk, only: Callable[[str], bool], before: State) -> Iterator[tuple[list[Any], State]]:
    """For every moment and every state after a cut there: what the person had been told by then, and the state."""
    for at in range(len(disk.ops) + 1):
        done = disk.ops[:at]
        said = [op.more for op in done if op.kind == "told"]
        for state in states(done, only, before):
            yield said, state


def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, closed: bool) -> tuple[Disk, str]:
    """A session of four answers, each told of when it is saved."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    path = folder / ("s.jsonl.age" if closed else "s.jsonl")
    disk = Disk()
    journal = begin(path, SessionOpened(id="s", program="0", routes={}), NOW)
    if closed:
        journal.hold([SessionShared(new_identity()[1], "you")], NOW)
    with disk.recording(monkeypatch):
        for text in ("one", "two " * 40, "three", "four"):
            journal.append([AnswerGiven("framing.wants", "?", text)], NOW)
            disk.tell(journal.stored)
    return disk, str(path)


def lost(disk: Disk, name: str) -> tuple[int, int]:
    """How many states there are after a power cut, and in how many of them an answer is lost that was said to be saved, or a file is broken."""
    versions = [b"", *(op.more for op in disk.ops if op.kind == "told")]
    counted = bad = 0
    for said, state in cuts(disk, lambda one: True, {}):
        counted += 1
        bad += state.get(name, b"") not in versions[len(said) : len(said) + 2]
    return counted, bad


@pytest.mark.parametrize("closed", [False, True], ids=["plain", "protected"])
def test_whenever_the_power_fails_what_was_said_to_be_saved_is_on_disk(
    tmp_path, monkeypatch, closed: bool, figure
) -> None:
    counted, bad = lost(*written(tmp_path, monkeypatch, closed=closed))

    figure("power", states=counted, lost=bad)
    assert bad == 0
    assert counted > 60


def in_place(path: Path, raw: bytes) -> bool:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, raw)
    os.fsync(descriptor)
    os.close(descriptor)
    return replacing._flush_folder(path.parent)


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("replacing._flush", lambda descriptor: None),
        ("replacing._flush_folder", lambda folder: True),
        ("journal.replace_file", in_place),
    ],
    ids=["file-not-flushed", "folder-not-flushed", "written-in-place"],
)
def test_a_writer_with_one_fault_is_caught_by_the_model(tmp_path, monkeypatch, part: str, instead, figure) -> None:
    monkeypatch.setattr(f"ethics_cli.files.{part}", instead)
    _, bad = lost(*written(tmp_path, monkeypatch, closed=False))

    figure("power", mutants=1, caught=int(bad > 0))
    assert bad > 0


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A home with one plain session, its paper and the registry."""
    home = Home(tmp_path / "home")
    home.prepare()
    journal = begin(home.sessions / "s.jsonl", SessionOpened(id="s", program="0", routes={}), NOW)
    journal.append([AnswerGiven("framing.wants", "?", "words of a client")], NOW)
    (home.records / "s.md").write_bytes(b"words of a client")
    UNLOCKING.use(home.keys)
    yield home
    UNLOCKING.folder = None
    UNLOCKING.forget()


def test_whenever_the_power_fails_a_session_that_is_being_protected_is_there_and_closed_once_that_was_said(
    home: Home, monkeypatch
) -> None:
    create_identity(home)
    names = [str(home.sessions / "s.jsonl"), str(home.records / "s.md")]
    before = {name: Path(name).read_bytes() for name in names}
    disk = Disk()
    disk.names = {name: -at for at, name in enumerate(before, 1)}
    with disk.recording(monkeypatch):
        done = protect(home, FixedClock(NOW))
        disk.tell("protected")
    assert (done.sessions, done.others, done.left) == (1, 1, ())
    closed = {name: Path(f"{name}.age").read_bytes() for name in names}

    for name in names:
        for said, state in cuts(disk, lambda one, name=name: one in (name, f"{name}.age"), before):
            whole = state.get(name) == before[name] or state.get(f"{name}.age") == closed[name]
            assert whole, "nothing is lost"
            assert not said or name not in state, "what was said to be closed is not there in plain words"


def test_once_a_passphrase_was_said_to_guard_the_key_no_power_cut_brings_the_bare_key_back(
    home: Home, monkeypatch
) -> None:
    secret, public = new_identity()
    write_identity(home.keys, secret, public)
    bare, wrapped = str(home.keys / "identity.txt"), str(home.keys / "identity.age")
    before = {bare: Path(bare).read_bytes()}
    disk = Disk()
    disk.names = {bare: -1}
    monkeypatch.setattr("ethics_cli.files.sealing.seal_with_passphrase", lambda raw, passphrase: raw[::-1])
    with disk.recording(monkeypatch):
        write_identity(home.keys, secret, public, "a passphrase")
        disk.tell("guarded")

    for said, state in cuts(disk, lambda one: one in (bare, wrapped), before):
        assert before[bare] in (state.get(bare), state.get(wrapped, b"")[::-1]), "the key is lost"
        assert not said or bare not in state
