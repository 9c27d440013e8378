"""The use case of `ethics frameworks new`: a skeleton under an id that is not taken, and what to type next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ethics_cli.files.home import Home
from ethics_cli.files.library import Library
from ethics_cli.files.skeleton import FOLDERS, skeleton, write_new
from ethics_cli.problems import Exit, wrong

TO_BEGIN = {
    "lens": "ethics decide --lens {}",
    "protocol": "ethics decide --protocol {}",
    "norms": "ethics frameworks list",
    "organisation": "ethics doctor",
    "stage": "ethics frameworks show {}",
}
"""How each kind is first used."""


class Begun(NamedTuple):
    """A new file: where it is (None when it is only printed), its text, and the next commands with what they do."""

    path: Path | None
    text: str
    next: tuple[tuple[str, str], ...] = ()


def begin_new(library: Library, home: Home, kind: str, ident: str, to: str, today: date) -> Begun:
    """Write a skeleton, into the home's own folder or to where it is wanted. Raises EthicsError when it cannot be."""
    text = skeleton(kind, ident, today)
    _refuse_taken(library, kind, ident)
    if to == "-":
        return Begun(None, text)
    path = _path(home, kind, ident, to)
    write_new(path, text)
    use = TO_BEGIN[kind].format(ident)
    ahead = [(f"ethics check {_shell(path)} --strict", "what is wrong with it, if anything"), (use, "use it")]
    if home.frameworks not in path.parents:
        ahead[1] = (f"cp {_shell(path)} {_shell(home.frameworks)}", "your own folder: content elsewhere is not used")
    return Begun(path, text, tuple(ahead))


def _refuse_taken(library: Library, kind: str, ident: str) -> None:
    """A file with the id of other content would replace it at once, half-written as it is."""
    of = kind if kind in ("norms", "organisation") else "framework"
    held = library.get(of, ident)
    if held is not None:
        message = f"there is such a {of} already ({held.origin}), and a new file of the same id would replace it"
        raise wrong("new.taken", message, "choose another id, or copy the file it stands in", exit_code=Exit.USAGE)


def _path(home: Home, kind: str, ident: str, to: str) -> Path:
    if not to:
        return home.frameworks / FOLDERS[kind] / f"{ident}.yaml"
    named = Path(to).expanduser()
    return named / f"{ident}.yaml" if named.is_dir() else named


def _shell(path: Path) -> str:
    """A path as it is typed: in quotation marks where it needs them."""
    text = str(path)
    plain = all(char.isalnum() or char in "/._-~:\\" for char in text)
    return text if plain else f'"{text}"'
