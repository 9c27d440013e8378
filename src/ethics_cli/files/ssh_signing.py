"""Signatures by the stock `ssh-keygen`: nothing of cryptography is done here, and no key is ever read.

A passphrase is asked for by ssh-keygen itself, at the terminal; hardware keys and agents work because they work there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ethics_cli.core.signing import NAMESPACE, is_armoured
from ethics_cli.problems import EthicsError, Exit, Problem, wrong

PROGRAM = "ssh-keygen"
ALLOWED = "allowed_signers"
"""The file in the home that says whose keys are known, in ssh-keygen's own format."""
PATIENCE = 20
_FINGERPRINT = re.compile(r" key (SHA256:[A-Za-z0-9+/]{43})")


class Checked(NamedTuple):
    """What ssh-keygen says of a signature.

    `state` is known, unknown (it holds, and the key is nobody's here), unchecked (there is no ssh-keygen), unsigned, or bad, with `why`.
    """

    state: str
    key: str = ""
    name: str = ""
    why: str = ""

    @property
    def holds(self) -> bool:
        """Whether there is a signature over this very text, whosever it is."""
        return self.state in ("known", "unknown")


UNSIGNED = Checked("unsigned")
FORGED = Checked("bad", why="its signature is not one over what it says")


def can_sign() -> bool:
    """Whether this machine has ssh-keygen."""
    return shutil.which(PROGRAM) is not None


def sign(text: bytes, key: Path, *, ask: bool) -> str:
    """The signature of a text with a key, armoured. With `ask`, ssh-keygen may ask for a passphrase or a touch at the terminal.

    Raises EthicsError when there is no ssh-keygen, or when it did not sign.
    """
    if not can_sign():
        hint = "install OpenSSH, or leave out --key: the sign-off then says that it is unsigned"
        raise wrong("sign.no-ssh-keygen", "there is no ssh-keygen here, so nothing can be signed", hint)
    told = _run([PROGRAM, "-q", "-Y", "sign", "-n", NAMESPACE, "-f", str(key.expanduser())], text, ask=ask)
    if told.returncode != 0 or not is_armoured(told.stdout):
        raise _refused(key)
    return told.stdout


def check(text: bytes, signature: str, signers: Path | None, at: str) -> Checked:
    """Whether a signature is one over this text, and whose, by the file of known signers.

    A key counts as known when it was at the moment `at` that the session names, so that an old signature outlives its key.
    """
    if not is_armoured(signature):
        return FORGED
    if not can_sign():
        return Checked("unchecked")
    with _folder() as folder:
        named = folder / "statement.sig"
        named.write_text(signature, "ascii")
        over = ["-n", NAMESPACE, "-s", str(named)]
        told = _run([PROGRAM, "-Y", "check-novalidate", *over], text)
        found = _FINGERPRINT.search(told.stdout)
        if told.returncode != 0 or found is None:
            return FORGED
        name = _name(text, over, signers, at) if signers and signers.is_file() else ""
    return Checked("known" if name else "unknown", found.group(1), name)


def _name(text: bytes, over: list[str], signers: Path, at: str) -> str:
    """The name under which the file of signers knows the key, when it may sign in this namespace at that moment; else nothing."""
    then = ["-O", f"verify-time={re.sub('[^0-9]', '', at)}"] if at else []
    told = _run([PROGRAM, "-Y", "find-principals", *then, "-f", str(signers), *over[2:]], text)
    for name in dict.fromkeys(line.split(",")[0] for line in told.stdout.splitlines() if told.returncode == 0):
        argv = [PROGRAM, "-Y", "verify", *then, "-f", str(signers), "-I", name, *over]
        if name and _run(argv, text).returncode == 0:
            return name
    return ""


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder of one's own for the one thing that ssh-keygen wants as a file, the signature: never words, never a key."""
    with tempfile.TemporaryDirectory(prefix="ethics-") as made:
        yield Path(made)


def _run(argv: list[str], text: bytes, *, ask: bool = False) -> subprocess.CompletedProcess[str]:
    """Run ssh-keygen over a text. Only with `ask` has it the terminal; else it can neither ask nor wait for anybody."""
    env = {**os.environ, "LC_ALL": "C", "TZ": "UTC", "SSH_ASKPASS_REQUIRE": "never"}
    try:
        done = subprocess.run(  # noqa: S603  a program named here, with arguments and no shell
            argv,
            env=env,
            input=text,
            stdout=subprocess.PIPE,
            stderr=None if ask else subprocess.DEVNULL,
            timeout=None if ask else PATIENCE,
            start_new_session=not ask,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return subprocess.CompletedProcess(argv, 255, "")
    return subprocess.CompletedProcess(argv, done.returncode, done.stdout.decode("utf-8", "replace"))


def _refused(key: Path) -> EthicsError:
    hint = "name a private key, or a public one whose private half is in your agent; a passphrase is asked for at a terminal"
    said = "there is no such key file" if not key.expanduser().exists() else "ssh-keygen did not sign with this key"
    return EthicsError(Problem("sign.refused", f"{said}; nothing was written", None, hint), exit_code=Exit.FOUND)
