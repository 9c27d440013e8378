"""What `forget` lists, asks and says. Without a yes nothing goes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import typer

from ethics_cli.app.forgetting import WHOLE, WORDS, Due, due, forget_whole, forget_words
from ethics_cli.app.sessions import reopen, walk_of
from ethics_cli.cli.places import clock, home_at, library_for, settings_of
from ethics_cli.cli.screen import BOLD, DIM, is_interactive, product, talk
from ethics_cli.core.framework import Choice
from ethics_cli.core.typed import clean
from ethics_cli.files.home import Home
from ethics_cli.files.journal import Journal
from ethics_cli.problems import EthicsError, Exit, wrong
from ethics_cli.render.plain_table import wrapped

AFTER = "Backups and copies elsewhere are out of reach, and most disks keep removed bytes for a while."
SAYS = {WORDS: "its words go", WHOLE: "it goes as a whole"}


class Asked(NamedTuple):
    """What was asked for."""

    session: str
    words: bool
    whole: bool
    reason: str
    by: str
    yes: bool
    plain: bool


def run(home_path: Path | None, asked: Asked, *, as_json: bool) -> None:
    """Forget one session, or all whose time has come. Leaves with 1 when something could not be forgotten."""
    home = home_at(home_path)
    if bool(asked.session) != (asked.words or asked.whole) or (asked.words and asked.whole):
        hint = "ethics forget SESSION --words, or --whole; or `ethics forget` alone"
        raise wrong(
            "forget.what", "say which session, and whether its words go or all of it", hint, exit_code=Exit.USAGE
        )
    if asked.session:
        _one(home, asked)
        return
    found = list(due(home, settings_of(home), clock().now().date()))
    if as_json:
        listed = [{"session": one.session, "what": one.what, "months": one.months} for one in found]
        print(json.dumps({"format": "ethics-forget/1", "due": listed}, indent=2))
    else:
        _list(home, found)
    if found and (asked.yes or (not as_json and _sure(asked))) and _all(home, found, asked):
        raise typer.Exit(int(Exit.FOUND))


def _list(home: Home, found: Iterable[Due]) -> None:
    screen = product()
    settings = settings_of(home)
    if not (settings.keep_words or settings.keep_sessions):
        screen.line("How long things are kept here is not set, so nothing goes by itself.")
        screen.lines(
            wrapped("`ethics doctor --set-keep-words 24 --set-keep-sessions 84` sets it, in months.", screen.width), DIM
        )
        return
    rows = list(found)
    for one in rows:
        screen.lines(
            wrapped(
                f"{one.session}  {SAYS[one.what]}: nothing happened in it for {one.months} months",
                screen.width,
                "  ",
                "    ",
            )
        )
    if not rows:
        screen.line("There is nothing whose time has come.")


def _one(home: Home, asked: Asked) -> None:
    path = home.find(asked.session)
    what = WORDS if asked.words else WHOLE
    reason = clean(asked.reason, lines=True)
    if not reason:
        raise wrong(
            "forget.no-reason", "what is forgotten needs its reason", "give it with --reason", exit_code=Exit.UNANSWERED
        )
    product().line(f"  {path.name.split('.')[0]}: {SAYS[what]}, for good.", BOLD)
    if asked.yes or _sure(asked):
        _forget(home, path, what, clean(asked.by, lines=False), reason)
        product().lines(wrapped(f"Done. {AFTER}", product().width))


def _all(home: Home, found: Iterable[Due], asked: Asked) -> bool:
    """Forget all of these; whether something could not be."""
    failed = False
    for one in found:
        try:
            reason = clean(asked.reason, lines=True) or f"kept for {one.months} months, as set here"
            _forget(home, one.path, one.what, clean(asked.by, lines=False), reason)
        except EthicsError as fault:
            failed = True
            talk().problem(fault.problems[0])
    product().lines(wrapped(f"Done. {AFTER}", product().width))
    return failed


def _forget(home: Home, path: Path, what: str, by: str, reason: str) -> None:
    if what == WORDS:
        session = reopen(path, library_for(home), clock(), home)
        with session.journal.locked():
            session.refresh()
            forget_words(session, by, reason)
        return
    with Journal(path).locked():
        try:
            _, events, _ = walk_of(path)
        except EthicsError:
            events = 0  # one that cannot be read may still have to go
        forget_whole(home, path, events, clock().now().date(), by, reason)


def _sure(asked: Asked) -> bool:
    if not is_interactive():
        hint = "say --yes"
        raise wrong(
            "forget.nobody", "this cannot be undone, and there is nobody to ask", hint, exit_code=Exit.UNANSWERED
        )
    from ethics_cli.cli.person import person

    return person(asked.plain).input.pick((Choice("yes", "Let it go, for good"), Choice("no", "Keep it"))) == "yes"
