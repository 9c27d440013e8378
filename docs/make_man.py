"""Write docs/ethics.1, the man page: the program's own help as roff. Run it with `just docs`; the wheel installs it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from make_commands import help_of

from ethics_cli.cli.main import ABOUT, COMMANDS, GROUPS
from ethics_cli.render.visible import plain_signs

FILES = (
    ("ETHICS_HOME", "Where sessions live; the platform's data folder without it."),
    ("ETHICS_CACHE", "Where what can be made again is kept. Nothing of a case."),
    ("ETHICS_IDENTITY", "A file or a descriptor with the key that opens protected sessions."),
    ("ACCESSIBLE", "Prompts line by line, nothing repainted, for screen readers."),
    ("NO_COLOR", "No colour."),
)
CODES = (
    ("0", "fine"),
    ("1", "something was found: findings, a broken chain, problems in content"),
    ("2", "the command line was not understood"),
    ("3", "a fault of the program"),
    ("4", "answers are missing and there is nobody to ask"),
    ("5", "the session is held by another process"),
    ("6", "stopped by a flag that nobody has handled"),
    ("130", "paused by Ctrl-C"),
)


def page() -> str:
    """The whole page as roff."""
    return "\n".join(
        [
            '.TH ETHICS 1 "" "" "User Commands"',
            ".SH NAME",
            "ethics \\- a decision aid for ethical dilemmas in client work",
            ".SH SYNOPSIS",
            ".B ethics",
            "[\\-\\-identity FILE] COMMAND [ARGS]",
            ".SH DESCRIPTION",
            _safe(ABOUT),
            *_commands(),
            ".SH EXIT STATUS",
            *_listed(CODES),
            ".SH ENVIRONMENT",
            *_listed(FILES),
            ".SH SEE ALSO",
            ".BR age (1),",
            ".BR ssh\\-keygen (1)",
            "",
        ]
    )


def _commands() -> Iterator[str]:
    for group in GROUPS:
        names = [name for name, (_, _, of) in COMMANDS.items() if of == group]
        if names:
            yield f".SH {group.upper()}"
        for name in names:
            usage, _, rest = help_of(name).partition("\n\n")
            yield f".SS {_safe(' '.join(usage.removeprefix('Usage: ').split()))}"
            yield from (".nf", *map(_safe, rest.splitlines()), ".fi")


def _listed(rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, said in rows:
        yield from (".TP", f".B {_safe(name)}", _safe(said))


def _safe(line: str) -> str:
    """Text that roff takes as text."""
    line = re.sub(r"\\", r"\\e", plain_signs(line)).replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
