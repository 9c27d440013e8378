"""The home's own key over time: behind a passphrase or not, and restored from paper. Nothing that was a key is thrown away."""

from __future__ import annotations

from pathlib import Path

from ethics_cli.core.reader import YOU, Reader
from ethics_cli.files.home import Home
from ethics_cli.files.keys import (
    Protection,
    plain_identity,
    secrets_in,
    wrapped_identity,
    write_identity,
    write_protection,
)
from ethics_cli.files.sealing import public_key
from ethics_cli.files.unlocking import UNLOCKING
from ethics_cli.problems import wrong


def guard(home: Home, passphrase: str) -> None:
    """Put the key behind a passphrase, or, with an empty one, take it from behind it."""
    secrets = UNLOCKING.secrets()
    if len(secrets) != 1:
        hint = "keep one in the file, and the others elsewhere"
        raise wrong("keys.several", "the file with your key holds several", hint)
    write_identity(home.keys, secrets[0], public_key(secrets[0]), passphrase)
    UNLOCKING.forget()


def restore(home: Home, typed: str) -> tuple[str, Path | None]:
    """Take a secret key as this home's. Returns its public key, and where the key that was here before is kept."""
    found = secrets_in(typed) or ("",)
    secret = "".join(found).replace(" ", "").upper() if len(found) > 1 else "".join(found[0].split()).upper()
    public = public_key(secret)
    before = _set_aside(home)
    write_identity(home.keys, secret, public)
    protection = home.protection
    others = tuple(reader for reader in protection.readers if reader.role != YOU and reader.key != public)
    write_protection(home.keys, Protection(protection.on, (Reader(public, YOU), *others)))
    UNLOCKING.use(home.keys)
    UNLOCKING.forget()
    return public, before


def _set_aside(home: Home) -> Path | None:
    """Keep the key that is here under another name, so that it can be taken back."""
    for path in (plain_identity(home.keys), wrapped_identity(home.keys)):
        if path.is_file():
            at = 1
            while (aside := path.with_name(f"{path.stem}.before-{at}{path.suffix}")).exists():
                at += 1
            path.replace(aside)
            return aside
    return None
