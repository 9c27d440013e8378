"""What verify says: prose for people, JSON for scripts."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import typer

from ethics_cli.app.verifying import Verdict, session_files, verify
from ethics_cli.cli.places import home_at
from ethics_cli.cli.screen import BOLD, DIM, STOP, Screen, product
from ethics_cli.files.heads import read_heads
from ethics_cli.files.home import Home
from ethics_cli.problems import Exit, Place, wrong
from ethics_cli.render.plain_table import wrapped

CANNOT = (
    "What this shows: nothing was changed, lost or put in by accident or by somebody who did not redo the whole chain. "
    "What it cannot show: that the file was not rewritten from the start by whoever owns it, or its end cut off and "
    "closed again. Against that, compare the head with one kept elsewhere: in the record, or by a second person. "
    "The times are what this computer's clock said."
)


def run(home_path: Path | None, sessions: Sequence[str], head: str, *, quiet: bool, as_json: bool) -> None:
    """Verify and say so; exit 1 when anything does not hold."""
    home = home_at(home_path)
    paths = [path for one in sessions for path in _paths(home, one)] if sessions else home.paths()
    if head and len(paths) != 1:
        raise wrong(
            "verify.one-head", "--head belongs to one session", "name the session it belongs to", exit_code=Exit.USAGE
        )
    seen = read_heads(home.heads)
    verdicts = [verify(path, seen, head) for path in paths]
    if as_json:
        print(
            json.dumps({"format": "ethics-verify/1", "sessions": [_plain(verdict) for verdict in verdicts]}, indent=2)
        )
    else:
        _say(product(), verdicts, quiet=quiet)
    if not all(verdict.holds for verdict in verdicts):
        raise typer.Exit(int(Exit.FOUND))


def _paths(home: Home, wanted: str) -> list[Path]:
    path = Path(wanted)
    if not os.path.isdir(wanted):  # noqa: PTH112  a name too long for any file is no folder, and no fault
        return [home.find(wanted)]
    found = list(session_files([path]))
    if not found:
        raise wrong("verify.nothing", "there is no session in this folder", place=Place(wanted))
    return found


def _say(screen: Screen, verdicts: Sequence[Verdict], *, quiet: bool) -> None:
    for verdict in verdicts:
        if verdict.problem is not None:
            problem = verdict.problem.at(verdict.problem.place or Place(str(verdict.path)))
            screen.line(f"{verdict.id or verdict.path.name}: does NOT hold", STOP)
            screen.problem(problem)
        elif not quiet:
            screen.line(f"{verdict.id}: holds", BOLD)
            screen.lines(line for said in verdict.said for line in wrapped(said, screen.width, "  ", "  "))
            screen.line(f"  head {verdict.head}", DIM)
    if not quiet and len(verdicts) == 1:
        screen.lines(wrapped(CANNOT, screen.width, "  ", "  "), DIM)
    if not verdicts and not quiet:
        screen.line("There is no session here to verify.")


def _plain(verdict: Verdict) -> dict[str, object]:
    problem = verdict.problem
    place = problem.place if problem else None
    return {
        "file": str(verdict.path),
        "session": verdict.id,
        "holds": verdict.holds,
        "events": verdict.count,
        "head": verdict.head,
        "redacted": list(verdict.redacted),
        "problem": {"code": problem.code, "message": problem.message, "line": place.line if place else 0}
        if problem
        else None,
        "signed": False,
    }
