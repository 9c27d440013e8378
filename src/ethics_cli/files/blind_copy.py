"""A copy of a session without the words of some lines: each is replaced by a stub with its digest, so that chain and head stay the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ethics_cli.core.chain import line_digest, trailer_line
from ethics_cli.core.digest import canonical


def blind_copy(lines: Sequence[bytes], hides: Collection[int]) -> bytes:
    """The bytes of the copy: the lines in order, those that `hides` names as stubs, and a closing line over these bytes."""
    kept = [canonical({"redacted": line_digest(line)}) if at in hides else line for at, line in enumerate(lines)]
    return b"".join(line + b"\n" for line in (*kept, trailer_line(kept)))
