"""The use case of `ethics frameworks new`: a skeleton under an id that is not taken, and what to type next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ethics_cli.files.library import Library
from ethics_cli.files.skeleton import FOLDERS, skeleton, write_new
from ethics_cli.problems import Exit, wrong

FIRST_USE = {
    "stage": ("ethics frameworks show {}", "see it; a route has to name it before it is walked"),
    "lens": ("ethics decide --lens {}", "look through it"),
    "protocol": ("ethics decide --protocol {}", "walk it"),
    "norms": ("ethics decide", "offered where rules are asked for, from now on: fill it in before the next case"),
    "organisation": ("ethics frameworks card triage", "it is in use from now on: fill it in before the next case"),
    "scenario": ("ethics practice {}", "play it"),
}
"""How each kind is first used."""


class Places(NamedTuple):
    """The person's own folder of content, and all folders that content is taken from."""

    own: Path
    used: tuple[Path, ...]


class Begun(NamedTuple):
    """A new file: where it is (None when it is only printed), its text, and the next commands with what they do."""

    path: Path | None
    text: str
    next: tuple[tuple[str, str], ...] = ()


def begin_new(library: Library, places: Places, kind: str, ident: str, to: str, today: date) -> Begun:
    """Write a skeleton, into the person's own folder or to where it is wanted. Raises EthicsError when it cannot be."""
    text = skeleton(kind, ident, today)
    _refuse_taken(library, kind, ident)
    if to == "-":
        return Begun(None, text)
    path = _path(places.own, kind, ident, to)
    write_new(path, text)
    command, does = FIRST_USE[kind]
    use = (command.format(ident), does)
    if not any(folder.resolve() in path.resolve().parents for folder in places.used):
        use = (f"mv {_shell(path)} {_shell(places.own)}", "your own folder: content elsewhere is not used")
    return Begun(path, text, ((f"ethics check {_shell(path)} --strict", "what is wrong with it, if anything"), use))


def _refuse_taken(library: Library, kind: str, ident: str) -> None:
    """A file with the id of other content would replace it at once, half-written as it is."""
    of = kind if kind in ("norms", "organisation", "scenario") else "framework"
    held = library.get(of, ident)
    if held is not None:
        message = f"there is such a {of} already ({held.origin}), and a new file of the same id would replace it"
        raise wrong("new.taken", message, "choose another id, or copy the file it stands in", exit_code=Exit.USAGE)


def _path(own: Path, kind: str, ident: str, to: str) -> Path:
    if not to:
        return own / FOLDERS[kind] / f"{ident}.yaml"
    named = Path(to).expanduser()
    return named / f"{ident}.yaml" if named.is_dir() else named


def _shell(path: Path) -> str:
    """A path as it is typed: in quotation marks where it needs them."""
    text = str(path)
    plain = all(char.isalnum() or char in "/._-~:\\" for char in text)
    return text if plain else f'"{text}"'
