"""Write docs/sbom.json, the bill of materials in CycloneDX 1.6: every package that an installation takes in, pinned, with its hashes.

Made from requirements/runtime.txt and pyproject.toml alone, so that the same pins make the same bytes; no network, no clock. Run it with
`just sbom`. What it says is checked in tests/house/test_sbom.py.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PINS = ROOT / "requirements" / "runtime.txt"
PAGE = ROOT / "docs" / "sbom.json"
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.!+_-]+)(?: ; (.+))?")
_HASH = re.compile(r"--hash=(sha256):([0-9a-f]{64})")
_NEEDED = re.compile(r"[A-Za-z0-9._-]+")


class Pin(NamedTuple):
    """One pinned package: its name and version, where it is needed at all, and the digests of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(text: str) -> list[Pin]:
    """The pins of a file of requirements. Raises ValueError for a line that is none."""
    return [_pin(line) for line in text.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]


def bill() -> dict[str, Any]:
    """The bill as plain data."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = pins(PINS.read_text("utf-8"))
    known = {normal(pin.name): pin.purl for pin in found}
    needs = sorted(known[normal(name)] for name in _needed(project))
    own = f"pkg:pypi/{project['name']}@{version()}"
    return {
        "$schema": "https://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": version(),
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
                "purl": own,
            }
        },
        "components": [_component(pin) for pin in found],
        "dependencies": [{"ref": own, "dependsOn": needs}],
    }


def version() -> str:
    """The version of the program, as its first file says it."""
    said = re.search(r'^__version__ = "(.+)"$', (ROOT / "src/ethics_cli/__init__.py").read_text("utf-8"), re.MULTILINE)
    assert said is not None
    return said.group(1)


def normal(name: str) -> str:
    """A name as package registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(project: dict[str, Any]) -> Iterator[str]:
    for line in project["dependencies"]:
        found = _NEEDED.match(line)
        assert found is not None
        yield found.group()


def _pin(line: str) -> Pin:
    said, *rest = re.split(r" +(?=--hash)", line.strip())
    found = _PIN.fullmatch(said.strip())
    hashes = [_HASH.fullmatch(one.strip()) for one in rest]
    if found is None or not hashes or not all(hashes):
        raise ValueError(f"no pin with hashes: {said}")
    return Pin(found[1], found[2], found[3] or "", tuple(one[2] for one in hashes if one))


def _component(pin: Pin) -> dict[str, Any]:
    """A package, with a reference for each file that it may be installed from: which one is taken depends on the machine."""
    marker = [{"name": "ethics:only-where", "value": pin.marker}] if pin.marker else []
    return {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "scope": "required",
        "purl": pin.purl,
        "externalReferences": [
            {
                "type": "distribution",
                "url": pin.purl,
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
            for digest in pin.hashes
        ],
        **({"properties": marker} if marker else {}),
    }


def main() -> None:
    PAGE.write_text(json.dumps(bill(), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
