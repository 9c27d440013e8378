"""The moments of a session as data, and the schema that describes them. Pauses are only words: there is no time of any answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ethics_cli.core.appraisal import Matrix
from ethics_cli.core.event import AnswerAmended, AnswerGiven
from ethics_cli.core.event_plain import kind_of
from ethics_cli.core.framework import LEANINGS, NON_ANSWERS, Flag
from ethics_cli.core.replay_scene import ANSWERS, KINDS
from ethics_cli.core.replaying import PAUSES, Moment
from ethics_cli.core.walk import Answer, Position, Walk
from ethics_cli.core.wording import flag_words
from ethics_cli.render.replay_words import (
    asked_words,
    brought_in,
    on_offer,
    opinions,
    said_words,
    suggested,
    voice,
    why_changed,
)
from ethics_cli.render.title import title

FORMAT = "ethics-replay/1"


def replay_data(moments: Iterable[Moment], walk: Walk, count: int, head: str) -> dict[str, Any]:
    """These moments of a session as plain data. `walk` is where it stands at the end, `count` and `head` are the file's."""
    return {
        "format": FORMAT,
        "session": walk.id,
        "title": title(walk),
        "status": walk.status,
        "drill": bool(walk.folded.opened and walk.folded.opened.drill),
        "route": walk.route.id,
        "journal": {"events": count, "head": f"sha256:{head}"},
        "moments": [moment_data(moment) for moment in moments],
    }


def moment_data(moment: Moment) -> dict[str, Any]:
    """One moment as plain data."""
    event, said = moment.event, voice(moment)
    given = event if isinstance(event, (AnswerGiven, AnswerAmended)) else None
    return {
        "event": moment.seq,
        "kind": moment.kind,
        "of": "" if moment.kind == "blank" else kind_of(event),
        "pause": moment.pause or None,
        "entered": {"id": moment.entered.id, "title": moment.entered.title} if moment.entered else None,
        "step": (given.step if given else moment.place.step.ref if moment.place else None),
        "items": [item.label for item in moment.place.items] if moment.place else [],
        "asked": asked_words(moment),
        "on_offer": [choice.label for choice in on_offer(moment)],
        "suggested": [{"choice": label, "because": list(why)} for label, why in suggested(moment).items()],
        "answer": _answer(moment.walk, moment.place, moment.answer),
        "was": _answer(moment.before, moment.place, moment.was) if moment.before else None,
        "why_changed": why_changed(moment),
        "note": given.note if given else "",
        "counts": moment.on_path,
        "said": {"what": said.what, "by": said.by, "text": said.text} if said else None,
        "taken_out": {"by": moment.taken_out.by, "reason": moment.taken_out.reason} if moment.taken_out else None,
        "opinion": [{"about": name, "words": words} for name, words in opinions(moment)],
        "brought_in": brought_in(moment),
        "opened": [_place(place) for place in moment.opened],
        "closed": [_place(place) for place in moment.closed],
        "rose": [_flag(moment.walk, flag) for flag in moment.rose],
        "fell": [_flag(moment.before or moment.walk, flag) for flag in moment.fell],
        "matrix": _matrix(moment.matrix) if moment.matrix else None,
    }


def _answer(walk: Walk, place: Position | None, answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {
        "value": answer.value,
        "words": said_words(walk, place, answer),
        "because": answer.because,
        "non_answer": answer.non or None,
        "unsure": answer.given.unsure,
        "list_open": answer.given.open,
    }


def _place(place: Position) -> dict[str, Any]:
    return {"step": place.step.ref, "name": place.step.name, "items": [item.label for item in place.items]}


def _flag(walk: Walk, flag: Flag) -> dict[str, Any]:
    return {"id": flag.ref, "level": flag.level, "say": flag_words(walk, flag)}


def _matrix(table: Matrix) -> dict[str, Any]:
    return {
        "options": [{"id": item.id, "letter": item.letter, "label": item.label} for item in table.options],
        "lenses": [{"id": lens.id, "title": lens.title} for lens in table.lenses],
        "cells": [
            {"lens": lens, "option": option, "leaning": cell.leaning, "because": cell.because}
            for (lens, option), cell in table.cells.items()
            if cell.leaning in LEANINGS
        ],
    }


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_MAYBE = {"type": ["string", "null"]}
_TRUTH = {"type": "boolean"}


def _thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


def _list_of(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": _thing(**properties)}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, schema]}


_GIVEN = _or_null(
    _thing(
        value={},
        words=_TEXT,
        because=_TEXT,
        non_answer={"enum": [None, *NON_ANSWERS]},
        unsure=_TRUTH,
        list_open=_TRUTH,
    )
)
_PLACES = _list_of(step=_TEXT, name=_TEXT, items=_TEXTS)
_FLAGS = _list_of(id=_TEXT, level={"enum": ["note", "warn", "stop"]}, say=_TEXT)
_MOMENT = _thing(
    event={"type": "integer"},
    kind={"enum": sorted({*KINDS.values(), *ANSWERS, "blank", "other"})},
    of=_TEXT,
    pause={"enum": [None, *PAUSES]},
    entered=_or_null(_thing(id=_TEXT, title=_TEXT)),
    step=_MAYBE,
    items=_TEXTS,
    asked=_TEXT,
    on_offer=_TEXTS,
    suggested=_list_of(choice=_TEXT, because=_TEXTS),
    answer=_GIVEN,
    was=_GIVEN,
    why_changed=_TEXT,
    note=_TEXT,
    counts=_TRUTH,
    said=_or_null(_thing(what=_TEXT, by=_TEXT, text=_TEXT)),
    taken_out=_or_null(_thing(by=_TEXT, reason=_TEXT)),
    opinion=_list_of(about=_TEXT, words=_TEXT),
    brought_in=_TEXTS,
    opened=_PLACES,
    closed=_PLACES,
    rose=_FLAGS,
    fell=_FLAGS,
    matrix=_or_null(
        _thing(
            options=_list_of(id=_TEXT, letter=_TEXT, label=_TEXT),
            lenses=_list_of(id=_TEXT, title=_TEXT),
            cells=_list_of(lens=_TEXT, option=_TEXT, leaning={"enum": list(LEANINGS)}, because=_TEXT),
        )
    ),
)
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The moments of a session of ethics, format ethics-replay/1",
    **_thing(
        format={"const": FORMAT},
        session=_TEXT,
        title=_TEXT,
        status={"enum": ["open", "decided", "changed"]},
        drill=_TRUTH,
        route=_TEXT,
        journal=_thing(events={"type": "integer"}, head=_TEXT),
        moments={"type": "array", "items": _MOMENT},
    ),
}
