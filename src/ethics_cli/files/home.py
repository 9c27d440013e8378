"""The home: where sessions live, how they are named and found. Owner-only, and names that say nothing of a case."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ethics_cli.files import names
from ethics_cli.problems import wrong

if TYPE_CHECKING:
    from ethics_cli.files.keys import Protection

SUFFIX = ".jsonl"
PROTECTED = ".jsonl.age"
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def default_home() -> Path:
    """`ETHICS_HOME`, or the platform's data folder."""
    named = os.environ.get("ETHICS_HOME")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("ethics", appauthor=False)


def cache_folder() -> Path:
    """`ETHICS_CACHE`, or the platform's cache folder. Holds only what can be made again, never anything of a case."""
    named = os.environ.get("ETHICS_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("ethics", appauthor=False)


class Home:
    """A folder of sessions and records. Folders are made when first needed, 0700."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sessions = root / "sessions"
        self.records = root / "records"
        self.frameworks = root / "frameworks"
        self.config = root / "config.yaml"
        self.heads = root / "heads.json"
        self.keys = root / "keys"
        self.drafts = root / "drafts"
        self.forgotten = root / "forgotten.json"
        self.practised = root / "practised.json"

    def prepare(self) -> None:
        """Make the folders, owner-only. Raises EthicsError when they cannot be made."""
        try:
            for folder in (self.root, self.sessions, self.records):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            hint = "name another folder with --home or ETHICS_HOME"
            raise wrong("home.unwritable", f"the folder for sessions cannot be made: {self.root}", hint) from None

    @property
    def protection(self) -> Protection:
        """Whether what is written here is closed, and for whom. Raises EthicsError when that cannot be known."""
        from ethics_cli.files.keys import Protection, read_protection

        return read_protection(self.keys) if self.keys.is_dir() else Protection()

    def new_path(self) -> Path:
        """A path for a new session under an id that is not taken."""
        suffix = PROTECTED if self.protection.on else SUFFIX
        while True:
            path = self.sessions / f"{new_id()}{suffix}"
            if not any(path.with_name(id_of(path) + one).exists() for one in (SUFFIX, PROTECTED)):
                return path

    def record_path(self, session_id: str, layout: str = "") -> Path:
        """Where a session's record is written; a paper of another layout stands beside it."""
        return self.records / (f"{session_id}.{layout}.md" if layout else f"{session_id}.md")

    def paths(self) -> list[Path]:
        """The sessions of this home, by id. Links and other files are passed over."""
        if not self.sessions.is_dir():
            return []
        return sorted(path for path in self.sessions.iterdir() if is_session(path))

    def find(self, wanted: str) -> Path:
        """The session a person means: a path, an id, or the beginning of one. Raises EthicsError when it is none or several."""
        as_path = Path(wanted)
        if wanted.endswith((SUFFIX, PROTECTED)) or (os.sep in wanted and os.path.exists(wanted)):  # noqa: PTH110  never raises
            return as_path
        matches = [path for path in self.paths() if id_of(path) == wanted] or [
            path for path in self.paths() if path.name.startswith(wanted) and wanted
        ]
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise wrong(
                "session.several", "several sessions begin like this", "give more of the id; `ethics list` shows them"
            )
        raise wrong("session.unknown", "there is no such session here", "`ethics list` shows the sessions of this home")


def is_session(path: Path) -> bool:
    """Whether a file in a folder is a session by its name: plain or protected, no link, nothing hidden."""
    return path.name.endswith((SUFFIX, PROTECTED)) and not path.name.startswith(".") and not path.is_symlink()


def id_of(path: Path) -> str:
    """The id in the name of a session's file."""
    return path.name.removesuffix(".age").removesuffix(SUFFIX)


def new_id() -> str:
    """A random id that can be said aloud: `k7f2qd-sable-heron`. About 44 bits; checked against the home before use."""
    from secrets import choice

    letters = choice(_ALPHABET[:23]) + "".join(choice(_ALPHABET) for _ in range(5))
    return f"{letters}-{choice(names.ADJECTIVES)}-{choice(names.BIRDS)}"
