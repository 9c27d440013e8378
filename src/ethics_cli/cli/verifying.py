"""What verify says: prose for people, JSON for scripts."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from shlex import quote

import typer

from ethics_cli.app.verifying import Against, Verdict, session_files, verify_all
from ethics_cli.cli.places import home_at
from ethics_cli.cli.screen import BOLD, DIM, STOP, Screen, product
from ethics_cli.core.signing import NAMESPACE
from ethics_cli.files.heads import read_heads
from ethics_cli.files.home import Home
from ethics_cli.files.ssh_signing import ALLOWED
from ethics_cli.problems import Exit, Place, wrong
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.verify_data import FORMAT

CANNOT = (
    "What this shows: nothing was changed, lost or put in by accident or by somebody who did not redo the whole chain. "
    "What it cannot show: that the file was not rewritten from the start by whoever owns it, or its end cut off and "
    "closed again. Against that, compare the head with one kept elsewhere: in the record, by a second person, or under a "
    "signature. The times are what this computer's clock said."
)


def run(
    home_path: Path | None,
    sessions: Sequence[str],
    head: str,
    signers: Path | None,
    *,
    signed: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Verify and say so; exit 1 when anything does not hold."""
    home = home_at(home_path)
    paths = [path for one in sessions for path in _paths(home, one)] if sessions else home.paths()
    if head and len(paths) != 1:
        raise wrong(
            "verify.one-head", "--head belongs to one session", "name the session it belongs to", exit_code=Exit.USAGE
        )
    if signers is not None and not signers.is_file():
        raise wrong(
            "verify.signers", "there is no such file of signers", place=Place(str(signers)), exit_code=Exit.USAGE
        )
    known = signers or home.root / ALLOWED
    verdicts = verify_all(home, paths, Against(read_heads(home.heads), head, known, signed))
    if as_json:
        print(json.dumps({"format": FORMAT, "sessions": [_plain(verdict) for verdict in verdicts]}, indent=2))
    else:
        _say(product(), verdicts, known, quiet=quiet)
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


def _say(screen: Screen, verdicts: Sequence[Verdict], signers: Path, *, quiet: bool) -> None:
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
        _by_hand(screen, verdicts[0], signers)
        screen.lines(wrapped(CANNOT, screen.width, "  ", "  "), DIM)
    if not verdicts and not quiet:
        screen.line("There is no session here to verify.")


def _by_hand(screen: Screen, verdict: Verdict, signers: Path) -> None:
    """The commands by which anybody checks the last signature without this program."""
    found = [one for one in verdict.sign_offs if one.sign_off.given.signature]
    if not found or not verdict.holds:
        return
    sign_off, checked = found[-1]
    how = f"verify -f {quote(str(signers))} -I {quote(checked.name)}" if checked.name else "check-novalidate"
    screen.line("  By hand:", DIM)
    for what in ("statement", "signature"):
        screen.line(f"    ethics sign {quote(str(verdict.path))} --event {sign_off.event} --{what} > {what}", DIM)
    screen.line(f"    ssh-keygen -Y {how} -n {NAMESPACE} -s signature < statement", DIM)


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
        "hidden": list(verdict.hidden),
        "signed": verdict.signed,
        "sign_offs": [
            {
                "event": one.event,
                "at": one.at,
                "by": one.given.by,
                "events": one.given.seen,
                "head": one.given.head,
                "state": checked.state,
                "key": checked.key or None,
                "known_as": checked.name or None,
                "answered_since": one.answered_since,
                "changed_since": one.changed_since,
            }
            for one, checked in verdict.sign_offs
        ],
    }
