"""Closing bytes for keys, and opening them: age, through pyrage. The only file that knows a cryptographic library.

Nothing here reads or writes a file. Any file made here opens with the stock `age` tool.
"""

from __future__ import annotations

from collections.abc import Sequence

from ethics_cli.core.reader import LIMIT
from ethics_cli.files.age_header import OddHeader, check_header, check_passphrase_header
from ethics_cli.problems import Problem, wrong

SECRET = "AGE-SECRET-KEY-1"  # noqa: S105  how every secret key begins, not one of them


def new_identity() -> tuple[str, str]:
    """A new pair: the secret key and the public one."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_key(secret: str) -> str:
    """The public key of a secret one. Raises EthicsError when it is none; never says what was given."""
    import pyrage

    try:
        return str(pyrage.x25519.Identity.from_str(secret.strip()).to_public())
    except pyrage.IdentityError:
        hint = f"a secret key is one line that begins with {SECRET}"
        raise wrong("keys.no-identity", "this is not a secret key", hint) from None


def demand_public(key: str) -> str:
    """A public key as age writes it. Raises EthicsError when it is none."""
    import pyrage

    try:
        return str(pyrage.x25519.Recipient.from_str(key.strip()))
    except pyrage.RecipientError:
        hint = "a public key is one line that begins with age1; whoever is to read shows it with `ethics keys`"
        if key.strip().upper().startswith(SECRET):
            hint = "this is a secret key: keep it to yourself, and ask for the line that begins with age1"
        raise wrong("keys.no-recipient", "this is not a public key", hint) from None


def seal(raw: bytes, keys: Sequence[str]) -> bytes:
    """Bytes that only the holders of these keys can open. Raises EthicsError without a key, or with too many."""
    import pyrage

    if not keys:
        raise wrong(
            "keys.nobody", "a protected file that nobody can open is not written", "`ethics keys` shows your key"
        )
    if len(keys) > LIMIT:
        raise wrong("keys.too-many", f"a session can be opened by {LIMIT} keys at most", "take one away first")
    return bytes(pyrage.encrypt(raw, [pyrage.x25519.Recipient.from_str(key) for key in dict.fromkeys(keys)]))


def unseal(raw: bytes, secrets: Sequence[str]) -> bytes | Problem:
    """The bytes inside, opened with one of these secret keys, or the Problem with it."""
    import pyrage

    try:
        check_header(raw)
    except OddHeader as fault:
        return Problem("journal.odd-header", f"this file is not opened: {fault}", hint="it may not be from ethics")
    if not secrets:
        return Problem(
            "keys.none",
            "this is protected, and there is no key here to open it",
            hint="`ethics keys create` makes one; a key kept elsewhere is named: `ethics --identity FILE …`",
        )
    try:
        return bytes(pyrage.decrypt(raw, [pyrage.x25519.Identity.from_str(secret) for secret in secrets]))
    except pyrage.IdentityError:
        hint = f"a secret key is one line that begins with {SECRET}; `ethics keys restore` takes yours from paper"
        return Problem("keys.no-identity", "the file with your key holds something else", hint=hint)
    except pyrage.DecryptError:
        hint = "it is for somebody else, or damaged; `ethics keys` shows which key you have"
        return Problem("keys.not-for-you", "this cannot be opened with your key", hint=hint)


def seal_with_passphrase(raw: bytes, passphrase: str) -> bytes:
    """Bytes that open with a passphrase. Takes a second or two, and half a gigabyte for a moment, by design."""
    import pyrage

    return bytes(pyrage.passphrase.encrypt(raw, passphrase))


def unseal_with_passphrase(raw: bytes, passphrase: str) -> bytes | None:
    """What is inside; None when the passphrase is another. Raises EthicsError when the file is odd."""
    import pyrage

    try:
        check_passphrase_header(raw)
    except OddHeader as fault:
        raise wrong(
            "keys.odd-file", f"the file with your key is not opened: {fault}", "restore it from a backup"
        ) from None
    try:
        return bytes(pyrage.passphrase.decrypt(raw, passphrase))
    except pyrage.DecryptError:
        return None
