"""Is this answer acceptable? What was typed or read goes in; a value for the journal, or a Problem, comes out.

One checker for every way in: the terminal, the plain prompts and an answers file all pass here, so no answer can slip by
a check that another route has. A Problem names the step and the rule, never what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from ethics_cli.core.choices import find_choice, near, offered
from ethics_cli.core.dates import DATE_HINT, MOMENT_HINT, read_date, read_moment
from ethics_cli.core.framework import Choice, Field, Step
from ethics_cli.core.typed import clean
from ethics_cli.problems import Problem

TEXT_LIMIT = 20_000
ITEM_LIMIT = 60
LABEL_LIMIT = 200
_PERCENT = re.compile(
    r"(\d{1,3})\s*%?(?:(?:\s*[(,]\s*|\s+|(?=±))(?:(\d{1,3})\s*%?\s*(?:-|–|to)\s*(\d{1,3})|±\s*(\d{1,3}))\s*%?\s*\)?)?"
)


class Accepted(NamedTuple):
    """An answer in the journal's form: a value, and what a choice "something else" stands for."""

    value: Any
    other: str = ""


class Setting(NamedTuple):
    """What a check needs from around the step: the present moment, the choices on offer now, a roster's items and next number.

    `open` says that a list is still being written, so that it may yet be too short. `offers` are the fields that come with
    a new item of that name, where nothing else is given for them.
    """

    now: datetime
    choices: Sequence[Choice] = ()
    items: Sequence[Mapping[str, Any]] = ()
    next_number: int = 1
    open: bool = False
    offers: Mapping[str, Mapping[str, str]] = {}


def accept(step: Step, raw: Any, setting: Setting) -> Accepted | Problem:
    """The value that `raw` states for a step, or the Problem with it."""
    return _CHECKS[step.type](step, raw, setting)


def _problem(step: Step, fault: str, message: str, hint: str = "") -> Problem:
    return Problem(f"answer.{fault}", f"{step.ref}: {message}", hint=hint)


def _text(step: Step, raw: Any, _: Setting) -> Accepted | Problem:
    if not isinstance(raw, str):
        return _problem(step, "not-text", "this is answered with text")
    value = clean(raw, lines=step.type == "passage")
    if not value:
        return _problem(step, "empty", "an answer cannot be empty", "skip it with a reason, or write a few words")
    if len(value) > TEXT_LIMIT:
        return _problem(step, "too-long", f"an answer may have {TEXT_LIMIT:,} characters; this one has {len(value):,}")
    return Accepted(value)


def _one_of(step: Step, raw: Any, setting: Setting) -> Accepted | Problem:
    value, other = _choice_and_other(raw)
    choice = find_choice(value, setting.choices)
    if choice is None:
        return _problem(step, "not-offered", "this answer is not among the choices", offered(value, setting.choices))
    return _with_other(step, [choice], other, single=True)


def _any_of(step: Step, raw: Any, setting: Setting) -> Accepted | Problem:
    values, other = _choices_and_other(raw)
    chosen: list[Choice] = []
    for value in values:
        choice = find_choice(value, setting.choices)
        if choice is None:
            return _problem(step, "not-offered", "one answer is not among the choices", offered(value, setting.choices))
        if choice not in chosen:
            chosen.append(choice)
    if len(chosen) > 1 and any(choice.alone for choice in chosen):
        return _problem(step, "alone", "one of these choices cannot be combined with another")
    least = step.min if step.min is not None else 1
    if len(chosen) < least or (step.max is not None and len(chosen) > step.max):
        return _problem(step, "how-many", f"choose {_how_many(least, step.max)}")
    return _with_other(step, chosen, other, single=False)


def _rank(step: Step, raw: Any, setting: Setting) -> Accepted | Problem:
    values = raw if isinstance(raw, list) else re.split(r"[,>\s]+", raw.strip()) if isinstance(raw, str) else []
    chosen = [find_choice(value, setting.choices) for value in values]
    if (
        None in chosen
        or len(chosen) != len(setting.choices)
        or len({choice.id for choice in chosen if choice}) != len(chosen)
    ):
        return _problem(step, "not-a-ranking", "name every choice once, the first one first", "for example: 2, 1, 3")
    return Accepted([choice.id for choice in chosen if choice])


def _percent(step: Step, raw: Any, _: Setting) -> Accepted | Problem:
    parts = _percent_parts(raw)
    if parts is None:
        return _problem(
            step, "not-percent", "this is answered with a number from 0 to 100", "for example 30, or 30 (20-50)"
        )
    at, low, high = parts
    if low is None or high is None:
        if step.range == "required":
            return _problem(
                step,
                "no-range",
                "give the number with a range",
                "for example 30 (20-50): how low and how high could it be?",
            )
        return Accepted({"at": at}) if at <= 100 else _problem(step, "not-percent", "a chance is from 0 to 100")
    if not 0 <= low <= at <= high <= 100:
        return _problem(step, "odd-range", "the number must lie within its range, and the range within 0 and 100")
    return Accepted({"at": at, "low": low, "high": high})


def _number(step: Step, raw: Any, _: Setting) -> Accepted | Problem:
    text = str(raw).strip().replace(" ", "")
    if not re.fullmatch(r"-?\d{1,15}", text):
        return _problem(step, "not-a-number", "this is answered with a whole number")
    value = int(text)
    if (step.min is not None and value < step.min) or (step.max is not None and value > step.max):
        return _problem(step, "out-of-range", f"the number must be {_bounds(step.min, step.max)}")
    return Accepted(value)


def _date(step: Step, raw: Any, setting: Setting) -> Accepted | Problem:
    found = read_date(raw, setting.now.date()) if isinstance(raw, str) else None
    return (
        Accepted(found.isoformat())
        if found
        else _problem(step, "not-a-day", "this is not a day that can be read", DATE_HINT)
    )


def _moment(step: Step, raw: Any, setting: Setting) -> Accepted | Problem:
    found = read_moment(raw, setting.now, ahead=step.ahead) if isinstance(raw, str) else None
    if found is None:
        return _problem(step, "not-a-moment", "this is not a moment that can be read", MOMENT_HINT)
    return Accepted(found.isoformat(timespec="minutes"))


def _roster(step: Step, raw: Any, setting: Setting) -> Accepted | Problem:
    if not isinstance(raw, list):
        return _problem(step, "not-a-list", "this is answered with a list")
    least = step.min if step.min is not None else 0 if step.optional else 1
    if (len(raw) < least and not setting.open) or len(raw) > (step.max or ITEM_LIMIT):
        return _problem(step, "how-many", f"the list needs {_how_many(least, step.max or ITEM_LIMIT)}")
    items: list[dict[str, Any]] = []
    number = setting.next_number
    known = {str(item["id"]): item for item in setting.items}
    by_label = {str(item["label"]): item for item in setting.items}
    for one in raw:
        item = accept_item(step, _with_offered(one, known, by_label, setting.offers), setting.now)
        if isinstance(item, Problem):
            return item
        given = str(one.get("id", "")) if isinstance(one, Mapping) else ""
        kept = known.get(given) or by_label.get(item["label"])
        taken = {one["id"] for one in items}
        if kept is not None and kept["id"] not in taken:
            ident = str(kept["id"])
        else:
            ident, number = f"{step.item[0]}{number}", number + 1
        items.append({"id": ident, **item})
    if len({item["label"] for item in items}) != len(items):
        return _problem(step, "twice", "two items of the list have the same name")
    return Accepted(items)


def _with_offered(raw: Any, known: Mapping[str, Any], by_label: Mapping[str, Any], offers: Mapping[str, Any]) -> Any:
    """A new item with the fields that its offer brings; one that was on the list already keeps what it has."""
    given = {"label": raw} if isinstance(raw, str) else raw
    label = given.get("label") if isinstance(given, Mapping) else None
    if not isinstance(label, str) or str(given.get("id", "")) in known or label in by_label:
        return raw
    return {**offers[label], **given} if label in offers else raw


def accept_item(step: Step, raw: Any, now: datetime) -> dict[str, Any] | Problem:
    """One item of a roster, checked field by field, without its id."""
    given = {"label": raw} if isinstance(raw, str) else raw
    if not isinstance(given, Mapping):
        return _problem(step, "not-an-item", f"each {step.item} is a name, or a map with `label` and its fields")
    names = ["id", "label", *(field.id for field in step.fields)]
    for name in given:
        if name not in names:
            return _problem(step, "unknown-field", f"a {step.item} has no such field", near(str(name), names))
    label = clean(given["label"], lines=False) if isinstance(given.get("label"), str) else ""
    if not label:
        return _problem(step, "no-label", f"each {step.item} needs a name")
    if len(label) > LABEL_LIMIT:
        return _problem(
            step, "long-label", f"a name has at most {LABEL_LIMIT} characters", "put the rest into the fields"
        )
    item: dict[str, Any] = {"label": label}
    for field in step.fields:
        value = accept_field(step, field, given.get(field.id), now)
        if isinstance(value, Problem):
            return value
        if value is not None:
            item[field.id] = value
    return item


def accept_field(step: Step, field: Field, raw: Any, now: datetime) -> Any:
    """One field's value, None when it was left empty, or the Problem with it."""
    if raw is None or raw == "":
        if field.required:
            return _problem(step, "field-missing", f"`{field.name}` cannot be left empty")
        return None
    as_step = Step(field.id, f"{step.ref}", field.ask, field.type, choices=field.choices, range="offered", ahead=True)
    found = accept(as_step, raw, Setting(now, field.choices))
    return found if isinstance(found, Problem) else found.value


def _choice_and_other(raw: Any) -> tuple[Any, str]:
    if isinstance(raw, Mapping):
        return raw.get("choice"), str(raw.get("other") or "")
    return raw, ""


def _choices_and_other(raw: Any) -> tuple[list[Any], str]:
    if isinstance(raw, Mapping):
        values, _ = _choices_and_other(raw.get("choice", []))
        return values, str(raw.get("other") or "")
    if isinstance(raw, str):
        return [part.strip() for part in raw.split(",") if part.strip()], ""
    return (list(raw), "") if isinstance(raw, list) else ([raw], "")


def _with_other(step: Step, chosen: list[Choice], other: str, *, single: bool) -> Accepted | Problem:
    said = clean(other, lines=False)
    if any(choice.other for choice in chosen) and not said:
        return _problem(step, "other-unsaid", "say in a few words what the other is")
    value = chosen[0].id if single else [choice.id for choice in chosen]
    return Accepted(value, said if any(choice.other for choice in chosen) else "")


def _percent_parts(raw: Any) -> tuple[int, int | None, int | None] | None:
    if isinstance(raw, Mapping):
        raw = f"{raw.get('at', '')} ({raw.get('low')}-{raw.get('high')})" if "low" in raw else str(raw.get("at", ""))
    found = _PERCENT.fullmatch(str(raw).strip())
    if not found:
        return None
    at = int(found.group(1))
    if found.group(4):
        return at, max(0, at - int(found.group(4))), min(100, at + int(found.group(4)))
    if found.group(2):
        return at, int(found.group(2)), int(found.group(3))
    return (at, None, None)


def _how_many(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {least}"
    return f"exactly {least}" if least == most else f"between {least} and {most}"


def _bounds(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return f"between {least} and {most}"
    return f"at least {least}" if least is not None else f"at most {most}"


_CHECKS = {
    "text": _text,
    "passage": _text,
    "yes-no": _one_of,
    "one-of": _one_of,
    "scale": _one_of,
    "appraisal": _one_of,
    "any-of": _any_of,
    "rank": _rank,
    "percent": _percent,
    "number": _number,
    "date": _date,
    "moment": _moment,
    "roster": _roster,
}
