"""The words that somebody typed into one event, each with the part of it they stand in; and the event with other words there.

What was picked, days, numbers and the questions themselves are no such words. One traversal serves both reading and replacing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ethics_cli.core.event import (
    AnswerAmended,
    Answered,
    AnswerGiven,
    Event,
    FlagHandled,
    IdentifierKept,
    LineRedacted,
    NoteAdded,
    OpinionGiven,
    RecognitionJudged,
    RemarkMade,
    SessionOpened,
    SignOffGiven,
)
from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.norm import NormFile

Change = Callable[[str, str], str]
"""From the part of an event and the words in it to the words that are to stand there."""
FREE = ("text", "passage")
PARTS: dict[str, str] = {
    "title": "title",
    "how": "what was done",
    "text": "words",
    "because": "because",
    "other": "which",
    "note": "note",
    "reason": "reason for the change",
    "by": "role",
    "needs": "what is needed",
}
"""How the fields of an event are called."""
_FIELDS: dict[type, tuple[str, ...]] = {
    SessionOpened: ("title",),
    FlagHandled: ("how",),
    NoteAdded: ("text",),
    RemarkMade: ("by", "text"),
    SignOffGiven: ("by", "text"),
    LineRedacted: ("by", "reason"),
    IdentifierKept: ("text",),
    RecognitionJudged: ("text",),
    OpinionGiven: ("by", "needs"),
}


def offered_words(norms: Iterable[NormFile]) -> frozenset[str]:
    """The words of the rules that a session offers to pick: whoever took one over did not type it."""
    return frozenset(
        text
        for file in norms
        for norm in file.norms
        for text in (norm.title, f"{norm.section}; {norm.edition}", norm.says, norm.to, norm.limit, norm.source.cite)
    )


def is_of_law(ref: str, frameworks: Mapping[str, Framework]) -> bool:
    """Whether a step asks for laws, which are known by their dates."""
    step = _step(ref, frameworks)
    return step is not None and "law" in step.covers


def free_texts(event: Event, frameworks: Mapping[str, Framework]) -> Iterator[tuple[str, str]]:
    """The parts of an event that hold typed words, and the words."""
    found: list[tuple[str, str]] = []

    def look(part: str, text: str) -> str:
        found.append((part, text))
        return text

    reworded(event, frameworks, look)
    yield from (one for one in found if one[1])


def reworded(event: Event, frameworks: Mapping[str, Framework], change: Change) -> Event:
    """The event with other words wherever somebody typed words. A signed sign-off must not be changed: its signature covers them."""
    if isinstance(event, (AnswerGiven, AnswerAmended)):
        return _answer(event, frameworks, change)
    fields: dict[str, Any] = {name: change(PARTS[name], getattr(event, name)) for name in _FIELDS.get(type(event), ())}
    if isinstance(event, OpinionGiven):
        fields["answers"] = tuple(_plain_answer(one, frameworks, change) for one in event.answers)
    return event._replace(**fields) if fields else event


def _answer(event: Answered, frameworks: Mapping[str, Framework], change: Change) -> Answered:
    fields: dict[str, Any] = {name: change(PARTS[name], getattr(event, name)) for name in ("because", "other", "note")}
    changed = event._replace(value=_value(_step(event.step, frameworks), event.value, change), **fields)
    if isinstance(changed, AnswerAmended):
        return changed._replace(reason=change(PARTS["reason"], changed.reason))
    return changed


def _plain_answer(plain: Mapping[str, Any], frameworks: Mapping[str, Framework], change: Change) -> dict[str, Any]:
    step = _step(str(plain.get("step", "")), frameworks)
    changed = dict(plain)
    for name in ("because", "other", "note"):
        if name in plain:
            changed[name] = change(PARTS[name], str(plain[name]))
    if "value" in plain:
        changed["value"] = _value(step, plain["value"], change)
    return changed


def _value(step: Step | None, value: Any, change: Change) -> Any:
    if isinstance(value, str):
        return change("answer", value) if step is None or step.type in FREE else value
    if isinstance(value, list) and (step is None or step.type == "roster"):
        return [_item(step, one, change) if isinstance(one, Mapping) else one for one in value]
    return value


def _item(step: Step | None, item: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """An item of a list: its name, and the fields that are neither choices nor days nor numbers."""
    free = {field.id for field in step.fields if field.type in FREE and not field.choices} if step else set(item)
    words = {key: text for key, text in item.items() if key != "id" and isinstance(text, str)}
    return {**item, **{key: change(key, text) for key, text in words.items() if key == "label" or key in free}}


def _step(ref: str, frameworks: Mapping[str, Framework]) -> Step | None:
    head, _, name = ref.partition(".")
    framework = frameworks.get(head)
    return framework.step(name) if framework else None
