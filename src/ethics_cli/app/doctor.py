"""What is in order and what is not: the home, its permissions, its sessions, the library, the cache."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ethics_cli.app.verifying import verify
from ethics_cli.core.reader import RECOVERY, YOU
from ethics_cli.files.heads import read_heads
from ethics_cli.files.home import SUFFIX, Home
from ethics_cli.files.library import Library, bundled_folder
from ethics_cli.files.settings import Settings
from ethics_cli.problems import EthicsError


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name, whether it is in order, what is so, and the one thing to do when it is not."""

    name: str
    fine: bool
    said: str
    remedy: str = ""


def examine(home: Home, library: Library | None, refused: str, settings: Settings, cache: Path) -> list[Check]:
    """Everything that can be looked at without asking anybody."""
    return [
        *_home(home),
        *_sessions(home),
        _library(library, refused),
        Check("Cache", True, f"{cache} (holds only what can be made again)"),
        Check("Profession", True, settings.profession or "not set; `ethics doctor --set-profession …` keeps it"),
        *(_known_ids(library, name, settings.listed(name)) for name in ("places", "bodies")),
        Check("Organisation", *_organisation(settings)),
        _yaml(),
        *_protection(home),
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


def _known_ids(library: Library | None, name: str, ids: list[str]) -> Check:
    """The ids kept for a setting, each of which must be one that the norms stage knows."""
    frameworks = library.frameworks.values() if library else ()
    steps = [step for framework in frameworks for step in framework.steps if step.role == name]
    known = [choice.id for step in steps for choice in step.choices]
    odd = [one for one in ids if known and one not in known]
    unset = f"not set; asked once on a walk, or `ethics doctor --set-{name} …` keeps it"
    said = ", ".join(ids) + (f" ({', '.join(odd)} is not known here)" if odd else "")
    return Check(name.capitalize(), not odd, said if ids else unset, f"known are: {', '.join(known)}")


def _organisation(settings: Settings) -> tuple[bool, str, str]:
    if not settings.organisation:
        return True, "no folder of its own", ""
    there = Path(settings.organisation).expanduser().is_dir()
    return (
        there,
        settings.organisation,
        "" if there else "there is no such folder; set it again with --set-organisation",
    )


def _yaml() -> Check:
    from ethics_cli.files.yaml_text import IS_FAST

    return Check(
        "YAML",
        True,
        "libyaml is there" if IS_FAST else "libyaml is missing: checking content is slow, nothing else is affected",
    )


def _protection(home: Home) -> Iterator[Check]:
    """Whether what is here is closed, whether everything is, and whether there is a way back when the key is lost."""
    try:
        protection = home.protection
    except EthicsError as fault:
        yield Check("Protection", False, fault.problems[0].message, fault.problems[0].hint)
        return
    if not protection.on:
        said = "sessions are plain files that only you can read; anyone who can read your files can read them"
        yield Check("Protection", True, f"{said}. `ethics protect` closes them with a key")
        return
    plain = [path.name for path in home.paths() if path.name.endswith(SUFFIX)]
    said = (
        f"on; {len(plain)} sessions are still plain"
        if plain
        else "on; sessions, records and the registry are closed with your key"
    )
    yield Check("Protection", not plain, said, "`ethics protect` closes them")
    recovery = any(reader.role == RECOVERY for reader in protection.readers)
    said = (
        "a key on paper opens new sessions" if recovery else "none: if your key is lost, nobody can read what is here"
    )
    yield Check("Recovery key", recovery, said, "`ethics keys recovery` makes one for paper")
    shared = [reader.role for reader in protection.readers if reader.role not in (YOU, RECOVERY)]
    yield Check(
        "New sessions", True, f"can also be read by: {', '.join(shared)}" if shared else "can be read by you alone"
    )
