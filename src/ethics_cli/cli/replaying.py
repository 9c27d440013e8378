"""How a session is replayed: printed whole, one event of it, as data, with other answers supposed, or stepped through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.replaying import Found, moment_at, replay_of
from ethics_cli.cli.places import home_at
from ethics_cli.cli.recounting import say, say_overview, say_supposed, supposed_at
from ethics_cli.cli.screen import is_interactive, product
from ethics_cli.core.replaying import Replay
from ethics_cli.render.replay_text import moment_lines


class Wanted(NamedTuple):
    """What is to be seen of a session."""

    everything: bool = False
    at: int | None = None
    what_if: tuple[str, ...] = ()
    html: str = ""


def run(home_path: Path | None, session: str, wanted: Wanted, *, plain: bool, as_json: bool) -> None:
    """Replay one session. Raises EthicsError when there is no such session or event, or when its file does not hold."""
    home = home_at(home_path)
    found = replay_of(home.find(session))
    at = moment_at(found.replay, wanted.at) if wanted.at is not None else None
    if wanted.html:
        _page(found, wanted.html)
    elif wanted.what_if:
        _suppose(found.replay, at, wanted.what_if, as_json=as_json)
    elif as_json:
        _data(found, at)
    elif wanted.everything or not is_interactive():
        _print(found, at, everything=wanted.everything)
    else:
        from ethics_cli.cli.stepping import step_through

        step_through(home, found, at or 0, plain=plain)


def _suppose(replay: Replay, at: int | None, what_if: tuple[str, ...], *, as_json: bool) -> None:
    moment = replay[at if at is not None else len(replay) - 1]
    supposed = supposed_at(moment, what_if)
    if not as_json:
        say_supposed(product(), supposed)
        return
    from ethics_cli.render.replay_supposed import supposed_data

    print(json.dumps(supposed_data(supposed, moment.seq), indent=2, ensure_ascii=True))


def _data(found: Found, at: int | None) -> None:
    from ethics_cli.render.replay_data import replay_data

    replay = found.replay
    moments = replay if at is None else [replay[at]]
    walk = replay.walk(len(replay) - 1)
    print(json.dumps(replay_data(moments, walk, found.events, found.head), indent=2, ensure_ascii=True))


def _page(found: Found, where: str) -> None:
    from ethics_cli.cli.handing_out import hand_out
    from ethics_cli.render.replay_page import replay_page

    text = replay_page(found.replay, found.events, found.head)
    hand_out(text, where, closed=bool(found.replay[len(found.replay) - 1].walk.folded.readers))


def _print(found: Found, at: int | None, *, everything: bool) -> None:
    """The whole, or from an event on; without --all an event that is named is printed alone."""
    screen, replay = product(), found.replay
    if at is None:
        say_overview(screen, found)
    last = at if at is not None and not everything else len(replay) - 1
    for number in range(at or 0, last + 1):
        say(screen, moment_lines(replay[number], screen.width))
