"""What doctor says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import typer

from ethics_cli.app.doctor import Check, examine
from ethics_cli.app.doctor_setup import Machine, set_up
from ethics_cli.cli.places import home_at, library_for, settings_of
from ethics_cli.cli.screen import BOLD, DIM, STOP, Screen, is_interactive, product, wants_plain
from ethics_cli.files.home import cache_folder
from ethics_cli.files.library import Library
from ethics_cli.files.settings import MONTHS, Settings, is_months, write_settings
from ethics_cli.problems import EthicsError, Exit, wrong
from ethics_cli.render.plain_table import wrapped


def run(home_path: Path | None, wanted: Settings, *, as_json: bool) -> None:
    """Keep what is to be set, look at everything and say how it stands; exit 1 when something is not in order."""
    home = home_at(home_path)
    changes = {name: value for name, value in wanted._asdict().items() if value}
    odd = next((name for name in MONTHS if name in changes and not is_months(changes[name])), "")
    if odd:
        hint = "write a number of months, such as 24"
        raise wrong(
            "settings.months", f"{odd.replace('_', ' ')}: this is not a number of months", hint, exit_code=Exit.USAGE
        )
    if changes:
        write_settings(home.config, settings_of(home)._replace(**changes))
    library: Library | None = None
    refused = ""
    try:
        library = library_for(home)
    except EthicsError as fault:
        refused = f"{len(fault.problems)} problems in content"
    held = examine(home, library, refused, cache_folder())
    may = list(set_up(home, library, settings_of(home), Machine.of(os.environ)))
    if as_json:
        plain = [check.plain for check in (*held, *may)]
        print(json.dumps({"format": "ethics-doctor/1", "checks": plain}, indent=2))
    else:
        _show(held, may)
    if not all(check.fine for check in (*held, *may)):
        raise typer.Exit(int(Exit.FOUND))


def _show(held: list[Check], may: list[Check]) -> None:
    """First whether anything needs somebody, then what there is, then what could be."""
    screen = product()
    odd = [check for check in (*held, *may) if not check.fine]
    said = "Something needs you: see the lines with !." if odd else "Everything is in order."
    screen.line(said, BOLD)
    is_set = [check for check in may if check.fine and not check.unset]
    unset = [check for check in may if check.unset]
    _group(screen, "To put right", odd)
    _group(screen, "Where it all lives", [check for check in held if check.fine])
    _group(screen, "Set up", is_set)
    _group(screen, "Not set up, and nothing of it has to be", unset)
    _group(screen, "This terminal", [_terminal(screen)])


def _group(screen: Screen, name: str, checks: list[Check]) -> None:
    if not checks:
        return
    screen.line()
    screen.line(name, BOLD)
    for check in checks:
        first = "  " if check.fine else "! "
        screen.lines(wrapped(f"{check.name}: {check.said}", screen.width, first, "    "), "" if check.fine else STOP)
        if not check.fine and check.remedy:
            screen.lines(wrapped(check.remedy, screen.width, "    do: ", "        "))
        elif check.unset:
            screen.lines(wrapped(check.remedy, screen.width, "    ", "      "), DIM)


def _terminal(screen: Screen) -> Check:
    """What this terminal can show, as the program takes it."""
    if not is_interactive():
        return Check("Nobody to ask", True, "this is no terminal: commands take options, and never wait")
    signs = "signs such as − and ⚑" if screen.signs else "plain letters only"
    colour = "colour" if screen.colour else "no colour"
    asks = (
        "questions line by line" if wants_plain() else "questions with arrows; --plain or ACCESSIBLE=1 for line by line"
    )
    return Check("Shows", True, f"{signs}, {colour}; {asks}")
