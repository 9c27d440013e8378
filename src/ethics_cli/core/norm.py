"""What a norm is: a law, a section of a code or a policy, with its force, its addressee, its time limit and its source.

Values made from plain data, as they are carried in a session. Which norms fit a case is answered here from places, bodies,
topics and profession; whether one applies is for the person to say, never for this file. No file, no clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import MAXYEAR, datetime, timedelta
from typing import Any, NamedTuple

from ethics_cli.core.framework import Source

Plain = Mapping[str, Any]

FORCES = ("must", "may", "must-not", "unknown")
TOPICS = (
    "child-at-risk",
    "adult-at-risk",
    "threat",
    "self-harm",
    "court-or-police",
    "privacy",
    "consent",
    "conduct",
    "harassment",
    "organisation",
    "conflict",
    "values",
    "whistleblowing",
    "public-safety",
)
CLOCK_LIMIT = 10_000
"""No time limit is longer, in whatever unit: it keeps a foreign file from counting for ever."""
SATURDAY = 5
LAST_DAY = 31


class Clock(NamedTuple):
    """A time limit, counted from the moment the information was received."""

    hours: int = 0
    days: int = 0
    working_days: int = 0
    months: int = 0
    at_once: bool = False

    def ends(self, received: datetime) -> datetime | None:
        """When it runs out; None when the rule names no fixed end. Holidays are not known here: working days are Monday to Friday."""
        try:
            return self._ends(received)
        except OverflowError:
            return None

    def _ends(self, received: datetime) -> datetime | None:
        if self.hours or self.days:
            return received + timedelta(hours=self.hours, days=self.days)
        if self.working_days:
            return _working_days_on(received, self.working_days)
        return _months_on(received, self.months) if self.months else None


class Norm(NamedTuple):
    """One norm, and the file it stands in."""

    id: str
    file: str
    title: str
    section: str
    edition: str
    force: str
    topics: tuple[str, ...]
    professions: tuple[str, ...]
    says: str
    who: str
    to: str
    limit: str
    clock: Clock | None
    told: str
    source: Source
    plain: Plain

    @property
    def ref(self) -> str:
        return f"{self.file}.{self.id}"


class NormFile(NamedTuple):
    """The norms of one jurisdiction, one professional body, or one organisation."""

    id: str
    kind: str
    title: str
    place: str
    body: str
    norms: tuple[Norm, ...]

    def is_for(self, places: Collection[str], bodies: Collection[str]) -> bool:
        """Whether these norms can bear on somebody who works there and belongs to these bodies. A policy always can."""
        return can_bear(self.place, self.body, places, bodies)


def can_bear(place: str, body: str, places: Collection[str], bodies: Collection[str]) -> bool:
    """Whether the norms of a place or a body can bear on somebody with these places and bodies; those of neither always can."""
    if place:
        return any(one == place or one.startswith(f"{place}-") for one in places)
    return body in bodies if body else True


def norm_file_from(plain: Plain) -> NormFile:
    """A file of norms from the plain data that a library or a session carries."""
    ident = plain["norms"]
    return NormFile(
        ident,
        plain["kind"],
        plain["title"],
        plain.get("place", ""),
        plain.get("body", ""),
        tuple(_norm_from(one, ident) for one in plain["entries"]),
    )


def fitting(
    files: Iterable[NormFile],
    places: Collection[str],
    bodies: Collection[str],
    topics: Collection[str],
    profession: str = "",
) -> list[Norm]:
    """The norms that may bear on a case, in the order of their files. Without topics, all that fit otherwise."""
    return [
        norm
        for file in files
        if file.is_for(places, bodies)
        for norm in file.norms
        if (not topics or set(norm.topics) & set(topics))
        and (not norm.professions or profession in ("", "other", *norm.professions))
    ]


def _norm_from(plain: Plain, file: str) -> Norm:
    clock = plain.get("clock")
    return Norm(
        plain["id"],
        file,
        plain["title"],
        plain["section"],
        plain["edition"],
        plain["force"],
        tuple(plain["topics"]),
        tuple(plain.get("professions", ())),
        plain["says"],
        plain["who"],
        plain["to"],
        plain.get("limit", ""),
        Clock(**clock) if clock else None,
        plain["client"]["told"],
        Source(plain["id"], **plain["source"]),
        plain,
    )


def _working_days_on(start: datetime, days: int) -> datetime:
    end = start
    while days:
        end += timedelta(days=1)
        days -= end.weekday() < SATURDAY
    return end


def _months_on(start: datetime, months: int) -> datetime:
    """The same day some months on, or the last day of that month where it is shorter."""
    year, month = divmod(start.month - 1 + months, 12)
    if start.year + year > MAXYEAR:
        raise OverflowError
    for day in range(min(start.day, LAST_DAY), 0, -1):
        try:
            return start.replace(year=start.year + year, month=month + 1, day=day)
        except ValueError:
            continue
    return start
