"""Sessions that come from real walks, reviewed in one process, by workers and on a cluster: every seeded fault is found, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from ethics_cli.app.many import Item
from ethics_cli.app.many_review import crew_for, rows_of
from ethics_cli.app.reviewing import items_in
from ethics_cli.files.remote import is_address, read_all, sessions_at
from ethics_cli.problems import EthicsError, Problem

FOLDER = Path(__file__).parents[2] / "benchmarks" / "review"
WALKS = ("moral-distress-ward", "named-threat", "told-over-coffee")
"""Between them they have a place for every kind of fault."""
KILLS = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


class Seeded(NamedTuple):
    """Generated sessions, and the benchmark's own modules that made and judge them."""

    folder: Path
    seeded: ModuleType
    faults: ModuleType
    rows: list[bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    """A session for each kind of fault, and as many without any, reviewed once in this process."""
    folder = tmp_path_factory.mktemp("generated")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        from random import Random

        import bases
        import faults
        import generate
        import seeded

        number = len(faults.FAULTS)
        walked = list(bases.bases_from(bases.bundled(), Random(7), 1, WALKS))
        generate.generate(folder, walked, 2 * number, number, seed=7)
        with crew_for(1) as crew:
            yield Seeded(folder, seeded, faults, seeded.review(folder, crew))


def test_every_seeded_fault_is_found_and_nothing_else_is_an_error(made: Seeded) -> None:
    judged = made.seeded.judged(made.folder, made.rows)

    assert judged.missing == {}
    assert judged.extra == {}
    assert judged.kinds == len(made.faults.FAULTS) >= 20


@KILLS
def test_workers_give_the_same_bytes_also_when_one_of_them_is_killed(made: Seeded) -> None:
    from holding import DAY, around, policy

    with crew_for(2) as crew:
        rows = []
        for row in rows_of(items_in([str(made.folder)]), policy(), DAY, crew, size=4, **around()):
            rows.append(row)
            if len(rows) == 10:
                made.seeded.killing(made.seeded.own_workers, 10)(10)

    assert rows == made.rows


@KILLS
def test_a_cluster_gives_the_same_bytes_also_when_a_worker_is_killed(made: Seeded) -> None:
    pytest.importorskip("distributed")
    pytest.importorskip("cryptography")
    from holding import DAY, around, policy

    with crew_for(2, "local") as crew:
        rows = []
        for row in rows_of(items_in([str(made.folder)]), policy(), DAY, crew, size=4, **around()):
            rows.append(row)
            if len(rows) == 10:
                made.seeded.killing(crew.pids, 10)(10)

    assert rows == made.rows


def test_an_interrupted_review_goes_on_and_comes_to_the_same_rows(made: Seeded, tmp_path: Path) -> None:
    from holding import DAY, around, policy

    items = list(items_in([str(made.folder)]))
    with crew_for(1) as crew:
        started = rows_of(items, policy(), DAY, crew, resume=tmp_path / "done", size=8, **around())
        before = [next(started) for _ in range(20)]
        started.close()
        kept = sorted((tmp_path / "done").iterdir())
        whole = list(rows_of(items, policy(), DAY, crew, resume=tmp_path / "done", size=8, **around()))

    assert before == made.rows[:20]
    assert len(kept) == 3
    assert whole == made.rows
    assert len(list((tmp_path / "done").iterdir())) == -(-len(items) // 8)


def test_a_file_that_is_not_there_or_no_session_is_a_row_among_the_others(made: Seeded, tmp_path: Path) -> None:
    from holding import DAY, around, policy

    (tmp_path / "noise.jsonl").write_bytes(b"\x00\xff" * 500)
    items = [
        *list(items_in([str(made.folder)]))[:2],
        *(Item(name, str(tmp_path / name)) for name in ("lost.jsonl", "noise.jsonl")),
    ]

    with crew_for(1) as crew:
        rows = list(rows_of(items, policy(), DAY, crew, **around()))

    assert rows[:2] == made.rows[:2]
    assert [b'"problem":null' in row for row in rows[2:]] == [False, False]


# addresses


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("s3://bucket/sessions", True),
        ("memory://a", True),
        ("sessions", False),
        ("C:\\sessions", False),
        ("a:b://c", False),
    ],
)
def test_a_name_with_a_scheme_is_an_address(name: str, is_one: bool) -> None:
    assert is_address(name) is is_one


@pytest.fixture
def store(made: Seeded) -> Iterator[list[Item]]:
    """Some of the sessions in a store that has addresses, in the order of their names."""
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    items = sorted(list(items_in([str(made.folder)]))[:20], key=lambda item: Path(item.path).name)
    for item in items:
        memory.pipe(f"/practice/{Path(item.path).name}", Path(item.path).read_bytes())
    memory.pipe("/practice/notes.txt", b"no session")
    yield items
    memory.store.clear()


def test_sessions_at_an_address_are_listed_and_reviewed_as_files_are(store: list[Item], made: Seeded) -> None:
    from holding import DAY, around, policy

    names = [item.name for item in store]
    items = [Item(name, address) for name, address in zip(names, sessions_at("memory://practice"), strict=True)]
    with crew_for(1) as crew:
        far = list(rows_of(items, policy(), DAY, crew, **around()))
        near = list(rows_of(store, policy(), DAY, crew, **around()))

    assert [item.path for item in items] == [f"memory:///practice/{Path(name).name}" for name in names]
    assert far == near


def test_a_pattern_and_a_single_object_are_addresses_too(store: list[Item]) -> None:
    first = Path(store[0].path).name

    assert list(sessions_at(f"memory://practice/{first[:3]}*")) == [f"memory:///practice/{first}"]
    assert list(sessions_at(f"memory://practice/{first}")) == [f"memory://practice/{first}"]


def test_an_object_that_is_not_there_or_empty_is_a_problem_of_its_own(store: list[Item]) -> None:
    import fsspec

    fsspec.filesystem("memory").pipe("/practice/empty.jsonl", b"")
    first = f"memory://practice/{Path(store[0].path).name}"

    lost, empty, whole = read_all(["memory://practice/lost.jsonl", "memory://practice/empty.jsonl", first])

    assert isinstance(lost, Problem)
    assert isinstance(empty, Problem)
    assert (lost.code, empty.code) == ("journal.unreadable", "journal.empty")
    assert whole == Path(store[0].path).read_bytes()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("memory://nowhere", "remote.nothing"),
        ("simplecache::memory://practice", "remote.chained"),
        ("nosuch://practice", "remote.scheme"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(address: str, code: str) -> None:
    pytest.importorskip("fsspec")

    with pytest.raises(EthicsError) as fault:
        list(sessions_at(address))

    assert fault.value.problems[0].code == code
