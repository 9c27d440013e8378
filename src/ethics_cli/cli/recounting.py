"""What a replay says on a screen: the lines of a moment in their tones, what there is to see, and what other answers would change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from ethics_cli.app.replaying import Found
from ethics_cli.cli.places import clock
from ethics_cli.cli.screen import BOLD, DIM, FLAG, STOP, Screen
from ethics_cli.core.dates import moment_of
from ethics_cli.core.replaying import Moment
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.replay_text import Line

if TYPE_CHECKING:
    from ethics_cli.core.replay_supposed import Supposed

TONES = {"strong": BOLD, "soft": DIM, "flag": FLAG, "stop": STOP}


def say(screen: Screen, lines: Iterable[Line]) -> None:
    """Lines on a screen, each in its tone."""
    for line in lines:
        screen.line(line.text, TONES.get(line.tone, ""))


def say_overview(screen: Screen, found: Found) -> None:
    """What there is to see, before anything is seen. It does not say how it ends."""
    replay = found.replay
    changes = sum(1 for at in range(len(replay)) if replay.is_change(at))
    changed = f"{changes} answers were changed" if changes != 1 else "1 answer was changed"
    said = f"{found.events} events in {len(replay)} moments; {changed if changes else 'no answer was changed'}"
    said += f". Head {found.head[:8]}…{found.head[-4:]}."
    screen.lines(wrapped(said, screen.width), DIM)


def supposed_at(moment: Moment, what_if: Iterable[str]) -> Supposed:
    """The walk after a moment with other answers, each written step=value. Raises EthicsError where one is refused."""
    from ethics_cli.app.what_if import pairs_from, suppose
    from ethics_cli.files.answers_file import read_value

    return suppose(moment.walk, pairs_from(list(what_if), read_value), _now_at(moment))


def say_supposed(screen: Screen, supposed: Supposed) -> None:
    """What would be otherwise."""
    from ethics_cli.render.replay_supposed import supposed_lines

    say(screen, supposed_lines(supposed, screen.width))


def _now_at(moment: Moment) -> datetime:
    """The moment that `today` meant then: what the clock said, or the present where it said nothing that can be read."""
    return moment_of(moment.entry.at.removesuffix("Z")) or clock().now()
