"""The use case of `ethics frameworks diff`: find the two editions that are meant, compare them, and name the open sessions
that carry another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.sessions import walk_of
from ethics_cli.core.choices import near
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.framework import Framework, framework_from
from ethics_cli.core.framework_diff import Change, framework_changes
from ethics_cli.core.walk import Walk
from ethics_cli.files.held import Held
from ethics_cli.files.home import Home
from ethics_cli.files.layers import framework_file, layers_of
from ethics_cli.files.library import Library
from ethics_cli.problems import EthicsError, Exit, wrong

DECIDED = "decided"


class Edition(NamedTuple):
    """One edition, and where it is from in words: a place of the library, a file, a session."""

    framework: Framework
    digest: str
    origin: str

    def as_data(self) -> dict[str, str]:
        framework = self.framework
        return {"id": framework.id, "edition": framework.edition, "origin": self.origin, "digest": self.digest}


class Carried(NamedTuple):
    """An open session that carries another edition. `same_number`: the edition has the same number and other content."""

    session: str
    edition: str
    same_number: bool


class Compared(NamedTuple):
    """Two editions and what differs; open sessions that carry neither the new one; how many could not be read."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    sessions: tuple[Carried, ...]
    unreadable: int


class Places(NamedTuple):
    """Where editions are looked for."""

    library: Library
    folders: Mapping[str, Path]
    home: Home


def compared(places: Places, names: tuple[str, ...]) -> Compared:
    """Compare what was named: two editions; one file with the edition in use; or the one in use with what it replaces."""
    old, new = _both(places, names)
    changes = framework_changes(old.framework, new.framework, places.library.frameworks)
    read = [(ident, found) for ident, found in _open_walks(places.home)]
    carried = (_carried(ident, walk, new) for ident, walk in read if walk is not None)
    unreadable = sum(walk is None for _, walk in read)
    return Compared(old, new, tuple(changes), tuple(one for one in carried if one), unreadable)


def _both(places: Places, names: tuple[str, ...]) -> tuple[Edition, Edition]:
    if len(names) > 1:
        return _edition(places, names[0]), _edition(places, names[1])
    new = _edition(places, names[0])
    if _is_file(names[0]):
        return _edition(places, new.framework.id), new
    replaced = [_of_layer(held) for held in layers_of(places.folders, new.framework.id)]
    before = [one for one in replaced if one.origin != new.origin]
    if not before:
        message = "the edition in use replaces none: there is nothing to compare it with"
        raise wrong("diff.alone", message, "name a file, or two editions: OLD NEW", exit_code=Exit.USAGE)
    return before[0], new


def _edition(places: Places, name: str) -> Edition:
    """The edition that a name means: a file, an id, ID@EDITION or ID@PLACE. Raises EthicsError when there is none."""
    if _is_file(name):
        return _of_file(framework_file(Path(name)))
    ident, at, wanted = name.partition("@")
    held = places.library.get("framework", ident)
    if held is None:
        hint = near(ident, list(places.library.frameworks)) or "give an id, ID@EDITION, or a file"
        raise wrong("framework.unknown", "there is no such framework", hint, exit_code=Exit.USAGE)
    if not at:
        return _of_layer(held)
    known = [_of_layer(one) for one in layers_of(places.folders, ident)]
    known += (one for _, walk in _open_walks(places.home) if walk is not None for one in _in_session(walk, ident))
    found = [one for one in known if wanted in (one.origin, one.framework.edition)]
    if not found:
        editions = ", ".join(dict.fromkeys(f"{ident}@{one.framework.edition}" for one in known))
        message = "that edition is neither in the library nor in an open session"
        raise wrong("diff.edition", message, f"there are: {editions}", exit_code=Exit.USAGE)
    return found[-1]


def _is_file(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name


def _of_layer(held: Held) -> Edition:
    return Edition(framework_from(held.plain), held.digest, held.origin)


def _of_file(held: Held) -> Edition:
    return Edition(framework_from(held.plain), held.digest, held.path)


def _in_session(walk: Walk, ident: str) -> Iterator[Edition]:
    framework = walk.folded.frameworks.get(ident)
    if framework is not None:
        yield Edition(framework, _digest(framework), f"session {walk.id}")


def _open_walks(home: Home) -> Iterator[tuple[str, Walk | None]]:
    """The sessions of the home that are not decided; None for one that cannot be read."""
    for path in home.paths():
        try:
            walk, _, _ = walk_of(path)
        except EthicsError:
            yield path.name, None
            continue
        if walk.status != DECIDED:
            yield walk.id, walk


def _carried(ident: str, walk: Walk, new: Edition) -> Carried | None:
    framework = walk.folded.frameworks.get(new.framework.id)
    if framework is None or _digest(framework) == new.digest:
        return None
    return Carried(ident, framework.edition, framework.edition == new.framework.edition)


def _digest(framework: Framework) -> str:
    return digest_of(canonical(framework.plain))
