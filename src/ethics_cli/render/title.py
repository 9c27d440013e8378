"""What a session is called: in its record, in lists, everywhere the same."""

from __future__ import annotations

from ethics_cli.core.walk import Walk
from ethics_cli.render.visible import one_line


def title(walk: Walk) -> str:
    """The title that was given, else the decision as one question, else what kind of paper it is. A drill says so."""
    opened = walk.folded.opened
    drill = "DRILL: " if opened and opened.drill else ""
    if opened and opened.title:
        return drill + one_line(opened.title)
    question = walk.by_role("question")
    answer = walk.answers.get(question.key) if question else None
    return drill + (one_line(str(answer.value)) if answer and answer.value else "Decision record")
