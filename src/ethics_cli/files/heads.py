"""The head registry: id, number of events and head of every session that was written or verified here. No content, ever.

It is a witness: a session that is later shorter, or whose history differs, no longer agrees with what was seen here.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from ethics_cli.core.digest import canonical
from ethics_cli.core.reader import RECOVERY, YOU
from ethics_cli.files.kept import read_kept, write_kept
from ethics_cli.files.keys import read_protection
from ethics_cli.problems import EthicsError

Seen = dict[str, tuple[int, str]]


def read_heads(path: Path) -> Seen:
    """What was seen; a registry that is missing, damaged or closed for somebody else knows nothing."""
    try:
        return _stated(read_kept(path))
    except (OSError, EthicsError):
        return {}


def remember(path: Path, session_id: str, count: int, head: str) -> None:
    """Note a session's count and head."""
    remember_all(path, {session_id: (count, head)})


def remember_all(path: Path, found: Seen) -> None:
    """Note sessions; a shorter history never takes the place of a longer one. A registry that cannot be written costs only the witness.

    In a protected home it is closed like everything else that is kept, for this home's own key and its recovery key.
    """
    with contextlib.suppress(OSError, EthicsError):
        kept = _stated(read_kept(path))
        new = {ident: one for ident, one in found.items() if kept.get(ident, (0, ""))[0] <= one[0]}
        if any(kept.get(ident) != one for ident, one in new.items()):
            _write(path, {**kept, **new})


def forget_head(path: Path, session_id: str) -> None:
    """Take a session out of the registry: it is gone on purpose."""
    with contextlib.suppress(OSError, EthicsError):
        kept = _stated(read_kept(path))
        if kept.pop(session_id, None) is not None:
            _write(path, kept)


def _write(path: Path, heads: Seen) -> None:
    listed = {key: list(value) for key, value in heads.items()}
    protection = read_protection(path.parent / "keys")
    own = [reader for reader in protection.readers if reader.role in (YOU, RECOVERY)]
    raw = canonical({"format": "ethics-heads", "heads": listed, "v": 1}) + b"\n"
    write_kept(path, raw, own if protection.on else ())


def _stated(raw: bytes | None) -> Seen:
    """What a registry says; one that is missing or damaged says nothing."""
    try:
        parsed = json.loads(raw or b"{}")
        return {str(key): (int(count), str(head)) for key, (count, head) in parsed["heads"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
