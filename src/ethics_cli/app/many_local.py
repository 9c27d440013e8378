"""The workers of this machine: this process itself, or a pool of processes beside it. A worker that is killed is replaced.

Secret keys for protected sessions reach workers of this machine only, in memory, when the first protected session comes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from multiprocessing.context import BaseContext

from ethics_cli.app.many import Lost
from ethics_cli.files.home import PROTECTED
from ethics_cli.files.unlocking import UNLOCKING

Do = Callable[[bytes], bytes]
WINDOW = 3
"""So many chunks for each worker: one in hand, one waiting, one on its way back."""
_PROTECTED = f'{PROTECTED}"'.encode()


class Here(AbstractContextManager["Here"]):
    """No workers: each chunk is done in this process, when its turn has come."""

    window = 1

    def __init__(self, do: Do) -> None:
        self._do = do

    def __exit__(self, *leaving: object) -> None: ...

    def send(self, job: bytes) -> Future[bytes]:
        done: Future[bytes] = Future()
        done.set_result(self._do(job))
        return done

    def come(self, sent: Future[bytes]) -> bytes:
        return sent.result()

    def alone(self, job: bytes) -> bytes:
        return self._do(job)


class Pool(AbstractContextManager["Pool"]):
    """So many processes of this machine. They are started with the first chunk."""

    def __init__(self, do: Do, jobs: int) -> None:
        self._do, self._jobs = do, jobs
        self._pool: ProcessPoolExecutor | None = None
        self._secrets: tuple[str, ...] = ()

    @property
    def window(self) -> int:
        return WINDOW * self._jobs

    def __exit__(self, *leaving: object) -> None:
        self._end(self._pool)

    def send(self, job: bytes) -> Future[bytes]:
        if not self._secrets and _PROTECTED in job:
            self._secrets = UNLOCKING.secrets()
            self._pool = self._renewed()
        if self._pool is None:
            self._pool = self._started(self._jobs)
        try:
            return self._pool.submit(self._do, job)
        except BrokenProcessPool:
            self._pool = self._renewed()
            return self._pool.submit(self._do, job)

    def come(self, sent: Future[bytes]) -> bytes:
        try:
            return sent.result()
        except BrokenProcessPool:
            raise Lost from None

    def alone(self, job: bytes) -> bytes:
        pool = self._started(1)
        try:
            return pool.submit(self._do, job).result()
        except BrokenProcessPool:
            raise Lost from None
        finally:
            self._end(pool)

    def _renewed(self) -> ProcessPoolExecutor:
        """Other workers. What is under way with the old ones comes to its end there, unless they are lost."""
        if self._pool is not None:
            self._pool.shutdown(wait=False)
        return self._started(self._jobs)

    def _started(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, _way_to_start(), _ready, (self._secrets,))

    def _end(self, pool: ProcessPoolExecutor | None) -> None:
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


def cores() -> int:
    """How many processes this machine has room for."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _way_to_start() -> BaseContext:
    """A fork is quick, and safe only in a process without threads."""
    quick = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if quick else "spawn")


def _ready(secrets: tuple[str, ...]) -> None:
    """A worker leaves Ctrl-C to the process that started it, writes for its owner alone, and has the keys it is given."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.umask(0o077)
    if secrets:
        UNLOCKING.hold(secrets)
