"""The stages of a review on one core, each timed over the same sessions in turn, and two workers beside two pure loops."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path

from holding import DAY, around, policy

from ethics_cli.app import seam
from ethics_cli.app.many import Item
from ethics_cli.app.many_review import crew_for, rows_of
from ethics_cli.core.policy import policy_from
from ethics_cli.core.review_case import Around
from ethics_cli.core.review_row import row_line, row_of
from ethics_cli.files.journal import read_bytes
from ethics_cli.files.known_content import KnownContent

CARRYING = (b'"kind":"framework.joined"', b'"kind":"reference.joined"')
LIMIT, PARSE, OWN = "read and SHA-256 of the file", "json.loads of each line", "json.loads without the content carried"
LINKS, CLOSING, NO_RULES, COLD = (
    "review",
    "review, closing digest",
    "review without rules",
    "review, content read anew each time",
)

Stage = Callable[[], object]


class Sessions:
    """Files and their bytes, split into lines beforehand: splitting belongs to nobody's stage."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths
        self.raws = [path.read_bytes() for path in paths]
        self.lines = [raw.split(b"\n")[:-1] for raw in self.raws]
        self.own = [
            [line for line in lines if not any(kind in line[-600:] or kind in line[:400] for kind in CARRYING)]
            for lines in self.lines
        ]

    @property
    def bytes(self) -> int:
        return sum(map(len, self.raws))

    @property
    def own_bytes(self) -> int:
        return sum(len(line) + 1 for lines in self.own for line in lines)


def stages(sessions: Sessions) -> Mapping[str, Stage]:
    """Each stage as a function over all the sessions."""
    full, empty = policy_from(policy()), policy_from({**policy(), "rules": []})
    known = Around(DAY, {}, around()["editions"])

    def review(rules: object = full, *, links: bool = True, cold: bool = False) -> None:
        for path, raw in zip(sessions.paths, sessions.raws, strict=True):
            if cold:
                seam.CONTENT = KnownContent()
            row_line(row_of(path.name, seam.review_bytes(raw, path.name, rules, known, links=links)))

    return {
        LIMIT: lambda: [sha256(read_bytes(path)).hexdigest() for path in sessions.paths],
        PARSE: lambda: [json.loads(line) for lines in sessions.lines for line in lines],
        OWN: lambda: [json.loads(line) for lines in sessions.own for line in lines],
        LINKS: review,
        CLOSING: lambda: review(links=False),
        NO_RULES: lambda: review(empty),
        COLD: lambda: review(cold=True),
    }


def timed(found: Mapping[str, Stage], rounds: int) -> dict[str, list[float]]:
    """Seconds of each stage in each round, after a round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in found}
    for at in range(rounds + 1):
        for name, stage in found.items():
            began = time.perf_counter()
            stage()
            if at:
                times[name].append(time.perf_counter() - began)
    return times


# two workers


def loop(turns: int) -> int:
    """Work that needs nothing but a processor."""
    total = 0
    for number in range(turns):
        total += number * number % 7
    return total


def speed_ups(items: Sequence[Item], rounds: int) -> Iterator[tuple[float, float]]:
    """In each round: how much quicker two workers review than one process does, and two loops run than one after the other."""
    turns = 20_000_000
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(loop, (1000, 1000)))
        for at in range(rounds + 1):
            alone = _seconds(lambda: _review(items, 1))
            both = _seconds(lambda: _review(items, 2))
            one = _seconds(lambda: [loop(turns), loop(turns)])
            two = _seconds(lambda: list(pool.map(loop, (turns, turns))))
            if at:
                yield alone / both, one / two


def _review(items: Sequence[Item], jobs: int) -> None:
    with crew_for(jobs) as crew:
        for _ in rows_of(items, policy(), DAY, crew, **around()):
            pass


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
