"""What a review of many sessions costs, as ratios within one run.

python benchmarks/review/run.py [--sample N] [--rounds N] [--few N] [--many N] [--unique N] [--cluster] [--similar] [--keep FOLDER] [--json]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import stages as of
import whole
from bases import bases_from, bundled
from generate import MANIFEST, SEED, generate
from holding import policy
from measuring import ROOT, markdown, ratio

from ethics_cli.app.reviewing import items_in

MILLION = 1_000_000


@dataclass(frozen=True)
class Ratio:
    """One ratio with what it should keep to. For a speed-up it is the least, for everything else the most."""

    name: str
    against: str
    value: float
    gate: float
    aim: float
    least: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.gate if self.least else self.value <= self.gate

    @property
    def said(self) -> str:
        reached = self.value >= self.aim if self.least else self.value <= self.aim
        return "aim" if reached else "gate" if self.holds else "NOT HELD"


def main() -> None:
    """Measure and print. Leaves with 1 when a ratio is beyond its gate."""
    options = _options()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary)).absolute()
        few, many = _folders(folder, options)
        ratios, told = _measured(few, many, options)
    if options.json:
        print(json.dumps({"ratios": [asdict(one) for one in ratios], "told": told}, indent=2))
    else:
        _print(ratios, told)
    raise SystemExit(0 if all(one.holds for one in ratios) else 1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sample", type=int, default=400, help="sessions for the stages on one core")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--unique", type=int, default=2_000, help="files written; the others are hard links to them")
    parser.add_argument("--variants", type=int, default=2)
    parser.add_argument("--cluster", action="store_true", help="also a local Dask cluster")
    parser.add_argument("--similar", action="store_true", help="also the cases that are like one")
    parser.add_argument("--keep", type=Path, help="generate here, and use it again the next time")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _folders(folder: Path, options: argparse.Namespace) -> tuple[Path, Path]:
    """The two folders of sessions, generated when they are not there yet."""
    few, many = folder / f"few-{options.few}", folder / f"many-{options.many}"
    if not (few / MANIFEST).exists() or not (many / MANIFEST).exists():
        bases = list(bases_from(bundled(), Random(SEED), options.variants))
        generate(few, bases, options.few)
        generate(many, bases, options.many, unique=options.unique)
    return few, many


def _measured(few: Path, many: Path, options: argparse.Namespace) -> tuple[list[Ratio], dict[str, Any]]:
    sessions = of.Sessions([Path(item.path) for item in islice(items_in([str(few)]), options.sample)])
    times = of.timed(of.stages(sessions), options.rounds)
    ratios = list(_of_stages(times))
    pairs = list(of.speed_ups(list(islice(items_in([str(few)]), options.few)), max(3, options.rounds // 2)))
    ratios.append(
        Ratio("two workers", "two pure loops", median(own / pure for own, pure in pairs), 0.75, 0.9, least=True)
    )
    runs = _runs(few, many, options)
    ratios += list(_of_runs(runs))
    if options.similar:
        ratios.append(_similar())
    return ratios, {"stages": _per_session(times, len(sessions.raws)), **_told(sessions, runs, pairs, few, many)}


def _of_stages(times: Mapping[str, Sequence[float]]) -> Iterator[Ratio]:
    rules = len(policy()["rules"])
    yield Ratio(f"review with {rules} rules", of.PARSE, ratio(times[of.LINKS], times[of.PARSE]), 1.0, 0.6)
    yield Ratio("the same, closing digest", of.PARSE, ratio(times[of.CLOSING], times[of.PARSE]), 0.7, 0.4)


def _runs(few: Path, many: Path, options: argparse.Namespace) -> dict[str, list[dict[str, Any]]]:
    """Whole reviews in fresh processes, in turn."""
    ways = {"few": (few, ""), "many": (many, ""), **({"cluster": (many, "local")} if options.cluster else {})}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in ways}
    for _ in range(3):
        for name, (folder, cluster) in ways.items():
            sessions = options.few if folder == few else options.many
            found[name].append({**whole.run(folder, 2, cluster), "sessions": sessions})
    return found


def _of_runs(runs: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[Ratio]:
    few, many = runs["few"], runs["many"]
    sizes = f"{few[0]['sessions']:,} sessions"
    peaks = ratio([one["peak"] for one in many], [one["peak"] for one in few])
    yield Ratio(f"memory of the leading process, {many[0]['sessions']:,} sessions", sizes, peaks, 1.3, 1.05)
    if "cluster" in runs:
        slower = ratio([one["seconds"] for one in runs["cluster"]], [one["seconds"] for one in many])
        yield Ratio("a local Dask cluster, with its start", "a pool of two", slower, 1.25, 1.05)


def _similar() -> Ratio:
    """From the benchmark beside this one: milliseconds, for there is nothing it could be a ratio to."""
    command = [sys.executable, str(ROOT / "benchmarks" / "similar" / "run.py"), "--records", "100000", "--json"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    rows = json.loads(done.stdout)
    found = next(row for row in rows if row["records"] == 100_000)
    return Ratio("a case like this one, p95 of 100,000 records", "milliseconds", found["like"]["p95"], 50, 10)


# what is told besides


def _per_session(times: Mapping[str, Sequence[float]], sessions: int) -> dict[str, dict[str, float]]:
    return {
        name: {
            "microseconds": median(found) / sessions * 1e6,
            "a second": sessions / median(found),
            "of the limit": ratio(found, times[of.LIMIT]),
            "of json.loads": ratio(found, times[of.PARSE]),
        }
        for name, found in times.items()
    }


def _told(
    sessions: of.Sessions,
    runs: Mapping[str, Sequence[Mapping[str, Any]]],
    pairs: Sequence[tuple[float, float]],
    few: Path,
    many: Path,
) -> dict[str, Any]:
    rates = {name: median(one["sessions"] / one["seconds"] for one in found) for name, found in runs.items()}
    return {
        "kilobytes a session": sessions.bytes / len(sessions.raws) / 1000,
        "of these its own": sessions.own_bytes / sessions.bytes,
        "speed-up of two workers": median(own for own, _ in pairs),
        "speed-up of two loops": median(pure for _, pure in pairs),
        "sessions a second, two workers": rates,
        "growth of the time for one session": rates["few"] / rates["many"],
        "a million, in minutes": MILLION / rates["many"] / 60,
        "peak, megabytes": {name: median(one["peak"] for one in found) / 1e6 for name, found in runs.items()},
    }


def _print(ratios: Sequence[Ratio], told: Mapping[str, Any]) -> None:
    rows = [[one.name, one.against, f"{one.value:.2f}", f"{one.gate}", f"{one.aim}", one.said] for one in ratios]
    print(markdown(["what", "against", "ratio", "gate", "aim", "held"], rows))
    print()
    staged = [
        [
            name,
            f"{one['microseconds']:,.0f}",
            f"{one['a second']:,.0f}",
            f"{one['of the limit']:.1f}",
            f"{one['of json.loads']:.2f}",
        ]
        for name, one in told["stages"].items()
    ]
    print(markdown(["stage, on one core", "µs a session", "sessions a second", "x the limit", "x json.loads"], staged))
    print()
    for name, value in told.items():
        if name != "stages":
            print(f"{name}: {_shown(value)}")


def _shown(value: Any) -> str:
    return (
        ", ".join(f"{name} {_shown(one)}" for name, one in value.items())
        if isinstance(value, dict)
        else f"{value:,.2f}"
    )


if __name__ == "__main__":
    main()
