"""Reviewing many sessions: the seam of seam.py with a crew behind it, and what earlier runs kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from ethics_cli.app.many import CHUNK, Chunk, Crew, Item, chunked, in_order
from ethics_cli.app.many_kept import Kept
from ethics_cli.app.many_local import Here, Pool
from ethics_cli.app.seam import job_for, review_chunk
from ethics_cli.core.digest import canonical
from ethics_cli.core.review_row import row_line, row_of
from ethics_cli.core.reviewing import Reviewed
from ethics_cli.problems import Place, Problem


def crew_for(jobs: int, cluster: str = "") -> AbstractContextManager[Crew]:
    """Who reviews: a cluster, so many processes of this machine, or this process alone."""
    if cluster:
        from ethics_cli.app.many_cluster import Cluster

        return Cluster(review_chunk, cluster, jobs)
    return Pool(review_chunk, jobs) if jobs > 1 else Here(review_chunk)


def rows_of(
    items: Iterable[Item],
    policy: Mapping[str, Any],
    day: str,
    crew: Crew,
    *,
    resume: Path | None = None,
    size: int = CHUNK,
    **more: Any,
) -> Iterator[bytes]:
    """The row of every session as a line of JSON, in the order of the items, as they come back. `more` is what a job may hold besides."""
    work = Reviewing(policy, day, more, resume)
    for rows in in_order(chunked(items, size), work, crew):
        yield from rows.splitlines(keepends=True)


class Reviewing:
    """The work of a review: chunks into jobs of the seam; with a folder to resume from, rows out of it and into it."""

    def __init__(self, policy: Mapping[str, Any], day: str, more: Mapping[str, Any], resume: Path | None) -> None:
        self._policy, self._day, self._more = policy, day, more
        self._kept = Kept(resume, canonical({"policy": policy, "day": day, **more})) if resume else None

    def job(self, chunk: Chunk) -> bytes:
        items = [{"name": item.name, "path": _in_full(item.path)} for item in chunk]
        return job_for(self._policy, self._day, items, **self._more)

    def gone(self, item: Item) -> bytes:
        said = "this session could not be reviewed: it ended the process that read it, each time"
        return row_line(row_of(item.name, Reviewed("", problem=Problem("review.ended-worker", said, Place(item.name)))))

    def known(self, chunk: Chunk) -> bytes | None:
        return self._kept.found(chunk) if self._kept else None

    def keep(self, chunk: Chunk, rows: bytes) -> None:
        if self._kept:
            self._kept.keep(chunk, rows)


def _in_full(path: str) -> str:
    """A path as a worker finds it that stands somewhere else."""
    return path if "://" in path else os.path.abspath(path)  # noqa: PTH100  one of a million
