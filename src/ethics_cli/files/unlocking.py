"""The secret keys of this run: found once, when something protected is first opened, and kept in memory only.

One place for the whole process, because opening is the same for every command and a passphrase is asked once. Which home, which
file of keys, and who is asked for a passphrase are said by the command; nothing here prompts by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ethics_cli.files.bounded import bytes_within
from ethics_cli.files.keys import FILE_LIMIT, plain_identity, secrets_in, wrapped_identity
from ethics_cli.problems import Exit, Place, wrong

TRIES = 3


class Unlocking:
    """How this run comes to its keys."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.named = ""
        self.ask: Callable[[], str] | None = None
        self._found: tuple[str, ...] | None = None

    def use(self, folder: Path) -> None:
        """Take the keys of a home, from its folder of keys."""
        if folder != self.folder:
            self.folder, self._found = folder, None

    def name(self, path: str) -> None:
        """Take the keys in a file, instead of the home's: a path, or a descriptor such as /dev/fd/3."""
        self.named, self._found = path, None

    def hold(self, secrets: tuple[str, ...]) -> None:
        """Take keys that another process of this run has found."""
        self._found = secrets

    def forget(self) -> None:
        """Look again for the keys when they are next needed: they were made or changed."""
        self._found = None

    def secrets(self) -> tuple[str, ...]:
        """The secret keys; none when there are none. Raises EthicsError when a passphrase is needed and nobody can be asked."""
        if self._found is None:
            self._found = self._find()
        return self._found

    def _find(self) -> tuple[str, ...]:
        if self.named:
            return _in_file(Path(self.named))
        if self.folder is None:
            return ()
        if plain_identity(self.folder).is_file():
            return _in_file(plain_identity(self.folder))
        wrapped = wrapped_identity(self.folder)
        return self._unwrapped(wrapped) if wrapped.is_file() else ()

    def _unwrapped(self, path: Path) -> tuple[str, ...]:
        from ethics_cli.files.sealing import unseal_with_passphrase

        if self.ask is None:
            hint = "a script names an unwrapped key: `ethics --identity FILE …`, or a descriptor"
            said = "your key is behind a passphrase, and there is nobody to ask for it"
            raise wrong("keys.locked", said, hint, exit_code=Exit.UNANSWERED)
        raw = _bytes_of(path)
        for _ in range(TRIES):
            opened = unseal_with_passphrase(raw, self.ask())
            if opened is not None:
                return secrets_in(opened.decode("utf-8", "replace"))
        hint = "without it, only a recovery key opens your sessions: `ethics keys restore`"
        raise wrong("keys.passphrase", "this is not the passphrase", hint)


def _in_file(path: Path) -> tuple[str, ...]:
    found = secrets_in(_bytes_of(path).decode("utf-8", "replace"))
    if not found:
        hint = "it holds one line that begins with AGE-SECRET-KEY-1"
        raise wrong("keys.empty", "there is no secret key in this file", hint, place=Place(str(path)))
    return found


def _bytes_of(path: Path) -> bytes:
    try:
        return bytes_within(path, FILE_LIMIT)
    except OSError:
        hint = "name the file with your key"
        raise wrong("keys.unreadable", "this file of keys cannot be read", hint, place=Place(str(path))) from None


UNLOCKING = Unlocking()
"""How this process comes to its keys."""
