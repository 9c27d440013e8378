"""`ethics replay` in a real terminal: by keys, by lines, and left as it was found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WALK = ROOT / "frameworks" / "walks" / "plain-record-request.yaml"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one decided session of which one answer was changed."""
    home = tmp_path_factory.mktemp("walked") / "home"

    def ethics(*argv: str) -> None:
        command = [sys.executable, "-m", "ethics_cli", *argv, "--home", str(home)]
        subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)

    ethics("decide", "--answers", str(WALK))
    (path,) = (home / "sessions").glob("*.jsonl")
    change = ("--value", "To see her file.", "--reason", "She rang again", "--yes")
    ethics("amend", path.stem, "framing.wants", *change)
    return home


@pytest.fixture
def replay(desk, walked: Path):
    """Opens the replay of that session."""
    shutil.copytree(walked, desk.home, dirs_exist_ok=True)

    def opened(*argv: str, **changes):
        return desk.open("replay", desk.sessions[0].stem, *argv, **changes)

    return opened


def test_keys_go_from_moment_to_moment_and_say_what_they_did(replay) -> None:
    terminal = replay()
    terminal.shows("Keys: n next")
    terminal.shows("The session begins")
    for key, said in (("n", "next"), ("c", "next change"), ("b", "back")):
        terminal.shows(" › ")
        terminal.types(key)
        terminal.shows(said)
    terminal.shows(" › ")
    terminal.types("q")
    assert terminal.ends() == 0
    assert "Was: " in terminal.words() and "Why it was changed: She rang again" in terminal.words()


def test_enter_space_and_arrows_go_on_and_back(replay) -> None:
    terminal = replay()
    for key in ("\r", " ", "\x1b[C", "\x1bOB"):
        terminal.shows(" › ")
        terminal.types(key)
        terminal.shows("next")
    terminal.shows(" › ")
    terminal.types("\x1b[D")
    terminal.shows("back")
    terminal.types("q")
    assert terminal.ends() == 0


def test_a_jump_goes_to_a_step_and_a_wrong_name_gets_the_nearest(replay) -> None:
    terminal = replay()
    terminal.shows(" › ")
    terminal.types("j")
    terminal.shows("To which step or event?")
    terminal.types("framing.wantz\r")
    terminal.shows("Did you mean `framing.wants`?")
    terminal.types("j")
    terminal.shows("To which step or event?")
    terminal.types("wants\r")
    terminal.shows("What does the client want?")
    terminal.types("q")
    assert terminal.ends() == 0


def test_why_and_what_if_speak_of_the_moment_that_is_shown(replay) -> None:
    terminal = replay()
    for shown, keys in ((" › ", "j"), ("event?", "triage.danger\r"), (" › ", "w"), ("Enter: triage.danger", "\r")):
        terminal.shows(shown)
        terminal.types(keys)
    terminal.shows("triage.danger was asked")
    terminal.shows(" › ")
    terminal.types("x")
    terminal.shows("What if triage.danger were")
    terminal.types("yes\r")
    terminal.shows("Would rise: ⚑ stop")
    terminal.types("q")
    assert terminal.ends() == 0


def test_a_remark_is_written_into_the_session_and_its_answers_stay(replay, desk) -> None:
    terminal = replay()
    terminal.shows(" › ")
    terminal.types("n")
    terminal.shows(" › ")
    terminal.types("r")
    for asked, typed in (("Your remark on", "Did you ask her?\r"), ("c: a change", "c\r"), ("As whom", "supervisor\r")):
        terminal.shows(asked)
        terminal.types(typed)
    terminal.shows("Kept: a remark on")
    terminal.types("q")
    assert terminal.ends() == 0
    shown = subprocess.run(
        [sys.executable, "-m", "ethics_cli", "replay", desk.sessions[0].stem],
        env=desk.env(),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=True,
    ).stdout
    assert "Did you ask her?" in shown and "by supervisor" in shown


@pytest.mark.parametrize("changes", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}, {}], ids=str)
def test_by_lines_a_letter_and_enter_does_the_same_and_nothing_is_repainted(replay, conforms, changes) -> None:
    terminal = replay(*([] if changes else ["--plain"]), **changes)
    for typed in ("", "n", "j framing.wants", "x To be left alone", "c", "zzz", "?", "q"):
        terminal.shows(" › ")
        terminal.types(f"{typed}\r")
    assert terminal.ends() == 0
    assert "This key does nothing here" in terminal.words()
    assert "Nothing would open or close" in terminal.words()
    assert conforms(terminal.seen.replace("\r\n", "\n"))


@pytest.mark.parametrize("columns", [24, 40, 200])
def test_nothing_is_wider_than_the_window_and_nothing_moves_the_cursor(replay, conforms, columns: int) -> None:
    terminal = replay("--all", size=(50, columns))
    assert terminal.ends() == 0
    assert conforms(terminal.seen.replace("\r\n", "\n"))
    assert max(len(line) for line in terminal.words().split("\n")) <= columns


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0)], ids=["ctrl-c", "ctrl-d"])
def test_leaving_by_ctrl_c_or_the_end_of_input_leaves_the_terminal_as_it_was(
    replay, tmp_path: Path, key: str, code: int
) -> None:
    shell = tmp_path / "through"
    shell.write_text(
        '#!/bin/bash\nbefore=$(stty -g)\n"$@"\necho "left $?"\n[ "$before" = "$(stty -g)" ] && echo as found\n'
    )
    shell.chmod(0o700)
    terminal = replay(through=str(shell))
    terminal.shows(" › ")
    terminal.settles()
    terminal.types(key)
    terminal.shows(f"left {code}")
    terminal.shows("as found")
