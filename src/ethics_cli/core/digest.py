"""One canonical form and one digest: how plain data becomes bytes, and how bytes are named."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any


def canonical(plain: Any) -> bytes:
    """Plain data as RFC 8785 bytes: sorted ASCII keys, no spaces, UTF-8, no floats, integers below 2**53.

    Raises ValueError when a value has no such form (a float, a lone surrogate, a large integer, a key beyond ASCII).
    """
    _check(plain)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")


def digest_of(raw: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return sha256(raw).hexdigest()


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise ValueError("a key must be ASCII text")
            _check(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _check(inner)
    elif isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53):
        raise ValueError("a number must be a whole number below 2**53")
    elif value is not None and not isinstance(value, (str, int, bool)):
        raise ValueError("a value has no canonical form")
