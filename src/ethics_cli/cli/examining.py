"""What doctor says."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import typer

from ethics_cli.app.doctor import examine
from ethics_cli.cli.places import home_at, library_for, settings_of
from ethics_cli.cli.screen import BOLD, STOP, product
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
    checks = examine(home, library, refused, settings_of(home), cache_folder())
    if as_json:
        print(json.dumps({"format": "ethics-doctor/1", "checks": [asdict(check) for check in checks]}, indent=2))
    else:
        screen = product()
        for check in checks:
            screen.lines(
                wrapped(f"{check.name}: {check.said}", screen.width, "  " if check.fine else "! ", "    "),
                "" if check.fine else STOP,
            )
            if not check.fine and check.remedy:
                screen.lines(wrapped(check.remedy, screen.width, "    do: ", "        "))
        screen.line(
            "Everything is in order."
            if all(check.fine for check in checks)
            else "Something needs you: see the lines with !.",
            BOLD,
        )
    if not all(check.fine for check in checks):
        raise typer.Exit(int(Exit.FOUND))
