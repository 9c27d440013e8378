"""The answers of two walks that are not alike, question by question; of a list, only the items that differ."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.comparing import Comparison, Difference, Match, plain_label
from ethics_cli.core.walk import Answer, Item, Position, Walk
from ethics_cli.core.wording import answer_words, field_words
from ethics_cli.render.document import Block, Heading, Inline, Table, words
from ethics_cli.render.replay_words import place_words

ABSENT = "not on the list"
Row = tuple[str, str, str]


def answers_apart(found: Comparison, sides: tuple[str, str]) -> Iterator[Block]:
    """Every answer that differs, part by part: leanings and the decision stand elsewhere."""
    shown = [one for one in found.different if one.first.step.type != "appraisal" and one.first.step.role != "decision"]
    for ident in dict.fromkeys(one.first.step.framework for one in shown):
        rows = [row for one in shown if one.first.step.framework == ident for row in _rows(found, one)]
        yield Heading(3, found.first.folded.frameworks[ident].title)
        yield Table(("Question", *sides), tuple(_inline(row) for row in rows))


def _inline(row: Row) -> tuple[Inline, ...]:
    return tuple(words(text) for text in row)


def _rows(found: Comparison, one: Difference) -> Iterator[Row]:
    name = place_words(one.first) + ("" if one.asked else " (asked in other words)")
    lists = found.lists.get(one.first.step.ref) if one.first.step.type == "roster" else None
    if lists is not None and not any(answer.non for answer in one.answers):
        told = list(_items(one, lists))
        yield from ((f"{name}: {label}", first, second) for label, first, second in told)
        if told:
            return
    yield name, _answer(found.first, one.first, one.answers[0]), _answer(found.second, one.second, one.answers[1])


def _items(one: Difference, lists: Match) -> Iterator[Row]:
    """The items of two lists that are not alike."""
    for left, right in lists.both:
        first, second = _fields(one.first, left), _fields(one.second, right)
        if first != second or plain_label(left.label) != plain_label(right.label):
            label = left.label if left.label == right.label else f"{left.label} / {right.label}"
            yield label, first or "nothing said", second or "nothing said"
    for item in lists.only_first:
        yield item.label, _fields(one.first, item) or "on the list", ABSENT
    for item in lists.only_second:
        yield item.label, ABSENT, _fields(one.second, item) or "on the list"


def _fields(place: Position, item: Item) -> str:
    told = ((field, item.fields.get(field.id)) for field in place.step.fields)
    return "\n".join(f"{field.name}: {field_words(field, value)}" for field, value in told if value)


def _answer(walk: Walk, place: Position, answer: Answer) -> str:
    because = f"\nbecause: {answer.because}" if answer.because and not answer.non else ""
    return answer_words(walk, place.step, answer) + because + ("\n(not sure)" if answer.given.unsure else "")
