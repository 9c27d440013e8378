"""The keys of a home: its own key, as a file that the stock `age` tool reads too, and for whom new sessions are closed.

Owner-only. The secret key stands in `identity.txt`, or behind a passphrase in `identity.age`; `protection.json` holds only public
keys and roles. A secret key is never in an argument, in the environment or in a message.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from ethics_cli.core.digest import canonical
from ethics_cli.core.reader import YOU, Reader
from ethics_cli.files.bounded import bytes_within
from ethics_cli.files.replacing import remove_file, replace_file, sweep
from ethics_cli.problems import Place, wrong

FORMAT = "ethics-protection"
FILE_LIMIT = 64 * 1024


class Protection(NamedTuple):
    """Whether new sessions of a home are closed, and for whom. Without a file it is off, and nobody is named."""

    on: bool = False
    readers: tuple[Reader, ...] = ()

    @property
    def own(self) -> str:
        """The public key of this home; empty when it has none."""
        return next((reader.key for reader in self.readers if reader.role == YOU), "")

    def with_reader(self, reader: Reader) -> Protection:
        """The same, with somebody added, or named anew."""
        others = tuple(one for one in self.readers if one.key != reader.key)
        return Protection(self.on, (*others, reader))

    def without(self, key: str) -> Protection:
        return Protection(self.on, tuple(one for one in self.readers if one.key != key))


def plain_identity(folder: Path) -> Path:
    """Where the secret key stands when no passphrase guards it."""
    return folder / "identity.txt"


def wrapped_identity(folder: Path) -> Path:
    """Where it stands behind a passphrase."""
    return folder / "identity.age"


def has_identity(folder: Path) -> bool:
    """Whether there is a secret key here."""
    return plain_identity(folder).is_file() or wrapped_identity(folder).is_file()


def read_protection(folder: Path) -> Protection:
    """What is kept about protection. Raises EthicsError when the file is damaged: nothing is written unprotected by mistake."""
    path = folder / "protection.json"
    try:
        raw = bytes_within(path, FILE_LIMIT)
    except FileNotFoundError:
        return Protection()
    except OSError:
        raise wrong("keys.unreadable", "the file about protection cannot be read", place=Place(str(path))) from None
    try:
        return _stated(json.loads(raw))
    except (ValueError, KeyError, TypeError, RecursionError):
        hint = "restore it from a backup; until then nothing is written, so that nothing is left unprotected"
        raise wrong("keys.damaged", "the file about protection is damaged", hint, place=Place(str(path))) from None


def _stated(plain: Any) -> Protection:
    if plain["format"] != FORMAT or not isinstance(plain["on"], bool):
        raise ValueError(FORMAT)
    return Protection(plain["on"], tuple(Reader(str(one["key"]), str(one["role"])) for one in plain["readers"]))


def write_protection(folder: Path, protection: Protection) -> None:
    """Keep it, owner-only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    listed = [reader._asdict() for reader in protection.readers]
    plain = {"format": FORMAT, "on": protection.on, "readers": listed, "v": 1}
    replace_file(folder / "protection.json", canonical(plain) + b"\n")


def identity_text(secret: str, public: str) -> bytes:
    """A secret key as a file that `age -i` reads."""
    return f"# public key: {public}\n{secret}\n".encode()


def secrets_in(text: str) -> tuple[str, ...]:
    """The secret keys in the text of such a file."""
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def write_identity(folder: Path, secret: str, public: str, passphrase: str = "") -> None:
    """Keep the secret key, behind a passphrase when one is given. What it stood in before is removed afterwards."""
    from ethics_cli.files.sealing import seal_with_passphrase

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = identity_text(secret, public)
    kept, left = plain_identity(folder), wrapped_identity(folder)
    if passphrase:
        kept, left, text = left, kept, seal_with_passphrase(text, passphrase)
    replace_file(kept, text)
    remove_file(left)
    for path in (kept, left):
        sweep(path)  # a write that was killed may have left the bare key under a temporary name
