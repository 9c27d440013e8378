"""A look back in a walk: its places, whether it is done, when it was done, and the day that was set for the next one."""

from __future__ import annotations

from ethics_cli.core.walk import Position, Walk

LOOKS = ("look-again", "look-back")
"""Roles of steps that set a day to look at a decision."""


def places_after(walk: Walk) -> list[Position]:
    """The places of the look back that are on the path and ask."""
    after = walk.folded.after
    return [place for place in walk.path if after and place.step.framework == after.stage and place.step.asks]


def is_looked_back(walk: Walk) -> bool:
    """Whether a look back was begun and everything in it is answered."""
    places = places_after(walk)
    return bool(places) and all(walk.settled(place) for place in places)


def looked_on(walk: Walk) -> str:
    """The day of the last answer of a look back, ISO; empty when there is none."""
    return max((answer.at for place in places_after(walk) if (answer := walk.answers.get(place.key))), default="")[:10]


def days_to_look(walk: Walk, *roles: str) -> list[str]:
    """The days that were set to look at it (again), ISO: once it is looked back at, only the day that was set for the next time."""
    roles = ("next-look",) if is_looked_back(walk) else roles or LOOKS
    found = [walk.answers.get(place.key) for role in roles if (place := walk.by_role(role))]
    return [str(answer.value) for answer in found if answer is not None and answer.value]
