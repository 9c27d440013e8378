"""What other answers would have changed, in lines and as data. It speaks of what would be asked and raised, never of what is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ethics_cli.core.condition_words import Names, condition_words
from ethics_cli.core.explaining import Leaf
from ethics_cli.core.replay_supposed import Effect, Supposed
from ethics_cli.core.sentence import ended
from ethics_cli.core.walk import Position, Walk
from ethics_cli.core.wording import answer_words, flag_words
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.replay_text import FEW, Line
from ethics_cli.render.replay_words import by_framework, place_words

FORMAT = "ethics-what-if/1"
LABELS = {"opens": "Would open", "closes": "Would close", "rises": "Would rise", "falls": "Would fall"}


def supposed_lines(supposed: Supposed, width: int) -> Iterator[Line]:
    """What would be otherwise, each with what it hangs on."""
    for other in supposed.others:
        then = answer_words(supposed.then, other.place.step, other.then)
        now = answer_words(supposed.now, other.place.step, other.now) if other.now else "not answered"
        yield from _said(f"If “{place_words(other.place)}” were: {then}", width, "  ", tone="strong")
        yield from _said(f"It is: {now}", width, "    ")
    for effect in together(supposed):
        yield from _effect(supposed, effect, width)
    for ident in supposed.missing:
        said = f"Would bring in `{ident}`, which this session does not carry: what it would ask is not known here."
        yield from _said(said, width, "  ", "    ")
    for place in supposed.again:
        said = f"Would be asked again, for its answer would no longer be on offer: “{place_words(place)}”"
        yield from _said(said, width, "  ", "    ")
    if not (supposed.effects or supposed.missing or supposed.again):
        yield Line("  Nothing would open or close, and no flag would rise or fall.")


def supposed_data(supposed: Supposed, event: int) -> dict[str, Any]:
    """The same as plain data. `event` is the event after which it is supposed."""
    return {
        "format": FORMAT,
        "session": supposed.now.id,
        "event": event,
        "answers": [
            {
                "step": one.place.step.ref,
                "items": [item.label for item in one.place.items],
                "then": answer_words(supposed.then, one.place.step, one.then),
                "now": answer_words(supposed.now, one.place.step, one.now) if one.now else None,
            }
            for one in supposed.others
        ],
        "effects": [_effect_data(supposed, effect) for effect in together(supposed)],
        "not_carried": list(supposed.missing),
        "asked_again": [_place_data(place) for place in supposed.again],
    }


def _effect(supposed: Supposed, effect: Effect, width: int) -> Iterator[Line]:
    if effect.flag is not None:
        walk = supposed.then if effect.what == "rises" else supposed.now
        said = f"{LABELS[effect.what]}: ⚑ {effect.flag.level} {flag_words(walk, effect.flag)}"
        yield from _said(said, width, "  ", "    ", "flag")
    else:
        yield from _said(f"{LABELS[effect.what]}: {_places(supposed, effect)}", width, "  ", "    ")
    for reason in reasons(supposed, effect):
        yield from _said(reason, width, "      ", "        ", "soft")


def together(supposed: Supposed) -> list[Effect]:
    """The effects; places that would open or close for what reads as the same reason are one."""
    told: dict[tuple[object, ...], Effect] = {}
    for effect in supposed.effects:
        key = (effect.what, effect.flag and effect.flag.ref, *reasons(supposed, effect))
        before = told.get(key)
        told[key] = before._replace(places=before.places + effect.places) if before else effect
    return list(told.values())


def reasons(supposed: Supposed, effect: Effect) -> Iterator[str]:
    """What one effect hangs on, with the answers that stand filled in."""
    lost = effect.what == "closes"
    if effect.joins is not None:
        step, choice = effect.joins
        yield ended(
            f"because {'no longer' if lost else 'then'}: “{step.name}” brings this part in, by “{choice.label}”"
        )
    if effect.item:
        yield f"because what it is about is then {'no longer on' if lost else 'on'} its list."
    names = Names(supposed.then.folded.frameworks, effect.places[0].step if effect.places else None)
    for claim, held in effect.claims:
        said = condition_words(claim, names).removeprefix("if ").removeprefix("unless ")
        yield f"because {'then' if held else 'no longer'}: {said}.{_answered(supposed.now, claim)}"


def _answered(walk: Walk, claim: Leaf) -> str:
    """What was answered to the step that a claim is about."""
    step = walk.step(claim.ref)
    if step is None:
        return ""
    found = [
        f"{', '.join(item.label for item in place.items)}: {words}" if place.items else words
        for place in walk.path
        if place.step.ref == step.ref and (answer := walk.answers.get(place.key))
        for words in [answer_words(walk, step, answer)]
    ]
    more = [f"and {len(found) - FEW} more"] if len(found) > FEW else []
    return f" Answered: {ended('; '.join(found[:FEW] + more))}" if found else " Not answered."


def _places(supposed: Supposed, effect: Effect) -> str:
    walk = supposed.then if effect.what == "opens" else supposed.now
    answered = sum(1 for place in effect.places if place.key in supposed.now.answers)
    kept = f" ({answered} answered; kept, and not counted)" if answered and effect.what == "closes" else ""
    if len(effect.places) <= FEW:
        return "; ".join(f"“{place_words(place)}”" for place in effect.places) + kept
    return (
        "; ".join(
            f"{count} question{'s' if count > 1 else ''} in {name}" for name, count in by_framework(walk, effect.places)
        )
        + kept
    )


def _effect_data(supposed: Supposed, effect: Effect) -> dict[str, Any]:
    walk = supposed.then if effect.what == "rises" else supposed.now
    return {
        "what": effect.what,
        "places": [_place_data(place) for place in effect.places],
        "flag": {"id": effect.flag.ref, "level": effect.flag.level, "say": flag_words(walk, effect.flag)}
        if effect.flag
        else None,
        "because": list(reasons(supposed, effect)),
    }


def _place_data(place: Position) -> dict[str, Any]:
    return {"step": place.step.ref, "name": place.step.name, "items": [item.label for item in place.items]}


def _said(text: str, width: int, indent: str = "", hanging: str | None = None, tone: str = "") -> Iterator[Line]:
    return (Line(line, tone) for line in wrapped(text, width, indent, hanging))


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}


def _thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


def _list_of(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": _thing(**properties)}


_PLACES = _list_of(step=_TEXT, name=_TEXT, items=_TEXTS)
_FLAG = _thing(id=_TEXT, level={"enum": ["note", "warn", "stop"]}, say=_TEXT)
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What other answers would have changed in a session of ethics, format ethics-what-if/1",
    **_thing(
        format={"const": FORMAT},
        session=_TEXT,
        event={"type": "integer"},
        answers=_list_of(step=_TEXT, items=_TEXTS, then=_TEXT, now={"type": ["string", "null"]}),
        effects=_list_of(
            what={"enum": sorted(LABELS)}, places=_PLACES, flag={"anyOf": [{"type": "null"}, _FLAG]}, because=_TEXTS
        ),
        not_carried=_TEXTS,
        asked_again=_PLACES,
    ),
}
