from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from ethics_cli.cli.main import COMMANDS

CANARY = "Canary9137"
PRINTED = re.compile(
    r"(?:[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u2028\u2029\ufeff\ud800-\udfff]|\n|\x1b\[[0-9;]*m)*"
)
HOSTILE = (
    "\x1b[2J\x1b]0;title\x07 [red]bold[/red] :smile: [/nothing] a\rb \x9b2J "
    "\u202eflipped\u202c \u200bhidden\ufeff \u2028 {answer} {framing.wants} <b> `x` | y & z"
)


def clean_output(done: subprocess.CompletedProcess[str]) -> str:
    """Both streams, checked: no traceback, no bug report, and the output grammar."""
    whole = done.stdout + done.stderr
    assert "Traceback" not in whole
    assert done.returncode != 3, whole
    match = PRINTED.match(whole)
    assert match is not None
    assert match.end() == len(whole), f"at {match.end()}: {whole[match.end() : match.end() + 20]!r}"
    return whole


# the published codes


def test_0_when_all_is_fine(decided, session_id: str) -> None:
    done = decided("verify", session_id)
    assert done.returncode == 0
    clean_output(done)


def test_1_when_something_was_found(decided, session_id: str) -> None:
    path = decided.sessions[0]
    path.write_bytes(path.read_bytes().replace(b"To be heard", b"To be feard"))
    for argv in (["verify", session_id], ["show", session_id], ["list"], ["doctor"]):
        done = decided(*argv)
        assert done.returncode == 1, argv
        clean_output(done)


@pytest.mark.parametrize(
    "argv",
    [
        ["frobnicate"],
        ["decide", "--no-such-option"],
        ["decide", "--route", "nope"],
        ["decide", "--lens", "nope"],
        ["decide", "--lens", "triage"],
        ["decide", "--set", "no-equals-sign"],
        ["decide", "--answers", "no-such-file.yaml"],
        ["decide", "--answers", "."],
        ["blank", "nope"],
        ["schema", "nope"],
        ["frameworks", "show", "nope"],
        ["frameworks", "draw"],
        ["show"],
        ["amend", "x"],
        ["demo", "--fast", "--walk", "nope"],
    ],
    ids=" ".join,
)
def test_2_when_the_command_line_cannot_be_understood(ethics, argv: list[str]) -> None:
    done = ethics(*argv)
    assert done.returncode == 2
    clean_output(done)
    assert done.stdout == ""
    assert ethics.sessions == []


def test_4_when_answers_are_missing_and_nobody_is_there_to_ask(ethics) -> None:
    done = ethics("decide", "--route", "quick", "--set", "triage.danger=no")
    assert done.returncode == 4
    for step in ("triage.duty", "framing.wants", "framing.kind"):
        assert step in clean_output(done)
    (kept,) = ethics.sessions
    assert kept.name.removesuffix(".jsonl") in done.stderr


def test_5_when_another_process_holds_the_session(decided, session_id: str) -> None:
    import fcntl

    lock = decided.sessions[0].with_name(f".{session_id}.jsonl.lock")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = decided("resume", session_id)
    assert done.returncode == 5
    assert "open in another terminal" in clean_output(done)
    assert decided("resume", session_id).returncode == 0


def test_6_when_a_stop_flag_holds_the_walk(ethics, quick_text: str) -> None:
    stopped = quick_text.replace("triage.danger: no", "triage.danger: yes")
    done = ethics("decide", "--answers", ethics.write("a.yaml", stopped))
    assert done.returncode == 6
    assert "triage.danger-now" in clean_output(done)
    answered = [
        event["step"]
        for event in map(json.loads, ethics.sessions[0].read_text("utf-8").splitlines())
        if event.get("kind") == "answer.given"
    ]
    assert answered == ["triage.danger"], "nothing more is asked"
    ident = ethics.sessions[0].name.removesuffix(".jsonl")
    handled = stopped.replace("answers:", "handled:\n  triage.danger-now: Called the duty line\nanswers:", 1)
    done = ethics("resume", ident, "--answers", ethics.write("b.yaml", handled))
    assert done.returncode == 0, done.stderr
    assert "Called the duty line" in ethics("show", ident).stdout
    assert ethics("verify", ident).returncode == 0


def test_a_handled_flag_in_the_answers_file_lets_the_walk_go_on(ethics, quick_text: str) -> None:
    handled = quick_text.replace("triage.danger: no", "triage.danger: yes").replace(
        "answers:", "handled:\n  triage.danger-now: Called the duty line\nanswers:", 1
    )
    assert ethics("decide", "--answers", ethics.write("a.yaml", handled)).returncode == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_the_program_with_its_own_code_and_no_words_of_python(ethics, number: int, code: int) -> None:
    process = subprocess.Popen(
        ethics.argv("decide", "--answers", "-"),
        env=ethics.environment(PYTHONUNBUFFERED="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until_reading(process.pid)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err


def wait_until_reading(pid: int) -> None:
    """Until the process sleeps in a read of its standard input."""
    for _ in range(400):
        try:
            if (
                Path(f"/proc/{pid}/wchan").read_text() in ("pipe_read", "anon_pipe_read")
                or "0x0" in Path(f"/proc/{pid}/syscall").read_text().split()[1:2]
            ):
                return
        except OSError:
            time.sleep(1)
            return
        time.sleep(0.01)


# nobody at the keyboard: nothing hangs


@pytest.mark.parametrize("how", ["null", "closed", "empty pipe", "open pipe"])
@pytest.mark.parametrize("argv", [["decide"], ["decide", "--route", "quick"], ["decide", "--plain"]], ids=" ".join)
def test_decide_without_a_terminal_or_answers_names_the_steps_and_keeps_nothing(
    ethics, how: str, argv: list[str]
) -> None:
    env = ethics.environment()
    if how == "null":
        done = subprocess.run(
            ethics.argv(*argv),
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    elif how == "closed":
        done = subprocess.run(
            ["sh", "-c", 'exec "$@" <&-', "sh", *ethics.argv(*argv)],
            env=env,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    elif how == "empty pipe":
        done = subprocess.run(
            ethics.argv(*argv), env=env, input="", capture_output=True, text=True, timeout=20, check=False
        )
    else:
        reader, writer = os.pipe()
        try:
            done = subprocess.run(
                ethics.argv(*argv), env=env, stdin=reader, capture_output=True, text=True, timeout=20, check=False
            )
        finally:
            os.close(reader)
            os.close(writer)
    assert done.returncode == 4, done.stderr
    assert "triage.danger" in clean_output(done)
    assert ethics.sessions == []
    assert list((ethics.home / "sessions").iterdir()) == []


@pytest.mark.parametrize("stream", [1, 2])
def test_a_closed_output_stream_is_no_bug(decided, session_id: str, stream: int) -> None:
    before = decided.sessions[0].read_bytes()
    for argv in (["list"], ["show", session_id], ["verify", session_id], ["show", "nope"]):
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {stream}>&-', "sh", *decided.argv(*argv)],
            env=decided.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        assert done.returncode in (0, 1), (argv, done.stderr)
    assert decided.sessions[0].read_bytes() == before


@pytest.mark.parametrize(
    "argv",
    [["frameworks", "show", "framing"], ["schema", "framework"], ["blank", "full"], ["frameworks", "list"]],
    ids=" ".join,
)
def test_a_reader_that_stops_reading_is_no_error(ethics, argv: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        ethics.argv(*argv),
        env=ethics.environment(),
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        timeout=20,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_missing_answers_keep_the_session_and_resume_completes_it(ethics, quick_text: str) -> None:
    partial = "".join(
        line for line in quick_text.splitlines(keepends=True) if "framing.rubs" not in line and "look-again" not in line
    )
    done = ethics("decide", "--answers", ethics.write("partial.yaml", partial))
    assert done.returncode == 4
    assert "framing.rubs" in done.stderr
    assert "acting.look-again" in done.stderr
    assert "framing.wants" not in done.stderr
    (path,) = ethics.sessions
    before = path.read_bytes().splitlines()[:-1]
    ident = path.name.removesuffix(".jsonl")
    done = ethics("resume", ident, "--answers", ethics.write("whole.yaml", quick_text))
    assert done.returncode == 0, done.stderr
    assert path.read_bytes().splitlines()[: len(before)] == before, "what was answered stays as it was"
    assert (ethics.home / "records" / f"{ident}.md").is_file()
    assert ethics("verify", ident).returncode == 0


def test_answers_may_come_from_stdin(ethics, quick_text: str) -> None:
    done = ethics("decide", "--answers", "-", stdin=quick_text)
    assert done.returncode == 0, done.stderr
    assert len(ethics.sessions) == 1


def test_set_gives_one_answer_and_wins_over_the_file(ethics, quick_text: str) -> None:
    done = ethics(
        "decide",
        "--answers",
        ethics.write("a.yaml", quick_text),
        "--set",
        "framing.wants=Another wish",
        "--set",
        "choosing.best-case=[a]",
        "--json",
    )
    assert done.returncode == 2, "a list is no passage"
    done = ethics(
        "decide", "--answers", ethics.write("a.yaml", quick_text), "--set", "framing.wants=Another wish", "--json"
    )
    assert done.returncode == 0, done.stderr
    shown = ethics("show", json.loads(done.stdout)["session"]).stdout
    assert "Another wish" in shown
    assert "To be heard" not in shown


def test_json_says_how_it_ended(ethics, quick_text: str) -> None:
    done = ethics("decide", "--answers", ethics.write("a.yaml", quick_text), "--json")
    outcome = json.loads(done.stdout)
    assert outcome["status"] == "decided"
    assert Path(outcome["record"]).is_file()
    done = ethics("decide", "--route", "quick", "--set", "triage.danger=no", "--json")
    assert done.returncode == 4
    outcome = json.loads(done.stdout)
    assert (outcome["status"], outcome["next"], outcome["record"]) == ("open", "triage.duty", "")


# bad answers


def place_of(text: str, part: str) -> str:
    """Line and column of a part in a text."""
    at = text.index(part)
    return f"{text[:at].count(chr(10)) + 1}:{at - text.rfind(chr(10), 0, at)}"


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("triage.danger: no", f"triage.danger: {CANARY}", CANARY),
        ("framing.kind: dilemma", f"framing.kind: [{CANARY}]", f"[{CANARY}"),
        ("framing.wants: To be heard", "framing.wants: {a: b}", "{a"),
        ("value: Wait a week, because", f"value: {CANARY}, because", CANARY),
        ("{value: for, because: The choice stays hers}", f"{{value: {CANARY}, because: x}}", CANARY),
        ("acting.look-again: 2030-01-07", f"acting.look-again: {CANARY}", CANARY),
        ("against: It may go on}", f"against: It may go on, unknown-{CANARY.lower()}: x}}", ""),
        ("triage.duty: no", f"triage.duty: {{skip: {CANARY}}}", ""),
        ("triage.duty: no", f"triage.duty: {{skip: [{CANARY}]}}", ""),
        ("triage.duty: no", "triage.duty: " + "9" * 5000, ""),
    ],
)
def test_a_bad_answer_names_its_place_in_the_file_and_not_what_it_says(
    ethics, quick_text: str, old: str, new: str, part: str
) -> None:
    assert old in quick_text
    text = quick_text.replace(old, new)
    file = ethics.write("case.yaml", text)
    done = ethics("decide", "--answers", file)
    whole = clean_output(done)
    assert done.returncode == 2
    assert re.search(rf"^{re.escape(file)}:\d+:\d+: ", done.stderr, re.MULTILINE), done.stderr
    if part:
        line = place_of(text, part).partition(":")[0]
        assert f"{file}:{line}:" in done.stderr
    assert CANARY not in whole


def test_an_answer_that_was_left_empty_is_named(ethics, quick_text: str) -> None:
    done = ethics(
        "decide", "--answers", ethics.write("a.yaml", quick_text.replace("triage.duty: no", "triage.duty: ''"))
    )
    assert done.returncode in (2, 4)
    assert "triage.duty" in done.stderr


def test_an_unknown_step_is_met_with_the_one_that_was_meant(ethics) -> None:
    file = ethics.write("case.yaml", "route: quick\nanswers:\n  triage.danger: no\n  framing.wnats: x\n")
    done = ethics("decide", "--answers", file)
    assert done.returncode == 2
    assert f"{file}:4:3: " in done.stderr
    assert "did you mean `framing.wants`?" in done.stderr
    assert ethics.sessions == []
    done = ethics("decide", "--set", "traige.danger=no")
    assert done.returncode == 2
    assert "did you mean `triage.danger`?" in done.stderr


def test_every_unknown_step_is_named_at_once(ethics) -> None:
    done = ethics("decide", "--answers", ethics.write("a.yaml", "answers:\n  a.b: x\n  c.d: y\n"))
    assert done.returncode == 2
    assert "`a.b`" in done.stderr
    assert "`c.d`" in done.stderr


@pytest.mark.parametrize(
    "text",
    ["", "answers: [\n", "answers: {a: 1, a: 2}\n", "&x a: b\n", "\x1b[2J", "answers: x\n", "anwsers: {}\n"],
    ids=["empty", "open", "twice", "anchor", "escape", "text", "typo"],
)
def test_an_answers_file_of_the_wrong_form_is_refused_with_its_place(ethics, text: str) -> None:
    file = ethics.write("a.yaml", text)
    done = ethics("decide", "--answers", file)
    assert done.returncode in (1, 2)
    assert done.stderr.startswith(f"{file}:")
    clean_output(done)
    assert ethics.sessions == []


# canary


def failing_commands(session: str) -> list[list[str]]:
    return [
        ["show", session],
        ["verify", session],
        ["resume", session],
        ["resume", session, "--set", "triage.danger=no"],
        ["record", session],
        ["record", session, "--format", "json"],
        ["answers", session],
        ["amend", session, "framing.wants", "--value", "x", "--reason", "y"],
        ["list"],
        ["doctor"],
        [],
    ]


@pytest.mark.parametrize("damage", ["changed", "cut", "doubled", "extra"])
def test_the_words_of_a_damaged_session_never_appear(ethics, quick_text: str, damage: str) -> None:
    ethics(
        "decide",
        "--answers",
        ethics.write("a.yaml", quick_text.replace("To be heard", CANARY).replace("Wait a week", CANARY)),
        "--title",
        CANARY,
    )
    path = ethics.sessions[0]
    raw = path.read_bytes()
    assert CANARY.encode() in raw
    path.write_bytes(
        {
            "changed": raw.replace(CANARY.encode(), CANARY.encode() + b"x", 1),
            "cut": raw[: raw.rindex(CANARY.encode()) + 6],
            "doubled": raw.replace(b'"seq":3', f'"{CANARY}":3,"seq":3'.encode()),
            "extra": raw + CANARY.encode() + b"\n",
        }[damage]
    )
    for argv in failing_commands(path.name.removesuffix(".jsonl")):
        done = ethics(*argv)
        assert CANARY not in clean_output(done), argv


def test_words_given_on_the_command_line_never_come_back_in_an_error(decided, session_id: str) -> None:
    for argv in (
        ["amend", session_id, "framing.kind", "--value", CANARY, "--reason", CANARY],
        ["amend", session_id, "choosing.choice", "--value", CANARY, "--because", CANARY, "--reason", CANARY],
        ["amend", session_id, "acting.look-again", "--value", CANARY, "--reason", CANARY],
        ["amend", session_id, "options.options", "--value", f"[{CANARY}", "--reason", CANARY],
        ["amend", session_id, "choosing.choice", "--value", f"{{choice: {CANARY}}}", "--reason", CANARY],
        ["decide", "--route", "quick", "--set", f"triage.danger={CANARY}"],
        ["decide", "--route", "quick", "--set", f"triage.danger={{value: {CANARY}}}"],
        ["decide", "--route", "quick", "--set", f"triage.danger=no, {CANARY}", "--title", CANARY],
        ["decide", "--route", "quick", "--set", "triage.danger=no", "--set", f"framing.wants={CANARY}"],
    ):
        done = decided(*argv)
        assert done.returncode != 0, argv
        assert CANARY not in done.stderr, argv
        clean_output(done)


# locales, colour, help


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_an_old_locale_breaks_nothing(ethics, quick_text: str, encoding: str) -> None:
    env = ethics.environment(
        LANG="C",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        **({"PYTHONIOENCODING": encoding} if encoding != "ascii" else {}),
    )
    text = quick_text.replace("To be heard", "Gehört werden – “ohne Umweg” مرحبا")
    for argv in (
        ["decide", "--answers", ethics.write("a.yaml", text), "--title", "Caf\u00e9"],
        ["list"],
        ["verify"],
        ["frameworks", "list"],
        ["frameworks", "show", "framing"],
        ["--help"],
        ["doctor"],
        ["blank"],
        ["schema"],
    ):
        done = subprocess.run(
            ethics.argv(*argv), env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, (argv, done.stderr)
        assert b"Traceback" not in done.stderr
    (path,) = ethics.sessions
    assert "Gehört werden – “ohne Umweg” مرحبا" in path.read_text("utf-8")
    for argv in (["show", path.name[:8]], ["answers", path.name[:8]], ["record", path.name[:8], "--to", "-"]):
        done = subprocess.run(
            ethics.argv(*argv), env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, (argv, done.stderr)


def test_bytes_that_are_no_text_in_an_argument_break_nothing(ethics) -> None:
    env = ethics.environment(LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    for argv in (
        [
            b"decide",
            b"--route",
            b"quick",
            b"--set",
            b"triage.danger=no",
            b"--set",
            b"framing.wants=m\xe9decin \xff",
            b"--title",
            b"caf\xe9",
        ],
        [b"doctor", b"--set-profession", b"m\xe9decin"],
        [b"show", b"\xff\xfe"],
        [b"\xff"],
        [b"amend", b"\xff", b"\xff"],
    ):
        done = subprocess.run(
            [*(part.encode() for part in ethics.argv()), *argv],
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode in (0, 1, 2, 4), (argv, done.stderr)
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "change",
    [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, {}],
    ids=["NO_COLOR", "dumb", "both", "piped"],
)
def test_piped_output_holds_no_escape(decided, session_id: str, change: dict[str, str]) -> None:
    for argv in (
        ["list"],
        ["show", session_id],
        ["verify", session_id],
        ["doctor"],
        ["frameworks", "list"],
        ["frameworks", "show", "framing"],
        [],
        ["--help"],
        ["decide", "--route", "nope"],
    ):
        done = decided(*argv, **change)
        assert "\x1b" not in done.stdout + done.stderr, argv


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(ethics, command: str) -> None:
    done = ethics(command, "--help")
    assert done.returncode == 0
    assert clean_output(done).startswith(f"Usage: ethics {command} ")
    assert COMMANDS[command][1] in " ".join(done.stdout.split())


def test_help_names_every_command_with_its_line(ethics) -> None:
    done = ethics("--help")
    assert done.returncode == 0
    for name, (_, line, _) in COMMANDS.items():
        assert f"{name} " in done.stdout
        assert line[:20] in done.stdout


def test_a_command_that_is_near_to_another_says_so(ethics) -> None:
    done = ethics("decid")
    assert done.returncode == 2
    assert "Did you mean 'decide'?" in done.stderr


# the output grammar


@pytest.fixture
def hostile(ethics, quick_text: str):
    """A home with a session in which every text that can be typed is hostile."""
    said = json.dumps(HOSTILE)
    long = json.dumps("\u202e" + "x" * 3000 + " " + HOSTILE)
    text = f"""\
route: quick
profession: {said}
answers:
  triage.danger: {{value: no, note: {said}}}
  triage.duty: {{skip: unknown, because: {said}}}
  framing.wants: {said}
  framing.requires: {long}
  framing.rubs: {said}
  framing.kind: dilemma
  options.options:
    - {{label: {said}, for: {said}, against: {long}}}
    - {{label: "second [bold] \\e[2J", for: {said}, against: {said}}}
  options.lens: autonomy
  autonomy.stands:
    A: {{value: against, because: {said}}}
    B: {{value: for, because: {long}}}
  choosing.choice: {{value: B, because: {said}}}
  choosing.best-case: {said}
  acting.look-again: 2030-01-07
"""
    done = ethics("decide", "--answers", ethics.write("hostile.yaml", text), "--title", HOSTILE)
    assert done.returncode == 0, done.stderr
    clean_output(done)
    ethics.id = ethics.sessions[0].name.removesuffix(".jsonl")
    ethics("amend", ethics.id, "framing.wants", "--value", HOSTILE + " changed", "--reason", HOSTILE, "--yes")
    return ethics


@pytest.mark.parametrize("columns", ["20", "40", "80", "200"])
def test_hostile_text_comes_out_as_printable_characters_only(hostile, columns: str) -> None:
    for argv in (
        [],
        ["list"],
        ["list", "--json"],
        ["show", hostile.id],
        ["show", hostile.id, "--all"],
        ["show", hostile.id, "--json"],
        ["record", hostile.id, "--to", "-"],
        ["record", hostile.id, "--format", "json"],
        ["answers", hostile.id],
        ["verify", hostile.id],
        ["verify", "--json"],
        ["doctor"],
        ["amend", hostile.id, "framing.kind", "--value", "plain"],
        ["amend", hostile.id, f"framing.{HOSTILE}", "--value", "x"],
        ["show", HOSTILE],
        ["decide", "--set", f"{HOSTILE}=x"],
        ["decide", "--route", HOSTILE],
        ["decide", "--lens", HOSTILE],
        ["decide", "--answers", "/no/" + HOSTILE.replace("\x07", "")],
        ["frameworks", "show", HOSTILE],
        ["schema", HOSTILE],
        [HOSTILE],
        ["decide", f"--{HOSTILE}"],
        ["resume", hostile.id],
    ):
        clean_output(hostile(*argv, COLUMNS=columns))


def test_what_looks_like_markup_is_shown_as_it_was_typed(hostile) -> None:
    shown = " ".join(hostile("show", hostile.id, COLUMNS="100").stdout.split())
    assert "[red]bold[/red] :smile: [/nothing]" in shown
    assert "⟨U+202E⟩flipped⟨U+202C⟩" in shown


def test_hostile_text_from_a_home_of_ones_own_is_shown_as_evidence(ethics) -> None:
    home = ethics.folder / "h\u202eome \x1b[2J"
    for argv in (["doctor"], ["decide", "--route", "quick", "--set", "triage.danger=no"], ["list"], ["verify"]):
        clean_output(ethics(*argv, "--home", str(home)))
