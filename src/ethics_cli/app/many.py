"""Many sessions, done in chunks: a window of chunks under way with a crew of workers, and their rows back in the order of the files.

Chunks come from a stream and rows leave as one, so that memory stays flat however many sessions there are. A worker that is lost
takes nothing with it: its chunk is done again apart from the others, split until the one file is found that does it, and every
file has its one row. What a chunk comes to is none of this file's business, nor who the workers are (many_local.py,
many_cluster.py).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import NamedTuple, Protocol

CHUNK = 100
"""So many files go to a worker at once: long enough to be worth the way, short enough to be lost and done again."""
TRIES = 2
"""A single file is given to so many workers of its own before it is said to be the one that ends them."""


class Item(NamedTuple):
    """One session to be done: the name under which it is told, and where it is read."""

    name: str
    path: str


Chunk = tuple[Item, ...]


class Lost(Exception):
    """A worker ended with a chunk in its hands, and nobody knows what came of it."""


class Crew(Protocol):
    """Workers. `window` chunks may be under way with them at once; `send` and `alone` take a job as bytes."""

    @property
    def window(self) -> int: ...
    def send(self, job: bytes) -> Future[bytes]: ...

    def come(self, sent: Future[bytes]) -> bytes:
        """What a job that was sent came to. Raises Lost."""
        ...

    def alone(self, job: bytes) -> bytes:
        """Do a job with a worker that has nothing else to do, so that its end can only be this job's. Raises Lost."""
        ...


class Work(Protocol):
    """What is done with chunks."""

    def job(self, chunk: Chunk) -> bytes:
        """A chunk as what a worker takes."""
        ...

    def gone(self, item: Item) -> bytes:
        """The row of a file that ends every worker it is given to."""
        ...

    def known(self, chunk: Chunk) -> bytes | None:
        """The rows of a chunk that was done in an earlier run, or None."""
        ...

    def keep(self, chunk: Chunk, rows: bytes) -> None:
        """Take note of the rows of a chunk that was done now."""
        ...


def chunked(items: Iterable[Item], size: int = CHUNK) -> Iterator[Chunk]:
    """Items in chunks of a size, the last one as large as it comes."""
    stream = iter(items)
    while chunk := tuple(islice(stream, size)):
        yield chunk


def in_order(chunks: Iterable[Chunk], work: Work, crew: Crew) -> Iterator[bytes]:
    """The rows of each chunk, in the order in which the chunks came; never more than a window of them under way."""
    under_way: deque[tuple[Chunk, Future[bytes] | bytes]] = deque()
    for chunk in chunks:
        known = work.known(chunk)
        under_way.append((chunk, crew.send(work.job(chunk)) if known is None else known))
        if len(under_way) >= crew.window:
            yield _next(under_way, work, crew)
    while under_way:
        yield _next(under_way, work, crew)


def _next(under_way: deque[tuple[Chunk, Future[bytes] | bytes]], work: Work, crew: Crew) -> bytes:
    chunk, sent = under_way.popleft()
    if isinstance(sent, bytes):
        return sent
    try:
        rows = crew.come(sent)
    except Lost:
        rows = apart(chunk, work, crew)
    work.keep(chunk, rows)
    return rows


def apart(chunk: Chunk, work: Work, crew: Crew) -> bytes:
    """The rows of a chunk whose worker was lost: alone, then in halves, down to the file that ends every worker."""
    for _ in range(TRIES if len(chunk) == 1 else 1):
        try:
            return crew.alone(work.job(chunk))
        except Lost:
            continue
    if len(chunk) == 1:
        return work.gone(chunk[0])
    half = len(chunk) // 2
    return apart(chunk[:half], work, crew) + apart(chunk[half:], work, crew)
