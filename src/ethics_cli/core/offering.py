"""What a roster offers to pick: its own starting points, those of the frameworks on the walk, norms that fit, contacts, the way up.

An offer is a name with fields already filled. It is never added by itself: the person picks it, and may change every field.
Norms come from the library that the session carries; how one binds is left open, for that is the person's to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from ethics_cli.core.dates import moment_of
from ethics_cli.core.framework import Step
from ethics_cli.core.norm import Norm, fitting
from ethics_cli.core.walk import Walk

SAID = {"must": "you must", "may": "you may", "must-not": "you must not", "unknown": "not verified, so not said"}
TOLD = {
    "must": "the client is to be told",
    "may": "the client may be told",
    "must-not": "the client is not to be told",
    "unknown": "",
}


class Offer(NamedTuple):
    """One thing to pick: its name, the fields that come with it, and what is worth knowing about it (lines)."""

    label: str
    fields: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()


def offers_at(walk: Walk, step: Step) -> tuple[Offer, ...]:
    """What a roster offers on this walk, each name once, in order."""
    found = [*_own(walk, step), *_looked_up(walk, step)]
    return tuple({offer.label: offer for offer in reversed(found)}.values())[::-1]


def received(walk: Walk) -> datetime | None:
    """When the information reached the person; None when that was not said."""
    answers = (walk.answers.get(position.key) for position in walk.path if position.step.role == "received")
    return next((at for answer in answers if answer and (at := moment_of(answer.value))), None)


def _own(walk: Walk, step: Step) -> Iterator[Offer]:
    yield from (Offer(label) for label in step.offers)
    for framework in walk.frameworks:
        yield from (Offer(label) for label in framework.offers.get(step.ref, ()))


def _looked_up(walk: Walk, step: Step) -> Iterator[Offer]:
    if step.offers_from == "norms":
        facts = walk.facts
        profession = facts.get("profession") or ""
        norms = fitting(
            walk.folded.norms.values(),
            facts.get("places") or (),
            facts.get("bodies") or (),
            facts.get("topics") or (),
            profession,
        )
        known = {field.id for field in step.fields}
        yield from (_norm_offer(norm, received(walk), known) for norm in norms)
    elif step.offers_from == "contacts":
        topics = set(walk.facts.get("topics") or ())
        for contact in walk.folded.organisation.get("contacts", ()):
            if not contact.get("topics") or not topics or topics & set(contact["topics"]):
                yield Offer(contact["who"], {}, _lines(contact.get("reach", "")))
    elif step.offers_from == "escalation":
        for rung in walk.folded.organisation.get("escalation", ()):
            yield Offer(rung["who"], {}, _lines(rung.get("within", ""), rung.get("reach", "")))


def _norm_offer(norm: Norm, since: datetime | None, known: set[str]) -> Offer:
    end = norm.clock.ends(since) if norm.clock and since else None
    fields = {
        "section": f"{norm.section}; {norm.edition}",
        "says": norm.says,
        "to": norm.to,
        "limit": norm.limit,
        "due": end.isoformat(timespec="minutes") if end else "",
        "source": norm.source.cite,
        "checked": norm.source.checked_on if norm.source.verified else "",
    }
    kept = {key: value for key, value in fields.items() if key in known and value}
    return Offer(norm.title, kept, tuple(_norm_notes(norm)))


def _norm_notes(norm: Norm) -> Iterator[str]:
    yield norm.says
    yield f"When: {norm.plain['trigger']}"
    yield f"Who: {norm.who} To: {norm.to}"
    if norm.limit:
        yield f"Time limit: {norm.limit}"
    yield f"At least: {norm.plain['minimum']}"
    if TOLD[norm.told]:
        yield f"The client: {norm.plain['client'].get('how') or TOLD[norm.told]}"
    if norm.plain.get("trap"):
        yield f"Take care: {norm.plain['trap']}"
    seen = f"text seen {norm.source.checked_on}" if norm.source.verified else "its text was not seen"
    yield f"As the library has it: {SAID[norm.force]} ({seen}). How it binds you here is yours to say."


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
