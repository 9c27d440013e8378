"""One writer at a time: a lock file beside the data, freed by the system when its process dies."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from ethics_cli.files.replacing import sweep
from ethics_cli.problems import Exit, wrong


class Lock:
    """Held from `with` until its end. Raises EthicsError (exit 5) when another process holds it.

    `guards` is the file that is written under it: what a killed process left half-written of that file is taken away first.
    """

    def __init__(self, path: Path, guards: Path | None = None) -> None:
        self.path = path
        self.guards = guards
        self.descriptor = -1

    def __enter__(self) -> Self:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            self.descriptor = os.open(self.path, flags, 0o600)
        except OSError:
            hint = "name another folder with --home or ETHICS_HOME"
            raise wrong("session.unwritable", f"this folder cannot be written to: {self.path.parent}", hint) from None
        try:
            _hold(self.descriptor)
        except OSError:
            os.close(self.descriptor)
            self.descriptor = -1
            hint = "close the other terminal, or wait until it is done"
            raise wrong("session.held", "this session is open in another terminal", hint, exit_code=Exit.HELD) from None
        if self.guards is not None:
            with contextlib.suppress(OSError):
                sweep(self.guards)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.descriptor >= 0:
            with contextlib.suppress(OSError):  # the system frees the lock all the same
                os.close(self.descriptor)
            self.descriptor = -1


if os.name == "nt":  # pragma: no cover
    import msvcrt

    def _hold(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
