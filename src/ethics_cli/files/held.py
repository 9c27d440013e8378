"""One piece of content as the library holds it: what it is, where it is from, and its plain data, parsed when somebody looks.

A walk begins with one framework out of thirty; what it does not come to is never parsed.
"""

from __future__ import annotations

import json
from typing import Any

Plain = dict[str, Any]


class Held:
    """One piece of content: its kind and id, its plain data, where it is from, and what it overrides.

    `plain` may be given as data or as the JSON bytes of it; `digest` stands for it when two are compared.
    """

    __slots__ = ("_plain", "body", "digest", "id", "kind", "origin", "overrides", "path", "title")

    def __init__(
        self,
        kind: str,
        ident: str,
        plain: Plain | bytes | memoryview,
        origin: str,
        path: str,
        digest: str,
        overrides: str = "",
        title: str = "",
    ) -> None:
        self.kind, self.id, self.origin, self.path = kind, ident, origin, path
        self.digest, self.overrides = digest, overrides
        self._plain = plain if isinstance(plain, dict) else None
        self.body = b"" if isinstance(plain, dict) else plain
        self.title = title or (str(plain.get("title", "")) if isinstance(plain, dict) else "")

    @property
    def plain(self) -> Plain:
        """The content as plain data."""
        if self._plain is None:
            parsed: Plain = json.loads(bytes(self.body))
            self._plain = parsed
        return self._plain

    def over(self, before: Held | None) -> Held:
        """The same piece, saying what it overrides."""
        if before is None:
            return self
        said = f"{before.origin} {before.plain.get('edition', '')}".strip()
        return Held(self.kind, self.id, self.plain, self.origin, self.path, self.digest, said, self.title)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash(self._told())

    def __repr__(self) -> str:
        return f"Held({self.kind} {self.id}, {self.origin}, {self.digest[:8]})"

    def _told(self) -> tuple[str, ...]:
        return self.kind, self.id, self.origin, self.path, self.digest, self.overrides, self.title
