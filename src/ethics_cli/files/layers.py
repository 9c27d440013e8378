"""A framework as each place holds it, before one overrides the other; and a framework in a file by itself.

The library knows only what is in use. For a comparison the replaced edition is needed as well, so that one is read anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.files.bounded import CONTENT_LIMIT, bytes_within
from ethics_cli.files.content_file import read_content
from ethics_cli.files.held import Held
from ethics_cli.files.library import content_files
from ethics_cli.problems import Place, wrong


def layers_of(folders: Mapping[str, Path], ident: str) -> Iterator[Held]:
    """The framework of this id in each place that holds one, in the order in which they override. Raises EthicsError on a bad file."""
    for origin, folder in folders.items():
        for path in content_files(folder):
            raw = bytes_within(path, CONTENT_LIMIT)
            if ident.encode("utf-8", "surrogateescape") not in raw:
                continue  # a file that does not even name the id need not be parsed
            kind, plain, _ = read_content(raw, str(path))
            if kind == "framework" and plain[kind] == ident:
                yield Held(kind, ident, plain, origin, str(path), digest_of(canonical(plain)))


def framework_file(path: Path) -> Held:
    """The framework in a file. Raises EthicsError when there is none."""
    place = Place(str(path))
    try:
        raw = bytes_within(path, CONTENT_LIMIT)
    except OSError:
        raise wrong("file.unreadable", "this file cannot be read", place=place) from None
    kind, plain, _ = read_content(raw, str(path))
    if kind != "framework":
        raise wrong("file.no-framework", f"this file holds no framework but a {kind}", place=place)
    return Held(kind, str(plain[kind]), plain, "", str(path), digest_of(canonical(plain)))
