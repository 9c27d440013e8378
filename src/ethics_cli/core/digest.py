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
    return _dumped(plain)


def parse_canonical(raw: bytes) -> Any:
    """The data that canonical bytes state. Raises ValueError or RecursionError when they are any other spelling.

    What `canonical` would refuse is refused while parsing, so that the data need not be walked a second time.
    """
    parsed = json.loads(
        raw.decode("utf-8"),
        parse_float=_no_number,
        parse_int=_whole,
        parse_constant=_no_number,
        object_hook=_ascii_keys,
    )
    if _dumped(parsed) != raw:
        raise ValueError("not the canonical spelling")
    return parsed


def digest_of(raw: bytes | memoryview) -> str:
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


def _dumped(plain: Any) -> bytes:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")


def _no_number(text: str) -> Any:
    raise ValueError("a number must be a whole number below 2**53")


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= 2**53:
        return int(_no_number(text))
    return int(text)


def _ascii_keys(found: dict[str, Any]) -> dict[str, Any]:
    if not all(map(str.isascii, found)):
        raise ValueError("a key must be ASCII text")
    return found
