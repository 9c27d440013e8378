"""The walks that generated sessions come from: every sample walk, walked through the real conduct and written by the real journal."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

from inventing import Inventing

from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.ports import FixedClock
from ethics_cli.app.scripted import Answers
from ethics_cli.app.sessions import new_session, walk_of, wish_from
from ethics_cli.core.condition import tests_in
from ethics_cli.core.framework import Step
from ethics_cli.core.walk import Walk
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library, bundled_folder, load_library

Plain = dict[str, Any]
ENVELOPE = ("prev", "salt", "seq")
CARRIED = {"framework.joined": "framework", "reference.joined": "reference"}


@dataclass(frozen=True)
class Carried:
    """An event that carries content, as its bytes: what stands before the link and after it, without the moment and the salt, which are written anew."""

    before: bytes
    after: bytes
    plain: Plain


@dataclass(frozen=True)
class Base:
    """One real walk: its events without what the chain adds, and what is known of it for varying and spoiling it."""

    name: str
    events: tuple[Plain | Carried, ...]
    walk: Walk
    parties: tuple[str, ...] = ()
    quiet: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def bundled() -> Library:
    """The library that comes with the program."""
    return load_library({"bundled": bundled_folder()})


def bases_from(library: Library, random: Random, variants: int, names: tuple[str, ...] = ()) -> Iterator[Base]:
    """Every sample walk, walked so many times, each time a little differently. What does not get to its end is left out."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        for held in library.all("walk"):
            for number in range(variants if not names or held.id in names else 0):
                base = _walked(home, library, held.plain, Random(f"{random.random()} {number}"))
                if base is not None:
                    yield base


def _walked(home: Home, library: Library, plain: Mapping[str, Any], random: Random) -> Base | None:
    now = datetime.combine(date.fromisoformat(plain.get("today", "2026-11-21")), time(14, 30), UTC)
    session = new_session(home, library, wish_from(plain), FixedClock(now))
    asker = Inventing(Answers(plain["answers"], plain.get("handled", {})), random, now)
    with session.journal.locked():
        end = Conduct(session, asker).run()
    if end is not End.CLOSED:
        return None
    walk = walk_of(session.journal.path)[0]
    return Base(plain["walk"], tuple(_events(session.journal.lines)), walk, _parties(walk), _quiet(walk))


def _events(lines: list[bytes]) -> Iterator[Plain | Carried]:
    for line in lines:
        plain = json.loads(line)
        if plain["kind"] in CARRIED:
            yield carried_from(line, plain)
        else:
            yield {key: value for key, value in plain.items() if key not in ENVELOPE}


def carried_from(line: bytes, plain: Plain) -> Carried:
    """The parts of a line that stay as they are. The salt comes last but one; where the link stands depends on the key of the content."""
    at = line.index(b',"prev":"') if "reference" in plain else line.rindex(b',"prev":"')
    moment, link = len(b'{"at":""') + len(plain["at"]), len(b',"prev":""') + 64
    return Carried(line[moment:at], line[at + link : line.rindex(b',"salt":"')], plain)


def _parties(walk: Walk) -> tuple[str, ...]:
    position = walk.by_role("parties")
    return tuple(item.label for item in walk.items(position.step.ref)) if position else ()


def _quiet(walk: Walk) -> dict[str, tuple[str, ...]]:
    """The choices that may be made differently without the walk going elsewhere: no condition asks after them, and they bring nothing."""
    steps = [step for framework in walk.frameworks for step in framework.steps]
    conditions = [step.when for step in steps if step.when is not None]
    conditions += [flag.when for framework in walk.frameworks for flag in framework.flags]
    conditions += [fit.when for step in steps for choice in step.choices for fit in choice.fits]
    read = {test.ref for condition in conditions for test in tests_in(condition)}
    return {step.ref: _choices(step) for step in steps if step.ref not in read and _is_quiet(step)}


def _is_quiet(step: Step) -> bool:
    plain = step.type in ("yes-no", "one-of", "scale") and not (step.role or step.steers or step.from_)
    return plain and len(_choices(step)) > 1


def _choices(step: Step) -> tuple[str, ...]:
    return tuple(choice.id for choice in step.choices if not choice.other)
