"""What is left of an event when its words go: the step, the choice, the days and numbers; no text that anybody typed.

The skeleton keeps the walk as it was: an answer that was given is still given, a reason that was there still counts as there.
Which lines are redacted, by whom and why, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ethics_cli.core.comparison_words import Names
from ethics_cli.core.event import (
    AnswerAmended,
    Answered,
    AnswerGiven,
    Event,
    FlagHandled,
    IdentifierKept,
    OpinionGiven,
    RecognitionJudged,
    RemarkMade,
    SessionOpened,
    SignOffGiven,
)
from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.unfilled import without_slots
from ethics_cli.core.walk import Item

REMOVED = "(removed)"
TYPED = ("text", "passage")
"""Types of step whose answer is nothing but words."""
Frameworks = Mapping[str, Framework]


def left_of(event: Event, frameworks: Frameworks) -> Event | None:
    """The event without a word that somebody typed; None when nothing else was in it."""
    if isinstance(event, (AnswerGiven, AnswerAmended)):
        return _answer_left(event, frameworks)
    if isinstance(event, SessionOpened):
        return event._replace(title=_gone(event.title))
    if isinstance(event, FlagHandled):
        return event._replace(how=_gone(event.how))
    if isinstance(event, RemarkMade):
        return event._replace(text=_gone(event.text))
    if isinstance(event, SignOffGiven):
        return event._replace(text=_gone(event.text))
    if isinstance(event, (IdentifierKept, RecognitionJudged)):
        return event._replace(text=_gone(event.text))
    if isinstance(event, OpinionGiven):
        answers = tuple(_opinion_answer_left(one, frameworks) for one in event.answers)
        return event._replace(answers=answers, needs=_gone(event.needs))
    return None


def question_left(event: Answered, frameworks: Frameworks) -> Answered:
    """An answer as it is, its question without what was filled into it: the words of another answer stand there."""
    return event._replace(asked=_unfilled(event, frameworks))


def words_in(event: Event) -> Iterator[str]:
    """The texts that somebody typed, one by one; not the question, which only repeats them."""
    if isinstance(event, (AnswerGiven, AnswerAmended)):
        yield from _texts(event.value)
        yield from (event.because, event.other, event.note, getattr(event, "reason", ""))
    elif isinstance(event, OpinionGiven):
        for one in event.answers:
            yield from (*_texts(one.get("value")), str(one.get("because", "")), str(one.get("note", "")))
        yield event.needs
    else:
        yield from (getattr(event, name, "") for name in ("title", "how", "text"))


def typed_in(event: Answered, step: Step | None) -> bool:
    """Whether an answer still holds a word that somebody typed. A choice, a day or a number is none."""
    value = event.value if step is None or step.type in (*TYPED, "roster") else None
    return any(
        text and not text.startswith(REMOVED) for text in (*_labels(value), event.because, event.other, event.note)
    )


def _labels(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        yield from (str(one["label"]) for one in value if isinstance(one, Mapping))
    elif isinstance(value, str):
        yield value


def _answer_left(event: Answered, frameworks: Frameworks) -> Answered:
    step = _step(event.step, frameworks)
    left = event._replace(
        asked=_unfilled(event, frameworks),
        value=_value_left(step, event.value),
        because=_gone(event.because),
        other=_gone(event.other),
        note="",
    )
    return left._replace(reason=_gone(left.reason)) if isinstance(left, AnswerAmended) else left


def _opinion_answer_left(plain: Mapping[str, Any], frameworks: Frameworks) -> Mapping[str, Any]:
    step = _step(str(plain["step"]), frameworks)
    kept = {key: value for key, value in plain.items() if key not in ("note", "asked", "value")}
    gone: dict[str, Any] = {key: _gone(str(kept[key])) for key in ("because", "other") if key in kept}
    value = {"value": _value_left(step, plain["value"])} if "value" in plain else {}
    return {**kept, **gone, **value, "asked": REMOVED}


def _value_left(step: Step | None, value: Any) -> Any:
    if value is None or isinstance(value, int) or (isinstance(value, Mapping) and "at" in value):
        return value
    if step is None or step.type in TYPED:
        return REMOVED if isinstance(value, str) else None
    if step.type == "roster":
        return [_item_left(step, one) for one in value]
    return value


def _item_left(step: Step, item: Mapping[str, Any]) -> dict[str, Any]:
    """An item of a list: its id, a letter for its name, and the fields that are choices, days or numbers."""
    kept: dict[str, Any] = {"id": item["id"], "label": f"{REMOVED} {Item('', item['id'], '').letter}"}
    for field in step.fields:
        if field.id in item:
            kept[field.id] = item[field.id] if field.choices or field.type not in TYPED else REMOVED
    return kept


def _unfilled(event: Answered, frameworks: Frameworks) -> str:
    step = _step(event.step, frameworks)
    return without_slots(step.ask, step.framework, Names(frameworks, step)) if step else REMOVED


def _step(ref: str, frameworks: Frameworks) -> Step | None:
    framework = frameworks.get(ref.partition(".")[0])
    return framework.step(ref.partition(".")[2]) if framework else None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for key, one in value.items() if key != "id" for text in _texts(one))
    elif isinstance(value, (list, tuple)):
        yield from (text for one in value for text in _texts(one))


def _gone(text: str) -> str:
    return REMOVED if text else ""
