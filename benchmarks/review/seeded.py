"""Are all seeded faults found, and nothing else? On this machine and on a cluster, with a worker killed in the middle.

python benchmarks/review/seeded.py [--sessions N] [--faults N] [--variants N] [--jobs N] [--cluster] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from bases import bases_from, bundled
from generate import MANIFEST, SEED, generate
from holding import DAY, POLICY, around, policy

from ethics_cli.app.many import Crew
from ethics_cli.app.many_review import crew_for, rows_of
from ethics_cli.app.reviewing import items_in

LEVEL = "error"
COMMAND = "ethics review"


@dataclass(frozen=True)
class Judged:
    """What a review came to against the manifest: how many faults were found, which were not, and what else was reported."""

    found: int
    missing: Counter[str]
    extra: Counter[str]
    kinds: int

    @property
    def whole(self) -> bool:
        return not self.missing and not self.extra


def judged(folder: Path, rows: Sequence[bytes]) -> Judged:
    """Hold the rows of a review against the manifest of the folder."""
    lines = (folder / MANIFEST).read_text("utf-8").splitlines()
    seeded = {(str(folder / one["file"]), one["finding"]): one["fault"] for one in map(json.loads, lines)}
    raised = {
        (row["name"], finding["id"])
        for row in map(json.loads, rows)
        for finding in row["findings"]
        if finding["level"] == LEVEL
    }
    missing = Counter(fault for place, fault in seeded.items() if place not in raised)
    extra = Counter(f"{rule}" for name, rule in raised - seeded.keys())
    return Judged(len(seeded) - missing.total(), missing, extra, len(set(seeded.values())))


def review(folder: Path, crew: Crew, between: Callable[[int], None] | None = None) -> list[bytes]:
    """The rows of a folder; `between` is told after each row how many there are."""
    rows: list[bytes] = []
    for row in rows_of(items_in([str(folder)]), policy(), DAY, crew, **around()):
        rows.append(row)
        if between is not None:
            between(len(rows))
    return rows


def by_command(folder: Path, jobs: int) -> list[bytes]:
    """The rows that the command prints, whole, with its own clock for the day."""
    command = [sys.executable, "-m", "ethics_cli", "review", str(folder), "--policy", str(POLICY), "--format", "jsonl"]
    done = subprocess.run([*command, "--jobs", str(jobs)], check=False, capture_output=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return done.stdout.splitlines(keepends=True)


def killing(pids: Callable[[], Sequence[int]], after: int) -> Callable[[int], None]:
    """Kill one worker once so many rows are there."""

    def between(done: int) -> None:
        if done == after:
            os.kill(pids()[0], signal.SIGKILL)

    return between


def own_workers() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.pid]


def runs(folder: Path, sessions: int, jobs: int, *, cluster: bool) -> Iterator[tuple[str, list[bytes], float]]:
    """The same review in every way, each with its rows and the seconds it took; the command last, whose day is today."""
    ways: list[tuple[str, str, bool]] = [("one process", "", False), (f"{jobs} workers, one killed", "", True)]
    ways += [("a local cluster, a worker killed", "local", True)] if cluster else []
    for name, address, kill in ways:
        began = time.monotonic()
        with crew_for(1 if name == "one process" else jobs, address) as crew:
            pids = (lambda crew=crew: crew.pids()) if address else own_workers
            rows = review(folder, crew, killing(pids, sessions // 2) if kill else None)
        yield name, rows, time.monotonic() - began
    began = time.monotonic()
    yield COMMAND, by_command(folder, jobs), time.monotonic() - began


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate, review in every way, and say what was found. Leaves with 1 when anything was missed, added, or differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--faults", type=int, default=300)
    parser.add_argument("--variants", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cluster", action="store_true")
    parser.add_argument("--keep", type=Path, help="generate here, or review what was generated here before")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary) / "sessions").absolute()
        if not (folder / MANIFEST).exists():
            bases = list(bases_from(bundled(), Random(SEED), options.variants))
            generate(folder, bases, options.sessions, options.faults)
        raise SystemExit(0 if _told(folder, options) else 1)


def _told(folder: Path, options: argparse.Namespace) -> bool:
    first, fine = b"", True
    for name, rows, seconds in runs(folder, options.sessions, options.jobs, cluster=options.cluster):
        result = judged(folder, rows)
        first = first or b"".join(rows)
        same = name == COMMAND or b"".join(rows) == first
        fine = fine and result.whole and same
        print(f"{name}: {len(rows):,} sessions in {seconds:.1f} s, {result.found} faults of {result.kinds} kinds found")
        print(
            f"  missed: {dict(result.missing) or 'nothing'}; reported besides: {dict(result.extra) or 'nothing'}; same bytes: {'yes' if same else 'NO'}"
        )
    return fine


if __name__ == "__main__":
    main()
