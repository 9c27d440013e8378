"""Content files checked in one run: every problem of form and of sense, each with its place, whatever else is wrong.

A file with faults of form does not stop the others, and what can be salvaged of it is checked for sense as well. Files
are checked together with the library around them, so that references lead somewhere; only the named files are told about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ethics_cli.core.lint import Fault, Piece, lint
from ethics_cli.files.bounded import CONTENT_LIMIT, bytes_within
from ethics_cli.files.content_file import kind_of, read_content
from ethics_cli.files.library import content_files
from ethics_cli.files.salvage import salvaged
from ethics_cli.files.schema import DOCUMENTS
from ethics_cli.files.yaml_text import Document, read_yaml
from ethics_cli.problems import EthicsError, Place, Problem

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the problems in order, the text of the files they stand in, and how many files were read."""

    problems: tuple[Problem, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    files: int = 0
    pieces: tuple[Piece, ...] = ()
    reads: tuple[Read, ...] = ()

    @property
    def errors(self) -> int:
        return sum(problem.level == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        return len(self.problems) - self.errors


@dataclass(frozen=True, slots=True)
class Read:
    """One file as far as it could be read: its problems of form, and its content with places where there is some."""

    file: str
    text: str
    problems: tuple[Problem, ...]
    piece: Piece | None = None
    document: Document | None = None

    @property
    def key(self) -> Key | None:
        return (self.piece.kind, self.piece.id) if self.piece else None


def check_paths(paths: Sequence[Path], folders: Mapping[str, Path], today: date) -> Checked:
    """Check the named files and folders, or without any the whole library, against the library in `folders`."""
    library = [(origin, path) for origin, folder in folders.items() for path in content_files(folder)]
    if not paths:
        return _checked(_in_use([(origin, read_file(path)) for origin, path in library]), [], today)
    missing = [
        Problem("check.no-file", "there is no such file or folder", Place(str(path)))
        for path in paths
        if not path.exists()
    ]
    named = list(
        dict.fromkeys(
            file
            for path in paths
            for file in (content_files(path) if path.is_dir() else [path] if path.exists() else [])
        )
    )
    same = {file.resolve() for file in named}
    around = [read_file(path) for _, path in library if path.resolve() not in same]
    return _checked([("", read_file(path)) for path in named], around, today, missing)


def _in_use(reads: list[tuple[str, Read]]) -> list[tuple[str, Read]]:
    """The library as it is used. Sample walks were made for the content they came with: where somebody replaced a
    framework by their own, the walks of other origins prove nothing about it."""
    replaced = {read.key for origin, read in reads if origin != "bundled" and read.key and read.key[0] == "framework"}
    bundled = {read.key for origin, read in reads if origin == "bundled"}
    if not replaced & bundled:
        return reads
    return [
        (origin, read) for origin, read in reads if not (origin == "bundled" and read.key and read.key[0] == "walk")
    ]


def _is_of_a_case(read: Read) -> bool:
    """Whether a file may hold a person's words about a case: an answers file is never quoted, not even one that cannot be read."""
    kind = read.piece.kind if read.piece else ""
    return kind == "walk" or (not kind and "\nanswers:" in f"\n{read.text}")


def read_file(path: Path) -> Read:
    """One content file, as far as it can be read."""
    file = str(path)
    try:
        raw = bytes_within(path, CONTENT_LIMIT)
    except OSError:
        return Read(file, "", (Problem("check.unreadable", "the file cannot be read", Place(file)),))
    text = raw.decode("utf-8", "replace")
    try:
        kind, plain, document = read_content(raw, file)
    except EthicsError as refused:
        return Read(file, text, refused.problems, *_rest(raw, file))
    return Read(file, text, (), Piece(kind, _id(kind, plain, file), plain), document)


def _rest(raw: bytes, file: str) -> tuple[Piece | None, Document | None]:
    """What is left of a file with faults of form."""
    try:
        document = read_yaml(raw, file)
    except EthicsError:
        return None, None
    kind = kind_of(document)
    plain = salvaged(document, kind) if kind in DOCUMENTS else None
    return (Piece(kind, _id(kind, plain, file), plain), document) if plain is not None else (None, None)


def _id(kind: str, plain: Mapping[str, object], file: str) -> str:
    """The id of a piece. An answers file has none, so its name serves."""
    if kind == "rows":
        return "rows"
    given = str(plain.get(kind, ""))
    return file if kind == "walk" and given in ("", "answers") else given


def _checked(
    named: Sequence[tuple[str, Read]], around: Iterable[Read], today: date, first: Sequence[Problem] = ()
) -> Checked:
    reads = [read for _, read in named]
    by_key = {read.key: read for read in reads if read.key}
    pieces = [read.piece for read in (*around, *by_key.values()) if read.piece]
    problems = [*first, *(problem for read in reads for problem in read.problems), *_twice(named)]
    for fault in lint(pieces, today):
        read = by_key.get((fault.kind, fault.id))
        if read is not None:
            problems.append(_placed(fault, read))
    texts = {read.file: read.text for read in reads if not _is_of_a_case(read)}
    return Checked(_ordered(_once(problems)), texts, len(reads), tuple(pieces), tuple(reads))


def with_faults(checked: Checked, faults: Iterable[Fault]) -> Checked:
    """A check with more faults of the same content, each at its place; those of files that were not named are not told."""
    by_key = {read.key: read for read in checked.reads if read.key}
    found = [_placed(fault, by_key[fault.kind, fault.id]) for fault in faults if (fault.kind, fault.id) in by_key]
    return replace(checked, problems=_ordered((*checked.problems, *found)))


def _ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: (one.place or Place(""), one.level, one.code, one.message)))


def _placed(fault: Fault, read: Read) -> Problem:
    return fault.problem.at(read.document.place(fault.path) if read.document else Place(read.file))


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Problems without those of sense that only repeat a problem of form at the same place."""
    kept = list(dict.fromkeys(problems))
    of_form = {problem.place for problem in kept if problem.code.startswith("content.")}
    return [problem for problem in kept if problem.code.startswith("content.") or problem.place not in of_form]


def _twice(named: Sequence[tuple[str, Read]]) -> Iterator[Problem]:
    """Ids that stand in two files of one origin: the later one would silently replace the earlier."""
    seen: dict[tuple[str, Key], Read] = {}
    for origin, read in named:
        if read.key is None or read.document is None:
            continue
        before = seen.setdefault((origin, read.key), read)
        if before is not read:
            kind, ident = read.key
            yield Problem(
                "content.duplicate-id",
                f"the {kind} `{ident}` stands in {before.file} as well",
                read.document.place((kind,)),
                "give one of them another id",
            )
