"""What `ethics decide --answers-dir` says: a line for each file, and how many came to a decision."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from ethics_cli.app.answering_many import Asked, Desk, Outcome, answers_files, outcomes
from ethics_cli.cli.places import clock, home_at, library_for, settings_of
from ethics_cli.cli.screen import Screen, product, talk
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.outcomes_data import outcomes_data

SAID = {
    "decided": "decided",
    "unanswered": "with answers missing",
    "stopped": "held by a stop flag",
    "refused": "NOT ACCEPTED",
}


def demand_alone(answers: str, record: Path | None, model: str, route: str) -> None:
    """Raise EthicsError for options that speak of one session."""
    if answers or record:
        said = "--answers-dir is for many sessions; --answers and --record are for one"
        raise wrong("answers.one-or-many", said, exit_code=Exit.USAGE)
    if model and route:
        raise wrong("route.twice", "a model is a route of its own: give --model or --route", exit_code=Exit.USAGE)


def answer_many(
    folder: Path, home: Path | None, *, fixed: Mapping[str, Any], pairs: Sequence[str], as_json: bool
) -> NoReturn:
    """Walk a session for each answers file of a folder. Leaves with 1 when any of them did not come to a decision."""
    place = home_at(home)
    desk = Desk(place, library_for(place), settings_of(place), clock())
    found = outcomes(answers_files(folder), desk, Asked(fixed, pairs))
    done = list(found) if as_json else list(_told(found))
    if as_json:
        print(json.dumps(outcomes_data(one._asdict() for one in done), indent=2))
    else:
        _sum_up(talk(), done)
    raise SystemExit(int(Exit.FINE if all(one.status == "decided" for one in done) else Exit.FOUND))


def _told(found: Iterator[Outcome]) -> Iterator[Outcome]:
    """Each outcome as a line, as soon as it is there; what is wrong stands below it, on the other stream."""
    screen, beside = product(), talk()
    for one in found:
        screen.line("  ".join(part for part in (one.file, one.session, SAID[one.status]) if part))
        for problem in one.problems:
            beside.problem(problem)
        beside.lines(f"  {step}" for step in one.missing)
        if one.unused:
            beside.line("  not asked for on this path, and not used: " + ", ".join(one.unused))
        yield one


def _sum_up(screen: Screen, done: Sequence[Outcome]) -> None:
    counted = Counter(one.status for one in done)
    said = ", ".join(f"{counted[status]} {words}" for status, words in SAID.items() if counted[status])
    screen.line(f"{len(done)} {'file' if len(done) == 1 else 'files'}: {said}")
