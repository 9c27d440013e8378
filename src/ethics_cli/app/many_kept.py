"""What chunks came to, kept in a folder that the user names, so that an interrupted run goes on where it was.

Findings say much about a case, so the folder is the user's own and nobody else's, and never a cache. A chunk is known again only when
everything it depends on is the same: the program, the plan, the files by name, size and time of change.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import ethics_cli
from ethics_cli.app.many import Chunk, Item
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.files.replacing import replace_file
from ethics_cli.problems import Exit, Place, wrong

SUFFIX = ".rows.jsonl"


class Kept:
    """The folder of one or more runs. `plan` is everything besides the files that the rows depend on."""

    def __init__(self, folder: Path, plan: bytes) -> None:
        self._folder = folder
        self._plan = digest_of(plan)
        self._prepare()

    def found(self, chunk: Chunk) -> bytes | None:
        """The rows of a chunk that was done before, or None."""
        path = self._path(chunk)
        if path is None:
            return None
        try:
            rows = path.read_bytes()
        except OSError:
            return None
        return rows if rows.endswith(b"\n") and rows.count(b"\n") == len(chunk) else None

    def keep(self, chunk: Chunk, rows: bytes) -> None:
        """Keep the rows of a chunk. Raises EthicsError when they cannot be written."""
        path = self._path(chunk)
        if path is None:
            return
        try:
            replace_file(path, rows)
        except OSError:
            place = Place(str(self._folder))
            raise wrong("resume.unwritable", "what has been reviewed cannot be kept here", place=place) from None

    def _path(self, chunk: Chunk) -> Path | None:
        """Where the rows of a chunk lie; None where a file cannot be looked at, so that it is looked at again the next time."""
        states = [_state(item) for item in chunk]
        if None in states:
            return None
        named = canonical({"plan": self._plan, "program": ethics_cli.__version__, "files": states})
        return self._folder / f"{digest_of(named)[:32]}{SUFFIX}"

    def _prepare(self) -> None:
        place = Place(str(self._folder))
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            about = self._folder.lstat()
        except OSError:
            raise wrong("resume.unwritable", "this folder cannot be made", place=place, exit_code=Exit.USAGE) from None
        if not stat.S_ISDIR(about.st_mode):
            raise wrong("resume.not-a-folder", "this is not a folder", place=place, exit_code=Exit.USAGE)
        if os.name != "nt" and (about.st_mode & 0o077 or about.st_uid != os.getuid()):
            hint = "name a folder that does not exist yet, or take the rights of others away: chmod 700"
            said = "others may look into this folder, and findings say much about a case"
            raise wrong("resume.open", said, hint, place=place, exit_code=Exit.USAGE)


def _state(item: Item) -> list[str] | None:
    """A file as it lies there now. What has an address is never known again: it may have changed without a sign."""
    if "://" in item.path:
        return None
    try:
        about = os.stat(item.path)  # noqa: PTH116  one of a million
    except OSError:
        return None
    return [item.name, item.path, str(about.st_size), str(about.st_mtime_ns)]
