"""Chunks on a crew of workers: one row for each file, in their order, whatever becomes of the workers."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import ModuleType

import pytest

from ethics_cli.app.many import Chunk, Item, chunked, in_order
from ethics_cli.app.many_kept import Kept
from ethics_cli.app.many_local import Here, Pool
from ethics_cli.problems import EthicsError

KILLS = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


class Plain:
    """Work of the plainest kind: names in, names out."""

    def __init__(self) -> None:
        self.kept: dict[Chunk, bytes] = {}

    def job(self, chunk: Chunk) -> bytes:
        return json.dumps([item._asdict() for item in chunk]).encode()

    def gone(self, item: Item) -> bytes:
        return b'"gone"\n'

    def known(self, chunk: Chunk) -> bytes | None:
        return self.kept.get(chunk)

    def keep(self, chunk: Chunk, rows: bytes) -> None:
        self.kept[chunk] = rows


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of many_workers.py, where processes that are started anew find it too."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import many_workers

    return many_workers


def named(*names: str, path: str = "") -> list[Item]:
    return [Item(name, path) for name in names]


def rows(crew: Here | Pool, items: list[Item], size: int, work: Plain | None = None) -> list[str]:
    with crew:
        return [
            json.loads(row)
            for part in in_order(chunked(items, size), work or Plain(), crew)
            for row in part.splitlines()
        ]


NUMBERS = [str(number) for number in range(23)]


@pytest.mark.parametrize("crew", [Here, lambda do: Pool(do, 2)], ids=["here", "pool"])
def test_every_item_has_its_row_in_the_order_of_the_items(
    crew: Callable[..., Here | Pool], workers: ModuleType
) -> None:
    found = rows(crew(workers.told), named(*NUMBERS), 4)

    assert found == NUMBERS


@KILLS
def test_a_worker_that_is_killed_changes_nothing(workers: ModuleType, tmp_path: Path) -> None:
    items = named(*NUMBERS)
    items[9] = Item("9", str(tmp_path / "killed"))

    found = rows(Pool(workers.mortal, 2), items, 4)

    assert found == NUMBERS
    assert (tmp_path / "killed").exists()


@KILLS
def test_an_item_that_ends_every_worker_has_a_row_that_says_so_and_the_others_have_theirs(workers: ModuleType) -> None:
    found = rows(Pool(workers.deadly, 2), named("1", "2", "poison", "4", "5", "6", "7"), 4)

    assert found == ["1", "2", "gone", "4", "5", "6", "7"]


class Slow:
    """A crew that does nothing until it is asked for the result, and counts how many chunks it holds."""

    window = 3

    def __init__(self) -> None:
        self.held = self.most = 0

    def send(self, job: bytes) -> Future[bytes]:
        self.held += 1
        self.most = max(self.most, self.held)
        sent: Future[bytes] = Future()
        sent.set_result(b"row\n")
        return sent

    def come(self, sent: Future[bytes]) -> bytes:
        self.held -= 1
        return sent.result()

    def alone(self, job: bytes) -> bytes:
        raise AssertionError


def test_no_more_is_taken_from_the_stream_than_the_window_holds() -> None:
    taken: list[int] = []

    def stream() -> Iterator[Item]:
        for number in range(100):
            taken.append(number)
            yield Item(str(number), "")

    crew = Slow()
    ahead = [len(taken) - 2 * done for done, _ in enumerate(in_order(chunked(stream(), 2), Plain(), crew), 1)]

    assert crew.most == 3
    assert max(ahead) == 4
    assert len(ahead) == 50


def test_what_is_known_from_before_is_not_done_again_and_keeps_its_place(workers: ModuleType) -> None:
    items, work = named("1", "2", "3", "4"), Plain()
    work.kept[tuple(items[2:])] = b'"kept 3"\n"kept 4"\n'

    found = rows(Here(workers.told), items, 2, work)

    assert found == ["1", "2", "kept 3", "kept 4"]
    assert work.kept[tuple(items[:2])] == b'"1"\n"2"\n'


# the folder of what was done


@pytest.fixture
def chunk(tmp_path: Path) -> Chunk:
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
    return tuple(Item(name, str(tmp_path / name)) for name in ("one", "two"))


def test_rows_that_were_kept_are_found_by_another_run_of_the_same_plan(tmp_path: Path, chunk: Chunk) -> None:
    Kept(tmp_path / "done", b"plan").keep(chunk, b"1\n2\n")

    assert Kept(tmp_path / "done", b"plan").found(chunk) == b"1\n2\n"
    assert Kept(tmp_path / "done", b"another plan").found(chunk) is None
    assert Kept(tmp_path / "done", b"plan").found(chunk[:1]) is None


def test_a_file_that_has_changed_since_is_done_again(tmp_path: Path, chunk: Chunk) -> None:
    kept = Kept(tmp_path / "done", b"plan")
    kept.keep(chunk, b"1\n2\n")

    (tmp_path / "two").write_text("two and more")

    assert kept.found(chunk) is None


@pytest.mark.parametrize("left", [b"", b"1\n", b"1\n2", b"1\n2\n3\n"])
def test_rows_that_are_not_all_there_are_not_taken(left: bytes, tmp_path: Path, chunk: Chunk) -> None:
    kept = Kept(tmp_path / "done", b"plan")
    kept.keep(chunk, left)

    assert kept.found(chunk) is None


def test_what_cannot_be_looked_at_is_never_known_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "done", b"plan")
    for items in ((Item("lost", str(tmp_path / "lost")),), (Item("far", "s3://somewhere/far.jsonl"),)):
        kept.keep(items, b"1\n")

        assert kept.found(items) is None


@pytest.mark.skipif(os.name == "nt", reason="rights are of another kind there")
def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path, chunk: Chunk) -> None:
    Kept(tmp_path / "done", b"plan").keep(chunk, b"1\n2\n")

    assert stat.S_IMODE((tmp_path / "done").stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "done").iterdir()] == [0o600]


@pytest.mark.skipif(os.name == "nt", reason="rights are of another kind there")
def test_a_folder_that_others_may_look_into_or_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open").chmod(0o755)
    (tmp_path / "file").touch()
    (tmp_path / "own").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "own")

    for name, code in (("open", "resume.open"), ("file", "resume.unwritable"), ("link", "resume.not-a-folder")):
        with pytest.raises(EthicsError) as fault:
            Kept(tmp_path / name, b"plan")
        assert fault.value.problems[0].code == code
