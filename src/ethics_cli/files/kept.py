"""Files that a home keeps beside its sessions (records, the head registry, drafts): closed when the home is protected, else plain.

A kept file has one name; closed, it stands under that name with `.age` behind it. Writing one form removes the other; where a plain
one is left all the same, from a write that was broken off, the closed one counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ethics_cli.core.reader import Reader
from ethics_cli.files.bounded import bytes_within
from ethics_cli.files.replacing import remove_file, replace_file
from ethics_cli.problems import EthicsError, Place, Problem

LIMIT = 32 * 1024 * 1024


def closed_path(path: Path) -> Path:
    """Where a kept file stands when it is closed."""
    return path.with_name(f"{path.name}.age")


def write_kept(path: Path, raw: bytes, readers: Sequence[Reader]) -> Path:
    """Write a kept file, closed for these readers, or plain when there is none. Returns where it stands. Raises OSError."""
    if not readers:
        replace_file(path, raw)
        remove_file(closed_path(path))
        return path
    from ethics_cli.files.sealing import seal

    replace_file(closed_path(path), seal(raw, [reader.key for reader in readers]))
    remove_file(path)
    return closed_path(path)


def read_kept(path: Path) -> bytes | None:
    """What a kept file holds; None when there is none. Raises EthicsError when it is closed and not for these keys, or OSError."""
    if not closed_path(path).is_file():
        return _bytes_of(path) if path.is_file() else None
    from ethics_cli.files.sealing import unseal
    from ethics_cli.files.unlocking import UNLOCKING

    found = unseal(_bytes_of(closed_path(path)), UNLOCKING.secrets())
    if isinstance(found, Problem):
        raise EthicsError(found.at(Place(str(closed_path(path)))))
    return found


def _bytes_of(path: Path) -> bytes:
    return bytes_within(path, LIMIT)
