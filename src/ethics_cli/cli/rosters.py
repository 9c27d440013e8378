"""Building a list with a person: add, change, remove, done; each change is one reply, so that each is saved at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ethics_cli.app.ports import Given, Question
from ethics_cli.cli.input import Input, Sign
from ethics_cli.cli.screen import DIM, Screen
from ethics_cli.core.framework import Choice, Field, Step
from ethics_cli.core.offering import Offer
from ethics_cli.core.walk import Item
from ethics_cli.core.wording import field_words
from ethics_cli.render.plain_table import wrapped

Plain = Mapping[str, Any]
ADD, CHANGE, DONE, EMPTY = "+add", "+change", "+done", "+empty"


def item_lines(items: Sequence[Plain], step: Step, width: int) -> Iterator[str]:
    """The list as it stands."""
    for plain in items:
        item = Item(step.ref, plain["id"], plain["label"], plain)
        mark = item.letter if step.role == "options" else "·"
        yield from wrapped(f"{mark}  {item.label}", width, "    ", "       ")
        for field in step.fields:
            if plain.get(field.id):
                yield from wrapped(
                    f"{field.name}: {field_words(field, plain[field.id])}", width, "       ", "         "
                )


def ask_roster(given: Input, screen: Screen, question: Question) -> Given | Sign:
    """One change to the list, or its end."""
    step, items = question.step, list(question.items)
    least = step.min if step.min is not None else 0 if step.optional else 1
    choices = _what_next(question, items, least)
    picked = given.pick(choices, DONE if len(items) >= max(least, 1) else ADD)
    if not isinstance(picked, str):
        return picked
    if picked == DONE:
        return Given(items)
    if picked == CHANGE:
        return _change(given, screen, step, items)
    offer = None if picked == ADD else question.offers[int(picked[1:])]
    item = _ask_offered(given, screen, step, offer) if offer else ask_item(given, screen, step, {})
    if isinstance(item, Mapping):
        return Given([*items, item], open=True)
    return Given(items, open=True) if item is Sign.BACK else item


def _ask_offered(given: Input, screen: Screen, step: Step, offer: Offer) -> Plain | Sign:
    """An item that was offered: what comes with it is shown and kept, and only the rest is asked."""
    for note in offer.notes:
        screen.lines(wrapped(note, screen.width, "    ", "      "), DIM)
    left = tuple(field for field in step.fields if field.id not in offer.fields)
    item = ask_item(given, screen, step._replace(fields=left), {"label": offer.label})
    return {**offer.fields, **item} if isinstance(item, Mapping) else item


def ask_item(given: Input, screen: Screen, step: Step, before: Plain) -> Plain | Sign:
    """One item, its name and then field by field."""
    if before.get("label") and "id" not in before:
        screen.line(f"  {before['label']}")
        label: str | Sign = str(before["label"])
    else:
        label = given.line(f"  {step.item.replace('-', ' ')}: ", str(before.get("label", "")))
    if not isinstance(label, str):
        return label
    if not label.strip():
        screen.line("    Give it a name, or press < to leave it.", DIM)
        return ask_item(given, screen, step, before)
    item: dict[str, Any] = {"label": label}
    for field in step.fields:
        value = _ask_field(given, screen, field, before.get(field.id))
        if value is not None and not isinstance(value, str):
            return value
        if value:
            item[field.id] = value
    return {**item, "id": before["id"]} if "id" in before else item


def _ask_field(given: Input, screen: Screen, field: Field, before: Any) -> str | Sign | None:
    screen.lines(wrapped(field.ask, screen.width, "    "), DIM)
    if field.hint:
        screen.lines(wrapped(field.hint, screen.width, "    "), DIM)
    if field.choices:
        choices = field.choices if field.required else (*field.choices, Choice(EMPTY, "(leave empty)"))
        picked = given.pick(choices, str(before) if before else None)
        return "" if picked == EMPTY else picked
    while True:
        start = str(before["at"]) if isinstance(before, Mapping) else str(before or "")
        text = given.line("    ", start, lines=field.type == "passage")
        if not isinstance(text, str) or text.strip() or not field.required:
            return text
        screen.line("    This one is needed; one short sentence is enough.", DIM)


def _what_next(question: Question, items: Sequence[Plain], least: int) -> list[Choice]:
    step = question.step
    name = step.item.replace("-", " ")
    labels = {item["label"] for item in items}
    article = "an" if name[:1] in "aeiou" else "a"
    choices = [Choice(ADD, f"Add another {name}" if items else f"Add {article} {name}")]
    choices += [
        Choice(f"+{at}", f"Add: {offer.label}") for at, offer in enumerate(question.offers) if offer.label not in labels
    ]
    if items:
        choices.append(Choice(CHANGE, "Change or remove one"))
    if len(items) >= least:
        choices.append(Choice(DONE, "That is all" if items else "None"))
    return choices


def _change(given: Input, screen: Screen, step: Step, items: list[Plain]) -> Given | Sign:
    picked = given.pick([Choice(item["id"], item["label"]) for item in items], items[0]["id"])
    if not isinstance(picked, str):
        return Given(items, open=True) if picked is Sign.BACK else picked
    item = next(one for one in items if one["id"] == picked)
    act = given.pick([Choice("change", "Change it"), Choice("remove", "Remove it")], "change")
    if not isinstance(act, str):
        return Given(items, open=True) if act is Sign.BACK else act
    if act == "remove":
        return Given([one for one in items if one["id"] != picked], open=True)
    changed = ask_item(given, screen, step, item)
    if not isinstance(changed, Mapping):
        return Given(items, open=True) if changed is Sign.BACK else changed
    return Given([changed if one["id"] == picked else one for one in items], open=True)
