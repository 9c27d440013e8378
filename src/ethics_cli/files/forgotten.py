"""What was forgotten: the ids of sessions that were removed, with the day, the role and the reason. No content, ever.

It is kept so that a session that is gone on purpose can be told from one that was lost.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ethics_cli.core.digest import canonical
from ethics_cli.core.reader import Reader
from ethics_cli.files.kept import read_kept, write_kept


class Forgotten(NamedTuple):
    """One session that is gone: its id, how many events it had, the day, who removed it, and why."""

    session: str
    events: int
    on: str
    by: str
    reason: str


def read_forgotten(path: Path) -> tuple[Forgotten, ...]:
    """What was forgotten here; nothing when the list is missing or damaged. Raises EthicsError when it is closed for somebody else."""
    try:
        parsed = json.loads(read_kept(path) or b"{}")
        return tuple(
            Forgotten(str(one["session"]), int(one["events"]), str(one["on"]), str(one["by"]), str(one["reason"]))
            for one in parsed["forgotten"]
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def note_forgotten(path: Path, one: Forgotten, readers: Sequence[Reader]) -> None:
    """Add a session to the list. Raises OSError when it cannot be written."""
    listed = [entry._asdict() for entry in (*read_forgotten(path), one)]
    write_kept(path, canonical({"forgotten": listed, "format": "ethics-forgotten", "v": 1}) + b"\n", readers)
