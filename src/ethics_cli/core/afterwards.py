"""What belongs to a decision and what to a look back at it. A look back asks about the decision and is no part of it."""

from __future__ import annotations

from ethics_cli.core.event import AfterBegun, AnswerAmended, AnswerGiven, Event, FlagHandled, NoteAdded


def concerns_decision(event: Event, after: AfterBegun | None) -> bool:
    """Whether an event says something of the decision: answers, notes and flags of a look back do not."""
    if after is None:
        return True
    ref = event.flag if isinstance(event, FlagHandled) else event.step if isinstance(event, _PLACED) else ""
    return ref.partition(".")[0] != after.stage


_PLACED = (AnswerGiven, AnswerAmended, NoteAdded)
