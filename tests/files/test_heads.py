from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from ethics_cli.files.heads import read_heads, remember

HEAD, OTHER = "a" * 64, "b" * 64


def test_a_registry_that_is_not_there_knows_nothing(tmp_path: Path) -> None:
    assert read_heads(tmp_path / "heads.json") == {}


def test_what_was_seen_is_remembered_owner_only_and_without_content(tmp_path: Path) -> None:
    path = tmp_path / "heads.json"
    remember(path, "one", 3, HEAD)
    remember(path, "two", 5, OTHER)
    assert read_heads(path) == {"one": (3, HEAD), "two": (5, OTHER)}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_bytes()) == {
        "format": "ethics-heads",
        "v": 1,
        "heads": {"one": [3, HEAD], "two": [5, OTHER]},
    }


def test_a_longer_history_takes_the_place_of_a_shorter_one(tmp_path: Path) -> None:
    path = tmp_path / "heads.json"
    remember(path, "one", 3, HEAD)
    remember(path, "one", 4, OTHER)
    assert read_heads(path) == {"one": (4, OTHER)}


def test_a_shorter_history_never_takes_the_place_of_a_longer_one(tmp_path: Path) -> None:
    path = tmp_path / "heads.json"
    remember(path, "one", 4, HEAD)
    remember(path, "one", 3, OTHER)
    assert read_heads(path) == {"one": (4, HEAD)}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"heads": []}',
        b'{"heads": {"one": 3}}',
        b'{"heads": {"one": ["x", "y"]}}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
    ids=["empty", "cut", "list", "null", "text", "bare", "no-map", "no-pair", "no-count", "not-text", "deep"],
)
def test_a_damaged_registry_knows_nothing_and_is_written_anew(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "heads.json"
    path.write_bytes(raw)
    assert read_heads(path) == {}
    remember(path, "one", 3, HEAD)
    assert read_heads(path) == {"one": (3, HEAD)}


def test_a_registry_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    remember(tmp_path / "no-such-folder" / "heads.json", "one", 3, HEAD)
    assert not (tmp_path / "no-such-folder").exists()
