"""The demo at reading pace ends within three minutes, whichever sample walk it plays."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pytest

from ethics_cli.cli.touring import tour
from ethics_cli.files.library import bundled_folder


class Watched(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("walk", sorted(path.stem for path in (bundled_folder() / "walks").glob("*.yaml")))
def test_a_tour_takes_less_than_three_minutes(walk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setenv("ETHICS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(time, "sleep", waited.append)
    monkeypatch.setattr(sys, "stdout", Watched())
    tour(tmp_path / "home", walk, fast=False)
    assert 60 < sum(waited) < 180
