"""Surroundings that fail: no room, a home that cannot be written to, no locale, a terminal that changes its size, an end by signal."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from ethics_cli.app.sessions import walk_of
from ethics_cli.files.journal import open_journal

WRITING = {
    "decide": ["decide", "--answers", "{quick}"],
    "comment": ["comment", "{id}", "--text", "Seen"],
    "amend": ["amend", "{id}", "framing.wants", "--value", "Changed", "--reason", "why", "--yes"],
    "redact": ["redact", "{id}", "framing.wants", "--reason", "why", "--yes"],
    "forget": ["forget", "{id}", "--whole", "--reason", "why", "--yes"],
    "protect": ["protect", "--yes"],
    "record": ["record", "{id}"],
}
READING = (["list"], ["show", "{id}"], ["verify"], ["replay", "{id}", "--json"], ["record", "{id}", "--to", "-"])


def told(argv: list[str], ident: str, quick: str = "") -> list[str]:
    return [one.replace("{id}", ident).replace("{quick}", quick) for one in argv]


@pytest.mark.parametrize("name", ["decide", "protect", "redact"])
def test_on_a_full_disk_a_command_says_so_and_changes_nothing(
    decided, session_id, namespaced, quick_text, name
) -> None:
    quick = decided.write("more.yaml", quick_text)
    inside = namespaced("-m")
    whole = decided.sessions[0].read_bytes()
    kept = decided.folder / "kept"
    decided.home.rename(kept)
    decided.home.mkdir()
    room = 400 + sum(-(-path.stat().st_size // 4096) * 4 + 4 for path in kept.rglob("*"))
    script = (
        f"mount -t tmpfs -o size={room}k none {decided.home} && cp -a {kept}/. {decided.home} && "
        f"(dd if=/dev/zero of={decided.home}/filler bs=1k 2>/dev/null; true) && "
        f'"$@"; code=$?; cat {decided.home}/sessions/{session_id}.jsonl > {decided.folder}/after; '
        f"ls -A {decided.home}/sessions > {decided.folder}/left; rm {decided.home}/filler; "
        f'"$@" >&2; exit $((code * 10 + $?))'
    )
    done = subprocess.run(
        [*inside, "sh", "-c", script, "sh", *decided.argv(*told(WRITING[name], session_id, quick))],
        env=decided.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 10, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert (decided.folder / "after").read_bytes() == whole
    assert ".tmp" not in (decided.folder / "left").read_text()


def test_short_writes_are_continued_until_all_is_written_or_taken_back(tmp_path: Path) -> None:
    """A file of more than the limit is written in part before the system refuses the rest."""
    script = (
        "import signal, sys, resource; from pathlib import Path; from ethics_cli.files.replacing import replace_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); path = Path(sys.argv[1])\n"
        "replace_file(path, b'a' * 8000)\n"
        "try: replace_file(path, b'b' * 20000)\n"
        "except OSError as fault: print(fault.errno)\n"
        "print(path.read_bytes() == b'a' * 8000, len(list(path.parent.iterdir())))\n"
    )
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 16; exec "$0" -c "$1" "$2"', sys.executable, script, str(tmp_path / "x")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["27", "True", "1"], done.stderr


def test_a_system_that_writes_a_few_bytes_at_a_time_gets_them_all(tmp_path: Path, monkeypatch) -> None:
    from ethics_cli.files.replacing import replace_file

    really = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, raw: really(descriptor, bytes(raw)[:7]))
    replace_file(tmp_path / "x", b"0123456789" * 9)

    assert (tmp_path / "x").read_bytes() == b"0123456789" * 9


def read_only(decided, inside: list[str], argv: list[str]) -> subprocess.CompletedProcess[str]:
    home = decided.home
    script = f'mount --bind {home} {home} && mount -o remount,ro,bind {home} && exec "$@"'
    return subprocess.run(
        [*inside, "sh", "-c", script, "sh", *decided.argv(*argv)],
        env=decided.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_on_a_read_only_disk_reading_works_and_writing_is_refused_in_a_sentence(
    decided, session_id, namespaced, quick_text
) -> None:
    inside = namespaced("-m")
    quick = decided.write("more.yaml", quick_text)
    before = {path: path.read_bytes() for path in decided.home.rglob("*") if path.is_file()}
    if read_only(decided, inside, ["--version"]).returncode:
        pytest.skip("a folder cannot be mounted for reading only here")

    for argv in READING:
        done = read_only(decided, inside, told(argv, session_id))
        assert done.returncode == 0, (argv, done.stderr)
    for name, argv in WRITING.items():
        done = read_only(decided, inside, told(argv, session_id, quick))
        assert done.returncode == 1, (name, done.returncode, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr + done.stdout
        assert "fault of its own" not in done.stderr, (name, done.stderr)
    assert {path: path.read_bytes() for path in decided.home.rglob("*") if path.is_file()} == before


def test_somebody_without_the_right_to_write_is_told_so(decided_home: Path, quick_text: str) -> None:
    """Root may do everything, so this runs as nobody, where that can be."""
    if os.getuid() or shutil.which("setpriv") is None:
        pytest.skip("becoming another user needs root and setpriv")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        shutil.copytree(decided_home, folder / "home")
        for path in [folder / "home", *(folder / "home").rglob("*")]:
            os.chown(path, 65534, 65534)
            path.chmod(0o500 if path.is_dir() else 0o400)
        (folder / "quick.yaml").write_text(quick_text)
        (folder / "quick.yaml").chmod(0o644)
        as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        env = {
            "PATH": os.environ["PATH"],
            "ETHICS_HOME": f"{made}/home",
            "ETHICS_CACHE": f"{made}/c",
            "LANG": "C.UTF-8",
        }
        run = [*as_nobody, sys.executable, "-m", "ethics_cli"]

        def done(*argv: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [*run, *argv], env=env, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
            )

        if done("--version").returncode:
            pytest.skip("nobody may not run this Python")
        assert done("list").returncode == 0
        refused = done("decide", "--answers", f"{made}/quick.yaml")
    assert refused.returncode == 1, refused.stderr
    assert "cannot be" in refused.stderr
    assert "fault of its own" not in refused.stderr


SAID = "Die Klientin sagt: „ja“ – 100 €, на работе"
NO_LOCALE = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_without_a_locale_what_is_kept_is_exact_and_nothing_fails(ethics, quick_text: str) -> None:
    quick = ethics.write("quick.yaml", quick_text.replace("To be heard", json.dumps(SAID)))
    done = ethics("decide", "--answers", quick, **NO_LOCALE)
    assert done.returncode == 0, done.stderr
    ident = ethics.sessions[0].name.removesuffix(".jsonl")

    walk, _, _ = walk_of(ethics.sessions[0])
    assert walk.answers["framing.wants", ()].value == SAID
    for argv in (["list"], ["show", ident], ["record", ident, "--to", "-"], ["replay", ident, "--json"], ["doctor"]):
        done = ethics(*argv, **NO_LOCALE)
        assert done.returncode == 0, (argv, done.stderr)
    done = ethics("amend", ident, "framing.wants", "--value", f"{SAID}!", "--reason", "why", "--yes", **NO_LOCALE)
    assert done.returncode == 0, done.stderr
    assert walk_of(ethics.sessions[0])[0].answers["framing.wants", ()].value == f"{SAID}!"


def test_without_a_locale_what_is_typed_at_a_terminal_is_kept_exactly(desk, quick) -> None:
    terminal = desk.open("decide", "--route", "quick", "--plain", **NO_LOCALE)
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.types(f"{SAID}\r")
    terminal.shows(quick[3].shows)
    terminal.types("\x03")
    assert terminal.ends() == 130

    assert walk_of(desk.sessions[0])[0].answers["framing.wants", ()].value == SAID


def test_a_terminal_that_changes_its_size_all_the_time_loses_no_letter(desk, quick, torture, figure) -> None:
    dice = random.Random(7)
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.listens()
    said = "one word after another " * (8 if torture else 2)
    for letter in said:
        if dice.random() < 0.4:
            terminal.child.setwinsize(dice.randrange(1, 50), dice.randrange(1, 160))
        terminal.types(letter)
        time.sleep(0.003)
    terminal.child.setwinsize(40, 100)
    time.sleep(0.1)
    terminal.types("\r")
    terminal.shows(quick[3].shows)
    terminal.types("\x03")
    assert terminal.ends() == 130
    figure("resize", letters=len(said))

    assert walk_of(desk.sessions[0])[0].answers["framing.wants", ()].value == said.strip()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["TERM", "HUP"])
def test_a_shell_finds_its_terminal_as_it_was_after_a_signal(desk, quick, number) -> None:
    """An interactive shell would hide it by setting the terminal anew; `sh -c` does not."""
    inner = f"trap '' {int(number)}; stty -a; {sys.executable} -m ethics_cli decide --route quick; echo code $?; stty -a; echo end"
    inner = inner.replace("trap '' 1; ", "").replace("trap '' 15; ", "")
    terminal = desk.open("--version")
    terminal.child.close(force=True)
    terminal = type(terminal)(["sh", "-c", inner], desk.env())
    desk.opened.append(terminal)
    terminal.shows(quick[0].shows)
    before = terminal.words()
    terminal.listens()
    time.sleep(0.2)
    children = Path(f"/proc/{terminal.child.pid}/task/{terminal.child.pid}/children").read_text().split()
    os.kill(int(children[0]), number)
    terminal.shows(f"code {128 + int(number)}")
    terminal.shows("end")

    settings = [
        [
            line.strip()
            for line in text.splitlines()
            if line.strip().startswith(("-", "isig", "opost", "intr")) or "baud" in line
        ]
        for text in (before.split("A decision aid")[0], terminal.words().split(f"code {128 + int(number)}")[-1])
    ]
    assert len(settings[0]) > 4
    assert settings[0] == settings[1]


def test_a_session_in_a_folder_that_is_gone_at_its_end_says_that_this_answer_is_not_saved(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.listens()
    kept = desk.home / "elsewhere"
    desk.sessions[0].parent.rename(kept)
    terminal.types("Said to nobody\r")
    terminal.shows("NOT saved")
    terminal.does(act("=Stop here"))
    assert terminal.ends() == 130

    assert open_journal(next(kept.glob("*.jsonl"))).count > 2
