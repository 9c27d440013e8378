"""What was practised in this home: which scenarios, which rows, what was noticed and missed. For the trainee alone.

No words of an answer, no marks, nothing of a case: only names that stand in scenarios. It never leaves the home, and nothing reads it
but `ethics practice`.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from ethics_cli.core.digest import canonical
from ethics_cli.core.practice_progress import Drill
from ethics_cli.core.reader import RECOVERY, YOU
from ethics_cli.files.kept import read_kept, write_kept
from ethics_cli.files.keys import read_protection
from ethics_cli.problems import EthicsError

AT_MOST = 500
"""As many drills as are remembered; the oldest are forgotten first."""


def read_drills(path: Path) -> tuple[Drill, ...]:
    """What was practised, oldest first. A file that is missing, damaged or closed for somebody else says nothing."""
    try:
        parsed = json.loads(read_kept(path) or b"{}")
        return tuple(_drill(one) for one in parsed["drills"])
    except (OSError, EthicsError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()


def note_drill(path: Path, drill: Drill) -> None:
    """Note a drill; the same session is noted once. A file that cannot be written costs only the memory of it."""
    with contextlib.suppress(OSError, EthicsError):
        kept = [one for one in read_drills(path) if one.session != drill.session]
        drills = [one._asdict() for one in (*kept, drill)][-AT_MOST:]
        raw = canonical({"format": "ethics-practised", "v": 1, "drills": _listed(drills)}) + b"\n"
        protection = read_protection(path.parent / "keys")
        own = [reader for reader in protection.readers if reader.role in (YOU, RECOVERY)]
        write_kept(path, raw, own if protection.on else ())


def _listed(drills: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: list(value) if isinstance(value, tuple) else value for key, value in one.items()} for one in drills]


def _drill(plain: Any) -> Drill:
    lists = {name: tuple(str(one) for one in plain[name]) for name in ("rows", "noticed", "missed", "flags")}
    return Drill(str(plain["session"]), str(plain["scenario"]), str(plain["on"]), **lists)
