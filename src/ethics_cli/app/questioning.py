"""A place on the path as a Question: slots filled, choices on offer, the old answer, and why it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ethics_cli.app.ports import Question, Section
from ethics_cli.core.answering import Setting
from ethics_cli.core.condition import tests_in
from ethics_cli.core.framework import Choice, Framework, Step
from ethics_cli.core.offering import offers_at
from ethics_cli.core.walk import Position, Walk, items_of
from ethics_cli.core.wording import about, answer_words, asked, choices_at, filled


def question_at(walk: Walk, position: Position) -> Question:
    """The question to ask at a place. An answer that is off the path but was given here before is offered again."""
    step = position.step
    answer = walk.folded.answers.get(position.key)
    return Question(
        position=position,
        asked=asked(walk, position),
        hint=filled(walk, step.hint, position),
        about=about(position),
        choices=_suggested(walk, position),
        start=_start(walk, position),
        before=answer.value if answer else None,
        before_because=answer.because if answer else "",
        items=tuple(answer.value) if answer and step.type == "roster" and isinstance(answer.value, list) else (),
        offers=offers_at(walk, step) if step.type == "roster" else (),
        why=tuple(why_lines(walk, position)),
        can_go_back=any(place.step.asks for place in walk.path[: _index(walk, position)]),
    )


def setting_at(walk: Walk, step: Step, now: datetime, *, open_list: bool = False) -> Setting:
    """What the checker needs to know around a step."""
    answer = walk.folded.answers.get((step.ref, ()))
    items = tuple(items_of(step.ref, answer.value)) if answer else ()
    return Setting(
        now=now,
        choices=choices_at(walk, step),
        items=tuple({"id": item.id, "label": item.label} for item in items),
        next_number=walk.folded.numbers.get(step.ref, 0) + 1,
        open=open_list,
        offers={offer.label: offer.fields for offer in offers_at(walk, step)} if step.type == "roster" else {},
    )


def _suggested(walk: Walk, position: Position) -> tuple[Choice, ...]:
    """The choices, each with the reasons there are to think of it. None is chosen beforehand, and none is moved up."""
    fits = walk.fits.get(position.key, {})
    return tuple(
        choice._replace(hint="; ".join((*([choice.hint] if choice.hint else []), *_because(fits[choice.id]))))
        if choice.id in fits
        else choice
        for choice in choices_at(walk, position.step)
    )


def _because(reasons: Sequence[str]) -> list[str]:
    return [f"suggested, {reason}" for reason in reasons]


def _start(walk: Walk, position: Position) -> str:
    """The text offered for editing: the organisation's approved words for this occasion, or else the framework's."""
    words = walk.folded.organisation.get("words", {})
    return str(words.get(position.step.words) or filled(walk, position.step.start, position))


def why_lines(walk: Walk, position: Position) -> Iterator[str]:
    """Why this is asked: its reason, the answers that opened it, and where the question comes from."""
    step = position.step
    if step.why:
        yield filled(walk, step.why, position)
    if step.when is not None:
        for ref in dict.fromkeys(test.ref for test in tests_in(step.when)):
            line = _opened_by(walk, ref, position)
            if line:
                yield line
    framework = walk.folded.frameworks.get(step.framework)
    for ident in step.source:
        source = framework.source(ident) if framework else None
        if source:
            seen = f"looked at on {source.checked_on}" if source.verified else "not checked against its text"
            yield f"Source: {source.cite} ({seen})."


def section_of(walk: Walk, framework: Framework) -> Section:
    """The header of a framework: which one it is on the way, and how many questions it holds as things stand."""
    number = next((at for at, one in enumerate(walk.frameworks, 1) if one.id == framework.id), 0)
    refs = dict.fromkeys(
        place.step.ref for place in walk.path if place.step.framework == framework.id and place.step.asks
    )
    return Section(number, framework, len(refs))


def _opened_by(walk: Walk, ref: str, position: Position) -> str:
    head = ref.partition(".")[0]
    if head in ("fact", "item"):
        return ""
    step = walk.step(ref)
    answer = walk.answers.get((ref, ())) or walk.answers.get((ref, tuple(item.id for item in position.items)))
    if step is None or answer is None:
        return ""
    return f"Asked because of your answer to “{step.name}”: {answer_words(walk, step, answer)}."


def _index(walk: Walk, position: Position) -> int:
    return next((at for at, place in enumerate(walk.path) if place.key == position.key), len(walk.path))
