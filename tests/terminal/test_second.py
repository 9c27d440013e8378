"""A blind second opinion in a real terminal: what the peer sees, in which order, and what is kept when they stop."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ethics_cli.problems import Exit

QUICK = """\
walk: answers
route: quick
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
    Speak with the lead: {value: against, because: It is taken from her}
    Wait a week: {value: for, because: The choice stays hers}
  choosing.choice: {value: Wait a week, because: The harm is not near}
  choosing.best-case: It may happen again before then
  acting.look-again: 2030-01-07
"""
SECRETS = ("It is taken from her", "The choice stays hers", "The harm is not near")
DRAWN = pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["drawn", "plain"])


def ethics(home: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ethics_cli", *argv, "--home", str(home)]
    return subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL, text=True)


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one decided session, made once."""
    folder = tmp_path_factory.mktemp("decided")
    (folder / "quick.yaml").write_text(QUICK)
    ethics(folder / "home", "decide", "--answers", str(folder / "quick.yaml"))
    return folder / "home"


@pytest.fixture
def table(desk: Any, decided: Path) -> Any:
    """A desk over that session."""
    shutil.copytree(decided, desk.home, dirs_exist_ok=True)
    return desk


def appraises(terminal: Any, act: Any, lean: str, because: str) -> None:
    terminal.does(act(f"={lean}"))
    terminal.does(act(f"{because}\r", prompt="because"))


def judges(terminal: Any, act: Any) -> None:
    """Everything that is asked in this session, up to the look over it."""
    terminal.shows("Under respect for autonomy")
    appraises(terminal, act, "for", "she asked for help")
    terminal.shows("Wait a week")
    appraises(terminal, act, "against", "she bears it alone")
    terminal.shows("What will you do?")
    appraises(terminal, act, "Speak", "the lead can stop it")
    terminal.shows("Nothing more to ask")


def opinions(desk: Any) -> list[dict[str, Any]]:
    shown = ethics(desk.home, "second", desk.sessions[0].stem, "--show", "--json")
    found: list[dict[str, Any]] = json.loads(shown.stdout)["opinions"]
    return found


@DRAWN
def test_a_peer_sees_the_case_judges_it_and_only_then_sees_both_side_by_side(
    table: Any, act: Any, plain: list[str]
) -> None:
    terminal = table.open("second", table.sessions[0].stem, *plain, size=(40, 80))
    terminal.shows("Nothing of what was concluded is shown")
    terminal.shows("She keeps her say")
    terminal.shows("3 judgements are asked for")
    judges(terminal, act)
    before = terminal.words()
    terminal.does(act("=That is my opinion"))
    terminal.shows("Side by side: practitioner and peer (blind)")
    terminal.shows("need to see it the other way?")
    terminal.does(act("To hear it from her\r"))
    terminal.shows("Shall your dissent stand")
    terminal.does(act("=Yes"))
    terminal.shows("Kept as event")

    assert terminal.ends() == Exit.FINE
    assert "To be heard" in before
    assert not any(words in before for words in SECRETS)
    assert all(words in terminal.words() for words in SECRETS)
    beside = terminal.words().partition("Side by side")[2].partition("What would you need")[0]
    assert max(len(line) for line in beside.split("\n")) < 80
    [one] = opinions(table)
    assert (one["by"], one["blind"], one["dissents"], one["needs"]) == ("peer", True, True, "To hear it from her")


def test_after_ctrl_c_the_next_time_goes_on_where_it_stopped(table: Any, act: Any) -> None:
    terminal = table.open("second", table.sessions[0].stem)
    terminal.shows("Under respect for autonomy")
    appraises(terminal, act, "for", "she asked for help")
    terminal.shows("Wait a week")
    terminal.listens()
    terminal.types("\x03")
    terminal.shows("Paused. 1 answer is kept")
    assert terminal.ends() == Exit.PAUSED

    again = table.open("second", table.sessions[0].stem)
    again.shows("Going on: 1 answer is kept from before.")
    again.shows("Wait a week")
    appraises(again, act, "for", "time helps")
    again.shows("What will you do?")
    again.listens()
    again.types("\x03")
    assert again.ends() == Exit.PAUSED
    assert "strongly against" in again.words()
    assert not any(words in again.words() for words in SECRETS)


def test_a_killed_terminal_loses_no_answer(table: Any, act: Any) -> None:
    terminal = table.open("second", table.sessions[0].stem)
    terminal.shows("Under respect for autonomy")
    appraises(terminal, act, "for", "she asked for help")
    terminal.shows("Wait a week")
    terminal.listens()
    terminal.child.kill(signal.SIGKILL)
    terminal.ends()

    again = table.open("second", table.sessions[0].stem)
    again.shows("Going on: 1 answer is kept from before.")


def test_what_was_judged_is_fixed_once_the_other_side_was_seen(table: Any, act: Any) -> None:
    terminal = table.open("second", table.sessions[0].stem)
    judges(terminal, act)
    terminal.does(act("=That is my opinion"))
    terminal.shows("need to see it the other way?")
    terminal.listens()
    terminal.types("\x03")
    assert terminal.ends() == Exit.PAUSED

    again = table.open("second", table.sessions[0].stem)
    again.shows("Side by side")
    again.shows("need to see it the other way?")
    again.does(act("\r"))
    again.shows("Shall your dissent stand")
    again.does(act("=No"))
    assert again.ends() == Exit.FINE
    assert "Under respect for autonomy" not in again.words()
    assert opinions(table)[0]["leanings"][0]["theirs_because"] == "she asked for help"


def test_on_a_copy_the_peer_is_asked_what_they_would_need_without_the_other_side(
    table: Any, act: Any, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.jsonl"
    ethics(table.home, "second", table.sessions[0].stem, "--export", str(copy), "--of", "elsewhere")
    terminal = table.open("second", str(copy), ETHICS_HOME=str(tmp_path / "away"))
    judges(terminal, act)
    terminal.does(act("=That is my opinion"))
    terminal.shows("need to know to judge it otherwise?")
    terminal.does(act("To hear it from her\r"))
    terminal.shows("If the two part")
    terminal.does(act("=Yes"))
    terminal.shows("Send this file back: copy.jsonl")
    assert terminal.ends() == Exit.FINE
    assert not any(words in terminal.words() for words in SECRETS)

    ethics(table.home, "second", table.sessions[0].stem, "--import", str(copy))
    assert [one["by"] for one in opinions(table)] == ["elsewhere"]


def test_a_hidden_replay_asks_each_judgement_before_it_shows_it_and_keeps_it_if_wished(table: Any, act: Any) -> None:
    terminal = table.open("replay", table.sessions[0].stem, "--hide")
    for lean, because, secret in (("for", "she asked", SECRETS[0]), ("against", "alone", SECRETS[1])):
        terminal.shows("Under respect for autonomy")
        terminal.shows("Only through this lens")
        assert secret not in terminal.words()
        appraises(terminal, act, lean, because)
        terminal.shows("And so it was answered:")
        terminal.shows(secret)
    terminal.shows("What will you do?")
    appraises(terminal, act, "Speak", "the lead can stop it")
    terminal.shows(SECRETS[2])
    terminal.shows("Side by side: practitioner and supervisor (blind)")
    terminal.shows("Keep your answers in the session")
    terminal.does(act("=Yes"))
    terminal.shows("need to see it the other way?")
    terminal.does(act("\r"))
    terminal.shows("Shall your dissent stand")
    terminal.does(act("=Yes"))
    terminal.shows("Kept as event")

    assert terminal.ends() == Exit.FINE
    assert [(one["by"], one["dissents"]) for one in opinions(table)] == [("supervisor", True)]


def test_a_hidden_replay_goes_on_where_it_was_paused(table: Any, act: Any) -> None:
    terminal = table.open("replay", table.sessions[0].stem, "--hide")
    terminal.shows("Under respect for autonomy")
    appraises(terminal, act, "for", "she asked")
    terminal.shows(SECRETS[0])
    terminal.shows("Only through this lens")
    terminal.listens()
    terminal.types("\x03")
    terminal.shows("Paused. 1 answer is kept apart")
    assert terminal.ends() == Exit.PAUSED

    again = table.open("replay", table.sessions[0].stem, "--hide")
    again.shows("Going on: 1 answer is kept")
    again.shows("Wait a week")
    assert "To be heard" not in again.words()
