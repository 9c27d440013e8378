"""One session out of a walk: the same way walked by somebody else on another day, and its lines chained as the journal chains them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from bases import CARRIED, Base, Carried, Plain, carried_from
from words import TITLES, words

from ethics_cli.core.chain import NOTHING, line_digest, trailer_line
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.framework import Field, Step
from ethics_cli.core.walk import Walk
from ethics_cli.files import names

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ANSWERS = ("answer.given", "answer.amended")
FREE = ("text", "passage")
DAYS = ("date", "moment")
LOOKS = ("look-again", "look-back")
FIRST, LAST = date(2026, 1, 5), date(2026, 11, 20)
"""Between these days the generated sessions lie."""


@dataclass
class Draft:
    """The events of a session that is being made, in order, and the walk they come from."""

    base: Base
    events: list[Plain | Carried]
    random: Random
    day: date

    @property
    def walk(self) -> Walk:
        return self.base.walk

    def plain(self) -> list[Plain]:
        """The events that say something of the case, as data to be changed."""
        return [event for event in self.events if isinstance(event, dict)]

    def answers(self) -> list[Plain]:
        return [event for event in self.plain() if event["kind"] in ANSWERS]

    def answer(self, ref: str) -> Plain | None:
        """The latest answer to a step."""
        return next((event for event in reversed(self.answers()) if event["step"] == ref), None)

    @property
    def closing(self) -> int:
        """Where the decision was closed."""
        return next(
            at for at, event in enumerate(self.events) if isinstance(event, dict) and event["kind"] == "decision.closed"
        )

    @property
    def last_at(self) -> str:
        event = self.events[-1]
        return str((event.plain if isinstance(event, Carried) else event)["at"])


def draft_of(base: Base, random: Random) -> Draft:
    """The walk, walked on another day: other words, other figures, other choices where no choice leads elsewhere, some answers amended."""
    day = FIRST + timedelta(days=random.randrange((LAST - FIRST).days + 1))
    opened = base.events[0]
    assert isinstance(opened, dict)
    shift = timedelta(days=(day - date.fromisoformat(opened["at"][:10])).days)
    draft = Draft(base, [_shifted(event, shift) for event in base.events], random, day)
    vary = _Varying(draft, shift)
    for event in draft.answers():
        vary.answer(event)
    first = draft.plain()[0]
    first |= {"id": _new_id(random), "title": random.choice(TITLES)} if "title" in first else {"id": _new_id(random)}
    if random.random() < 0.5:
        _amended(draft)
    return draft


def lines_of(draft: Draft) -> list[bytes]:
    """The lines of a draft, each with the digest of the line before it."""
    lines: list[bytes] = []
    before = NOTHING
    for seq, event in enumerate(draft.events):
        salt = f"{draft.random.getrandbits(128):032x}"
        if isinstance(event, Carried):
            head = b'{"at":"' + event.plain["at"].encode() + b'"' + event.before
            link, tail = f',"prev":"{before}"'.encode(), f',"salt":"{salt}","seq":{seq}}}'.encode()
            line = head + link + event.after + tail
        else:
            signed = {"seen": seq, "head": before} if event["kind"] == "sign-off.given" else {}
            line = canonical({**event, **signed, "prev": before, "salt": salt, "seq": seq})
        lines.append(line)
        before = line_digest(line)
    return lines


def whole(lines: Sequence[bytes]) -> bytes:
    """A session's file: its lines and the trailer over them."""
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


def carried_anew(event: Carried, change: Callable[[Plain], Plain], *, honest: bool = True) -> Carried:
    """An event with other content in it; an honest one names the digest of what it carries now."""
    key = CARRIED[event.plain["kind"]]
    content = change(dict(event.plain[key]))
    plain = {**event.plain, key: content}
    if honest:
        plain["digest"] = digest_of(canonical(content))
    return carried_from(canonical(plain), plain)


def _shifted(event: Plain | Carried, shift: timedelta) -> Plain | Carried:
    if isinstance(event, Carried):
        return Carried(event.before, event.after, {**event.plain, "at": _moved(event.plain["at"], shift)})
    moved = copy(event)
    moved["at"] = _moved(event["at"], shift)
    if isinstance(moved.get("value"), list):
        moved["value"] = [dict(one) if isinstance(one, dict) else one for one in moved["value"]]
    return moved


def _moved(text: str, shift: timedelta) -> str:
    """A day or a moment so much later, in the form it has."""
    return (date.fromisoformat(text[:10]) + shift).isoformat() + text[10:]


class _Varying:
    """Other words for each answer, and every party named in some text outside the list of parties."""

    def __init__(self, draft: Draft, shift: timedelta) -> None:
        self.draft, self.shift, self.random = draft, shift, draft.random
        self.unnamed = list(draft.base.parties)

    def answer(self, event: Plain) -> None:
        step = self.draft.walk.step(event["step"])
        if step is None:
            return
        for key in ("because", "other", "note"):
            if event.get(key):
                event[key] = self._words(step, long=key != "other")
        value = event.get("value")
        if isinstance(value, list) and step.type == "roster":
            for item in value:
                self._item(step, item)
        elif isinstance(value, str):
            event["value"] = self._value(step, value)
        elif isinstance(value, dict) and "low" in value:
            event["value"] = self._chance()

    def _item(self, step: Step, item: Plain) -> None:
        fields: Mapping[str, Field] = {field.id: field for field in step.fields}
        for key, value in item.items():
            kind = fields[key].type if key in fields else ""
            if kind in FREE:
                item[key] = self._words(step, long=kind == "passage")
            elif kind in DAYS:
                item[key] = _moved(value, self.shift)

    def _value(self, step: Step, value: str) -> str:
        if step.type in FREE:
            return self._words(step, long=step.type == "passage")
        if step.type in DAYS:
            return value if step.role in LOOKS else _moved(value, self.shift)
        choices = self.draft.base.quiet.get(step.ref)
        return self.random.choice(choices) if choices and value in choices else value

    def _chance(self) -> dict[str, int]:
        low = self.random.randint(1, 60)
        return {"at": low + self.random.randint(0, 20), "low": low, "high": low + self.random.randint(20, 35)}

    def _words(self, step: Step, *, long: bool) -> str:
        named = self.unnamed.pop() if self.unnamed and step.framework != "people" else ""
        return words(self.random, long, named)


def _amended(draft: Draft) -> None:
    """Some answers are changed before the decision is closed, each with a reason."""
    texts = [event for event in draft.answers() if isinstance(event.get("value"), str) and _is_text(draft, event)]
    for event in draft.random.sample(texts, min(len(texts), draft.random.randint(1, 3))):
        later = {**event, "kind": "answer.amended", "at": draft.last_at, "reason": words(draft.random, long=False)}
        later["value"] = f"{event['value']} {words(draft.random, long=False)}"
        draft.events.insert(draft.closing, later)


def _is_text(draft: Draft, event: Plain) -> bool:
    step = draft.walk.step(event["step"])
    return step is not None and step.type in FREE


def _new_id(random: Random) -> str:
    letters = random.choice(LETTERS[:23]) + "".join(random.choice(LETTERS) for _ in range(5))
    return f"{letters}-{random.choice(names.ADJECTIVES)}-{random.choice(names.BIRDS)}"


def sample(random: Random, found: Sequence[Any]) -> Any:
    """One of these, or None where there is none."""
    return random.choice(found) if found else None
