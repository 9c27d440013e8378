"""Files that a home keeps beside its sessions: one name, closed or plain, and of two forms the closed one counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from ethics_cli.core.reader import Reader
from ethics_cli.files.kept import LIMIT, closed_path, read_kept, write_kept
from ethics_cli.files.sealing import new_identity
from ethics_cli.files.unlocking import UNLOCKING
from ethics_cli.problems import EthicsError


@pytest.fixture
def reader(tmp_path: Path):
    """A reader whose key this run has."""
    secret, public = new_identity()
    (tmp_path / "identity").write_text(secret)
    UNLOCKING.name(str(tmp_path / "identity"))
    yield Reader(public, "you")
    UNLOCKING.name("")


def test_what_is_written_is_read_back_in_either_form_and_only_one_form_is_there(tmp_path: Path, reader) -> None:
    path = tmp_path / "x.md"
    assert read_kept(path) is None

    assert write_kept(path, b"one", ()) == path
    assert read_kept(path) == b"one"
    assert write_kept(path, b"two", [reader]) == closed_path(path) == tmp_path / "x.md.age"
    assert read_kept(path) == b"two"
    assert not path.exists()
    assert b"two" not in closed_path(path).read_bytes()
    assert write_kept(path, b"three", ()) == path
    assert not closed_path(path).exists()
    assert read_kept(path) == b"three"


def test_a_plain_form_that_was_left_behind_does_not_count(tmp_path: Path, reader) -> None:
    path = tmp_path / "x.md"
    write_kept(path, b"new", [reader])
    path.write_bytes(b"left behind")

    assert read_kept(path) == b"new"


def test_what_is_closed_for_somebody_else_is_refused_with_its_place(tmp_path: Path, reader) -> None:
    path = tmp_path / "x.md"
    write_kept(path, b"new", [Reader(new_identity()[1], "peer")])

    with pytest.raises(EthicsError) as caught:
        read_kept(path)
    assert caught.value.problems[0].place is not None
    assert caught.value.problems[0].place.file == str(closed_path(path))


def test_a_kept_file_that_is_larger_than_one_can_be_is_never_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with path.open("wb") as stream:
        stream.truncate(LIMIT + 10)

    try:
        found = read_kept(path)
    except (EthicsError, OSError, ValueError):
        found = b""
    assert len(found or b"") <= LIMIT + 1 == 32 * 1024 * 1024 + 1
