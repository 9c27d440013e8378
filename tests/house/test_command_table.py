"""The command table says what the commands say: it is written by hand so that help needs no imports."""

from __future__ import annotations

import importlib
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ethics_cli.cli.main import COMMANDS, GROUPS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ethics_cli" / "cli"


def ethics(*arguments: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ,
        "ETHICS_HOME": str(tmp_path / "home"),
        "ETHICS_CACHE": str(tmp_path / "cache"),
        "COLUMNS": "100",
    }
    command = [sys.executable, "-m", "ethics_cli", *arguments]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, timeout=60
    )


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_loads_and_its_first_sentence_is_its_line_in_the_table(name: str) -> None:
    module, line, group = COMMANDS[name]
    command = importlib.import_module(f"ethics_cli.cli.{module}").command
    assert inspect.getdoc(command) is not None
    assert str(inspect.getdoc(command)).split("\n")[0] == line
    assert group in GROUPS


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_explains_itself_and_every_option_it_takes(name: str, tmp_path: Path) -> None:
    told = ethics(name, "--help", tmp_path=tmp_path)
    assert told.returncode == 0, told.stderr
    assert f"Usage: ethics {name}" in told.stdout
    assert COMMANDS[name][1] in " ".join(told.stdout.split())
    unexplained = [line for line in told.stdout.splitlines() if re.fullmatch(r"  --[a-z-]+( [A-Z|]+)?", line.rstrip())]
    explained = [line for line in unexplained if re.search(rf"{re.escape(line)}\n {{10,}}\S", told.stdout)]
    assert unexplained == explained
    assert told.stderr == ""


def test_help_lists_every_command_with_its_line(tmp_path: Path) -> None:
    told = " ".join(ethics("--help", tmp_path=tmp_path).stdout.split())
    for name, (_, line, group) in COMMANDS.items():
        assert f"{name} {line}" in told
        assert f"{group}:" in told


def test_a_module_that_holds_a_command_is_in_the_table() -> None:
    holding = {
        path.stem
        for path in SOURCE.glob("*.py")
        if re.search(r"^def command\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert holding == {module for module, _, _ in COMMANDS.values()}


def test_a_mistyped_command_is_answered_with_the_nearest_one(tmp_path: Path) -> None:
    told = ethics("verfy", tmp_path=tmp_path)
    assert told.returncode == 2
    assert "Did you mean 'verify'?" in told.stderr


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_is_mentioned_in_the_readme(name: str) -> None:
    assert re.search(rf"\bethics {name}\b", (ROOT / "README.md").read_text(encoding="utf-8"))
