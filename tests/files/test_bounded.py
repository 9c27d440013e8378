from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from ethics_cli.files import bounded
from ethics_cli.files.bounded import bytes_within


def test_a_file_is_read_whole_when_it_is_within_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")

    assert bytes_within(path, 5) == b"12345"
    assert bytes_within(path, 4) == b"12345", "one more, so that it can be told"
    assert bytes_within(path, 2) == b"123"


def test_a_link_that_never_ends_is_read_as_far_as_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "link"
    path.symlink_to("/dev/zero")

    assert bytes_within(path, 10) == bytes(11)


def test_a_pipe_is_read_to_its_end_also_when_the_writer_is_slow(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)

    def write() -> None:
        time.sleep(0.05)
        with path.open("wb") as stream:
            for part in (b"one ", b"two ", b"three"):
                stream.write(part)
                stream.flush()
                time.sleep(0.02)

    writer = threading.Thread(target=write)
    writer.start()
    assert bytes_within(path, 100) == b"one two three"
    writer.join()


def test_a_pipe_that_nobody_writes_into_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "PATIENCE", 0.05)
    path = tmp_path / "pipe"
    os.mkfifo(path)

    assert bytes_within(path, 100) == b""


@pytest.mark.parametrize("what", ["folder", "nothing", "circle"])
def test_what_is_no_file_is_refused(tmp_path: Path, what: str) -> None:
    path = tmp_path / "it"
    if what == "folder":
        path.mkdir()
    elif what == "circle":
        path.symlink_to(path)

    with pytest.raises(OSError):
        bytes_within(path, 10)
