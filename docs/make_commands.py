"""Print docs/reference/commands.md: the program's own help for every command, in the order of its command table.

Run it with `just docs`. A test compares the page with what this prints.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from ethics_cli.cli.main import COMMANDS, GROUPS

HEAD = """# Commands

Made by `docs/make_commands.py` from the program's own help; do not edit it by hand. What the exit codes mean stands in
[exit-codes.md](exit-codes.md). What you ask for goes to stdout; what is said about it goes to stderr.
"""


def help_of(*names: str) -> str:
    """What `ethics … --help` prints, at 80 columns."""
    env = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    found = subprocess.run(
        [sys.executable, "-m", "ethics_cli", *names, "--help"], env=env, capture_output=True, check=True
    )
    return "\n".join(line.rstrip() for line in found.stdout.decode("utf-8").strip().splitlines())


def page() -> str:
    """The whole page."""
    with ThreadPoolExecutor() as pool:
        helps = dict(
            zip(
                ["", *COMMANDS], pool.map(lambda name: help_of(*([name] if name else [])), ["", *COMMANDS]), strict=True
            )
        )
    parts = [HEAD, f"## ethics\n\n```text\n{helps['']}\n```\n"]
    for group in GROUPS:
        for name, (_, _, of) in COMMANDS.items():
            if of == group:
                parts.append(f"## ethics {name}\n\n```text\n{helps[name]}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
