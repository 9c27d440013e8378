"""The bill of materials names what is installed: every pin, with its version and the digests of its files, and nothing else."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PINS = (ROOT / "requirements" / "runtime.txt").read_text("utf-8")
BILL = json.loads((ROOT / "docs" / "sbom.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sbom", ROOT / "docs" / "make_sbom.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_bill_is_the_one_that_the_pins_make(make: ModuleType) -> None:
    assert make.bill() == BILL, "just sbom"


def test_every_pin_is_in_the_bill_with_its_version() -> None:
    pinned = set(re.findall(r"^([A-Za-z0-9._-]+)==([^ \\]+)", PINS, re.MULTILINE))
    assert {(one["name"], one["version"]) for one in BILL["components"]} == pinned


def test_every_digest_of_the_pins_is_in_the_bill_and_no_other() -> None:
    listed = [
        digest["content"]
        for one in BILL["components"]
        for file in one["externalReferences"]
        for digest in file["hashes"]
    ]
    assert sorted(listed) == sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", PINS))
    assert all(one["externalReferences"] for one in BILL["components"])


def test_what_the_program_needs_is_among_what_is_pinned() -> None:
    (own,) = BILL["dependencies"]
    assert set(own["dependsOn"]) <= {one["bom-ref"] for one in BILL["components"]}
    assert len(own["dependsOn"]) == 8
    assert own["ref"] == BILL["metadata"]["component"]["bom-ref"]


@pytest.mark.parametrize("line", ["typer", "typer==1.0", "typer>=1.0 --hash=sha256:00", "typer==1 --hash=md5:00"])
def test_a_requirement_that_is_not_pinned_with_hashes_is_refused(line: str, make: ModuleType) -> None:
    with pytest.raises(ValueError, match="no pin"):
        make.pins(line)
