"""Text made coarser for peers: days as weeks of the case, moments as parts of a day, identifiers as their kind, places as "a jurisdiction".

What is left is still somebody's case. Nothing here promises that nobody can be recognised in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ethics_cli.core.dates import MONTHS
from ethics_cli.core.declared import NOBODY, Declared, found_in
from ethics_cli.core.framework import Choice
from ethics_cli.core.profession import profession_of
from ethics_cli.core.walk import Walk

PLACE, BODY = "a jurisdiction", "a professional body"
RULE_OF = {
    "place": "a law of the jurisdiction",
    "body": "a rule of a professional body",
    "": "a policy of the organisation",
}
FIELDS = {
    "counsellor": "helping professional",
    "therapist": "helping professional",
    "psychologist": "helping professional",
    "social-worker": "social care professional",
    "coach": "workplace professional",
    "hr": "workplace professional",
    "consultant": "workplace professional",
    "nurse": "health professional",
    "doctor": "health professional",
    "teacher": "education professional",
    "other": "professional",
}
"""Each profession as the field it belongs to."""
FARTHEST = 366
"""Days from the first day of the case within which a day is told as a week; a birthday told in weeks would still be one."""
_TURNS = 4
_MONTH_NAMES = {"märz": 3, "mai": 5, "mars": 3, "mayo": 5, "juin": 6, "juillet": 7, "août": 8, "enero": 1, "abril": 4}
_MONTH_NAMES |= {"okt": 10, "dez": 12, "dic": 12, "fév": 2, "avr": 4, "déc": 12, "ago": 8}
_CLOCK = re.compile(
    r"(?:T|,?[ \t]+(?:at[ \t]+|um[ \t]+)?)([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?(?:Z|[+-]\d{2}:?\d{2})?\b"
)
_ON = re.compile(r"\b[Oo]n[ \t]+(?:the[ \t]+)?\Z")
_NAME = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?)"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_SHORT_DAY = re.compile(
    rf"(?P<on>\b[Oo]n[ \t]+(?:the[ \t]+)?)?(?<![\w.-])"
    rf"(?:(?P<d1>{_ORDINAL})[ \t]+(?:of[ \t]+)?(?P<m1>{_NAME})|(?P<m2>{_NAME})[ \t]+(?P<d2>{_ORDINAL}))(?![\w:%-])"
)


class Veil(NamedTuple):
    """What a text is made coarser by: the first day of the case, names to keep out, words and what stands for them.

    `ids` stand for whole values, as places and bodies are stored; within a text they would be everyday words.
    """

    first: date | None = None
    names: Declared = NOBODY
    words: Mapping[str, str] = {}
    ids: Mapping[str, str] = {}


def generalised(text: str, veil: Veil) -> str:
    """A text made coarser. Everything else in it stays as it was."""
    if text in veil.ids:
        return veil.ids[text]
    coarse = _worded(text, veil.words)
    for _ in range(_TURNS):
        before, coarse = coarse, _masked(coarse, veil)
        if coarse == before:
            break
    return _SHORT_DAY.sub(lambda found: _short_day(found, veil), coarse)


def week_of(day: date, first: date) -> str:
    """A day as a week of the case, counted from its first day; nothing when it is too far away to be told."""
    days = (day - first).days
    if abs(days) > FARTHEST:
        return ""
    if days >= 0:
        return f"week {days // 7 + 1}"
    weeks = (6 - days) // 7
    return "the week before" if weeks == 1 else f"{weeks} weeks before"


def part_of_day(hour: int) -> str:
    return (
        "morning" if 5 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening" if 18 <= hour < 22 else "night"
    )


def day_of(text: str, first: date) -> date | None:
    """The day that a full date means; None when it may mean two days that lie in different weeks, or is none."""
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    named = re.search(r"[^\W\d_]{3,}", re.sub(r"\b(?:of|the)\b", "", text))
    if re.fullmatch(r"\d{8}", text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if named and len(numbers) == 2:
        return _day(_year(numbers[1], first), _month(named.group()), numbers[0])
    if len(numbers) != 3:
        return None
    if numbers[0] > 31:
        return _day(*numbers)
    year = _year(numbers[2], first)
    found = [day for day in (_day(year, numbers[1], numbers[0]), _day(year, numbers[0], numbers[1])) if day]
    return found[0] if len({week_of(day, first) for day in found}) == 1 else None


def field_of(profession: str) -> str:
    """The field that a profession belongs to."""
    return FIELDS.get(profession_of(profession.replace("-", " ")), "")


def veil_of(walk: Walk, names: Declared = NOBODY) -> Veil:
    """What the texts of a session are made coarser by."""
    first = min((answer.at for answer in walk.folded.answers.values() if answer.at), default="")
    words, ids = dict(_words_of(walk)), dict(_ids_of(walk))
    return Veil(
        date.fromisoformat(first[:10]) if first else None, names, {old: new for old, new in words.items() if old}, ids
    )


def _words_of(walk: Walk) -> Iterator[tuple[str, str]]:
    """What the session itself calls places, bodies, rules and the profession, and its own id."""
    opened = walk.folded.opened
    yield f" (ethics resume {walk.id} --route full asks it)", ""
    yield walk.id, "this session"
    for role, new in (("places", PLACE), ("bodies", BODY)):
        for choice in _choices(walk, role):
            yield choice.label, new
            if short := re.search(r"\(([A-Z]{2,})\)", choice.label):
                yield choice.label.replace(short.group(), "").strip(), new
                yield short.group(1), new
    for file in walk.folded.norms.values():
        new = RULE_OF["place" if file.place else "body" if file.body else ""]
        for norm in file.norms:
            yield norm.title, new
            yield f"{norm.section}; {norm.edition}", "[section]"
            yield norm.section, "[section]"
            yield norm.source.cite, "[source]"
    for said in (opened.profession if opened else "", *(choice.label for choice in _choices(walk, "profession"))):
        if len(said) > 3 and field_of(said):
            yield from ((form, field_of(said)) for form in (said, said.lower(), said.capitalize()))


def _ids_of(walk: Walk) -> Iterator[tuple[str, str]]:
    yield from ((choice.id, PLACE) for choice in _choices(walk, "places"))
    yield from ((choice.id, BODY) for choice in _choices(walk, "bodies"))
    yield from ((choice.id, field_of(choice.id)) for choice in _choices(walk, "profession"))


def _choices(walk: Walk, role: str) -> Iterator[Choice]:
    for framework in walk.folded.frameworks.values():
        for step in framework.steps:
            if step.role == role:
                yield from (choice for choice in step.choices if not (choice.other or choice.alone))


def _worded(text: str, words: Mapping[str, str]) -> str:
    there = sorted((word for word in words if word in text), key=len, reverse=True)
    if not there:
        return text
    form = "|".join(_whole(word) for word in there)
    return re.sub(form, lambda found: words[found.group()], text)


def _whole(word: str) -> str:
    """A form for words that stand by themselves."""
    start = r"(?<![\w-])" if word[0].isalnum() else ""
    end = r"(?![\w-])" if word[-1].isalnum() else ""
    return f"{start}{re.escape(word)}{end}"


def _masked(text: str, veil: Veil) -> str:
    """Every find as its kind, and every day as its week, from the end so that places hold."""
    for one in reversed(found_in(text, veil.names)):
        before, after = text[: one.start], text[one.end :]
        if one.kind != "date":
            text = f"{before}[{one.kind}]{after}"
            continue
        clock = _CLOCK.match(after)
        after = after[clock.end() :] if clock else after
        said = _day_said(text[one.start : one.end], int(clock.group(1)) if clock else None, veil.first)
        on = _ON.search(before)
        text = f"{before[: on.start()] if on else before}{_led(said, on.group() if on else '')}{after}"
    return text


def _day_said(text: str, hour: int | None, first: date | None) -> str:
    day = day_of(text, first) if first else None
    week = week_of(day, first) if day and first else ""
    part = f", {part_of_day(hour)}" if hour is not None else ""
    return f"{week}{part}" if week else "[date]"


def _led(said: str, on: str) -> str:
    """A day that was told with a word before it: `on 5 Dec` is `in week 3`."""
    return f"in {said}" if on and said.startswith("week") else said if said.endswith("before") else f"{on}{said}"


def _short_day(found: re.Match[str], veil: Veil) -> str:
    """A day without its year, as the nearest such day."""
    month, number = found.group("m1") or found.group("m2"), re.sub(r"\D", "", found.group("d1") or found.group("d2"))
    on = found.group("on") or ""
    if veil.first is None:
        return f"{on}[date]"
    near = (_day(veil.first.year + step, _month(month), int(number)) for step in (0, -1, 1))
    days = [day for day in near if day]
    if not days:
        return found.group()
    first = veil.first
    return _led(week_of(min(days, key=lambda day: abs(day - first)), first) or "[date]", on)


def _month(name: str) -> int:
    """The number of a month by its name in one of the languages that dates are found in; 0 for none."""
    low = name.lower()
    known = _MONTH_NAMES.get(low) or _MONTH_NAMES.get(low[:3])
    return known or (MONTHS.index(low[:3]) + 1 if low[:3] in MONTHS else 0)


def _year(number: int, first: date) -> int:
    if number > 99:
        return number
    return number + (2000 if number <= (first + timedelta(FARTHEST)).year % 100 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
