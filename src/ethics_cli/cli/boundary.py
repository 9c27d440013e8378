"""The one boundary where an error becomes words and an exit code. Nothing of a case is in them.

Imports nothing heavy: it stands before every command, and before the parser.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from ethics_cli.problems import EthicsError, Exit


def guarded(act: Callable[[], Any]) -> int:
    """Do something and return its exit code. Every error ends here, without a traceback."""
    _prepare()
    try:
        return int(act() or 0)
    except SystemExit as leaving:
        return _code(leaving)
    except EthicsError as fault:
        return _refused(fault)
    except KeyboardInterrupt:
        return int(Exit.PAUSED)
    except BrokenPipeError:
        _quiet_pipe()
        return int(Exit.FINE)
    except OSError as fault:
        return _refused(_of_the_system(fault))
    except Exception as fault:  # noqa: BLE001  the one place where a bug ends, without a traceback
        return _bug(fault)


def _prepare() -> None:
    """Owner-only files, streams that never fail on a sign, and signals that leave the terminal as it was."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    with contextlib.suppress(AttributeError, ValueError):
        sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have had it ignored; here it pauses
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            with contextlib.suppress(ValueError):
                signal.signal(getattr(signal, name), _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _code(leaving: SystemExit) -> int:
    if leaving.code == 1 and type(sys.stdout).__name__ == "PacifyFlushWrapper":
        return int(Exit.FINE)  # the parser met a reader that stopped reading; that is no error
    return (
        leaving.code if isinstance(leaving.code, int) else int(Exit.FINE) if leaving.code is None else int(Exit.FOUND)
    )


def _refused(fault: EthicsError) -> int:
    from ethics_cli.cli.screen import talk

    screen = talk()
    for problem in fault.problems:
        screen.problem(problem)
    return int(fault.exit_code)


def _of_the_system(fault: OSError) -> EthicsError:
    """The system refused a file: the disk is full, or worse. That is no fault of the program, and a second try may go well."""
    import errno

    from ethics_cli.problems import wrong

    said = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "there is no room left for you on this disk",
        errno.EROFS: "this disk can only be read",
        errno.EACCES: "a file or folder here may not be written to",
        errno.EPERM: "a file or folder here may not be written to",
    }.get(fault.errno or 0, f"the system refused a file ({errno.errorcode.get(fault.errno or 0, 'no reason given')})")
    hint = "nothing that was saved before is lost; once it is mended, the same command finishes what was begun"
    return wrong("system.refused", f"this could not be finished: {said}", hint)


def _bug(fault: Exception) -> int:
    """Our fault: where it happened in our code, and nothing else. Values are left out: they could be a client's words."""
    import traceback

    from ethics_cli import __version__
    from ethics_cli.cli.screen import talk

    screen = talk()
    screen.line(
        f"ethics {__version__} met a fault of its own: {type(fault).__name__}. Your answers up to here are on disk."
    )
    for frame in traceback.extract_tb(fault.__traceback__)[-6:]:
        screen.line(f"  at {Path(frame.filename).name}:{frame.lineno} in {frame.name}")
    screen.line("hint: report these lines; nothing about your case is in them. `ethics resume` goes on.")
    return int(Exit.BUG)


def _quiet_pipe() -> None:
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
