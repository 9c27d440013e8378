"""What `share` understands and says: with whom, which sessions, and what it means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import typer

from ethics_cli.app.sharing import Shared, drop_reader, keep_reader, reader_named, share, supervisors, unshare
from ethics_cli.cli.places import clock, home_at
from ethics_cli.cli.screen import BOLD, DIM, product
from ethics_cli.core.reader import SUPERVISOR, Reader
from ethics_cli.files.home import Home
from ethics_cli.files.sealing import demand_public
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.plain_table import wrapped

MEANS = (
    "They can read all of it from now on, on any machine, with their own key: what you wrote about yourself too. Taking the key "
    "away later does not take back what they have read or copied."
)
STOPPED = "What is written from now on is closed to that key. What its owner has read or copied before stays with them."


class Sharing(NamedTuple):
    """What was asked for."""

    session: str = ""
    key: str = ""
    role: str = ""
    for_supervisor: bool = False
    everything: bool = False
    from_now_on: bool = False
    stop: str = ""


def run(home_path: Path | None, asked: Sharing, *, as_json: bool) -> None:
    """Share, or stop sharing. Leaves with 1 when a session could not be changed."""
    home = home_at(home_path)
    if not home.protection.own:
        hint = "`ethics protect` makes a key and closes everything here with it"
        raise wrong(
            "share.no-key", "nothing here is protected yet, so there is nothing to share", hint, exit_code=Exit.USAGE
        )
    added = () if asked.stop else _readers(home, asked)
    whole = asked.everything or (asked.for_supervisor and bool(asked.key) and not asked.session)
    paths = home.paths() if whole else [home.find(asked.session)] if asked.session else []
    if not (paths or whole or asked.from_now_on):
        hint = "name a session, or say --all, or --from-now-on"
        raise wrong("share.what", "share what?", hint, exit_code=Exit.USAGE)
    if asked.stop:
        key = demand_public(asked.stop)
        done = unshare(home, paths, key, clock())
        if whole or asked.from_now_on:
            drop_reader(home, key)
    else:
        done = share(home, paths, added, clock())
        if asked.from_now_on or (whole and asked.for_supervisor):
            for reader in added:
                keep_reader(home, reader)
    _say(done, added, as_json=as_json, stopped=bool(asked.stop))
    if done.left:
        raise typer.Exit(int(Exit.FOUND))


def _readers(home: Home, asked: Sharing) -> tuple[Reader, ...]:
    if asked.key:
        return (reader_named(asked.key, asked.role or (SUPERVISOR if asked.for_supervisor else "")),)
    found = supervisors(home) if asked.for_supervisor else ()
    if not found:
        hint = "name the key once: ethics share --for-supervisor --with age1…"
        said = "no key of a supervisor is kept here" if asked.for_supervisor else "share with whom?"
        raise wrong("share.whom", said, hint, exit_code=Exit.USAGE)
    return found


def _say(done: Shared, added: tuple[Reader, ...], *, as_json: bool, stopped: bool) -> None:
    if as_json:
        left = [
            {"code": one.code, "message": one.message, "file": one.place.file if one.place else ""} for one in done.left
        ]
        plain = {"format": "ethics-shared/1", "changed": done.changed, "same": done.same, "left": left}
        print(json.dumps({**plain, "readers": [reader._asdict() for reader in added]}))
        return
    screen = product()
    what = "closed to that key" if stopped else f"shared with: {', '.join(reader.role for reader in added)}"
    screen.line(
        f"{done.changed} session{'' if done.changed == 1 else 's'} {what}."
        + (f" {done.same} were so already." if done.same else ""),
        BOLD,
    )
    screen.lines(wrapped(STOPPED if stopped else MEANS, screen.width), DIM)
    for problem in done.left:
        screen.problem(problem)
