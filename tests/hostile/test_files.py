"""Files from strangers, and what is no file at all, given to every command that reads one; and in the places of a home."""

from __future__ import annotations

import contextlib
import resource
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

KINDS = ("content", "answers", "policy", "condition", "baseline", "copy", "signers", "names", "keys")
LOOKS = (
    ("list",),
    ("doctor",),
    ("decide", "--route", "quick"),
    ("verify",),
    ("practice", "--progress"),
    ("forget",),
    ("comment", "{base}", "--text", "x"),
)
"""Commands that between them look into every place of a home."""
LONGEST = 3.0
ROOM = 2 << 30


@contextlib.contextmanager
def little_memory() -> Iterator[None]:
    """As much memory as a small machine has left: who reads a file of three gigabytes whole fails here."""
    kept = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, kept[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, kept)


def runs(running: ModuleType) -> list[tuple[str, ...]]:
    """Every run that reads a file, but for `check`, which looks at the whole library each time and has a test of its own."""
    return [argv for kind in KINDS for argv in running.RUNS[kind] if argv[0] != "check"]


def one_of_each(running: ModuleType, turn: int) -> list[tuple[str, ...]]:
    """One run for each kind of file, and two for answers; each turn takes others where there are several."""
    kinds = [[argv for argv in running.RUNS[kind] if argv[0] != "check"] for kind in (*KINDS, "answers")]
    return [found[(turn + 2 * at) % len(found)] for at, found in enumerate(kinds)]


def test_a_bad_file_is_refused_by_whatever_reads_it_in_words_of_ours(
    bad: str, files: ModuleType, workplace: Any, running: ModuleType, judge: Any
) -> None:
    path = workplace.sent / "odd.yaml"
    path.write_bytes(files.BAD[bad])
    before = workplace.outside()

    for argv in one_of_each(running, list(files.BAD).index(bad)):
        with little_memory():
            ran = workplace.ran(argv, file=path, base=workplace.base)
        assert judge(ran) == ""
        assert "--where" in argv or files.CANARY not in ran.err  # a condition is content: its keys may be named
        assert ran.seconds < LONGEST, argv
    assert workplace.outside() == before


def test_a_folder_of_bad_content_is_checked_file_by_file(
    files: ModuleType, workplace: Any, running: ModuleType, judge: Any
) -> None:
    folder = workplace.sent / "folder"
    folder.mkdir()
    for name, raw in files.BAD.items():
        (folder / f"{name}.yaml").write_bytes(raw)

    checks = [argv for argv in running.RUNS["content"] if argv[0] == "check"]
    for argv in checks:
        with little_memory():
            ran = workplace.ran(argv, file=folder)
        assert judge(ran, 1) == ""
        assert {name for name in files.BAD if f"{name}.yaml" not in ran.out + ran.err} == set(files.WELL_FORMED_ANSWERS)


def test_a_folder_of_bad_answers_has_a_refusal_for_each(
    files: ModuleType, workplace: Any, running: ModuleType, judge: Any
) -> None:
    folder = workplace.sent / "folder"
    folder.mkdir()
    for name, raw in files.BAD.items():
        (folder / f"{name}.yaml").write_bytes(raw)
    for name, make in files.UNREAL.items():
        make(folder / f"{name}.yaml")

    for argv in running.RUNS["folder"]:
        with little_memory():
            ran = workplace.ran(argv, folder=folder)
        assert judge(ran, 1, 2, 4) == ""
        assert "--where" in argv or files.CANARY not in ran.err  # a condition is content: its keys may be named


def test_what_is_no_file_is_refused_and_never_waited_for(
    unreal: str, files: ModuleType, workplace: Any, running: ModuleType, judge: Any
) -> None:
    path = workplace.sent / "odd.jsonl"
    files.UNREAL[unreal](path)

    for argv in (
        *runs(running),
        ("show", "{file}"),
        ("verify", "{file}"),
        ("import", "{file}"),
        ("review", "{file}"),
        ("agenda", "{file}"),
    ):
        with little_memory():
            ran = workplace.ran(argv, file=path, base=workplace.base)
        none_needed = argv[0] in ("agenda", "--identity") or "--baseline" in argv or "--identifiers" in argv
        assert judge(ran, 1, 2, 4, *([0] if none_needed else ())) == ""
        assert ran.seconds < LONGEST, argv


@pytest.mark.parametrize("what", ["rubbish", "a-pipe", "a-folder", "a-link-to-what-never-ends", "three-gigabytes"])
def test_a_home_in_which_things_are_not_what_belongs_there_is_looked_at_all_the_same(
    what: str, files: ModuleType, workplace: Any, running: ModuleType, judge: Any
) -> None:
    for place in files.PLACES:
        path = workplace.home / place
        path.parent.mkdir(parents=True, exist_ok=True)
        _away(path)
        if what == "rubbish":
            path.write_bytes(files.BAD["json-repeated"])
        else:
            files.UNREAL[what](path)
        for argv in LOOKS:
            with little_memory():
                ran = workplace.ran(argv, base=workplace.base)
            assert judge(ran) == "", place
            assert ran.seconds < LONGEST, (place, argv)
        _away(path)


def _away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
