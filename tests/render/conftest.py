"""Fixtures of the render tests: Markdown engines, and what a reader sees of a document in each."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _beside(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"render_{name}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


ENGINES = _beside("engines")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", list(ENGINES.engines()))


@pytest.fixture(scope="session")
def reader() -> ModuleType:
    """`reader.read(engine, markdown)` gives elements and texts; `reader.folded` folds white space."""
    return ENGINES
