"""Bytes of files that somebody named or that lie in a home: so many and no more, and never waited for long.

For everything that is no session; those have rules of their own, which are stricter (journal.py).
"""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path

CONTENT_LIMIT = 256 * 1024
"""A file of content, of answers or of settings has at most so many bytes."""
PATIENCE = 2.0
"""So many seconds somebody has to begin writing into a pipe."""
PAUSE = 0.02


def bytes_within(path: Path, limit: int) -> bytes:
    """The bytes of a file, and one more than the limit when it has more, so that whoever asks can tell. Raises OSError.

    A pipe is read to its end; one that nobody writes into is empty. A folder is refused.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        first = b""
        if not stat.S_ISREG(mode):
            os.set_blocking(descriptor, True)
            first = _begun(descriptor) if stat.S_ISFIFO(mode) else b""
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return first + stream.read(limit + 1 - len(first))
    finally:
        os.close(descriptor)


def _begun(descriptor: int) -> bytes:
    """The first byte of a pipe, or nothing when its end comes first. Whoever writes may be slow to open it."""
    until = time.monotonic() + PATIENCE
    while True:
        first = os.read(descriptor, 1)
        if first or time.monotonic() > until:
            return first
        time.sleep(PAUSE)
