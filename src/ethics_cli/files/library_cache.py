"""The library as it was last read and checked, kept so that starting is quick. It only speeds things up.

One file: a head with the key of the sources and the digest of the rest; an index; then each piece as JSON on a line of its own,
parsed when it is asked for. A stale, foreign or damaged cache is made again in silence. JSON, never pickle.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from ethics_cli.core.digest import digest_of
from ethics_cli.files.bounded import bytes_within
from ethics_cli.files.held import Held

CACHE_FORMAT = 6
CACHE_LIMIT = 64 * 1024 * 1024
INDEX_SIZE = 4
"""Octets that say how long the index is."""


def read_cache(cache: Path | None, key: str) -> list[Held] | None:
    """What the cache holds for these sources; None when it holds nothing that can be believed."""
    if cache is None:
        return None
    try:
        raw = bytes_within(_file(cache, key), CACHE_LIMIT)
        at = raw.find(b"\n") + 1
        head, rest = (
            raw[:at],
            memoryview(raw)[at:],
        )  # looked at in place: the file is large, and most of it is never parsed
        if json.loads(head) == {"body": digest_of(rest), "format": CACHE_FORMAT, "key": key}:
            return list(_pieces(rest))
    except (OSError, ValueError, TypeError, RecursionError):
        pass
    return None


def write_cache(cache: Path | None, key: str, kept: list[Held]) -> None:
    """Keep what was read. A cache that cannot be written costs time and nothing else."""
    if cache is None:
        return
    from ethics_cli.files.replacing import replace_file

    bodies = [json.dumps(one.plain).encode() for one in kept]
    index = [
        [one.kind, one.id, one.origin, one.path, one.digest, one.title, len(body)]
        for one, body in zip(kept, bodies, strict=True)
    ]
    first = json.dumps(index).encode()
    rest = len(first).to_bytes(INDEX_SIZE, "big") + b"\n".join([first, *bodies])
    head = json.dumps({"body": digest_of(rest), "format": CACHE_FORMAT, "key": key}).encode()
    with contextlib.suppress(OSError):
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in cache.glob("library-*.json"):
            old.unlink(missing_ok=True)
        replace_file(_file(cache, key), head + b"\n" + rest)


def _pieces(rest: memoryview) -> list[Held]:
    size_of_index = int.from_bytes(rest[:INDEX_SIZE], "big")
    at = INDEX_SIZE + size_of_index + 1
    found = []
    for kind, ident, origin, path, digest, title, size in json.loads(
        bytes(rest[INDEX_SIZE : INDEX_SIZE + size_of_index])
    ):
        found.append(Held(kind, ident, rest[at : at + size], origin, path, digest, title=title))
        at += size + 1
    return found


def _file(cache: Path, key: str) -> Path:
    return cache / f"library-{key[:16]}.json"
