"""The library: every framework, route, layout and sample walk there is, from three places, each overriding the one before.

Bundled content first, then the organisation's folder, then the person's own. An override replaces by id and is visible:
every piece of content says where it came from. What was parsed and checked once is kept in a cache that only speeds
things up: a stale, foreign or damaged cache is made again in silence.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import ethics_cli
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.framework import Framework, framework_from
from ethics_cli.core.route import Route, route_from
from ethics_cli.problems import EthicsError, Problem

CACHE_FORMAT = 5
Plain = dict[str, Any]


class Held(NamedTuple):
    """One piece of content: its kind and id, its plain data, where it is from, and what it overrides."""

    kind: str
    id: str
    plain: Plain
    origin: str
    path: str
    digest: str
    overrides: str = ""


class Library:
    """All content by kind and id."""

    def __init__(self, held: Mapping[tuple[str, str], Held]) -> None:
        self.held = held

    def all(self, kind: str) -> list[Held]:
        return [held for (of, _), held in self.held.items() if of == kind]

    def get(self, kind: str, ident: str) -> Held | None:
        return self.held.get((kind, ident))

    def framework(self, ident: str) -> Framework | None:
        held = self.get("framework", ident)
        return framework_from(held.plain) if held else None

    @cached_property
    def frameworks(self) -> dict[str, Framework]:
        return {held.id: framework_from(held.plain) for held in self.all("framework")}

    @cached_property
    def routes(self) -> dict[str, Route]:
        return {held.id: route_from(held.plain) for held in self.all("route")}

    @property
    def rows(self) -> dict[str, str]:
        """The union rows: id and title, in order."""
        held = self.get("rows", "rows")
        return {key: title for group in held.plain["groups"] for key, title in group["rows"].items()} if held else {}

    def layout(self, ident: str = "standard") -> Plain:
        held = self.get("record", ident)
        return held.plain if held else {"parts": []}


def bundled_folder() -> Path:
    """The content that ships with the program: inside the package when installed, beside `src` in a checkout."""
    package = Path(ethics_cli.__file__).parent
    inside = package / "frameworks"
    return inside if inside.is_dir() else package.parents[1] / "frameworks"


def load_library(folders: Mapping[str, Path], cache: Path | None = None) -> Library:
    """The library that these folders hold, by origin, later ones overriding. Raises EthicsError with every problem of form."""
    sources = [
        (origin, path, path.read_bytes()) for origin, folder in folders.items() for path in content_files(folder)
    ]
    key = _key(sources)
    kept = _read_cache(cache, key)
    if kept is None:
        kept = list(_read_all(sources))
        _write_cache(cache, key, kept)
    return Library(_merged(kept))


def content_files(folder: Path) -> list[Path]:
    """The YAML files below a folder, in a stable order; links are not followed."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*.yaml") if path.is_file() and not path.is_symlink())


def _read_all(sources: list[tuple[str, Path, bytes]]) -> Iterator[Held]:
    from ethics_cli.files.content_file import read_content

    problems: list[Problem] = []
    for origin, path, raw in sources:
        try:
            kind, plain, _ = read_content(raw, str(path))
        except EthicsError as fault:
            problems.extend(fault.problems)
            continue
        yield Held(
            kind, str(plain[kind]) if kind != "rows" else "rows", plain, origin, str(path), digest_of(canonical(plain))
        )
    if problems:
        last = problems[-1]
        hint = "; ".join(
            part for part in (last.hint, "`ethics check` shows this again; nothing is begun until it is mended") if part
        )
        raise EthicsError(*problems[:-1], last._replace(hint=hint))


def _merged(kept: list[Held]) -> dict[tuple[str, str], Held]:
    found: dict[tuple[str, str], Held] = {}
    for held in kept:
        before = found.get((held.kind, held.id))
        overrides = f"{before.origin} {before.plain.get('edition', '')}".strip() if before else ""
        found[held.kind, held.id] = Held(held.kind, held.id, held.plain, held.origin, held.path, held.digest, overrides)
    return found


def _key(sources: list[tuple[str, Path, bytes]]) -> str:
    parts = [f"{CACHE_FORMAT} {ethics_cli.__version__}"]
    parts += [f"{origin} {path} {digest_of(raw)}" for origin, path, raw in sources]
    return digest_of("\n".join(parts).encode("utf-8", "surrogateescape"))


def _read_cache(cache: Path | None, key: str) -> list[Held] | None:
    if cache is None:
        return None
    try:
        head, _, body = (cache / f"library-{key[:16]}.json").read_bytes().partition(b"\n")
        if json.loads(head) == {"body": digest_of(body), "format": CACHE_FORMAT, "key": key}:
            return [Held(*one) for one in json.loads(body)]
    except (OSError, ValueError, TypeError, RecursionError):
        pass
    return None


def _write_cache(cache: Path | None, key: str, kept: list[Held]) -> None:
    """Keep what was read. A cache that cannot be written costs time and nothing else."""
    if cache is None:
        return
    from ethics_cli.files.replacing import replace_file

    body = json.dumps([[one.kind, one.id, one.plain, one.origin, one.path, one.digest] for one in kept]).encode()
    head = json.dumps({"body": digest_of(body), "format": CACHE_FORMAT, "key": key}).encode()
    with contextlib.suppress(OSError):
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in cache.glob("library-*.json"):
            old.unlink(missing_ok=True)
        replace_file(cache / f"library-{key[:16]}.json", head + b"\n" + body)
