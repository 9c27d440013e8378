from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ethics_cli.core.chain import NOTHING, line_digest, read_chain, trailer_line
from ethics_cli.core.digest import canonical
from ethics_cli.core.event import AnswerGiven, SessionOpened
from ethics_cli.files.home import Home
from ethics_cli.files.journal import SIZE_LIMIT, begin, open_journal, read_bytes
from ethics_cli.files.locking import Lock
from ethics_cli.files.replacing import replace_file
from ethics_cli.problems import EthicsError, Exit

OPENED = {"kind": "session.opened", "format": "ethics-session", "v": 1, "id": "crafted", "program": "0", "routes": {}}


def event_lines(path: Path) -> bytes:
    """The bytes of a session without its closing line."""
    return b"".join(path.read_bytes().splitlines(keepends=True)[:-1])


def crafted(*events: dict[str, object], drop: str = "") -> bytes:
    """A session whose chain and closing line are right, whatever its events say."""
    lines, before = [], NOTHING
    for seq, event in enumerate(events):
        whole = {"at": "2026-11-21T14:30:00Z", "prev": before, "salt": "00" * 16, "seq": seq, **event}
        whole.pop(drop, None)
        lines.append(canonical(whole))
        before = line_digest(lines[-1])
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


def refusal(path: Path) -> str:
    """The code of the one problem that opening meets."""
    with pytest.raises(EthicsError) as caught:
        open_journal(path)
    (problem,) = caught.value.problems
    assert caught.value.exit_code == Exit.FOUND
    return problem.code


# writing


def test_before_the_first_answer_nothing_is_on_disk(new_journal) -> None:
    journal = new_journal()
    assert not journal.saved
    assert list(journal.path.parent.iterdir()) == []


def test_the_first_answer_makes_the_file_with_all_that_came_before_it(new_journal, answer, now) -> None:
    journal = new_journal()
    journal.append([answer("To be heard")], now)
    assert journal.saved
    again = open_journal(journal.path)
    assert [type(entry.event) for entry in again.entries] == [SessionOpened, AnswerGiven]
    assert (again.head, again.count) == (journal.head, 2)


def test_the_file_is_owner_only_whatever_the_mask(new_journal, answer, now) -> None:
    before = os.umask(0)
    try:
        journal = new_journal()
        journal.append([answer("x")], now)
        with journal.locked():
            assert stat.S_IMODE(journal.lock_path.stat().st_mode) == 0o600
    finally:
        os.umask(before)
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=6))
def test_the_events_of_each_version_are_a_prefix_of_the_next(tmp_path: Path, answer, now, texts: list[str]) -> None:
    path = Home(tmp_path).new_path()
    path.parent.mkdir(exist_ok=True)
    journal, before = begin(path, SessionOpened(id="x", program="0", routes={}), now), b""
    for text in texts:
        journal.append([answer(text)], now)
        after = event_lines(path)
        assert after.startswith(before)
        assert len(after) > len(before)
        before = after
    again = open_journal(path)
    assert [entry.event.value for entry in again.entries[1:]] == texts
    assert again.entries == journal.entries


def test_events_written_together_are_on_disk_together(new_journal, answer, now) -> None:
    journal = new_journal()
    entries = journal.append([answer("one"), answer("two", "framing.requires")], now)
    assert [entry.seq for entry in entries] == [1, 2]
    assert open_journal(journal.path).count == 3


def test_the_same_answer_twice_has_two_different_lines(new_journal, answer, now) -> None:
    journal = new_journal()
    journal.append([answer("x")], now)
    journal.append([answer("x")], now)
    one, two = (json.loads(line) for line in event_lines(journal.path).splitlines()[1:])
    assert one["salt"] != two["salt"]
    assert re.fullmatch(r"[0-9a-f]{32}", one["salt"])


def test_a_moment_is_written_in_universal_time(new_journal, answer, now) -> None:
    journal = new_journal()
    journal.append([answer("x")], now)
    assert open_journal(journal.path).entries[-1].at == "2026-11-21T14:30:00Z"


def test_a_session_goes_on_where_it_was_read(new_journal, answer, now) -> None:
    journal = new_journal()
    journal.append([answer("one")], now)
    before = event_lines(journal.path)
    again = open_journal(journal.path)
    again.append([answer("two")], now)
    assert event_lines(journal.path).startswith(before)
    assert read_chain(journal.path.read_bytes()).fault is None


def test_nothing_but_the_session_is_left_in_the_folder(new_journal, answer, now) -> None:
    journal = new_journal()
    for text in "abc":
        journal.append([answer(text)], now)
    assert list(journal.path.parent.iterdir()) == [journal.path]


# somebody else wrote


def test_a_session_changed_elsewhere_keeps_ours_beside_it_and_merges_nothing(new_journal, answer, now) -> None:
    ours = new_journal()
    ours.append([answer("one")], now)
    theirs = open_journal(ours.path)
    theirs.append([answer("theirs")], now)
    there = ours.path.read_bytes()
    with pytest.raises(EthicsError) as caught:
        ours.append([answer("ours")], now)
    (problem,) = caught.value.problems
    assert problem.code == "journal.changed-elsewhere"
    assert ours.path.read_bytes() == there, "what stands there is not touched"
    (beside,) = (path for path in ours.path.parent.iterdir() if path != ours.path)
    assert beside.name in problem.hint
    assert [entry.event.value for entry in open_journal(beside).entries[1:]] == ["one", "ours"]
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600


def test_a_session_that_vanished_is_kept_beside_where_it_was(new_journal, answer, now) -> None:
    journal = new_journal()
    journal.append([answer("one")], now)
    journal.path.unlink()
    with pytest.raises(EthicsError) as caught:
        journal.append([answer("two")], now)
    assert caught.value.problems[0].code == "journal.changed-elsewhere"
    (beside,) = journal.path.parent.iterdir()
    assert open_journal(beside).count == 3


def test_a_file_that_stands_where_a_new_session_is_to_be_is_not_overwritten(new_journal, answer, now) -> None:
    journal = new_journal()
    journal.path.write_bytes(b"somebody else's")
    with pytest.raises(EthicsError):
        journal.append([answer("x")], now)
    assert journal.path.read_bytes() == b"somebody else's"


# the disk refuses

FULL_DISK = """
import errno, os, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from ethics_cli.core.event import AnswerGiven, SessionOpened
from ethics_cli.files.journal import begin, open_journal

now = datetime(2026, 11, 21, tzinfo=UTC)
path = Path(sys.argv[1])
journal = begin(path, SessionOpened(id="x", program="0", routes={}), now)
journal.append([AnswerGiven("framing.wants", "?", "small")], now)
before = path.read_bytes()
%(fill)s
big = AnswerGiven("framing.rubs", "?", "x" * 60_000)
for attempt in range(2):
    try:
        journal.append([big], now)
    except OSError as fault:
        assert fault.errno in (errno.ENOSPC, errno.EFBIG), fault
    else:
        sys.exit("the disk took it")
    assert path.read_bytes() == before, "the old file is not whole"
    assert sorted(one.name for one in path.parent.iterdir()) == %(left)s, sorted(path.parent.iterdir())
    assert journal.count == 2
%(empty)s
journal.append([big], now)
assert open_journal(path).entries[-1].event == big
print("held")
"""


def run_full(script: str, *argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*argv[:-1], sys.executable, "-c", script, argv[-1]], capture_output=True, text=True, timeout=60, check=False
    )


def test_a_write_beyond_the_limit_leaves_the_old_file_whole_and_a_retry_succeeds(tmp_path: Path) -> None:
    fill = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (8192, resource.RLIM_INFINITY))"
    empty = "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))"
    done = run_full(
        FULL_DISK % {"fill": fill, "empty": empty, "left": [".x", "x.jsonl"][1:]}, str(tmp_path / "x.jsonl")
    )
    assert done.stdout == "held\n", done.stderr


def test_a_full_disk_leaves_the_old_file_whole_and_a_retry_succeeds(tmp_path: Path) -> None:
    mount = f"mount -t tmpfs -o size=128k none {tmp_path}"
    probe = subprocess.run(["unshare", "-Ur", "-m", "sh", "-c", mount], capture_output=True, text=True, check=False)
    if probe.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {probe.stderr.strip()}")
    fill = textwrap.dedent("""
        with (path.parent / "filler").open("wb", buffering=0) as filler:
            try:
                while True: filler.write(b"x" * 4096)
            except OSError: pass
    """)
    script = FULL_DISK % {"fill": fill, "empty": '(path.parent / "filler").unlink()', "left": ["filler", "x.jsonl"]}
    done = subprocess.run(
        [
            "unshare",
            "-Ur",
            "-m",
            "sh",
            "-c",
            f'{mount} && exec "$0" -c "$1" "$2"',
            sys.executable,
            script,
            str(tmp_path / "x.jsonl"),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "held\n", done.stderr


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_leaves_the_old_file_whole(new_journal, answer, now) -> None:
    journal = new_journal()
    journal.append([answer("one")], now)
    before = journal.path.read_bytes()
    journal.path.parent.chmod(0o500)
    try:
        with pytest.raises(OSError):
            journal.append([answer("two")], now)
        assert journal.path.read_bytes() == before
    finally:
        journal.path.parent.chmod(0o700)


def test_a_folder_that_cannot_be_flushed_is_no_error_for_what_is_saved(
    new_journal, answer, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = new_journal()
    journal.append([answer("one")], now)
    really = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(5, "Input/output error")
        really(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    journal.append([answer("two")], now)
    assert not journal.flushed
    assert open_journal(journal.path).count == 3
    monkeypatch.undo()
    journal.append([answer("three")], now)
    assert journal.flushed
    assert open_journal(journal.path).count == 4


def test_a_file_that_cannot_be_flushed_is_not_saved(new_journal, answer, now, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = new_journal()
    journal.append([answer("one")], now)
    before = journal.path.read_bytes()

    def fsync(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError):
        journal.append([answer("two")], now)
    monkeypatch.undo()
    assert journal.path.read_bytes() == before
    assert list(journal.path.parent.iterdir()) == [journal.path]
    journal.append([answer("two")], now)
    assert open_journal(journal.path).count == 3


def test_a_link_in_the_place_of_a_session_is_replaced_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"kept")
    (tmp_path / "x.jsonl").symlink_to(tmp_path / "target")
    replace_file(tmp_path / "x.jsonl", b"new")
    assert (tmp_path / "target").read_bytes() == b"kept"
    assert (tmp_path / "x.jsonl").read_bytes() == b"new"
    assert not (tmp_path / "x.jsonl").is_symlink()


# one writer at a time

HOLDER = """
import sys, time
from pathlib import Path
from ethics_cli.files.locking import Lock

with Lock(Path(sys.argv[1])):
    print('held', flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path):
    """Another process that holds a lock."""
    started: list[subprocess.Popen[bytes]] = []

    def start(path: Path) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def test_a_second_holder_is_refused_with_exit_code_5(tmp_path: Path, holder) -> None:
    path = tmp_path / ".x.lock"
    holder(path)
    with pytest.raises(EthicsError) as caught, Lock(path):
        pass
    assert caught.value.exit_code == Exit.HELD
    assert [problem.code for problem in caught.value.problems] == ["session.held"]


def test_a_lock_is_free_as_soon_as_its_holder_was_killed(tmp_path: Path, holder) -> None:
    path = tmp_path / ".x.lock"
    process = holder(path)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with Lock(path) as held:
        assert held.descriptor >= 0


def test_a_lock_is_free_after_its_block(tmp_path: Path) -> None:
    for _ in range(2):
        with Lock(tmp_path / ".x.lock"):
            pass


def test_a_lock_in_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EthicsError) as caught, Lock(tmp_path / "none" / ".x.lock"):
        pass
    assert [problem.code for problem in caught.value.problems] == ["session.unwritable"]


@pytest.fixture
def in_home(run_ethics, answer, now):
    """A home with one session in it: its path."""
    home = Home(run_ethics.home)
    home.prepare()
    path = home.sessions / "kept.jsonl"
    routes = {
        "quick": {
            "route": "quick",
            "title": "Quick",
            "edition": "1.0.0",
            "minutes": 5,
            "depth": "quick",
            "walk": ["triage"],
        }
    }
    begin(path, SessionOpened(id="kept", program="0", routes=routes), now).append([answer("x")], now)
    return path


def test_a_session_held_elsewhere_ends_resume_and_amend_with_exit_code_5(run_ethics, in_home: Path, holder) -> None:
    before = in_home.read_bytes()
    holder(in_home.with_name(".kept.jsonl.lock"))
    for argv in (
        ["resume", "kept", "--set", "triage.danger=no"],
        ["amend", "kept", "triage.danger", "--value", "no", "--reason", "r"],
    ):
        done = run_ethics(*argv)
        assert done.returncode == 5
        assert done.stderr.startswith("this session is open in another terminal\n")
    assert in_home.read_bytes() == before


def test_reading_commands_need_no_lock(run_ethics, in_home: Path, holder) -> None:
    holder(in_home.with_name(".kept.jsonl.lock"))
    for argv in (["list"], ["show", "kept"], ["verify", "kept"], ["answers", "kept"], ["record", "kept"]):
        assert run_ethics(*argv).returncode == 0, argv


HALFWAY = """
import os, signal, sys
from pathlib import Path
from ethics_cli.files.replacing import replace_file

os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
replace_file(Path(sys.argv[1]), b"half a session")
"""


def test_leftovers_of_a_killed_process_are_gone_after_the_next_sitting(run_ethics, in_home: Path) -> None:
    before = set(in_home.parent.iterdir())
    other = in_home.with_name("other.jsonl")
    for path in (in_home, other):
        subprocess.run([sys.executable, "-c", HALFWAY, str(path)], timeout=30, check=False)
    left = set(in_home.parent.iterdir()) - before
    assert len(left) == 2, "the kill came before the replacement"
    run_ethics("resume", "kept", "--set", "triage.danger=no")
    assert len(left & set(in_home.parent.iterdir())) == 1, "only what is under the lock is swept"
    assert run_ethics("list").returncode == 0


# reading what is no session


def damaged(raw: bytes) -> dict[str, bytes]:
    lines = raw.splitlines(keepends=True)
    return {
        "a changed word": raw.replace(b"To be heard", b"To be feard"),
        "a dropped last event": b"".join([*lines[:-2], lines[-1]]),
        "a dropped closing line": b"".join(lines[:-1]),
        "a doubled line": b"".join([*lines[:2], lines[1], *lines[2:]]),
        "swapped lines": b"".join([lines[0], lines[2], lines[1], *lines[3:]]),
        "half a line": raw[: len(raw) // 2],
        "no last line end": raw[:-1],
        "Windows line ends": raw.replace(b"\n", b"\r\n"),
        "a space": raw.replace(b'":"', b'": "', 1),
        "another spelling": raw.replace(b"heard", b"h\\u0065ard"),
        "something after it": raw + b"x",
        "an empty line after it": raw + b"\n",
        "a key twice": raw.replace(b'"seq":1', b'"seq":1,"seq":1'),
    }


@pytest.mark.parametrize("case", damaged(b"{}\n{}\n{}\n{}\n"))
def test_a_damaged_session_is_refused_with_the_line_and_without_its_words(new_journal, answer, now, case: str) -> None:
    journal = new_journal()
    for text in ("To be heard", "Nothing behind her back", "Canary9137"):
        journal.append([answer(text)], now)
    raw = journal.path.read_bytes()
    bad = damaged(raw)[case]
    assert bad != raw
    journal.path.write_bytes(bad)
    with pytest.raises(EthicsError) as caught:
        open_journal(journal.path)
    (problem,) = caught.value.problems
    assert problem.code.startswith("journal.")
    assert problem.place is not None
    assert problem.place.line >= 1
    assert "heard" not in problem.message + problem.hint
    assert "Canary" not in problem.message + problem.hint


def test_every_single_bit_counts(new_journal, answer, now) -> None:
    journal = new_journal("x")
    journal.append([answer("x")], now)
    raw = journal.path.read_bytes()
    for at in range(len(raw)):
        for bit in range(8):
            bad = raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]
            assert read_chain(bad).fault is not None, (at, bit)


NOT_SESSIONS = {
    "empty": (lambda path: path.write_bytes(b""), "journal.empty"),
    "huge": (lambda path: path.write_bytes(b"x" * (SIZE_LIMIT + 1)), "journal.too-large"),
    "folder": (lambda path: path.mkdir(), "journal.not-a-file"),
    "pipe": (os.mkfifo, "journal.not-a-file"),
    "link": (
        lambda path: (path.with_name("target").write_bytes(crafted(OPENED)), path.symlink_to(path.with_name("target"))),
        "journal.unreadable",
    ),
    "link to nothing": (lambda path: path.symlink_to(path.with_name("nowhere")), "journal.unreadable"),
    "missing": (lambda path: None, "journal.unreadable"),
    "text": (lambda path: path.write_bytes(b"Dear diary\n"), "journal.foreign"),
    "other json lines": (lambda path: path.write_bytes(b'{"a":1}\n{"b":2}\n'), "journal.foreign"),
    "one list": (lambda path: path.write_bytes(b"[1]\n"), "journal.foreign"),
    "binary": (lambda path: path.write_bytes(bytes(range(256))), "journal.foreign"),
    "line ends only": (lambda path: path.write_bytes(b"\n\n\n"), "journal.foreign"),
    "nested beyond reason": (lambda path: path.write_bytes(b"[" * 200_000 + b"\n"), "journal.foreign"),
    "a number of 5,000 digits": (lambda path: path.write_bytes(b"9" * 5000 + b"\n"), "journal.foreign"),
    "another format": (lambda path: path.write_bytes(crafted({**OPENED, "format": "other"})), "journal.foreign"),
    "no opening": (
        lambda path: path.write_bytes(
            crafted({"kind": "note.added", "step": "a.b", "text": "t", "format": "ethics-session", "v": 1})
        ),
        "journal.foreign",
    ),
    "newer": (lambda path: path.write_bytes(crafted({**OPENED, "v": 2})), "journal.newer"),
    "newer and damaged": (lambda path: path.write_bytes(crafted({**OPENED, "v": 2})[:-9]), "journal.newer"),
    "an unknown event": (lambda path: path.write_bytes(crafted(OPENED, {"kind": "mind.read"})), "journal.event"),
    "an event with an unknown key": (
        lambda path: path.write_bytes(crafted({**OPENED, "mood": "low"})),
        "journal.event",
    ),
    "an event that lacks a key": (
        lambda path: path.write_bytes(crafted(OPENED, {"kind": "note.added", "step": "a.b"})),
        "journal.event",
    ),
    "an event without its moment": (lambda path: path.write_bytes(crafted(OPENED, drop="at")), "journal.event"),
    "a moment that is a number": (lambda path: path.write_bytes(crafted({**OPENED, "at": 5})), "journal.event"),
}


@pytest.mark.parametrize("case", NOT_SESSIONS)
def test_what_is_no_session_is_refused_in_one_sentence(tmp_path: Path, case: str) -> None:
    make, code = NOT_SESSIONS[case]
    path = tmp_path / "x.jsonl"
    make(path)
    assert refusal(path) == code


@pytest.mark.parametrize("case", NOT_SESSIONS)
def test_every_command_refuses_what_is_no_session_with_exit_code_1(run_ethics, tmp_path: Path, case: str) -> None:
    make, _ = NOT_SESSIONS[case]
    path = tmp_path / "x.jsonl"
    make(path)
    for argv in (["verify", str(path)], ["resume", str(path)]):
        done = run_ethics(*argv)
        assert done.returncode == 1, (argv, done.stderr)
        assert "Traceback" not in done.stderr
        assert done.stderr or done.stdout


def test_a_protected_session_with_a_broken_head_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.age"
    path.write_bytes(b"age-encryption.org/v1\n")
    with pytest.raises(EthicsError) as caught:
        read_bytes(path)
    assert [problem.code for problem in caught.value.problems] == ["journal.odd-header"]


ODD_EVENTS = {
    "a framework of nothing": ({"kind": "framework.joined", "framework": {}, "digest": "x"},),
    "a framework without steps": ({"kind": "framework.joined", "framework": {"framework": "a"}, "digest": "x"},),
    "an item without an id": ({"kind": "answer.given", "step": "a.b", "asked": "?", "value": [{"label": "x"}]},),
    "an item with an odd id": (
        {"kind": "answer.given", "step": "a.b", "asked": "?", "value": [{"id": "oX", "label": "x"}]},
    ),
    "an item with a number for an id": (
        {"kind": "answer.given", "step": "a.b", "asked": "?", "value": [{"id": 7, "label": "x"}]},
    ),
    "a deep value": ({"kind": "answer.given", "step": "a.b", "asked": "?", "value": {"a": [[[{"b": []}]]]}},),
    "a session opened twice": (OPENED,),
}
ODD_OPENINGS = {
    "a route of nothing": {**OPENED, "routes": {"standard": {}}},
    "a route that is text": {**OPENED, "routes": {"standard": "x"}},
    "a list of routes in a route": {**OPENED, "routes": {"standard": {"route": "standard", "walk": 5}}},
}
CRAFTED = {
    **{name: (OPENED, *events) for name, events in ODD_EVENTS.items()},
    **{name: (opening,) for name, opening in ODD_OPENINGS.items()},
}


@pytest.mark.parametrize("case", CRAFTED)
def test_a_session_crafted_by_somebody_else_never_brings_the_program_down(run_ethics, in_home: Path, case: str) -> None:
    (in_home.parent / "crafted.jsonl").write_bytes(crafted(*CRAFTED[case]))
    for argv in (["list"], ["show", "crafted"], ["verify", "crafted"]):
        done = run_ethics(*argv)
        assert done.returncode in (0, 1), (argv, done.stderr)
    assert "kept" in run_ethics("list").stdout


@pytest.mark.parametrize(
    "ident", ["../../escaped", "ABSOLUTE/escaped", "a/b", ".hidden", "x" * 300, "", "e\nvil", "\u202eevil"]
)
def test_an_id_inside_a_session_never_becomes_part_of_a_path(
    run_ethics, in_home: Path, tmp_path: Path, ident: str
) -> None:
    before = {path for path in tmp_path.rglob("*") if "cache" not in path.parts}
    (in_home.parent / "crafted.jsonl").write_bytes(crafted({**OPENED, "id": ident.replace("ABSOLUTE", str(tmp_path))}))
    for argv in (["resume", "crafted"], ["record", "crafted"]):
        assert run_ethics(*argv).returncode in (0, 1, 4), argv
    made = {path for path in tmp_path.rglob("*") if "cache" not in path.parts} - before
    allowed = {
        in_home.parent / "crafted.jsonl",
        in_home.parent / ".crafted.jsonl.lock",
        run_ethics.home / "records" / "crafted.md",
        run_ethics.home / "heads.json",
        run_ethics.home.parent / "cache",
    }
    assert made <= allowed
