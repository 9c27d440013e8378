"""The head registry: id, number of events and head of every session this home has written. No content, ever.

It is a witness: a session that is later shorter, or whose history differs, no longer agrees with what was seen here.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from ethics_cli.core.digest import canonical
from ethics_cli.files.replacing import replace_file

Seen = dict[str, tuple[int, str]]


def read_heads(path: Path) -> Seen:
    """What was seen; a registry that is missing or damaged knows nothing."""
    try:
        parsed = json.loads(path.read_bytes())
        return {str(key): (int(count), str(head)) for key, (count, head) in parsed["heads"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def remember(path: Path, session_id: str, count: int, head: str) -> None:
    """Note a session's count and head. A registry that cannot be written costs nothing but the witness."""
    seen = read_heads(path)
    if seen.get(session_id, (0, ""))[0] <= count:
        seen[session_id] = (count, head)
        with contextlib.suppress(OSError):
            replace_file(
                path,
                canonical(
                    {"format": "ethics-heads", "heads": {key: list(value) for key, value in seen.items()}, "v": 1}
                )
                + b"\n",
            )
