"""A comparison as data, and the schema that describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ethics_cli.core.appraisal import Cell
from ethics_cli.core.comparing import Comparison, Difference
from ethics_cli.core.framework import LEANINGS, LEVELS, NON_ANSWERS, Flag
from ethics_cli.core.walk import Answer, Item, Position, Walk
from ethics_cli.core.wording import answer_words, flag_words
from ethics_cli.render.comparing import Named
from ethics_cli.render.title import title

FORMAT = "ethics-compare/1"


def comparison_data(found: Comparison, first: Named, second: Named) -> dict[str, Any]:
    """Everything the comparison says, as plain data."""
    return {
        "format": FORMAT,
        "same_session": found.same_session,
        "first": _side(first),
        "second": _side(second),
        "asked": found.asked,
        "answered": found.answered,
        "alike": found.alike,
        "decisions": [
            {**_answer(walk, place, answer), "option": answer.value} if (place and answer) else None
            for walk, (place, answer) in zip(
                (found.first, found.second), (one or (None, None) for one in found.decided), strict=True
            )
        ],
        "lists": [
            {
                "step": ref,
                "both": [{"first": _item(one), "second": _item(other)} for one, other in match.both],
                "only_first": [_item(item) for item in match.only_first],
                "only_second": [_item(item) for item in match.only_second],
            }
            for ref, match in found.lists.items()
        ],
        "leanings": [
            {
                "lens": one.lens.id,
                "option": one.option[0].label,
                "first": _cell(one.cells[0]),
                "second": _cell(one.cells[1]),
            }
            for one in found.leanings
        ],
        "different": [_difference(found, one) for one in found.different],
        "only_first": _places(found.only_first),
        "only_second": _places(found.only_second),
        "flags": {
            "only_first": _flags(found.first, found.flags_first),
            "only_second": _flags(found.second, found.flags_second),
            "both": [flag.ref for flag in found.flags_both],
        },
    }


def _side(side: Named) -> dict[str, Any]:
    walk = side.walk
    return {
        "session": walk.id,
        "title": title(walk),
        "status": walk.status,
        "route": walk.route.id,
        "at": side.at,
        "journal": {"events": side.events, "head": f"sha256:{side.head}"},
    }


def _item(item: Item) -> dict[str, str]:
    return {"id": item.id, "label": item.label}


def _cell(cell: Cell) -> dict[str, Any]:
    return {"leaning": cell.leaning or None, "because": cell.because, "non_answer": cell.non or None}


def _difference(found: Comparison, one: Difference) -> dict[str, Any]:
    return {
        "step": one.first.step.ref,
        "items": [item.label for item in one.first.items],
        "type": one.first.step.type,
        "what": list(one.what),
        "asked_alike": one.asked,
        "first": _answer(found.first, one.first, one.answers[0]),
        "second": _answer(found.second, one.second, one.answers[1]),
    }


def _answer(walk: Walk, place: Position, answer: Answer) -> dict[str, Any]:
    return {
        "value": answer.value,
        "words": answer_words(walk, place.step, answer),
        "because": answer.because,
        "non_answer": answer.non or None,
        "unsure": answer.given.unsure,
    }


def _places(places: Iterable[Position]) -> list[dict[str, Any]]:
    return [
        {"step": place.step.ref, "name": place.step.name, "items": [item.label for item in place.items]}
        for place in places
    ]


def _flags(walk: Walk, flags: Iterable[Flag]) -> list[dict[str, Any]]:
    handled = walk.folded.handled
    return [
        {"id": flag.ref, "level": flag.level, "say": flag_words(walk, flag), "handled": handled.get(flag.ref)}
        for flag in flags
    ]


_TEXT, _TRUTH, _NUMBER = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
_TEXTS = {"type": "array", "items": _TEXT}
_MAYBE = {"type": ["string", "null"]}
_NON = {"enum": [None, *NON_ANSWERS]}


def _thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


def _list_of(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": _thing(**properties)}


_SIDE = _thing(
    session=_TEXT,
    title=_TEXT,
    status={"enum": ["open", "decided", "changed"]},
    route=_TEXT,
    at={"type": ["integer", "null"]},
    journal=_thing(events=_NUMBER, head=_TEXT),
)
_SAID = {"value": {}, "words": _TEXT, "because": _TEXT, "non_answer": _NON, "unsure": _TRUTH}
_CELL = _thing(leaning={"enum": [None, *LEANINGS]}, because=_TEXT, non_answer=_NON)
_ITEM = {"id": _TEXT, "label": _TEXT}
_PLACES = _list_of(step=_TEXT, name=_TEXT, items=_TEXTS)
_FLAGS = _list_of(id=_TEXT, level={"enum": list(LEVELS)}, say=_TEXT, handled=_MAYBE)
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Two sessions of ethics compared, format ethics-compare/1",
    **_thing(
        format={"const": FORMAT},
        same_session=_TRUTH,
        first=_SIDE,
        second=_SIDE,
        asked=_NUMBER,
        answered=_NUMBER,
        alike=_NUMBER,
        decisions={
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": {"anyOf": [{"type": "null"}, _thing(option={}, **_SAID)]},
        },
        lists=_list_of(
            step=_TEXT,
            both=_list_of(first=_thing(**_ITEM), second=_thing(**_ITEM)),
            only_first=_list_of(**_ITEM),
            only_second=_list_of(**_ITEM),
        ),
        leanings=_list_of(lens=_TEXT, option=_TEXT, first=_CELL, second=_CELL),
        different=_list_of(
            step=_TEXT,
            items=_TEXTS,
            type=_TEXT,
            what={"type": "array", "items": {"enum": ["answer", "reason", "unsure"]}, "minItems": 1},
            asked_alike=_TRUTH,
            first=_thing(**_SAID),
            second=_thing(**_SAID),
        ),
        only_first=_PLACES,
        only_second=_PLACES,
        flags=_thing(only_first=_FLAGS, only_second=_FLAGS, both=_TEXTS),
    ),
}
