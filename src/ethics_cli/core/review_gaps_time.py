"""Gaps that have to do with days: what should have been looked at again, what ran out, what has been replaced. The day comes in as data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ethics_cli.core.deadline import deadlines
from ethics_cli.core.review_case import Case, Gap
from ethics_cli.core.review_gaps_walk import norms_of

LOOKS = ("look-again", "look-back")
STALE_AFTER = timedelta(days=366)
"""From then on a text that was looked at is looked at again before it is relied on."""
RELIED_ON = ("must", "may", "must-not")


def look_again_overdue(case: Case) -> Iterator[Gap]:
    walk, last = case.walk, case.walk.folded.last
    for role in LOOKS:
        place = walk.by_role(role)
        answer = walk.answers.get(place.key) if place else None
        day = str(answer.value)[:10] if answer and answer.value else ""
        if place and day and day < case.around.day and last is not None and last.at[:10] <= day:
            say = "the day to look again has passed, and nothing was written since"
            yield Gap(place.step.ref, say, "look at it again, or set another day and say why")


def clock_overdue(case: Case) -> Iterator[Gap]:
    """Limits that ran out: with the session still open by the day of the review, or before the day of the decision."""
    closed = case.walk.folded.closed
    for limit in deadlines(case.walk):
        day = limit.due.date().isoformat() if limit.due else ""
        if day and day < (closed.at[:10] if closed else case.around.day):
            say = (
                "a time limit ran out before the decision"
                if closed
                else "a time limit ran out, and the session is open"
            )
            yield Gap(limit.step, say, "say what was done in time, or what is done now that it has run out")


def norm_stale(case: Case) -> Iterator[Gap]:
    """Rules whose text was last looked at more than a year before the decision."""
    closed = case.walk.folded.closed
    day = closed.at[:10] if closed else case.around.day
    oldest = (date.fromisoformat(day) - STALE_AFTER).isoformat()
    for step, item in norms_of(case.walk):
        checked = str(item.fields.get("checked", ""))[:10]
        if item.fields.get("force") in RELIED_ON and checked and checked < oldest:
            say = "a rule is relied on whose text was last looked at more than a year before"
            yield Gap(step, say, "look at the text in force again", (item.id,))


def edition_old(case: Case) -> Iterator[Gap]:
    old = [
        framework.id
        for framework in case.walk.frameworks
        if _number(framework.edition) < _number(case.around.editions.get(framework.id, ""))
    ]
    if old:
        say = f"walked in editions that have been replaced: {', '.join(old)}"
        yield Gap("", say, "`ethics frameworks diff` says what has changed")


def _number(edition: str) -> tuple[int, ...]:
    return tuple(int(part) for part in edition.split(".") if part.isdecimal())
