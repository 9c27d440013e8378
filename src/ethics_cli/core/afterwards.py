"""What belongs to a decision, and what stands beside it in the same session and is no part of it: a look back, a debrief."""

from __future__ import annotations

from collections.abc import Collection

from ethics_cli.core.event import AnswerAmended, AnswerGiven, Event, FlagHandled, NoteAdded


def concerns_decision(event: Event, after: Collection[str]) -> bool:
    """Whether an event says something of the decision: answers, notes and flags of the stages that were begun beside it do not."""
    if not after:
        return True
    ref = event.flag if isinstance(event, FlagHandled) else event.step if isinstance(event, _PLACED) else ""
    return ref.partition(".")[0] not in after


_PLACED = (AnswerGiven, AnswerAmended, NoteAdded)
