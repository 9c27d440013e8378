"""README prints what is so: its excerpt stands in a real record, and its commands are the ones that CI runs."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_excerpt_is_from_the_record_of_the_demo() -> None:
    excerpt = re.search(r"```markdown\n(.*?)```", README, re.DOTALL)
    record = (ROOT / "tests" / "golden" / "coworker-conduct.md").read_text(encoding="utf-8").split("\n")
    assert excerpt is not None
    lines = [line for line in excerpt.group(1).split("\n") if line.strip() and line != "…"]
    assert len(lines) > 10
    assert [line for line in lines if line not in record] == []


def test_two_commands_do_all_the_setting_up() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert [command.rpartition(" ")[2] for command in commands] == ["decide", "pytest"]
    assert all("--require-hashes" in command for command in commands)


def test_ci_takes_the_test_command_from_readme() -> None:
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
