"""A session to be stepped through: its moments, with the count and the head of the file they came from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ethics_cli.core.chain import read_chain
from ethics_cli.core.choices import near
from ethics_cli.core.framework import Step
from ethics_cli.core.replaying import Replay
from ethics_cli.files.journal import entries_of, read_bytes
from ethics_cli.problems import Exit, wrong

FITS: tuple[Callable[[Step, str], bool], ...] = (
    lambda step, name: step.ref == name,
    lambda step, name: step.name.lower() == name,
    lambda step, name: step.ref.startswith(name) or step.id.startswith(name),
    lambda step, name: name in step.name.lower(),
)
"""How a name may fit a step, the closest first."""


class Found(NamedTuple):
    """The moments of a session, and what its file says of itself."""

    path: Path
    replay: Replay
    events: int
    head: str


def replay_of(path: Path) -> Found:
    """The moments of the session in a file. Raises EthicsError when the file does not hold."""
    raw = read_bytes(path)
    chain = read_chain(raw)
    return Found(path, Replay(entries_of(path, raw, chain)), chain.count, chain.head)


def moment_at(replay: Replay, event: int) -> int:
    """The number of the moment that holds an event. Raises EthicsError when there is no such event."""
    at = replay.at_event(event)
    if at is None:
        last = len(replay.entries) - 1
        raise wrong(
            "replay.no-event", f"this session has no event {event}", f"its events are 0 to {last}", exit_code=Exit.USAGE
        )
    return at


def moment_named(replay: Replay, name: str, after: int) -> int:
    """The next moment about what a person names, from the first one again after the last: an event's number, or a step.

    A step is named by its reference, by the start of it, or by words of its name. Raises EthicsError with the nearest names.
    """
    wanted = name.strip()
    if wanted.isdecimal() and len(wanted) < 8:
        return moment_at(replay, int(wanted))
    low = wanted.lower().partition("[")[0]
    steps = {at: scene.step for at, scene in enumerate(replay.scenes) if scene.step is not None}
    order = sorted(steps, key=lambda at: (at <= after, at))
    for fits in FITS:
        found = next((at for at in order if low and fits(steps[at], low)), None)
        if found is not None:
            return found
    refs = list(dict.fromkeys(step.ref for step in steps.values()))
    hint = near(low, refs) or "name a step such as framing.kind, or an event by its number"
    raise wrong("replay.no-step", "nothing in this session is about a step of that name", hint, exit_code=Exit.USAGE)
