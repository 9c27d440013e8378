"""What is in order and what is not: home, permissions, sessions, library, cache. What may be set up is in doctor_setup.py."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ethics_cli.app.verifying import verify
from ethics_cli.files.heads import read_heads
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library, bundled_folder


class Check(NamedTuple):
    """One thing looked at: its name, whether it is in order, what is so, and the one thing to do about it.

    `unset`: it is in order, and could be set up; what is to be done then is the one command for it.
    """

    name: str
    fine: bool
    said: str
    remedy: str = ""
    unset: bool = False

    @property
    def plain(self) -> dict[str, Any]:
        """The check as data."""
        return {"name": self.name, "fine": self.fine, "said": self.said, "remedy": self.remedy}


def examine(home: Home, library: Library | None, refused: str, cache: Path) -> list[Check]:
    """What has to be in order, looked at without asking anybody."""
    return [
        *_home(home),
        *_sessions(home),
        _library(library, refused),
        Check("Cache", True, f"{cache} (holds only what can be made again)"),
        _yaml(),
    ]


def _home(home: Home) -> Iterator[Check]:
    if not home.root.exists():
        yield Check("Home", True, f"{home.root} (made with the first session)")
        return
    yield Check(
        "Home", os.access(home.root, os.W_OK), str(home.root), "make the folder writable, or name another with --home"
    )
    loose = [
        path
        for path in (home.root, home.sessions, home.records, *home.paths())
        if path.exists() and _others_may_read(path)
    ]
    command = f"chmod -R go-rwx {home.root}"
    yield Check(
        "Owner only",
        not loose,
        f"{len(loose)} places can be read by others" if loose else "nobody else may read what is here",
        command,
    )


def _others_may_read(path: Path) -> bool:
    return os.name != "nt" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _sessions(home: Home) -> Iterator[Check]:
    seen = read_heads(home.heads)
    paths = home.paths()
    broken = [path.name for path in paths if not verify(path, seen).holds]
    missing = sorted(set(seen) - {path.name.split(".")[0] for path in paths})
    yield Check(
        "Sessions",
        not broken,
        f"{len(paths)}, all whole" if not broken else f"{len(broken)} of {len(paths)} do not hold",
        "`ethics verify` names the first bad line of each",
    )
    if missing:
        said = f"{len(missing)} sessions that were written here are gone: {', '.join(missing[:5])}"
        yield Check("Missing", False, said, "restore them from a backup, if they were not taken away on purpose")


def _library(library: Library | None, refused: str) -> Check:
    if library is None:
        return Check("Library", False, refused, "`ethics check` shows every problem with its place")
    overriding = [held.id for held in library.held.values() if held.overrides]
    over = f"; {', '.join(overriding)} replaced by your own or your organisation's" if overriding else ""
    return Check(
        "Library",
        True,
        f"{len(library.frameworks)} frameworks, {len(library.routes)} routes from {bundled_folder()}{over}",
    )


def _yaml() -> Check:
    from ethics_cli.files.yaml_text import IS_FAST

    return Check(
        "YAML",
        True,
        "libyaml is there" if IS_FAST else "libyaml is missing: checking content is slow, nothing else is affected",
    )
