"""Write a whole file so that it is either the old one or the new one, never half. The only writer of files we keep."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import re
import stat
import sys
from pathlib import Path

DEVICES = Path("/dev")
_RETRIED = (5, 32, 33)
_LEFTOVER = re.compile(r"\.(.+)\.[0-9a-f]{16}\.tmp")


def replace_file(path: Path, raw: bytes) -> bool:
    """Replace the file at `path` with `raw`, owner-only. Returns whether the folder, too, was flushed to disk.

    Raises OSError when the new content is not in place; the old content is then untouched. Once the replacement has
    happened the content *is* saved, and a folder that cannot be flushed is only a False. What is no file, such as a device,
    is never replaced by one.
    """
    if not _is_replaceable(path):
        raise OSError(errno.EEXIST, "there is something here that is no file")
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        try:
            _write_all(descriptor, raw)
            _flush(descriptor)
        finally:
            os.close(descriptor)
        _swap(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return _flush_folder(path.parent)


def put_file(path: Path, raw: bytes) -> None:
    """Write where a person said: a file whole, as `replace_file` does; into a device or a pipe, such as /dev/stdout, as it is."""
    if _is_replaceable(path) and DEVICES not in path.absolute().parents:
        replace_file(path, raw)
        return
    with path.open("wb") as stream:
        stream.write(raw)


def remove_file(path: Path) -> None:
    """Take a file away so that it stays away when the power fails. Raises OSError when it is still there."""
    try:
        path.unlink()
    except FileNotFoundError:
        return
    _flush_folder(path.parent)


def sweep(path: Path) -> None:
    """Take away what a killed process left half-written of this file. Only under the lock of whoever writes it."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        remove_file(leftover)


def half_written(folder: Path) -> list[Path]:
    """The files of a folder of which a killed process left something half-written; they may not be there themselves."""
    found = (_LEFTOVER.fullmatch(path.name) for path in folder.glob(".*.tmp"))
    return sorted({folder / left[1] for left in found if left})


def _is_replaceable(path: Path) -> bool:
    """Whether there is a file, a link, or nothing. Whoever may write everywhere would otherwise put a file in the place of a device."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return True
    return stat.S_ISREG(mode) or stat.S_ISLNK(mode)


def _write_all(descriptor: int, raw: bytes) -> None:
    left = memoryview(raw)
    while left:
        written = os.write(descriptor, left)
        if written == 0:
            raise OSError("nothing could be written")
        left = left[written:]


def _flush(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # os.fsync does not empty the drive's own cache there
    else:
        os.fsync(descriptor)


def _swap(temporary: Path, path: Path) -> None:
    """Windows refuses while a scanner or a synchroniser holds the target open; those three refusals are tried again."""
    import time

    for pause in (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.0):
        try:
            temporary.replace(path)
            return
        except OSError as fault:
            if getattr(fault, "winerror", None) not in _RETRIED:
                raise
            time.sleep(pause)
    temporary.replace(path)


def _flush_folder(folder: Path) -> bool:
    if os.name == "nt":
        return True
    try:
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return False
    try:
        os.fsync(descriptor)
    except OSError:
        return False
    finally:
        with contextlib.suppress(OSError):  # the file is in its place already: nothing that fails here unmakes that
            os.close(descriptor)
    return True
