"""Where a file is written: whole in its place, never in the place of something that is no file."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from threading import Thread

import pytest

from ethics_cli.files.replacing import put_file, replace_file

PIPES = pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders")


@PIPES
def test_what_is_no_file_is_never_replaced_by_one(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OSError, match="no file"):
        replace_file(tmp_path / "pipe", b"words")

    assert stat.S_ISFIFO((tmp_path / "pipe").lstat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@PIPES
def test_words_for_a_pipe_go_into_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()

    put_file(tmp_path / "pipe", b"words")
    reader.join(10)

    assert read == [b"words"]
    assert stat.S_ISFIFO((tmp_path / "pipe").lstat().st_mode)


def test_a_file_is_put_whole_in_the_place_of_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "record.md").write_text("old and longer")

    put_file(tmp_path / "record.md", b"new")

    assert (tmp_path / "record.md").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["record.md"]
