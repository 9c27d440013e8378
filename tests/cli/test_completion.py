"""Completion scripts name every command and option, parse in their shell, and ask for nothing but ids."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from ethics_cli.cli.main import COMMANDS


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_names_every_command_and_parses_in_its_shell(ethics, shell) -> None:
    told = ethics("completion", shell)

    assert told.returncode == 0, told.stderr
    assert [name for name in COMMANDS if name not in told.stdout] == []
    assert "--route" in told.stdout or "-l route" in told.stdout
    if shutil.which(shell):
        parsed = subprocess.run([shell, "-n"], input=told.stdout, capture_output=True, text=True, check=False)
        assert parsed.returncode == 0, parsed.stderr


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "wanted"), [("ethics sho", "show"), ("ethics show --js", "--json"), ("ethics show SES", "SESSION")]
)
def test_bash_completes_commands_options_and_sessions(decided, session_id, words, wanted) -> None:
    script = decided.write("ethics.bash", decided("completion", "bash").stdout)
    words, wanted = (one.replace("SESSION", session_id).replace("SES", session_id[:4]) for one in (words, wanted))
    program = decided.folder / "ethics"
    program.write_text(f'#!/bin/sh\nexec {" ".join(decided.argv())} "$@"\n', "utf-8")
    program.chmod(0o755)
    ask = (
        f'source {script}; COMP_WORDS=({words}); COMP_CWORD={len(words.split()) - 1}; _ethics; echo "${{COMPREPLY[@]}}"'
    )

    env = decided.environment()
    env["PATH"] = f"{decided.folder}:{env['PATH']}"
    told = subprocess.run(["bash", "-c", ask], env=env, capture_output=True, text=True, check=True)

    assert wanted in told.stdout.split()


def test_sessions_are_named_by_their_files_without_being_read(decided, session_id) -> None:
    decided("protect", "--yes")
    (decided.home / "keys" / "identity.txt").unlink()

    assert decided("completion", "sessions").stdout == f"{session_id}\n"


def test_another_shell_is_refused(ethics) -> None:
    assert ethics("completion", "tcsh").returncode == 2
