"""The words that people typed into a session, each with its place. Questions, frameworks and norms are not among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ethics_cli.core.event import RemarkMade, SignOffGiven
from ethics_cli.core.framework import Step
from ethics_cli.core.walk import Answer, Walk

FREE = ("text", "passage")


class Text(NamedTuple):
    """Words, where they were typed, and the line of the file they stand on. `of_law`: they say which text of law is meant."""

    text: str
    step: str
    items: tuple[str, ...]
    line: int
    of_law: bool = False


def texts_in(walk: Walk) -> Iterator[Text]:
    """Everything that was typed and stands in a session, on the path or off it, as it reads now."""
    opened = walk.folded.opened
    if opened and opened.title:
        yield Text(opened.title, "", (), 1)
    offered = _offered(walk)
    for (ref, items), answer in walk.folded.answers.items():
        asked = walk.step(ref)
        words = "\n".join([text for text in _typed(asked, answer) if text and text not in offered])
        if words:
            yield Text(words, ref, items, answer.seq + 1, asked is not None and "law" in asked.covers)
    for (ref, items), notes in walk.folded.notes.items():
        noted = walk.folded.answers.get((ref, items))
        yield Text("\n".join(notes), ref, items, noted.seq + 1 if noted else 0)
    for entry in walk.folded.beside:
        if isinstance(entry.event, (RemarkMade, SignOffGiven)) and entry.event.text:
            step = entry.event.step if isinstance(entry.event, RemarkMade) else ""
            yield Text(entry.event.text, step, (), entry.seq + 1)


def _offered(walk: Walk) -> frozenset[str]:
    """The words of the rules that were offered to pick: whoever took one over did not type it."""
    return frozenset(
        text
        for file in walk.folded.norms.values()
        for norm in file.norms
        for text in (norm.title, f"{norm.section}; {norm.edition}", norm.says, norm.to, norm.limit, norm.source.cite)
    )


def _typed(step: Step | None, answer: Answer) -> list[str]:
    """The words in an answer; what was picked, a day or a number is none."""
    given = answer.given
    value = given.value
    typed = [given.because, given.other]
    if isinstance(value, str):
        return [value, *typed] if step is None or step.type in FREE else typed
    if isinstance(value, list) and (step is None or step.type == "roster"):
        fixed = {field.id for field in step.fields if field.type not in FREE} if step else set()
        for item in value:
            if isinstance(item, dict):
                typed += [
                    text for key, text in item.items() if key != "id" and key not in fixed and isinstance(text, str)
                ]
    return typed
