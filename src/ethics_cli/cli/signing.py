"""How a sign-off is talked over: what would be signed, with which key, and the writing of it."""

from __future__ import annotations

from pathlib import Path

import typer

from ethics_cli.app.sessions import Session, reopen, walk_of
from ethics_cli.app.signing import intended, piece, sign_off
from ethics_cli.cli.asking import WordAsker
from ethics_cli.cli.person import person
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import BOLD, DIM, FLAG, Screen, is_interactive, product
from ethics_cli.core.event import SignOffGiven
from ethics_cli.core.framework import Choice
from ethics_cli.core.remark import remarks
from ethics_cli.core.signing import statement
from ethics_cli.problems import EthicsError, Exit, Problem
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.title import title

ASKS_KEY = "  Key file to sign with (Enter: unsigned): "


def run(home_path: Path | None, wanted: str, by: str, key: Path | None, text: str, *, yes: bool, plain: bool) -> None:
    """Sign a session off. Nobody is asked without a terminal: then it is signed with `key`, or unsigned."""
    home = home_at(home_path)
    session = reopen(home.find(wanted), library_for(home), clock(), home)
    given = intended(session, by, text)
    screen = product()
    asker = person(plain) if is_interactive() and not yes else None
    if asker is not None:
        _show(session, given, screen)
        key = key or _key(asker)
        if not _sure(asker, signed=key is not None):
            screen.line("Nothing was signed, nothing was kept.")
            raise typer.Exit(int(Exit.FINE))
    checked = sign_off(session, given, key, ask=is_interactive())
    head = f"{given.head[:8]}…{given.head[-4:]}"
    how = f"signed with key {checked.key}" if checked.key else "UNSIGNED: nothing shows who it was"
    said = f"Signed off by {given.by}: {given.seen} events, head {head}, {how}."
    screen.lines(wrapped(said, screen.width), BOLD)
    screen.lines(
        wrapped(f"`ethics verify {session.id}` checks it, and says whether anything was changed since.", screen.width),
        DIM,
    )


def print_piece(home_path: Path | None, wanted: str, event: int | None, *, signature: bool) -> None:
    """Print the statement or the signature of a sign-off, byte for byte as ssh-keygen is to read it."""
    walk, _, _ = walk_of(home_at(home_path).find(wanted))
    print(piece(walk, event, signature=signature), end="")


def _show(session: Session, given: SignOffGiven, screen: Screen) -> None:
    """What is about to be signed, and what is still open in it."""
    walk = session.walk
    screen.line()
    screen.lines(wrapped(title(walk), screen.width, "  "), BOLD)
    wanted = [one for one in remarks(walk) if one.wants_change and not one.since]
    for holds, said in (
        (
            walk.status != "decided",
            f"The session is {'still open' if walk.status == 'open' else 'changed since it was decided'}.",
        ),
        (bool(walk.later), _counted(len(walk.later), "answer is", "answers are") + " left for later."),
        (bool(wanted), _counted(len(wanted), "wish for a change is", "wishes for a change are") + " not answered yet."),
    ):
        if holds:
            screen.lines(wrapped(said, screen.width, "  "), FLAG)
    screen.line()
    screen.line("  You sign this:", DIM)
    for line in statement(session.id, given).decode("utf-8").splitlines():
        screen.lines(wrapped(line, screen.width, "    ", "      "))
    screen.line()


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _key(asker: WordAsker) -> Path | None:
    typed = asker.input.line(ASKS_KEY)
    if not isinstance(typed, str):
        raise EthicsError(Problem("sign.stopped", "nothing was signed, nothing was kept"), exit_code=Exit.PAUSED)
    return Path(typed.strip()) if typed.strip() else None


def _sure(asker: WordAsker, *, signed: bool) -> bool:
    does = "Sign it off" if signed else "Sign it off, unsigned"
    return asker.input.pick((Choice("yes", does), Choice("no", "Leave it"))) == "yes"
