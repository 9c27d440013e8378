"""The head of an age file, looked at before anything is decrypted: who it is for, how many, and where it ends.

A file from somebody else may name a thousand readers or ask for gigabytes of memory, and the library would try. Sessions are
closed for X25519 keys and nothing else, for sixteen at most, with a head of at most 64 KiB; anything else is refused here.
Format: age-encryption.org/v1 (C2SP).
"""

from __future__ import annotations

import re

from ethics_cli.core.reader import LIMIT

INTRO = b"age-encryption.org/v1\n"
HEAD_LIMIT = 64 * 1024
HARDEST = 20
"""The highest work factor (log2) that a passphrase may ask for: about a gigabyte for a moment."""
_X25519 = re.compile(rb"-> X25519 [A-Za-z0-9+/]{43}")
_GREASE = re.compile(rb"-> [!-~]+-grease(?: [!-~]+)*")
_SCRYPT = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)")
_BODY = re.compile(rb"[A-Za-z0-9+/]{0,64}")
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}")


class OddHeader(Exception):
    """Why a file is not opened, in words."""


def check_header(raw: bytes) -> int:
    """How many X25519 readers a file names. Raises OddHeader when its head is not one that a session has."""
    names = [stanza for stanza in _stanzas(raw) if not _GREASE.fullmatch(stanza)]
    if not names or not all(_X25519.fullmatch(name) for name in names):
        raise OddHeader("it is closed in a way that sessions are not closed")
    return len(names)


def check_passphrase_header(raw: bytes) -> None:
    """Raise OddHeader unless a file is closed with one passphrase of sane work."""
    names = _stanzas(raw)
    found = _SCRYPT.fullmatch(names[0]) if len(names) == 1 else None
    if found is None or int(found.group(1)) > HARDEST:
        raise OddHeader("it is not closed with a passphrase as this program does it")


def _stanzas(raw: bytes) -> list[bytes]:
    """The first lines of the stanzas of a head that is whole."""
    if not raw.startswith(INTRO):
        raise OddHeader("it is not an age file")
    lines = raw[len(INTRO) : HEAD_LIMIT].split(b"\n")
    names: list[bytes] = []
    open_body = False
    for line in lines[:-1]:
        if open_body:
            if not _BODY.fullmatch(line):
                raise OddHeader("its head is damaged")
            open_body = len(line) == 64
        elif line.startswith(b"-> "):
            names.append(line)
            open_body = True
            if len(names) > LIMIT:
                raise OddHeader(f"it names more than {LIMIT} readers")
        elif _MAC.fullmatch(line):
            return names
        else:
            raise OddHeader("its head is damaged")
    raise OddHeader("its head does not end")
