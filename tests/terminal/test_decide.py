from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import termios
import time

import pytest

from ethics_cli.app.sessions import walk_of
from ethics_cli.core.walk import Walk

CTRL_C, CTRL_D, CTRL_Q, CTRL_U, ESC = "\x03", "\x04", "\x11", "\x15", "\x1b"
PASTE = "\x1b[200~{}\x1b[201~"


def the_walk(desk) -> Walk:
    """The walk of the only session there is."""
    (path,) = desk.sessions
    return walk_of(path)[0]


def value(desk, step: str) -> object:
    answer = the_walk(desk).folded.answers[step, ()]
    return answer.value


def settings_of(terminal) -> list[object]:
    """How the terminal is set: echo, canonical input, signs."""
    return termios.tcgetattr(terminal.child.child_fd)[:4]


def verifies(desk) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ethics_cli", "verify", "--quiet"],
        env=desk.env(),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def pauses(terminal) -> None:
    """Press Ctrl-C at a prompt that listens."""
    terminal.listens()
    terminal.settles()
    terminal.types(CTRL_C)


# whole walks


@pytest.mark.parametrize("size", [(40, 100), (24, 80), (30, 40)], ids=["100", "80", "40"])
def test_a_whole_quick_walk_typed_by_keys(desk, quick, size) -> None:
    terminal = desk.open("decide", "--route", "quick", size=size)
    terminal.walks(*quick)
    assert terminal.closes() == 0
    walk = the_walk(desk)
    assert walk.status == "decided"
    assert [option.label for option in walk.items("options.options")] == ["Speak", "Wait"]
    assert value(desk, "choosing.choice") == "o2"
    said = terminal.words()
    assert "It asks; you decide" in said
    assert "Written" in said
    assert (desk.home / "records" / f"{walk.id}.md").is_file()
    verifies(desk)


def test_no_line_is_wider_than_a_narrow_terminal(desk, quick) -> None:
    terminal = desk.open("decide", "--route", "quick", size=(60, 40))
    terminal.walks(*quick)
    terminal.closes()
    wide = [
        line
        for line in terminal.words().split("\n")
        if len(line.rstrip()) > 40 and not re.search(f"{desk.home}|point with|space marks", line)
    ]
    assert wide == []


@pytest.mark.parametrize(
    "how", [{"argv": ["--plain"]}, {"ACCESSIBLE": "1"}, {"TERM": "dumb"}], ids=["--plain", "ACCESSIBLE", "dumb"]
)
def test_a_whole_quick_walk_at_plain_prompts(desk, quick, how) -> None:
    changes = {key: one for key, one in how.items() if key != "argv"}
    terminal = desk.open("decide", "--route", "quick", *how.get("argv", []), **changes)
    terminal.plain = True
    terminal.walks(*quick)
    assert terminal.closes() == 0
    assert the_walk(desk).status == "decided"
    moves = re.findall(r"\x1b\[(?![0-9;]*m)[0-9;?]*[A-Za-z]", terminal.seen)
    assert moves == [], "nothing is repainted"
    verifies(desk)


def test_the_same_walk_is_asked_whether_drawn_or_plain(desk, quick) -> None:
    drawn = desk.open("decide", "--route", "quick")
    drawn.walks(*quick)
    drawn.closes()
    plain = desk.open("decide", "--route", "quick", "--plain")
    plain.walks(*quick)
    plain.closes()
    answers = [
        {key: (answer.value, answer.because) for key, answer in walk_of(path)[0].answers.items()}
        for path in desk.sessions
    ]
    assert len(answers) == 2
    assert answers[0] == answers[1]


def test_without_a_route_the_time_there_is_chooses_it(desk, quick) -> None:
    terminal = desk.open("decide")
    terminal.walks(*quick[:2])
    terminal.shows("How long do you have")
    terminal.listens()
    terminal.picks("About 5 minutes")
    terminal.walks(*quick[2:])
    assert terminal.closes() == 0
    assert the_walk(desk).route.id == "quick"


@pytest.mark.parametrize("argv", [[], ["--plain"]], ids=["drawn", "plain"])
def test_no_colour_where_none_is_wanted(desk, quick, argv) -> None:
    terminal = desk.open("decide", "--route", "quick", *argv, NO_COLOR="1")
    terminal.walks(*quick)
    assert terminal.closes() == 0
    colours = [found for found in re.findall(r"\x1b\[([0-9;]*)m", terminal.seen) if set(found.split(";")) - {"", "0"}]
    assert colours == []


def test_nothing_is_chosen_beforehand(desk) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.shows("Is anyone in danger")
    terminal.listens()
    terminal.shows("point with")
    terminal.types("\r\r\r")
    terminal.types(CTRL_C)
    assert terminal.ends() == 130
    assert desk.sessions == []


# the keys


@pytest.mark.parametrize("argv", [[], ["--plain"]], ids=["drawn", "plain"])
def test_a_question_mark_says_why(desk, quick, act, argv) -> None:
    end = "\r" if argv else ""
    terminal = desk.open("decide", "--route", "quick", *argv)
    terminal.shows(quick[0].shows)
    terminal.does(act("?" + end))
    terminal.shows("keeping them safe comes before any")
    terminal.does(act("=No"))
    terminal.answers(quick[1])
    terminal.shows(quick[2].shows)
    terminal.does(act("?" + end))
    terminal.shows("Source: Reamer & Conrad")
    terminal.does(act("To be heard\r"))
    terminal.shows(quick[3].shows)
    terminal.listens()
    terminal.types(CTRL_C)
    assert terminal.ends() == 130
    assert value(desk, "framing.wants") == "To be heard"


@pytest.mark.parametrize("argv", [[], ["--plain"]], ids=["drawn", "plain"])
def test_going_back_offers_the_old_answer_and_takes_a_new_one(desk, quick, act, argv) -> None:
    end = "\r" if argv else ""
    terminal = desk.open("decide", "--route", "quick", *argv)
    terminal.walks(*quick[:3])
    terminal.shows(quick[3].shows)
    terminal.does(act("<" + end))
    terminal.shows(quick[2].shows)
    terminal.shows("To be heard")
    if argv:
        terminal.types("To be asked\r")
    else:
        terminal.types(CTRL_U + "To be asked\r")
    terminal.shows(quick[3].shows)
    pauses(terminal)
    assert terminal.ends() == 130
    answer = the_walk(desk).answers["framing.wants", ()]
    assert (answer.value, [old.value for old in answer.earlier]) == ("To be asked", ["To be heard"])


@pytest.mark.parametrize("argv", [[], ["--plain"]], ids=["drawn", "plain"])
def test_going_back_and_keeping_the_old_answer_writes_nothing(desk, quick, act, argv) -> None:
    end = "\r" if argv else ""
    terminal = desk.open("decide", "--route", "quick", *argv)
    terminal.walks(*quick[:3])
    terminal.shows(quick[3].shows)
    before = desk.sessions[0].read_bytes()
    terminal.does(act("<" + end))
    terminal.shows(quick[2].shows)
    terminal.shows("To be heard")
    terminal.types("\r")
    terminal.shows(quick[3].shows)
    pauses(terminal)
    assert terminal.ends() == 130
    assert desk.sessions[0].read_bytes() == before


def test_going_back_over_a_choice_points_at_the_old_one(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.answers(quick[0])
    terminal.shows(quick[1].shows)
    terminal.does(act("<"))
    terminal.shows(quick[0].shows)
    terminal.listens()
    terminal.shows("point with")
    terminal.types("\r")
    terminal.shows(quick[1].shows)
    pauses(terminal)
    terminal.ends()
    assert value(desk, "triage.danger") == "no"
    assert not the_walk(desk).answers["triage.danger", ()].earlier


def test_there_is_nothing_before_the_first_question(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.shows(quick[0].shows)
    terminal.does(act("<"))
    terminal.shows("This is the first question.")
    pauses(terminal)
    assert terminal.ends() == 130


@pytest.mark.parametrize("argv", [[], ["--plain"]], ids=["drawn", "plain"])
def test_a_question_may_be_left_without_an_answer_with_a_reason(desk, quick, act, argv) -> None:
    end = "\r" if argv else ""
    terminal = desk.open("decide", "--route", "quick", *argv)
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.does(act(">" + end))
    terminal.shows("Leave this without an answer")
    terminal.listens()
    terminal.shows("Number" if argv else "point with")
    terminal.types("1\r")
    terminal.does(act("She has not said\r", prompt="because"))
    terminal.shows(quick[3].shows)
    pauses(terminal)
    terminal.ends()
    answer = the_walk(desk).answers["framing.wants", ()]
    assert answer.value is None
    assert answer.non
    assert answer.because == "She has not said"


@pytest.mark.parametrize("argv", [[], ["--plain"]], ids=["drawn", "plain"])
def test_an_answer_may_be_marked_as_not_sure_and_carry_a_note(desk, quick, act, argv) -> None:
    end = "\r" if argv else ""
    terminal = desk.open("decide", "--route", "quick", *argv)
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.does(act("!" + end))
    terminal.shows("Your answer will be marked: not sure.")
    terminal.does(act("#" + end))
    terminal.does(act("She said so twice\r", prompt="note:"))
    terminal.does(act("To be heard\r"))
    terminal.shows(quick[3].shows)
    pauses(terminal)
    terminal.ends()
    walk = the_walk(desk)
    assert walk.answers["framing.wants", ()].given.unsure
    assert walk.folded.notes["framing.wants", ()] == ("She said so twice",)


def test_signs_inside_a_text_are_text(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.does(act("Why? <now> #1 50% > 40% !\r"))
    terminal.shows(quick[3].shows)
    pauses(terminal)
    terminal.ends()
    assert value(desk, "framing.wants") == "Why? <now> #1 50% > 40% !"


def test_an_empty_answer_is_refused_in_words_and_asked_again(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.does(act("\r"))
    terminal.shows("cannot be empty")
    terminal.does(act("To be heard\r"))
    terminal.shows(quick[3].shows)
    pauses(terminal)
    assert terminal.ends() == 130


def test_a_passage_takes_several_lines(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:13])
    terminal.shows(quick[13].shows)
    terminal.does(act(f"one{ESC}\rtwo\r"))
    terminal.shows(quick[14].shows)
    pauses(terminal)
    terminal.ends()
    assert value(desk, "choosing.best-case") == "one\ntwo"


# pausing and going on


@pytest.mark.parametrize("argv", [[], ["--plain"]], ids=["drawn", "plain"])
def test_ctrl_c_at_every_question_pauses_and_resume_goes_on_at_that_question(desk, quick, argv) -> None:
    terminal = desk.open("decide", "--route", "quick", *argv)
    for at, ask in enumerate(quick):
        terminal.shows(ask.shows)
        terminal.listens()
        terminal.settles()
        terminal.types(CTRL_C)
        assert terminal.ends() == 130, ask.step
        assert ("Nothing was answered" if at == 0 else "Paused. Everything is kept") in terminal.words()
        terminal = desk.open(*(["decide", "--route", "quick"] if at == 0 else ["resume"]), *argv)
        terminal.answers(ask)
    terminal.shows("Nothing more to ask")
    terminal.listens()
    terminal.settles()
    terminal.types(CTRL_C)
    assert terminal.ends() == 130
    terminal = desk.open("resume", *argv)
    assert terminal.closes() == 0
    assert the_walk(desk).status == "decided"
    verifies(desk)


def test_ctrl_c_inside_a_list_or_at_a_reason_keeps_everything_before_it(desk, quick) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:6])
    for ask in (quick[6], quick[7]):
        for stop in range(len(ask.acts)):
            terminal.shows(ask.shows)
            for act in ask.acts[:stop]:
                terminal.does(act)
            if ask.acts[stop].before:
                terminal.shows(ask.acts[stop].before)
            terminal.listens()
            terminal.types(CTRL_C)
            assert terminal.ends() == 130
            terminal = desk.open("resume")
        terminal.answers(ask)
    terminal.walks(*quick[8:10])
    terminal.shows(quick[10].shows)
    terminal.does(quick[10].acts[0])
    terminal.listens()
    terminal.types(CTRL_C)
    assert terminal.ends() == 130
    terminal = desk.open("resume")
    terminal.walks(*quick[10:])
    assert terminal.closes() == 0
    verifies(desk)


def test_ctrl_d_pauses_too(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.does(act(CTRL_D))
    assert terminal.ends() == 130
    assert value(desk, "triage.duty") == "no"


CLEARED = "\x1b[2J\x1b[3J\x1b[H"


@pytest.mark.parametrize("at", range(0, 15, 2))
def test_ctrl_q_leaves_and_clears_the_screen_at_any_question(desk, quick, at) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:at])
    terminal.shows(quick[at].shows)
    terminal.listens()
    terminal.types(CTRL_Q)
    assert terminal.ends() == 130
    after = terminal.seen[terminal.seen.rindex(CLEARED) + len(CLEARED) :]
    assert re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", after).strip() == "", "nothing stands on the screen afterwards"


def test_ctrl_q_clears_the_screen_where_a_flag_holds_the_walk(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.shows(quick[0].shows)
    terminal.does(act("=Yes"))
    terminal.shows("STOP")
    terminal.listens()
    terminal.types(CTRL_Q)
    terminal.ends()
    assert CLEARED in terminal.seen


def test_exit_on_a_line_of_its_own_clears_a_plain_screen(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick", "--plain")
    terminal.shows(quick[0].shows)
    terminal.does(act("exit!\r"))
    assert terminal.ends() == 130
    assert CLEARED in terminal.seen


def test_a_stop_flag_holds_the_walk_until_somebody_says_what_was_done(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.shows(quick[0].shows)
    terminal.does(act("=Yes"))
    terminal.shows("STOP")
    terminal.does(act("=I leave now"))
    assert terminal.ends() == 6
    terminal = desk.open("resume")
    terminal.shows("STOP")
    terminal.does(act("=I have done something"))
    terminal.does(act("Called the duty line\r", prompt="What was done"))
    terminal.walks(quick[1])
    terminal.shows(quick[2].shows)
    pauses(terminal)
    assert terminal.ends() == 130
    assert the_walk(desk).folded.handled == {"triage.danger-now": "Called the duty line"}


def test_resume_without_a_name_takes_the_last_open_session(desk, quick, act) -> None:
    for text in ("first", "second"):
        terminal = desk.open("decide", "--route", "quick")
        terminal.walks(*quick[:2])
        terminal.shows(quick[2].shows)
        terminal.does(act(f"{text}\r"))
        terminal.shows(quick[3].shows)
        pauses(terminal)
        terminal.ends()
        time.sleep(1.1)  # a session's times are whole seconds
    names = {
        walk_of(path)[0].answers["framing.wants", ()].value: path.name.removesuffix(".jsonl") for path in desk.sessions
    }
    terminal = desk.open("resume")
    terminal.shows(f"Going on with {names['second']}")
    terminal.answers(quick[3])
    terminal.shows(quick[4].shows)
    pauses(terminal)
    terminal.ends()
    assert "framing.requires" in dict(
        walk_of(next(path for path in desk.sessions if names["second"] in path.name))[0].answers.keys()
    )


def test_resume_with_nothing_open_says_so(desk) -> None:
    terminal = desk.open("resume")
    assert terminal.ends() == 1
    assert "no session is open here" in terminal.words()


def test_going_deeper_asks_only_what_is_new(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick)
    assert terminal.closes() == 0
    before = {key: answer.given for key, answer in the_walk(desk).answers.items()}
    terminal = desk.open("resume", the_walk(desk).id, "--route", "standard")
    terminal.shows("How likely is serious harm")
    terminal.does(act("5 (1-15)\r"))
    terminal.shows("limits of confidentiality")
    pauses(terminal)
    assert terminal.ends() == 130
    for ask in quick:
        assert f"? {ask.shows}" not in terminal.words(), ask.step
    walk = the_walk(desk)
    assert walk.route.id == "standard"
    assert {key: walk.folded.answers[key].given for key in before} == before


def test_looking_over_and_changing_an_answer_before_closing(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick)
    terminal.shows("Nothing more to ask")
    terminal.does(act("=Look at all my answers"))
    terminal.shows("To be heard")
    terminal.does(act("=Change an answer"))
    terminal.does(act("=What does the client want"))
    terminal.shows("What does the client want")
    terminal.does(act(CTRL_U + "To be asked\r"))
    assert terminal.closes() == 0
    assert value(desk, "framing.wants") == "To be asked"
    assert the_walk(desk).status == "decided"


# what a terminal can bring


def test_a_paste_with_escapes_and_line_ends_becomes_one_clean_line(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.does(act(PASTE.format("one\rtwo\x1b[2J\nthree\tfour") + "\r"))
    terminal.shows(quick[3].shows)
    pauses(terminal)
    assert terminal.ends() == 130
    said = value(desk, "framing.wants")
    assert isinstance(said, str)
    assert said.isprintable()
    for word in ("one", "two", "three", "four"):
        assert word in said
    assert the_walk(desk).next.step.ref == "framing.requires"


def test_a_paste_into_a_menu_answers_nothing_by_itself(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.shows(quick[0].shows)
    terminal.does(act(PASTE.format("3\r3\r3\r")))
    terminal.types(CTRL_C)
    assert terminal.ends() == 130
    assert desk.sessions == []


def test_hostile_text_is_echoed_as_evidence(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick", "--plain")
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.types("\u202eflipped \u200b[red]x[/red]\r")
    terminal.shows(quick[3].shows)
    terminal.types("<\r")
    terminal.shows("⟨U+202E⟩flipped ⟨U+200B⟩[red]x[/red]")
    terminal.types(CTRL_C)
    assert terminal.ends() == 130


def test_a_long_answer_is_kept_whole(desk, quick, act) -> None:
    text = " ".join(f"word{at}" for at in range(1500))
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    terminal.does(act(PASTE.format(text) + "\r"))
    terminal.shows(quick[3].shows)
    pauses(terminal)
    assert terminal.ends() == 130
    assert value(desk, "framing.wants") == text


def test_bytes_of_a_latin_1_terminal_are_kept_as_text(desk, quick, act) -> None:
    terminal = desk.open(
        "decide", "--route", "quick", "--plain", LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    terminal.walks(*quick[:2])
    terminal.shows(quick[2].shows)
    os.write(terminal.child.child_fd, b"caf\xe9 \xff\r")
    terminal.shows(quick[3].shows)
    terminal.types(CTRL_C)
    assert terminal.ends() == 130
    said = value(desk, "framing.wants")
    assert isinstance(said, str)
    assert said.startswith("caf")
    said.encode("utf-8")


@pytest.mark.parametrize("at", [0, 2, 6, 13])
def test_a_terminal_that_shrinks_in_the_middle_of_a_question_is_no_matter(desk, quick, at) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:at])
    terminal.shows(quick[at].shows)
    terminal.listens()
    terminal.child.setwinsize(5, 10)
    terminal.types("x" if at in (2, 13) else "j")
    time.sleep(0.1)
    terminal.child.setwinsize(40, 100)
    time.sleep(0.1)
    terminal.types(CTRL_C)
    assert terminal.ends() == 130
    terminal = desk.open(*(["resume"] if at else ["decide", "--route", "quick"]))
    terminal.walks(*quick[at:])
    assert terminal.closes() == 0


def test_a_whole_walk_in_a_tiny_terminal_ends_well(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick", size=(5, 24))
    terminal.listens()
    terminal.types("1\r")
    terminal.listens()
    terminal.types("1\r")
    terminal.listens()
    terminal.types("heard\r")
    terminal.listens()
    terminal.types(CTRL_C)
    assert terminal.ends() == 130
    assert value(desk, "framing.wants") == "heard"


HOLDING = """
import os, subprocess, sys, termios
child = subprocess.Popen(sys.argv[1:])
print("child", child.pid, flush=True)
child.wait()
print("code", child.returncode, flush=True)
"""


@pytest.mark.parametrize("argv", [[], ["--plain"]], ids=["drawn", "plain"])
@pytest.mark.parametrize("at", [0, 2], ids=["menu", "text"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["TERM", "HUP"])
def test_a_signal_leaves_the_terminal_as_it_was(desk, quick, number, code, at, argv, tmp_path) -> None:
    script = tmp_path / "holding.py"
    script.write_text(HOLDING)
    terminal = desk.open("decide", "--route", "quick", *argv)
    terminal.child.close(force=True)
    inner = [sys.executable, "-m", "ethics_cli", "decide", "--route", "quick", *argv]
    terminal = type(terminal)([sys.executable, str(script), *inner], desk.env())
    desk.opened.append(terminal)
    terminal.plain = bool(argv)
    terminal.shows("child ")
    terminal.child.expect(r"(\d+)")
    pid = int(terminal.child.match.group(1))
    before = settings_of(terminal)
    terminal.walks(*quick[:at])
    terminal.shows(quick[at].shows)
    terminal.listens()
    if not argv:
        assert wait_for(lambda: settings_of(terminal) != before), "the prompt changes how the terminal is set"
    time.sleep(0.2)  # the prompt is drawn in full
    os.kill(pid, number)
    terminal.shows(f"code {code}")
    assert settings_of(terminal) == before
    if not argv:
        terminal._keep()
        assert terminal.seen.rfind("\x1b[?2004l") > terminal.seen.rfind("\x1b[?2004h"), "bracketed paste is off again"
        assert terminal.seen.rfind("\x1b[?25h") > terminal.seen.rfind("\x1b[?25l"), "the cursor is shown again"
    terminal.ends()
    if at:
        assert value(desk, "triage.duty") == "no"
        verifies(desk)


def wait_for(holds) -> bool:
    for _ in range(200):
        if holds():
            return True
        time.sleep(0.01)
    return False


def test_a_window_that_is_closed_loses_nothing_that_was_answered(desk, quick) -> None:
    terminal = desk.open("decide", "--route", "quick")
    terminal.walks(*quick[:4])
    terminal.shows(quick[4].shows)
    terminal.listens()
    terminal.child.ptyproc.fileobj.close()
    assert wait_for(lambda: not terminal.child.isalive()), "the program ends with its window"
    assert value(desk, "framing.requires") == "Pass it on"
    verifies(desk)
    assert (
        json.loads(
            subprocess.run(
                [sys.executable, "-m", "ethics_cli", "list", "--json"],
                env=desk.env(),
                capture_output=True,
                text=True,
                timeout=30,
                check=False,
            ).stdout
        )["sessions"][0]["next"]
        == "framing.rubs"
    )


def test_a_second_terminal_is_refused_while_the_first_holds_the_session(desk, quick, act) -> None:
    first = desk.open("decide", "--route", "quick")
    first.walks(*quick[:2])
    first.shows(quick[2].shows)
    first.listens()
    second = desk.open("resume")
    assert second.ends() == 5
    assert "open in another terminal" in second.words()
    first.types("To be heard\r")
    first.shows(quick[3].shows)
    pauses(first)
    assert first.ends() == 130
    assert value(desk, "framing.wants") == "To be heard"
