"""How many faults put into the shipped content the checks find, operator by operator.

python benchmarks/content/run.py [--each N] [--json] [--only ID,ID] [--prove]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).parent))

from operators import FOR, Mutant, Spoiling

from ethics_cli.app.proving import Retelling, ground_of, retold
from ethics_cli.core.lint import Piece, lint
from ethics_cli.core.witness import Ground
from ethics_cli.files.checking import Read, read_file
from ethics_cli.files.content_file import read_content
from ethics_cli.files.library import bundled_folder, content_files
from ethics_cli.problems import EthicsError

GATE = 0.95
TODAY = date(2026, 11, 24)
EACH = 3
"""Mutants of each operator in each file, spread over the places where it can work."""
SAME: dict[tuple[str, str, str], str] = {}
"""Mutants that mean the same as the original, by file, operator and what was done; each with why."""


class Found(NamedTuple):
    """A mutant and what killed it: `form`, a code of `ethics check`, `walk`, or nothing."""

    ident: str
    kind: str
    operator: str
    place: str
    said: str
    by: str


class Content:
    """The shipped content, read once."""

    def __init__(self) -> None:
        self.reads: dict[tuple[str, str], Read] = {}
        for path in content_files(bundled_folder()):
            read = read_file(path)
            assert read.key is not None, read.problems
            self.reads[read.key] = read
        self.pieces = {key: read.piece for key, read in self.reads.items() if read.piece}

    def with_(self, piece: Piece) -> list[Piece]:
        """All pieces, one of them replaced."""
        return [piece if key == (piece.kind, piece.id) else one for key, one in self.pieces.items()]


@cache
def content() -> Content:
    return Content()


def mutants_of(read: Read, each: int) -> Iterator[Mutant]:
    """The mutants of a file: of every operator so many as there are places, `each` at most, spread over them."""
    assert read.document is not None
    kind = read.piece.kind if read.piece else ""
    own = Spoiling(read.document.data)
    for operator in FOR.get(kind, ()):
        found = list(operator(own))
        step = max(len(found) / each, 1.0)
        yield from (found[int(at * step)] for at in range(min(each, len(found))))


def killed_by(mutant: Mutant, read: Read) -> str:
    """What finds a mutant; `same` when it reads as the original does, and "" when nothing finds it."""
    assert read.piece is not None
    raw = yaml.safe_dump(mutant.doc, allow_unicode=True, sort_keys=False, width=10_000).encode()
    try:
        kind, plain, _ = read_content(raw, "mutant.yaml")
    except EthicsError as fault:
        return fault.problems[0].code
    if plain == read.piece.plain:
        return "same"
    pieces = content().with_(Piece(kind, read.piece.id, plain))
    faults = lint(pieces, TODAY)
    if faults:
        return faults[0].problem.code
    return "walk" if not walks_hold(pieces, read.piece.id) else ""


def walks_hold(pieces: Sequence[Piece], ident: str) -> bool:
    """Whether every sample walk still goes where it says that it goes."""
    ground = ground_of(pieces)
    return all(_holds(piece, ground) for piece in pieces if piece.kind == "walk")


def _holds(piece: Piece, ground: Ground) -> bool:
    """What tests/frameworks/test_walks.py asks of a sample walk."""
    retelling = Retelling(piece)
    walk = retold(piece, ground, retelling)
    expect: Mapping[str, Any] = piece.plain.get("expect") or {}
    asked = list(dict.fromkeys(place.step.ref for place in walk.path if place.step.asks))
    flags = [flag.ref for flag in walk.flags]
    whole = walk.complete == expect.get("complete", False) and not retelling.asker.unused()
    return whole and asked == expect.get("path") and flags == expect.get("flags", [])


def spoiled(task: tuple[tuple[str, str], int]) -> list[Found]:
    """Every mutant of one file, with what killed it."""
    key, each = task
    read = content().reads[key]
    found = []
    for mutant in mutants_of(read, each):
        same = SAME.get((key[1], mutant.operator, mutant.said))
        by = "same" if same else killed_by(mutant, read)
        place = ".".join(str(part) for part in mutant.path)
        found.append(Found(key[1], key[0], mutant.operator, place, mutant.said, by))
    return found


def run(each: int, only: Sequence[str] = ()) -> list[Found]:
    """All mutants of all files, on all processors."""
    keys = [key for key in content().reads if key[0] in FOR and (not only or key[1] in only)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return [found for part in pool.map(spoiled, [(key, each) for key in keys]) for found in part]


# what is printed


def as_data(found: Sequence[Found]) -> dict[str, Any]:
    real = [one for one in found if one.by != "same"]
    killed = [one for one in real if one.by]
    return {
        "format": "ethics-mutants/1",
        "mutants": len(real),
        "killed": len(killed),
        "score": round(len(killed) / max(len(real), 1), 4),
        "by_form": sum(one.by.startswith(("content.", "yaml.")) for one in killed),
        "by_walk": sum(one.by == "walk" for one in killed),
        "same": len(found) - len(real),
        "operators": {name: _score(real, name) for name in dict.fromkeys(one.operator for one in real)},
        "fewest": min(({one.ident: 0 for one in real} | _per_file(real)).values(), default=0),
        "survivors": [one._asdict() for one in real if not one.by],
    }


def _per_file(found: Sequence[Found]) -> dict[str, int]:
    frameworks = [one.ident for one in found if one.kind == "framework"]
    return {ident: frameworks.count(ident) for ident in frameworks}


def _score(found: Sequence[Found], operator: str) -> str:
    own = [one for one in found if one.operator == operator]
    return f"{sum(bool(one.by) for one in own)}/{len(own)}"


def as_text(data: Mapping[str, Any]) -> str:
    lines = [f"{name:<18} {score:>9}" for name, score in data["operators"].items()]
    lines += ["", f"{data['killed']} of {data['mutants']} killed ({100 * data['score']:.1f} %)"]
    lines += [f"by form {data['by_form']}, by sample walks {data['by_walk']}, by checks of sense the others"]
    lines += [f"{data['same']} read as the original does and are not counted; {data['fewest']} mutants of a framework at least"]
    if data["survivors"]:
        lines += ["", "Survivors:"]
        lines += [f"  {one['ident']}  {one['operator']}  {one['place']}: {one['said']}" for one in data["survivors"]]
    return "\n".join(lines)


def main() -> int:
    """Spoil, check, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=EACH, help=f"mutants of each operator in each file (default {EACH})")
    parser.add_argument("--only", default="", help="ids of files, with commas between")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    options = parser.parse_args()
    data = as_data(run(options.each, [one for one in options.only.split(",") if one]))
    print(json.dumps(data, indent=2) if options.json else as_text(data))
    return 0 if data["score"] >= GATE else 1


if __name__ == "__main__":
    sys.exit(main())
