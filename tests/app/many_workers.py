"""What workers do in the tests of many.py. A file of its own, so that a worker that was started anew can import it."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path


def told(job: bytes) -> bytes:
    """One row for each item: its name."""
    return b"".join(json.dumps(item["name"]).encode() + b"\n" for item in json.loads(job))


def deadly(job: bytes) -> bytes:
    """As `told`, but an item called poison ends the worker, each time."""
    if any(item["name"] == "poison" for item in json.loads(job)):
        os.kill(os.getpid(), signal.SIGKILL)
    return told(job)


def mortal(job: bytes) -> bytes:
    """As `told`, but the first worker that comes to an item with a path is killed there."""
    for item in json.loads(job):
        mark = Path(item["path"]) if item["path"] else None
        if mark and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return told(job)
