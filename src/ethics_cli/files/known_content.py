"""Content that sessions carry, kept as it was read: the same framework in the next session is known by its bytes and not read again.

Sessions carry their frameworks whole, so that ten thousand of them carry the same few ten thousand times. What is kept here was read
and checked in full once; a line is taken for it only when its bytes are the very same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.event import Event, FrameworkJoined, ReferenceJoined, SessionOpened
from ethics_cli.core.framework import Framework, framework_from
from ethics_cli.core.norm import NormFile, norm_file_from
from ethics_cli.core.route import Route, route_from

MOST_BYTES = 48 * 1024 * 1024
"""So much is kept; when there is more, everything is let go and read anew. A stranger's batch cannot fill the memory."""
MOST_ROUTES = 8
NOTHING_HELD = b"{}"
_DIGESTED = re.compile(
    rb'\{"at":"[^"]{20}","digest":"([0-9a-f]{64})",'
    rb'(?:"framework":|"kind":"reference\.joined","origin":"[^"]{0,40}","prev":"[0-9a-f]{64}","reference":)'
)
_ROUTES = b',"routes":'


class Known(NamedTuple):
    """One piece of content: its bytes, its plain data, and what is made of it."""

    raw: bytes
    plain: Mapping[str, Any]
    framework: Framework | None = None
    norms: NormFile | None = None
    routes: Mapping[str, Route] = {}
    types: Mapping[str, str] = {}


class KnownContent:
    """What was read so far, by digest; and the routes that first lines carried, which have none."""

    def __init__(self) -> None:
        self._digested: dict[str, Known] = {}
        self._routes: list[Known] = []
        self.size = 0

    def short(self, raw: bytes, start: int, end: int) -> tuple[bytes, Known | None]:
        """The line that stands there, without the content it carries where that is known; otherwise as it is."""
        found = _DIGESTED.match(raw, start, end)
        if found is not None:
            known = self._digested.get(found.group(1).decode("ascii"))
            at = found.end()
            tried: tuple[Known, ...] = (known,) if known is not None else ()
        else:
            at = raw.find(_ROUTES, start, end) + len(_ROUTES)
            tried = tuple(self._routes) if at >= len(_ROUTES) else ()
        for one in tried:
            if raw.startswith(one.raw, at, end):
                return raw[start:at] + NOTHING_HELD + raw[at + len(one.raw) : end], one
        return raw[start:end], None

    def learn(self, event: Event) -> Known | None:
        """Keep what an event carries, once it has been read and checked. None when it is not what its digest names."""
        if isinstance(event, SessionOpened):
            known = Known(
                canonical(event.routes),
                event.routes,
                routes={key: route_from(one) for key, one in event.routes.items()},
            )
            self._routes = [known, *self._routes[: MOST_ROUTES - 1]]
            return known
        assert isinstance(event, (FrameworkJoined, ReferenceJoined))
        plain = event.framework if isinstance(event, FrameworkJoined) else event.reference
        raw = canonical(plain)
        if digest_of(raw) != event.digest:
            return None
        known = _made(raw, plain)
        if self.size + len(raw) > MOST_BYTES:
            self._digested, self.size = {}, 0
        self.size += len(raw)
        self._digested[event.digest] = known
        return known


def _made(raw: bytes, plain: Mapping[str, Any]) -> Known:
    if "framework" in plain:
        framework = framework_from(plain)
        types = {f"{framework.id}.{step['id']}": step["type"] for step in plain.get("steps", ())}
        return Known(raw, plain, framework=framework, types=types)
    return Known(raw, plain, norms=norm_file_from(plain) if "norms" in plain else None)
