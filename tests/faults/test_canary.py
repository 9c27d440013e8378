"""A marker that is typed as an answer: where the system is asked to write it. And whether anything is asked of a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ethics_cli.cli.main import COMMANDS

MARK = "Marmalade-Zeppelin"
WRITES = "write,writev,pwrite64,pwritev,sendto,sendmsg,rename,openat,mkdir,symlink,link,memfd_create,ftruncate,mmap"
PASSED = ("/dev/pts/", "/dev/tty")
"""What the person sees is written to their terminal; everything else that holds the marker is counted."""


@pytest.fixture
def watched(tmp_path: Path, stracing):
    """Makes the command run under strace in a real terminal, and tells in what it wrote there is the marker."""
    log = tmp_path / "canary.log"

    def argv(*more: str) -> list[str]:
        return [
            "strace", "-f", "-y", "-qq", "-s", "65535", "-A", "-o", str(log), "-e", f"trace={WRITES}",
            sys.executable, "-m", "ethics_cli", *more,
        ]  # fmt: skip

    def hits() -> list[str]:
        """The files that the marker was written to; a name that is swapped in place is the name that it had."""
        found = []
        for line in log.read_text("utf-8", "replace").splitlines():
            if MARK in line:
                target = re.search(r"\(\d+<([^>]*)>", line)
                found.append(target[1] if target else line[:200])
        return [one for one in found if not one.startswith(PASSED)]

    return argv, hits


def marked(quick):
    """The walk in which every text that is typed holds the marker."""
    for ask in quick:
        acts = [
            one._replace(keys=f"{MARK} {one.keys}")
            if hasattr(one, "_replace")
            else type(one)(f"{MARK} {one.keys}", one.before, one.prompt)
            if one.keys.endswith("\r") and "weeks" not in one.keys
            else one
            for one in ask.acts
        ]
        yield type(ask)(ask.step, ask.shows, tuple(acts))


def runs(desk, argv, *more: str):
    terminal = desk.open("--version")
    terminal.child.close(force=True)
    made = type(terminal)(argv(*more), desk.env(PYTHONDONTWRITEBYTECODE="1"))
    desk.opened.append(made)
    return made


def walk(desk, quick, act, argv) -> None:
    terminal = runs(desk, argv, "decide", "--route", "quick")
    for ask in marked(quick):
        terminal.shows(ask.shows)
        for one in ask.acts:
            chosen = one.keys.startswith("=Wait")
            terminal.does(type(one)(f"={MARK} Wait", one.before, one.prompt) if chosen else one)
    terminal.shows("Nothing more to ask")
    terminal.does(act("=Close it"))
    code = terminal.ends()
    assert code == 0, terminal.words()[-500:]


def look(desk, argv, ident: str, *, all_: bool) -> None:
    """What reads the session and may keep something of it: everything in the full version."""
    lines = (
        ["record", ident],
        ["comment", ident, "--text", f"{MARK} again"],
        ["redact", ident, "framing.rubs", "--reason", f"{MARK} too", "--yes"],
        ["record", ident, "--to", "-"],
        ["show", ident],
        ["search", MARK],
        ["similar", ident],
        ["agenda", ident],
        ["stats"],
        ["answers", ident],
        ["list"],
    )
    for more in lines if all_ else lines[:3]:
        terminal = runs(desk, argv, *more)
        assert terminal.ends() in (0, 1), (more, terminal.words()[-400:])
    terminal = runs(desk, argv, "replay", ident, "--plain")
    terminal.shows("?")
    terminal.types("q\r")
    terminal.ends()


def draft(desk, argv, ident: str) -> None:
    """A second opinion that is begun, and left with its draft kept."""
    terminal = runs(desk, argv, "second", ident, "--plain")
    terminal.shows("Under respect for")
    terminal.shows("Number")
    terminal.types("1\r")
    terminal.shows("because")
    terminal.types(f"{MARK} as the peer sees it\r")
    terminal.shows("Number")
    terminal.types("\x03")
    assert terminal.ends() == 130, terminal.words()[-500:]


def ident_of(desk) -> str:
    return next((desk.home / "sessions").glob("[!.]*.jsonl*")).name.split(".")[0]


def test_in_a_protected_home_no_word_of_a_case_is_ever_written_anywhere(
    desk, quick, act, watched, figure, torture
) -> None:
    argv, hits = watched
    done = desk.open("protect", "--yes")
    assert done.ends() == 0, done.words()
    walk(desk, quick, act, argv)
    draft(desk, argv, ident_of(desk))
    look(desk, argv, ident_of(desk), all_=torture)
    found = hits()
    left = [
        path
        for path in desk.folder.rglob("*")
        if path.is_file() and path.name != "canary.log" and MARK.encode() in path.read_bytes()
    ]
    figure("canary", protected_writes=len(found), protected_files=len(left))

    assert list((desk.home / "drafts").glob("*.age")), "there is a draft"
    assert found == []
    assert left == []


def test_in_a_plain_home_words_stand_in_sessions_records_and_drafts_and_nowhere_else(
    desk, quick, act, watched, figure, torture
) -> None:
    argv, hits = watched
    walk(desk, quick, act, argv)
    draft(desk, argv, ident_of(desk))
    look(desk, argv, ident_of(desk), all_=torture)
    found = {str(Path(one).parent.relative_to(desk.home)) for one in hits()}
    figure("canary", plain_writes=len(hits()), plain_folders=", ".join(sorted(found)))

    assert found == {"sessions", "records", "drafts"}


# no network


def command_lines(folder: Path, ident: str) -> dict[str, list[list[str]]]:
    """For every command, lines that have it do its work; a command that is not named here is run bare and on the session."""
    quick, copy = str(folder / "quick.yaml"), str(folder / "copy.jsonl")
    lines = {
        "decide": [["decide", "--answers", quick], ["decide", "--route", "quick"]],
        "resume": [["resume", ident]],
        "amend": [["amend", ident, "framing.wants", "--value", "New", "--reason", "why", "--yes"]],
        "search": [["search", "heard"]],
        "record": [["record", ident], ["record", ident, "--to", str(folder / "r.html")]],
        "second": [["second", ident, "--show"], ["second", ident, "--export", str(folder / "blind.jsonl")]],
        "compare": [["compare", ident, ident]],
        "comment": [["comment", ident, "--text", "Seen"]],
        "sign": [["sign", ident, "--yes"]],
        "practice": [["practice"], ["practice", "--list"]],
        "blank": [["blank", "quick"], ["blank", "standard"]],
        "frameworks": [["frameworks", "list"], ["frameworks", "coverage"], ["frameworks", "show", "triage"]],
        "check": [["check", quick], ["check"]],
        "schema": [["schema", "record"]],
        "demo": [["demo", "--fast", "--home", str(folder / "demo")]],
        "export": [["export", ident, copy]],
        "import": [["import", copy, "--home", str(folder / "there")]],
        "redact": [["redact", ident, "framing.wants", "--reason", "why", "--yes"]],
        "keys": [["keys", "create"], ["keys"]],
        "share": [
            ["share", ident, "--with", "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg", "--as", "peer"]
        ],
        "protect": [["protect", "--yes"]],
        "forget": [["forget"], ["forget", ident, "--whole", "--reason", "why", "--yes"]],
    }
    last = ("redact", "protect", "share", "forget")
    order = [name for name in COMMANDS if name not in last] + list(last)
    return {name: lines.get(name, [[name, ident], [name]]) for name in order}


ONE_BY_ONE = """
import os, sys
from ethics_cli.cli.main import run
for line in sys.stdin.read().splitlines():
    sys.stdout.flush()
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(run(line.split("\\t")))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), line.replace("\\t", " "), flush=True)
"""


def run_all(decided, ident: str, before: list[str], *, all_: bool = True) -> list[str]:
    """Run every command, each in a process of its own; what each left with. The short version runs one line of each."""
    lines = [line for some in command_lines(decided.folder, ident).values() for line in (some if all_ else some[:1])]
    done = subprocess.run(
        [*before, sys.executable, "-c", ONE_BY_ONE],
        input="\n".join("\t".join(line) for line in lines),
        env=decided.environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    said = done.stdout.splitlines()
    assert len(said) == len(lines), done.stderr
    return said


def test_no_command_makes_a_socket(decided, session_id, stracing, quick_text, figure, torture, apart) -> None:
    decided.write("quick.yaml", quick_text)
    log = decided.folder / "network.log"
    watching = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", str(log), "-e", "trace=network"]
    said = run_all(decided, session_id, [*apart("-n"), *watching], all_=torture)
    made = [
        line for line in log.read_text().splitlines() if re.search(r"\b(socket|connect|bind|sendto|sendmsg)\(", line)
    ]
    inside = [line for line in made if "AF_UNIX" in line]
    figure(
        "network",
        commands=len(COMMANDS),
        lines=len(said),
        sockets=len(made) - len(inside),
        inside_the_machine=len(inside),
    )

    assert [line for line in said if line.startswith(("3 ", "-"))] == []
    assert sum(line.startswith("0 ") for line in said) > len(COMMANDS) // 2, said
    assert [line for line in made if line not in inside] == []


@pytest.mark.skipif(not os.environ.get("ETHICS_TORTURE"), reason="the full version: each command three times")
def test_every_command_does_the_same_where_there_is_no_network_at_all(
    decided, session_id, namespaced, quick_text, tmp_path
) -> None:
    decided.write("quick.yaml", quick_text)
    kept = tmp_path / "kept"
    shutil.copytree(decided.home, kept)
    without = run_all(decided, session_id, namespaced("-n"))
    for path in (decided.home, tmp_path / "there", tmp_path / "demo"):
        shutil.rmtree(path)
    for path in (tmp_path / "copy.jsonl", tmp_path / "blind.jsonl", tmp_path / "r.html"):
        path.unlink()
    shutil.copytree(kept, decided.home)

    assert without == run_all(decided, session_id, [])
