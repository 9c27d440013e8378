"""What stands beside a decision: the parts of a record that a look back and a debrief make, and the same as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ethics_cli.core.dates import day_words
from ethics_cli.core.forecasts import CAME_TRUE, Forecast, forecast_of
from ethics_cli.core.look_back import DEBRIEF, answered_on, is_done, is_looked_back, looked_on, places_after
from ethics_cli.core.walk import Walk
from ethics_cli.render.document import Block, Para, Words
from ethics_cli.render.parts import passages
from ethics_cli.render.source import Part, Source


def came_of_it(source: Source, part: Part) -> Iterator[Block]:
    """When it was looked back at, what became of the forecast, and the answers; nothing when nobody has looked back."""
    walk = source.walk
    day = looked_on(walk)
    if not day:
        return
    tail = "" if is_looked_back(walk) else " The look back is not finished."
    yield Para((Words(f"Looked at again on {day_words(day)}.{tail} The decision above stands as it was decided."),))
    made = forecast_of(walk)
    if made is not None and made.outcome:
        yield Para((Words("The forecast: ", "em"), Words(_forecast(made))))
    refs = [place.step.ref for place in places_after(walk) if place.step.role != "outcome-by"]
    yield from passages(source, {"steps": list(dict.fromkeys(refs))})


def debriefed(source: Source, part: Part) -> Iterator[Block]:
    """When the debrief was held, and the answers; nothing when there was none."""
    walk = source.walk
    day = answered_on(walk, DEBRIEF)
    if not day:
        return
    tail = "" if is_done(walk, DEBRIEF) else " It is not finished."
    said = f"Held on {day_words(day)}.{tail} It looks for no fault, and is no part of the decision."
    yield Para((Words(said),))
    refs = [place.step.ref for place in places_after(walk, DEBRIEF)]
    yield from passages(source, {"steps": list(dict.fromkeys(refs))})


def beside_data(walk: Walk, stage: str) -> dict[str, Any] | None:
    """A look back or a debrief as data; None when nobody has begun one. Its answers stand among the other answers."""
    begun = walk.folded.after.get(stage)
    if begun is None:
        return None
    last, done = answered_on(walk, stage) or None, is_done(walk, stage)
    return {"stage": begun.stage, "depth": begun.depth, "last": last, "done": done}


def forecast_data(walk: Walk) -> dict[str, Any] | None:
    """The forecast of a session and what came of it; None when none was made."""
    made = forecast_of(walk)
    if made is None:
        return None
    plain = made._asdict()
    return {key: value if value != "" else None for key, value in plain.items()}


def _forecast(made: Forecast) -> str:
    chance = f", held {made.chance} % likely," if made.chance is not None else ""
    day = f", to be known by {day_words(made.waits_for)}" if made.waits_for else ""
    return f"“{made.text.rstrip('.')}”{chance} {CAME_TRUE[made.outcome]}{day}."
