"""The workers of other machines: a Dask cluster, through the executor that its client is. Only for `--cluster`; imported for nothing else.

The machines have to see the files under the same names, or the names are addresses (`s3://…`). No secret key leaves this process:
what is protected is reviewed here.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import AbstractContextManager, ExitStack
from typing import Any

import ethics_cli
from ethics_cli.app.many import Lost
from ethics_cli.files.home import PROTECTED
from ethics_cli.problems import Exit, wrong

Do = Callable[[bytes], bytes]
LOCAL = "local"
WINDOW = 3
PATIENCE = "20s"
_PROTECTED = f'{PROTECTED}"'.encode()


class Cluster(AbstractContextManager["Cluster"]):
    """A cluster at an address, or one of so many processes that is started here and ends with the run."""

    def __init__(self, do: Do, address: str, jobs: int) -> None:
        self._do = do
        self._ending = ExitStack()
        try:
            self._client = self._ending.enter_context(_client(self._ending, address, jobs))
            _demand_same_program(self._client)
        except BaseException:
            self._ending.close()
            raise
        self._executor = self._client.get_executor(pure=False)

    def __exit__(self, *leaving: object) -> None:
        self._ending.close()

    @property
    def window(self) -> int:
        """By the workers there are now: a cluster may grow while it works."""
        return WINDOW * max(1, sum(int(threads) for threads in self._client.nthreads().values()))

    def send(self, job: bytes) -> Future[bytes]:
        if _PROTECTED in job:
            here: Future[bytes] = Future()
            here.set_result(self._do(job))
            return here
        sent: Future[bytes] = self._executor.submit(self._do, job)
        return sent

    def come(self, sent: Future[bytes]) -> bytes:
        from distributed.scheduler import KilledWorker

        try:
            return sent.result()
        except KilledWorker:
            raise Lost from None
        except (OSError, CancelledError, TimeoutError):
            hint = "with `--resume FOLDER` the same command goes on from the last chunk that came back"
            raise wrong("cluster.lost", "the cluster cannot be reached any more", hint) from None

    def pids(self) -> list[int]:
        """The processes of the workers, each on its machine."""
        return sorted(self._client.run(os.getpid).values())

    def alone(self, job: bytes) -> bytes:
        return self.come(self.send(job))


def _client(ending: ExitStack, address: str, jobs: int) -> Any:
    try:
        import cryptography  # noqa: F401  what makes the keys of a local cluster
        import distributed
    except ImportError:
        hint = "pip install 'ethics-cli[cluster]'"
        raise wrong(
            "cluster.extra", "reviewing on a cluster needs a further package", hint, exit_code=Exit.USAGE
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        if address == LOCAL:
            return distributed.Client(ending.enter_context(_local(jobs)), set_as_default=False)
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        hint = "name the scheduler as tcp://HOST:PORT or tls://HOST:PORT, or `local`"
        raise wrong("cluster.unreachable", "there is no cluster at this address", hint, exit_code=Exit.USAGE) from None


def _local(jobs: int) -> Any:
    """A cluster of this machine alone: it listens to nobody else, and only to who has the keys made for this run."""
    import distributed
    from distributed.security import Security

    return distributed.LocalCluster(
        n_workers=jobs,
        threads_per_worker=1,
        host="127.0.0.1",
        protocol="tls://",
        security=Security.temporary(),
        dashboard_address=None,
        silence_logs=logging.CRITICAL,
    )


def version_here() -> str:
    """The version of the program where this runs."""
    return ethics_cli.__version__


def _demand_same_program(client: Any) -> None:
    """Raise EthicsError unless every worker has this program, in this version: another one might see other findings."""
    try:
        found = set(client.run(version_here).values())
    except Exception:  # noqa: BLE001  whatever a worker without the program raises
        found = {"none"}
    if found - {ethics_cli.__version__}:
        hint = f"install ethics-cli {ethics_cli.__version__} where the workers run"
        raise wrong("cluster.version", "not every worker of this cluster has this version of ethics", hint)
