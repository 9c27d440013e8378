"""The home, the settings, the library and the clock of a command. Each is imported when it is asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ethics_cli.app.ports import Clock
    from ethics_cli.files.home import Home
    from ethics_cli.files.library import Library
    from ethics_cli.files.settings import Settings


def home_at(path: Path | None) -> Home:
    """The home that was named, or the default one."""
    from ethics_cli.files.home import Home, default_home

    home = Home(path.expanduser() if path else default_home())
    if home.keys.is_dir() or os.environ.get("ETHICS_IDENTITY"):
        _unlock_with(home)
    return home


def _unlock_with(home: Home) -> None:
    """Say how this run comes to its keys: the home's own, or a file that was named; a passphrase is asked at the terminal."""
    from ethics_cli.cli.passphrase import ask_passphrase
    from ethics_cli.cli.screen import is_interactive
    from ethics_cli.files.unlocking import UNLOCKING

    UNLOCKING.use(home.keys)
    UNLOCKING.ask = ask_passphrase if is_interactive() else None
    if named := os.environ.get("ETHICS_IDENTITY"):
        UNLOCKING.name(named)


def settings_of(home: Home) -> Settings:
    from ethics_cli.files.settings import read_settings

    return read_settings(home.config)


def folders_for(home: Home) -> dict[str, Path]:
    """Where content comes from, each overriding the one before: bundled, the organisation's, the person's own."""
    from ethics_cli.files.library import bundled_folder

    organisation = settings_of(home).organisation
    folders = {"bundled": bundled_folder()}
    if organisation:
        folders["organisation"] = Path(organisation).expanduser()
    folders["yours"] = home.frameworks
    return folders


def library_for(home: Home) -> Library:
    """The library for a home."""
    from ethics_cli.files.home import cache_folder
    from ethics_cli.files.library import load_library

    return load_library(folders_for(home), cache_folder())


def clock() -> Clock:
    from ethics_cli.app.ports import SystemClock

    return SystemClock()
