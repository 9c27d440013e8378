"""Sessions at addresses, such as s3://bucket/sessions: listed and read, never written. Only for names with a scheme; a local path has none.

The packages that know how are an extra (`ethics-cli[remote]`, and one for each kind of store); they are imported here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ethics_cli.files.home import PROTECTED, SUFFIX
from ethics_cli.files.journal import SIZE_LIMIT, opened
from ethics_cli.problems import EthicsError, Exit, Place, Problem, wrong

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://")
TOGETHER = 16
"""So many objects are asked for at once: what takes time is the way to them."""


def is_address(name: str) -> bool:
    """Whether a name is an address rather than a path."""
    return _ADDRESS.match(name) is not None


def sessions_at(address: str) -> Iterator[str]:
    """The addresses of the sessions at an address: an object, a folder of them with all below it, or a pattern with stars.

    Raises EthicsError when there is nothing, or nothing that can be reached.
    """
    store = _store(address)
    try:
        found = [address] if _is_session(address) and not _is_pattern(address) else _listed(store, address)
    except Exception as fault:  # noqa: BLE001  each kind of store has faults of its own
        raise wrong(
            "remote.unreadable", f"this address cannot be listed: {_reason(fault)}", place=Place(address)
        ) from None
    if not found:
        raise wrong("remote.nothing", "there are no sessions at this address", place=Place(address))
    yield from found


def read_all(addresses: Sequence[str]) -> Iterator[bytes | Problem]:
    """The bytes of objects, or what is wrong with each, in order; several are asked for at once. All are in one store."""
    store = _store(addresses[0])
    for at in range(0, len(addresses), TOGETHER):
        together = addresses[at : at + TOGETHER]
        try:
            found = store.cat_ranges(
                list(together), [0] * len(together), [SIZE_LIMIT + 1] * len(together), on_error="return"
            )
        except Exception as fault:  # noqa: BLE001  each kind of store has faults of its own
            found = [fault] * len(together)
        yield from (_checked(raw, address) for raw, address in zip(found, together, strict=True))


def _listed(store: Any, address: str) -> list[str]:
    names = store.glob(address) if _is_pattern(address) else store.find(address)
    return sorted(store.unstrip_protocol(name) for name in names if _is_session(name))


def _is_pattern(address: str) -> bool:
    return any(sign in address for sign in "*?[")


def _is_session(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return last.endswith((SUFFIX, PROTECTED)) and not last.startswith(".")


def _store(address: str) -> Any:
    """What reads at an address. One scheme after another (`zip::https://…`) is refused: it could write on the way."""
    if "::" in address:
        raise wrong("remote.chained", "an address has one scheme", place=Place(address), exit_code=Exit.USAGE)
    try:
        import fsspec
    except ImportError:
        hint = "pip install 'ethics-cli[remote]'"
        raise wrong("remote.extra", "addresses need a further package", hint, exit_code=Exit.USAGE) from None
    try:
        return fsspec.core.url_to_fs(address)[0]
    except (ImportError, ValueError) as fault:
        scheme = address.partition("://")[0]
        hint = f"install the package that reads {scheme}://; fsspec says: {_reason(fault)}"
        raise wrong("remote.scheme", "no package here reads this kind of address", hint, exit_code=Exit.USAGE) from None


def _checked(raw: Any, address: str) -> bytes | Problem:
    place = Place(address)
    if not isinstance(raw, bytes):
        return Problem("journal.unreadable", f"this object cannot be read: {_reason(raw)}", place)
    if len(raw) > SIZE_LIMIT:
        return Problem(
            "journal.too-large", f"this object has more than {SIZE_LIMIT:,} bytes, which no session has", place
        )
    if not raw:
        return Problem("journal.empty", "this object is empty", place, "restore it from a backup")
    try:
        return opened(Path(address), raw)
    except EthicsError as fault:
        return fault.problems[0].at(place)


def _reason(fault: BaseException) -> str:
    """The kind of a fault. Its words are a store's own, and may repeat names and keys."""
    return type(fault).__name__
