"""The library: every framework, route, layout and sample walk there is, from three places, each overriding the one before.

Bundled content first, then the organisation's folder, then the person's own. An override replaces by id and is visible:
every piece of content says where it came from. What was parsed and checked once is kept in a cache (library_cache.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import ethics_cli
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.framework import Framework, framework_from
from ethics_cli.core.route import Route, route_from
from ethics_cli.files.bounded import CONTENT_LIMIT, bytes_within
from ethics_cli.files.held import Held
from ethics_cli.files.library_cache import CACHE_FORMAT, read_cache, write_cache
from ethics_cli.problems import EthicsError, Problem

Plain = dict[str, Any]


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
        (origin, path, bytes_within(path, CONTENT_LIMIT))
        for origin, folder in folders.items()
        for path in content_files(folder)
    ]
    key = _key(sources)
    kept = read_cache(cache, key)
    if kept is None:
        kept = list(_read_all(sources))
        write_cache(cache, key, kept)
    return Library(_merged(kept))


def content_files(folder: Path) -> list[Path]:
    """The YAML files below a folder, in a stable order; links are not followed."""
    return sorted(Path(path) for path in _below(str(folder)))


def _below(folder: str) -> Iterator[str]:
    """The directory is read once, without asking for each file again: this stands before every first question."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        elif entry.name.endswith(".yaml") and entry.is_file(follow_symlinks=False):
            yield entry.path


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
        found[held.kind, held.id] = held.over(found.get((held.kind, held.id)))
    return found


def _key(sources: list[tuple[str, Path, bytes]]) -> str:
    parts = [f"{CACHE_FORMAT} {ethics_cli.__version__}"]
    parts += [f"{origin} {path} {digest_of(raw)}" for origin, path, raw in sources]
    return digest_of("\n".join(parts).encode("utf-8", "surrogateescape"))
