"""How many faults put into the shipped content are found, operator by operator.

python benchmarks/content/run.py [--each N] [--only ID,ID] [--operator NAME,NAME] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from judging import Shipped, Verdict
from operators import FOR, mutants_of

from ethics_cli.files.library import bundled_folder

GATE = 0.95
EACH = 2
"""Mutants of each operator in each file, spread over the places where it can work."""
TODAY = date(2026, 11, 24)


def verdicts(shipped: Shipped, each: int, only: Sequence[str] = (), operators: Sequence[str] = ()) -> Iterator[Verdict]:
    """Every mutant with what became of it, file by file, one after the other."""
    for key in shipped.reads:
        if key[0] in FOR and (not only or key[1] in only):
            for mutant in mutants_of(shipped.spoiling(key), each):
                if not operators or mutant.operator in operators:
                    yield shipped.judged(key, mutant)


# what is printed


def as_data(found: Sequence[Verdict], seconds: float = 0) -> dict[str, Any]:
    """The score in all and of each operator, by what mutants were found, what is equivalent, and what was not found."""
    real = [one for one in found if one.by != "same"]
    killed = [one for one in real if one.by]
    per_file = Counter(one.ident for one in real if one.kind == "framework")
    return {
        "format": "ethics-mutants/1",
        "mutants": len(real),
        "killed": len(killed),
        "score": _score(real),
        "seconds": round(seconds, 1),
        "by": dict(Counter(one.by for one in killed)),
        "kinds": {kind: _counts(real, "kind", kind) for kind in dict.fromkeys(one.kind for one in real)},
        "operators": {name: _counts(real, "operator", name) for name in dict.fromkeys(one.operator for one in real)},
        "fewest_of_a_framework": min(per_file.values(), default=0),
        "survivors": [one._asdict() for one in real if not one.by],
        "equivalent": [one._asdict() for one in found if one.by == "same"],
    }


def _counts(found: Sequence[Verdict], name: str, value: str) -> dict[str, Any]:
    own = [one for one in found if getattr(one, name) == value]
    by = Counter("walk" if one.by == "walk" else one.what for one in own if one.by)
    return {"mutants": len(own), "killed": by.total(), "score": _score(own), "by": dict(by.most_common())}


def _score(found: Sequence[Verdict]) -> float:
    return round(sum(bool(one.by) for one in found) / max(len(found), 1), 4)


def as_text(data: Mapping[str, Any]) -> str:
    """The same for people."""
    lines = [_row(name, one) for part in ("operators", "kinds") for name, one in data[part].items()]
    at = len(data["operators"])
    by = ", ".join(f"{count} by {name}" for name, count in data["by"].items())
    lines[at:at] = [""]
    lines += ["", _row("in all", data), f"{by}; {data['seconds']} s"]
    lines += [f"{data['fewest_of_a_framework']} mutants of each framework at least"]
    for name, title in (("survivors", "Nothing found"), ("equivalent", "Equivalent, not counted")):
        lines += ["", f"{title} ({len(data[name])}):"] if data[name] else []
        lines += [f"  {one['place']}  {one['operator']}  {one['said']}  {one['what']}".rstrip() for one in data[name]]
    return "\n".join(lines)


def _row(name: str, one: Mapping[str, Any]) -> str:
    return f"{name:<22}{one['killed']:>5} of {one['mutants']:<5}{100 * one['score']:6.1f} %"


def main() -> int:
    """Spoil, judge, print. Leaves with 1 below the gate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--each", type=int, default=EACH, help=f"mutants of each operator in each file (default {EACH})"
    )
    parser.add_argument("--only", default="", help="ids of files, with commas between")
    parser.add_argument("--operator", default="", help="names of operators, with commas between")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    options = parser.parse_args()
    only, operators = ([one for one in value.split(",") if one] for value in (options.only, options.operator))
    began = time.perf_counter()
    found = list(verdicts(Shipped(bundled_folder(), TODAY), options.each, only, operators))
    data = as_data(found, time.perf_counter() - began)
    print(json.dumps(data, indent=2, ensure_ascii=False) if options.json else as_text(data))
    return 0 if data["score"] >= GATE else 1


if __name__ == "__main__":
    sys.exit(main())
