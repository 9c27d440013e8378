"""What in a session may point to a person: where it stands, what was kept knowingly, and how it is replaced or taken out.

A find is told by its kind and size, never by its text. Nothing here says that there is none: patterns see forms, never meaning.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ethics_cli.app.redacting import Redaction, lines_redacted, redact
from ethics_cli.app.remarks import write_beside
from ethics_cli.app.sessions import Session
from ethics_cli.core.declared import NOBODY, Declared, found_in
from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    Blank,
    Event,
    IdentifierKept,
    LineRedacted,
    RecognitionJudged,
    SignOffGiven,
)
from ethics_cli.core.framework import Framework
from ethics_cli.core.free_text import free_texts, is_of_law, offered_words, reworded
from ethics_cli.core.identifiers import Identifier
from ethics_cli.core.typed import clean
from ethics_cli.core.walk import Folded

BY = "practitioner"
WHY_REPLACED = "an identifier was replaced"
FIXED = (LineRedacted, IdentifierKept)
"""Events whose words stay as they are: they say what became of other lines."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that may point to a person, in all the lines it stands in. `here` says whether it is in what the session says now.

    `text` is never shown, written or told; it is what is looked for when it is replaced. `kept` is the reason it was kept for.
    """

    identifier: Identifier
    part: str
    lines: tuple[int, ...]
    step: str = ""
    items: tuple[str, ...] = ()
    here: bool = True
    kept: str = ""
    signed: bool = False
    text: str = field(default="", repr=False)

    @property
    def masked(self) -> str:
        return self.identifier.masked


class _Place(NamedTuple):
    step: str
    items: tuple[str, ...]
    line: int
    part: str
    kind: str
    needle: str


def found(session: Session, names: Declared = NOBODY) -> tuple[Found, ...]:
    """Everything in a session that has the form of an identifier or is a name to keep out, in the order of its lines."""
    folded = session.folded
    now = {answer.seq for answer in folded.answers.values()}
    kept = _kept(folded)
    seen: dict[_Place, tuple[Identifier, list[int], bool, bool]] = {}
    for seq, event, part, one, text in _each(session, names):
        step, items = _step_of(event)
        place = _Place(step, items, -1 if step else seq, part, one.kind, text.casefold())
        stands = seq in now or not isinstance(event, (AnswerGiven, AnswerAmended))
        before = seen.get(place, (one, [], False, False))
        signed = isinstance(event, SignOffGiven) and bool(event.signature)
        seen[place] = (before[0], [*before[1], seq], before[2] or stands, before[3] or signed)
    return tuple(
        Found(
            one,
            place.part,
            tuple(dict.fromkeys(lines)),
            place.step,
            place.items,
            here,
            next((kept[key] for key in _keys(place, lines) if key in kept), ""),
            signed,
            place.needle,
        )
        for place, (one, lines, here, signed) in seen.items()
    )


def unkept(session: Session, names: Declared = NOBODY) -> tuple[Found, ...]:
    """What was found, and nobody has said a reason for."""
    return tuple(one for one in found(session, names) if not one.kept)


def replace_in(session: Session, one: Found, by: str) -> int:
    """Put other words in the place of a find, in every line that has it, and let the old words go for good. How many lines changed.

    Takes the lock itself. Raises OSError when it could not be written; nothing has changed then.
    """
    with session.journal.locked():
        session.refresh()
        left = _replaced(session, one, clean(by, lines=False))
        redact(session, Redaction(left), BY, WHY_REPLACED)
    return len(left)


def take_out(session: Session, one: Found, reason: str) -> None:
    """Take all words out of the lines a find stands in, for good. Takes the lock itself; raises as `replace_in` does."""
    with session.journal.locked():
        session.refresh()
        redact(session, lines_redacted(session, one.lines), BY, clean(reason, lines=True))


def keep(session: Session, one: Found, reason: str) -> None:
    """Say why a find stays. Takes the lock itself."""
    write_beside(
        session, IdentifierKept(one.identifier.kind, clean(reason, lines=True), max(one.lines), one.step, one.items)
    )


def judge(session: Session, could: str, text: str = "") -> None:
    """Keep what the practitioner says about being recognised, of the session as it stands. Takes the lock itself."""
    write_beside(session, RecognitionJudged(could, session.journal.count, clean(text, lines=True)))


def judged(session: Session) -> RecognitionJudged | None:
    """What was said last about being recognised."""
    said = (entry.event for entry in reversed(session.folded.beside) if isinstance(entry.event, RecognitionJudged))
    return next(said, None)


def brought_in(
    given: Mapping[str, Any], frameworks: Mapping[str, Framework], names: Declared
) -> Iterator[tuple[str, Identifier]]:
    """What answers that were brought along hold, each with its step; days, numbers and choices are passed over."""
    for ref, value in given.items():
        event = _as_event(ref, value)
        law = is_of_law(ref, frameworks)
        for _, text in free_texts(event, frameworks):
            yield from ((ref, one) for one in found_in(text, names) if not (law and one.kind == "date"))


def _as_event(ref: str, value: Any) -> AnswerGiven:
    """An answer of a file in the form of an event; one for each of several items counts as words, whatever they are about."""
    said = value if isinstance(value, Mapping) else {"value": value}
    because, other, note = (str(said.get(key, "")) for key in ("because", "other", "note"))
    if "value" in said or because or other or note:
        return AnswerGiven(ref, "", said.get("value"), (), because, other=other, note=note)
    words = [str(text) for one in said.values() for text in (one.values() if isinstance(one, Mapping) else [one])]
    return AnswerGiven(ref, "", because="\n".join(words))


def _each(session: Session, names: Declared) -> Iterator[tuple[int, Event, str, Identifier, str]]:
    """Every find, line by line. What stands in the rules that were offered was typed by nobody; laws are known by their dates."""
    frameworks = session.folded.frameworks
    offered = offered_words(session.folded.norms.values())
    for entry in session.journal.entries:
        law = is_of_law(_step_of(entry.event)[0], frameworks)
        for part, text in free_texts(entry.event, frameworks):
            for one in found_in(text, names) if text not in offered else ():
                if not (law and one.kind == "date"):
                    yield entry.seq, entry.event, part, one, text[one.start : one.end]


def _step_of(event: Event) -> tuple[str, tuple[str, ...]]:
    return str(getattr(event, "step", "")), tuple(getattr(event, "items", ()))


def _kept(folded: Folded) -> dict[tuple[object, ...], str]:
    """What was kept knowingly: the kind and its step, or its line, with the reason."""
    said = [entry.event for entry in folded.beside if isinstance(entry.event, IdentifierKept)]
    return {((one.found, one.step, one.items) if one.step else (one.found, one.line)): one.text for one in said}


def _keys(place: _Place, lines: Collection[int]) -> Iterator[tuple[object, ...]]:
    if place.step:
        yield place.kind, place.step, place.items
    yield from ((place.kind, line) for line in lines)


def _replaced(session: Session, one: Found, by: str) -> dict[int, Event | None]:
    """What is to be read in each line that has the find, with other words in its place; in questions as well, which repeat them."""
    form = re.compile(rf"(?<!\w){re.escape(one.text)}(?!\w)", re.IGNORECASE)
    left: dict[int, Event | None] = {}
    for entry in session.journal.entries:
        event = entry.event
        if isinstance(event, (Blank, *FIXED)) or (isinstance(event, SignOffGiven) and event.signature):
            continue
        changed = reworded(event, session.folded.frameworks, lambda _, text: form.sub(lambda _: by, text))
        if isinstance(changed, (AnswerGiven, AnswerAmended)):
            changed = changed._replace(asked=form.sub(lambda _: by, changed.asked))
        if changed != event:
            left[entry.seq] = changed
    return left


def kinds(many: Sequence[Found]) -> tuple[str, ...]:
    """The kinds of what was found, each once, the most common first."""
    every = [one.identifier.kind for one in many]
    return tuple(sorted(dict.fromkeys(every), key=lambda kind: -every.count(kind)))
