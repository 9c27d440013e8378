"""Sessions from real walks, some with a fault put in, and a manifest of what a review has to find.

python benchmarks/review/generate.py FOLDER [--sessions N] [--faults N] [--unique N] [--variants N] [--walks ID,ID] [--seed N]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from bases import Base, bases_from, bundled
from drafting import Draft, draft_of, lines_of, whole
from faults import FAULTS, Fault, fitting

SEED = 20261124
MANIFEST = "manifest.ndjson"
TRIES = 400


@dataclass(frozen=True)
class Made:
    """A file that was made: where it lies, which walk it comes from, and the fault in it, if there is one."""

    path: Path
    walk: str
    fault: Fault | None = None


def generate(
    folder: Path, bases: Sequence[Base], sessions: int, faults: int = 0, unique: int = 0, seed: int = SEED
) -> list[Made]:
    """Write sessions into folders by month, and the manifest beside them. Of the same arguments come the same bytes.

    With `unique`, only so many are written; the others are hard links to them, for runs in which it is the number that counts.
    """
    random = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = min(sessions, unique or sessions)
    spoilt = _spread(random, wanted, faults)
    made = [
        _written(folder, bases[at % len(bases)], spoilt.get(at), Random(f"{seed} {at}"), bases) for at in range(wanted)
    ]
    made += [_linked(one, number) for number, one in enumerate(islice(cycle(made), sessions - wanted))]
    lines = (
        json.dumps(
            {"file": one.path.relative_to(folder).as_posix(), "fault": one.fault.kind, "finding": one.fault.finding}
        )
        for one in made
        if one.fault
    )
    (folder / MANIFEST).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return made


def _spread(random: Random, sessions: int, faults: int) -> dict[int, Fault]:
    """Faults of every kind in turn, spread over the sessions."""
    places = random.sample(range(sessions), min(faults, sessions))
    return dict(zip(places, cycle(FAULTS), strict=False))


def _written(folder: Path, base: Base, fault: Fault | None, random: Random, bases: Sequence[Base]) -> Made:
    draft = draft_of(base, random)
    if fault is None:
        raw = whole(lines_of(draft))
    else:
        draft, raw = _spoilt(draft, fault, random, bases)
    month = folder / f"{draft.day:%Y}" / f"{draft.day:%m}"
    month.mkdir(parents=True, exist_ok=True)
    path = month / f"{draft.plain()[0]['id']}.jsonl"
    path.write_bytes(raw)
    return Made(path, draft.base.name, fault)


def _spoilt(draft: Draft, fault: Fault, random: Random, bases: Sequence[Base]) -> tuple[Draft, bytes]:
    """A session with a fault: the one at hand if the fault has a place in it, or else another."""
    for _ in range(TRIES):
        place = fitting(fault, draft)
        if place is not None:
            return draft, fault.spoil(draft, place)
        draft = draft_of(random.choice(bases), random)
    raise SystemExit(f"no walk has a place for: {fault.kind}")


def _linked(made: Made, number: int) -> Made:
    path = made.path.with_name(f"{made.path.name.removesuffix('.jsonl')}-{number:06}.jsonl")
    os.link(made.path, path)
    return Made(path, made.walk, made.fault)


def chosen(names: str) -> tuple[str, ...]:
    return tuple(name for name in names.split(",") if name)


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate and say what was made."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sessions", type=int, default=1_000)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--unique", type=int, default=0, help="write only so many; the others are hard links")
    parser.add_argument("--variants", type=int, default=3, help="how often each sample walk is walked")
    parser.add_argument("--walks", default="", help="only these sample walks")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    began = time.monotonic()
    bases = list(bases_from(bundled(), Random(options.seed), options.variants, chosen(options.walks)))
    print(f"{len(bases)} walks through the conduct in {time.monotonic() - began:.0f} s")
    made = generate(options.folder, bases, options.sessions, options.faults, options.unique, options.seed)
    size = sum(one.path.stat().st_size for one in made)
    print(
        f"{len(made):,} sessions, {size / 1e6:,.0f} MB, {time.monotonic() - began:.0f} s, faults: {sum(bool(one.fault) for one in made)}"
    )


if __name__ == "__main__":
    main()
