"""The arrows of the house hold, and a wrong one is caught."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports.exe" if os.name == "nt" else "lint-imports")
PLANTED = {
    "core reads a folder": ("core/slot.py", "import pathlib", "core and render know values only"),
    "core asks for the time": ("core/dates.py", "import time", "core and render know values only"),
    "core takes from files": (
        "core/walk.py",
        "from ethics_cli.files import names",
        "cli > app > (files | render) > core > problems",
    ),
    "render takes from files": (
        "render/record.py",
        "from ethics_cli.files import names",
        "cli > app > (files | render) > core > problems",
    ),
    "problems takes from core": (
        "problems.py",
        "from ethics_cli.core import slot",
        "cli > app > (files | render) > core > problems",
    ),
    "app reads YAML": ("app/publish.py", "import yaml", "Only files knows YAML"),
    "app draws": ("app/listing.py", "def late() -> None:\n    import rich.table", "Only cli knows a terminal"),
    "files asks": ("files/home.py", "import questionary", "Only cli knows a terminal"),
    "somebody calls out": ("app/doctor.py", "import urllib.request", "Nothing here reaches the network"),
    "a circle": (
        "core/digest.py",
        "def late() -> None:\n    from ethics_cli.core import chain",
        "No file imports itself",
    ),
    "a new room": ("attic/__init__.py", "", "cli > app > (files | render) > core > problems"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1"}
    command = [str(LINT), "--no-cache", "--no-logo"]
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_every_arrow_holds() -> None:
    told = lint(ROOT)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("what", list(PLANTED))
def test_a_wrong_import_is_caught(what: str, copy: Path) -> None:
    place, line, contract = PLANTED[what]
    path = copy / "src" / "ethics_cli" / place
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    told = lint(copy)
    assert told.returncode != 0
    assert [found for found in told.stdout.splitlines() if found.startswith(contract) and " BROKEN" in found]
