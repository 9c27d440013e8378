"""A strict subset of YAML: text in, plain data with a place for every key and value out. The only importer of yaml.

Every scalar is text until a schema gives it a type, so `no` stays no and 1.10 stays 1.10. Refused: repeated keys,
anchors, aliases, tags, merge keys, several documents, invisible and control characters, and anything beyond the limits.
All that is refused is a Problem with a place; nothing else ever leaves this file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from ethics_cli.files.bounded import CONTENT_LIMIT
from ethics_cli.problems import EthicsError, Place, Problem, named

SIZE_LIMIT = CONTENT_LIMIT
DEPTH_LIMIT = 32
NODE_LIMIT = 20_000
Path = tuple[str | int, ...]
IS_FAST = bool(getattr(yaml, "__with_libyaml__", False))
_LOADER = yaml.CSafeLoader if IS_FAST else yaml.SafeLoader
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


@dataclass(slots=True)
class Document:
    """Plain data (maps, lists, text) and where each of its parts stands. `keys` are the places of the keys themselves."""

    file: str
    data: Any
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """The place of the part that a path leads to, or of the nearest part around it."""
        known = tuple(path)
        while known:
            if known in self.keys:
                return self.keys[known]
            if known in self.values:
                return self.values[known]
            known = known[:-1]
        return Place(self.file, 1, 1)


class _Refused(Exception):
    def __init__(self, code: str, message: str, mark: Any, hint: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(f"yaml.{code}", message, None, hint)
        self.mark = mark


def read_yaml(raw: bytes, file: str) -> Document:
    """The document that YAML bytes state. Raises EthicsError with one problem when they are outside the subset."""
    if len(raw) > SIZE_LIMIT:
        raise _error(
            Problem(
                "yaml.too-large", f"the file is larger than {SIZE_LIMIT:,} bytes; such a file is not read", Place(file)
            )
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise _error(
            Problem("yaml.not-utf8", "the file is not UTF-8 text", Place(file, line, 1), "save it as UTF-8")
        ) from None
    _refuse_invisible(text, file)
    try:
        return _Reader(file).read(text)
    except _Refused as refused:
        raise _error(refused.problem.at(_place(file, refused.mark))) from None
    except yaml.YAMLError as fault:
        raise _error(_syntax(fault, file)) from None
    except (RecursionError, ValueError):
        raise _error(Problem("yaml.syntax", "this is not YAML that can be read", Place(file, 1, 1))) from None


class _Reader:
    """Builds plain data from the parser's events, one node at a time."""

    def __init__(self, file: str) -> None:
        self.document = Document(file, None)
        self.nodes = 0

    def read(self, text: str) -> Document:
        self.events = yaml.parse(text, Loader=_LOADER)
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(
                        "several-documents", "a file holds one document", event.start_mark, "split it into files"
                    )
                self.document.data = self._node(next(self.events), (), 0)
        if not documents or self.document.data == "":
            raise _Refused("empty", "the file is empty", None)
        return self.document

    def _node(self, event: Any, path: Path, depth: int) -> Any:
        self.nodes += 1
        if depth > DEPTH_LIMIT or self.nodes > NODE_LIMIT:
            raise _Refused(
                "too-deep", f"at most {DEPTH_LIMIT} levels and {NODE_LIMIT:,} parts are read", event.start_mark
            )
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(
                "anchor",
                "anchors and aliases (& and *) are not read",
                event.start_mark,
                "write the part out, or quote the text",
            )
        if event.tag is not None:
            raise _Refused("tag", "tags (!) are not read", event.start_mark, "leave the tag out, or quote the text")
        if getattr(event, "value", None) != "" or event.style:  # the two parsers place nothing at all differently
            self.document.values[path] = _place(self.document.file, event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            if not event.value.isascii() and any("\ud800" <= char <= "\udfff" for char in event.value):
                raise _Refused("syntax", "an escape here stands for no character", event.start_mark)
            return event.value
        return self._list(path, depth) if isinstance(event, yaml.SequenceStartEvent) else self._map(path, depth)

    def _list(self, path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._node(event, (*path, len(found)), depth + 1))
        return found

    def _map(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused("odd-key", "a key must be plain text", event.start_mark)
            key = self._node(event, (*path, "?"), depth + 1)
            if key == "<<" and not event.style:
                raise _Refused("merge", "merge keys (<<) are not read", event.start_mark, "write the part out")
            if key in found:
                raise _Refused(
                    "repeated-key", f"the key {named(key)} stands here twice", event.start_mark, "keep one of the two"
                )
            self.document.keys[(*path, key)] = _place(self.document.file, event.start_mark)
            found[key] = self._node(next(self.events), (*path, key), depth + 1)
        return found


def is_hidden(char: str) -> bool:
    """Whether a character cannot be seen: control, format, surrogate, private, line and paragraph separators."""
    return not (" " <= char < "\x7f") and char not in "\r\u200c\u200d" and unicodedata.category(char) in _INVISIBLE


def texts_in(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in plain data, keys included, with the path that leads to it."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key), key
            yield from texts_in(value, (*path, key))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from texts_in(value, (*path, at))
    else:
        yield path, data


def _refuse_invisible(text: str, file: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if line.isprintable():
            continue  # nothing that cannot be seen is printable
        for column, char in enumerate(line, 1):
            if is_hidden(char):
                name = f"U+{ord(char):04X}"
                hint = "use spaces" if char == "\t" else "take the character out"
                place = Place(file, number, column)
                raise _error(Problem("yaml.invisible", f"an invisible or control character ({name})", place, hint))


def _syntax(fault: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    said = str(getattr(fault, "problem", "") or "this is not YAML that can be read").replace("found ", "")
    hint = (
        "quote a text that holds a colon and a space, or starts with a special character"
        if "mapping values" in said
        else ""
    )
    return Problem("yaml.syntax", f"YAML cannot be read here: {said}", _place(file, mark), hint)


def _place(file: str, mark: Any) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark is not None else Place(file, 1, 1)


def _error(problem: Problem) -> EthicsError:
    return EthicsError(problem)
