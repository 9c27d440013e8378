"""A look back or a debrief in a walk: its places, whether it is done, when it was done, and the day that was set for the next look."""

from __future__ import annotations

from ethics_cli.core.event import STAGES
from ethics_cli.core.walk import Position, Walk

LOOK_BACK, DEBRIEF = STAGES
LOOKS = ("look-again", "look-back")
"""Roles of steps that set a day to look at a decision."""


def places_after(walk: Walk, stage: str = LOOK_BACK) -> list[Position]:
    """The places of a stage that was begun beside the decision, as far as they are on the path and ask."""
    begun = stage in walk.folded.after
    return [place for place in walk.path if begun and place.step.framework == stage and place.step.asks]


def is_done(walk: Walk, stage: str) -> bool:
    """Whether a stage was begun beside the decision and everything in it is answered."""
    places = places_after(walk, stage)
    return bool(places) and all(walk.settled(place) for place in places)


def is_looked_back(walk: Walk) -> bool:
    """Whether a look back was begun and everything in it is answered."""
    return is_done(walk, LOOK_BACK)


def answered_on(walk: Walk, stage: str) -> str:
    """The day of the last answer of a stage begun beside the decision, ISO; empty when there is none."""
    places = places_after(walk, stage)
    return max((answer.at for place in places if (answer := walk.answers.get(place.key))), default="")[:10]


def looked_on(walk: Walk) -> str:
    """The day of the last answer of a look back, ISO; empty when there is none."""
    return answered_on(walk, LOOK_BACK)


def days_to_look(walk: Walk, *roles: str) -> list[str]:
    """The days that were set to look at it (again), ISO: once it is looked back at, only the day that was set for the next time."""
    roles = ("next-look",) if is_looked_back(walk) else roles or LOOKS
    found = [walk.answers.get(place.key) for role in roles if (place := walk.by_role(role))]
    return [str(answer.value) for answer in found if answer is not None and answer.value]
