"""A walk as data: the JSON form of a record, and the schema that describes it."""

from __future__ import annotations

from typing import Any

from ethics_cli.core.appraisal import matrix
from ethics_cli.core.deadline import deadlines
from ethics_cli.core.finding import findings
from ethics_cli.core.framework import LEANINGS, NON_ANSWERS
from ethics_cli.core.look_back import DEBRIEF, LOOK_BACK
from ethics_cli.core.model import Coverage, coverage, rows_covered
from ethics_cli.core.walk import Answer, Position, Walk, reasons
from ethics_cli.core.wording import answer_words, flag_words
from ethics_cli.render.came_of_it import beside_data, forecast_data
from ethics_cli.render.opinions_data import OPINION_FORM, opinions_data
from ethics_cli.render.record import Stamp
from ethics_cli.render.remarks import REMARK_FORM, SIGN_OFF_FORM, remarks_data, sign_offs_data
from ethics_cli.render.source import NO_UNION, Union
from ethics_cli.render.title import title

FORMAT = "ethics-record/1"


def record_data(walk: Walk, stamp: Stamp, union: Union = NO_UNION) -> dict[str, Any]:
    """Everything a record says, as plain data: answers on the path only."""
    opened = walk.folded.opened
    closed = walk.folded.closed
    return {
        "format": FORMAT,
        "session": walk.id,
        "title": title(walk),
        "status": walk.status,
        "drill": bool(opened and opened.drill),
        "written": stamp.written,
        "decided": closed.at if closed else None,
        "route": walk.route.id,
        "profession": opened.profession if opened else "",
        "model": walk.route.model or None,
        "models": [_covered(coverage(walk, model)) for model in union.models],
        "rows_covered": sorted(rows_covered(walk)),
        "protocols": list(walk.facts.get("protocols") or ()),
        "places": list(walk.facts.get("places") or ()),
        "bodies": list(walk.facts.get("bodies") or ()),
        "deadlines": _deadlines(walk),
        "findings": _findings(walk),
        "frameworks": [
            {"id": one.id, "kind": one.kind, "edition": one.edition, "title": one.title} for one in walk.frameworks
        ],
        "options": _options(walk),
        "decision": _decision(walk),
        "appraisals": _appraisals(walk),
        "forecast": forecast_data(walk),
        "debrief": beside_data(walk, DEBRIEF),
        "after": beside_data(walk, LOOK_BACK),
        "flags": _flags(walk),
        "answers": [
            _answer(walk, position, answer) for position in walk.path if (answer := walk.answers.get(position.key))
        ],
        "opinions": opinions_data(walk),
        "remarks": remarks_data(walk),
        "sign_offs": sign_offs_data(walk),
        "off_path": len(walk.off_path),
        "open": [place.step.ref for place in walk.later] + ([walk.next.step.ref] if walk.next else []),
        "journal": {"events": stamp.count, "head": f"sha256:{stamp.head}"},
    }


def _flags(walk: Walk) -> list[dict[str, Any]]:
    handled = walk.folded.handled
    return [
        {"id": one.ref, "level": one.level, "say": flag_words(walk, one), "handled": handled.get(one.ref)}
        for one in walk.flags
    ]


def _deadlines(walk: Walk) -> list[dict[str, Any]]:
    return [
        {
            "due": one.due.isoformat(timespec="minutes") if one.due else None,
            "limit": one.limit,
            "of": one.of,
            "step": one.step,
        }
        for one in deadlines(walk)
    ]


def _findings(walk: Walk) -> list[dict[str, Any]]:
    return [
        {"id": one.id, "step": one.step, "items": list(one.items), "message": one.message, "hint": one.hint}
        for one in findings(walk)
    ]


def _covered(one: Coverage) -> dict[str, Any]:
    return {"id": one.model.id, "title": one.model.title, "covered": list(one.covered), "missing": list(one.missing)}


def _options(walk: Walk) -> list[dict[str, Any]]:
    position = walk.by_role("options")
    return [{"letter": item.letter, **item.fields} for item in walk.items(position.step.ref)] if position else []


def _decision(walk: Walk) -> dict[str, Any] | None:
    position = walk.by_role("decision")
    answer = walk.answers.get(position.key) if position else None
    return {"option": answer.value, "because": answer.because} if answer and answer.value else None


def _appraisals(walk: Walk) -> list[dict[str, Any]]:
    table = matrix(walk)
    return [
        {"lens": lens.id, "option": option.id, "leaning": cell.leaning, "because": cell.because}
        for lens in table.lenses
        for option in table.options
        if (cell := table.cell(lens, option)).leaning
    ]


def _answer(walk: Walk, position: Position, answer: Answer) -> dict[str, Any]:
    return {
        "step": position.step.ref,
        "items": list(position.key[1]),
        "type": position.step.type,
        "asked": answer.given.asked,
        "value": answer.value,
        "words": answer_words(walk, position.step, answer),
        "because": answer.because,
        "non_answer": answer.non or None,
        "unsure": answer.given.unsure,
        "notes": list(walk.folded.notes.get(position.key, ())),
        "changed": answer.changed,
        "reasons_for_change": list(reasons(answer)),
        "event": answer.seq,
        "at": answer.at,
    }


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_MAYBE = {"type": ["string", "null"]}


def _thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


def _list_of(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": _thing(**properties)}


_CHANCE = {"type": ["integer", "null"]}
_FORECAST = _thing(
    text=_TEXT,
    chance=_CHANCE,
    low=_CHANCE,
    high=_CHANCE,
    by=_MAYBE,
    outcome=_MAYBE,
    known=_MAYBE,
    asked_again=_MAYBE,
)
_BESIDE = {"anyOf": [{"type": "null"}, _thing(stage=_TEXT, depth=_TEXT, last=_MAYBE, done={"type": "boolean"})]}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A decision record of ethics, format ethics-record/1",
    **_thing(
        format={"const": FORMAT},
        session=_TEXT,
        title=_TEXT,
        status={"enum": ["open", "decided", "changed"]},
        drill={"type": "boolean"},
        written=_TEXT,
        decided=_MAYBE,
        route=_TEXT,
        profession=_TEXT,
        model=_MAYBE,
        models=_list_of(id=_TEXT, title=_TEXT, covered=_TEXTS, missing=_TEXTS),
        rows_covered=_TEXTS,
        protocols=_TEXTS,
        places=_TEXTS,
        bodies=_TEXTS,
        deadlines=_list_of(due=_MAYBE, limit=_TEXT, of=_TEXT, step=_TEXT),
        findings=_list_of(id=_TEXT, step=_TEXT, items=_TEXTS, message=_TEXT, hint=_TEXT),
        frameworks=_list_of(id=_TEXT, kind=_TEXT, edition=_TEXT, title=_TEXT),
        options={"type": "array", "items": {"type": "object", "required": ["id", "label", "letter"]}},
        decision={"anyOf": [{"type": "null"}, _thing(option=_TEXT, because=_TEXT)]},
        appraisals=_list_of(lens=_TEXT, option=_TEXT, leaning={"enum": list(LEANINGS)}, because=_TEXT),
        forecast={"anyOf": [{"type": "null"}, _FORECAST]},
        debrief=_BESIDE,
        after=_BESIDE,
        flags=_list_of(id=_TEXT, level={"enum": ["note", "warn", "stop"]}, say=_TEXT, handled=_MAYBE),
        answers=_list_of(
            step=_TEXT,
            items=_TEXTS,
            type=_TEXT,
            asked=_TEXT,
            value={},
            words=_TEXT,
            because=_TEXT,
            non_answer={"enum": [None, *NON_ANSWERS]},
            unsure={"type": "boolean"},
            notes=_TEXTS,
            changed={"type": "boolean"},
            reasons_for_change=_TEXTS,
            event={"type": "integer"},
            at=_TEXT,
        ),
        opinions=_list_of(**OPINION_FORM),
        remarks=_list_of(**REMARK_FORM),
        sign_offs=_list_of(**SIGN_OFF_FORM),
        off_path={"type": "integer"},
        open=_TEXTS,
        journal=_thing(events={"type": "integer"}, head=_TEXT),
    ),
}
