"""How long “records like this case” takes: patterns weighed for all records at once, and words by FTS5, over generated records.

Prints p50 and p95 in milliseconds for each size. What is generated depends on the seed alone. See README.md.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from itertools import accumulate

from ethics_cli.core.likeness import Patterns
from ethics_cli.files.index import Index

KINDS = ("kind:plain", "kind:uncertain", "kind:dilemma", "kind:distress")
PROTOCOLS = tuple(f"protocol:p{at}" for at in range(5))
FLAGS = tuple(f"flag:f{at}" for at in range(90))
RULES = tuple(f"rule:r{at}" for at in range(240))
TOPICS = tuple(f"topic:t{at}" for at in range(14))
VOCABULARY = 30_000
WORDS = 150
IN_WORDS = 50
GATE_MS, AIM_MS = 50.0, 10.0


class Making:
    """Makes records whose signs and words are as unevenly frequent as those of real cases."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = [f"w{at}" for at in range(VOCABULARY)]
        self.often = list(accumulate(1 / (at + 1) for at in range(VOCABULARY)))

    def pattern(self) -> frozenset[str]:
        """The signs of one case: one kind, some protocols, flags, rules and topics."""
        pick = self.random
        signs = {pick.choices(KINDS, (2, 2, 5, 1))[0], *self._some(PROTOCOLS, 2), *self._some(TOPICS, 3)}
        return frozenset({*signs, *self._some(FLAGS, 9), *self._some(RULES, 4)})

    def text(self) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self.often, k=WORDS))

    def _some(self, of: Sequence[str], most: int) -> list[str]:
        frequent = [1 / (at + 1) for at in range(len(of))]
        return self.random.choices(of, frequent, k=self.random.randint(0, most))


def measure(size: int, asked: int, seed: int) -> dict[str, float]:
    """Build over so many records and ask so often; every time in milliseconds."""
    making = Making(seed)
    records = [making.pattern() for _ in range(size)]
    began = time.perf_counter()
    patterns = Patterns(records)
    built_patterns = time.perf_counter() - began
    index = Index()
    began = time.perf_counter()
    index.add((number, making.text()) for number in range(size))
    index.like(making.text(), 1)
    built_words = time.perf_counter() - began
    cases = [(making.pattern(), making.text()) for _ in range(asked)]

    def whole(case: tuple[frozenset[str], str]) -> None:
        words = [number for number, _ in index.like(case[1], IN_WORDS)]
        patterns.like(case[0], IN_WORDS, also=words)

    return {
        "records": size,
        "build_patterns_s": round(built_patterns, 2),
        "build_words_s": round(built_words, 2),
        **_spread("pattern", lambda case: patterns.like(case[0], IN_WORDS), cases),
        **_spread("words", lambda case: index.like(case[1], IN_WORDS), cases),
        **_spread("like", whole, cases),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _spread(
    name: str, ask: Callable[[tuple[frozenset[str], str]], object], cases: Sequence[tuple[frozenset[str], str]]
) -> dict[str, float]:
    took = []
    for case in cases:
        began = time.perf_counter()
        ask(case)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return {f"{name}_p50_ms": round(took[len(took) // 2], 2), f"{name}_p95_ms": round(took[int(len(took) * 0.95)], 2)}


def main() -> int:
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--records", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    asking.add_argument("--asked", type=int, default=200)
    asking.add_argument("--seed", type=int, default=1)
    asking.add_argument("--json", action="store_true")
    given = asking.parse_args()
    found = [measure(size, given.asked, given.seed) for size in given.records]
    if given.json:
        print(
            json.dumps({"format": "ethics-benchmark-similar/1", "gate_ms": GATE_MS, "aim_ms": AIM_MS, "sizes": found})
        )
    else:
        for one in found:
            print("  ".join(f"{key} {value}" for key, value in one.items()))
    return int(any(one["like_p95_ms"] > GATE_MS for one in found))


if __name__ == "__main__":
    sys.exit(main())
