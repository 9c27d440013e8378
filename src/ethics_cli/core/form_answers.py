"""Whether the answers of a session have the form that their steps ask for: text, a choice, choices, a number, a chance, a list.

A line alone cannot show it: the step stands in a framework that came in on an earlier line. What is answered to a step that the
session does not carry is left alone: it is on no path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ethics_cli.core.event import AnswerAmended, Answered, AnswerGiven, Entry, Event, FrameworkJoined, OpinionGiven
from ethics_cli.core.framework import LEANINGS

MOST_ITEMS = 200
"""As many items as a list may hold; a longer one was never written by this program, and would be walked for ever."""
FORMS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(
        ("text", "passage", "date", "moment", "one-of", "yes-no", "scale"), lambda value: isinstance(value, str)
    ),
    **dict.fromkeys(("any-of", "rank"), lambda value: _is_list_of(str, value)),
    "appraisal": lambda value: isinstance(value, str) and value in LEANINGS,
    "percent": lambda value: isinstance(value, Mapping),
    "number": lambda value: isinstance(value, int),
    "roster": lambda value: _is_list_of(Mapping, value) and len(value) <= MOST_ITEMS,
}


def misfit(entries: Sequence[Entry]) -> int | None:
    """The number of the first event with an answer of another form than its step asks for; None when all fit."""
    types: dict[str, str] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, FrameworkJoined):
            framework = event.framework
            types |= {f"{framework['framework']}.{step['id']}": step["type"] for step in framework.get("steps", ())}
        elif not all(_fits(types, given) for given in _answers(event)):
            return entry.seq
    return None


def _answers(event: Event) -> Sequence[Answered]:
    if isinstance(event, (AnswerGiven, AnswerAmended)):
        return (event,)
    if isinstance(event, OpinionGiven):
        return [
            AnswerGiven(str(one.get("step")), "", one.get("value"), non=str(one.get("non", "")))
            for one in event.answers
        ]
    return ()


def _fits(types: Mapping[str, str], given: Answered) -> bool:
    if given.value is None:
        return bool(given.non) or given.step not in types
    form = FORMS.get(types.get(given.step, ""))
    return form is None or form(given.value)


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)
