"""Second opinions as data, beside the practitioner's judgements, and the schema that describes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ethics_cli.core.event import Entry
from ethics_cli.core.framework import LEANINGS
from ethics_cli.core.opinion import Leanings, SideBySide, opinions, side_by_side
from ethics_cli.core.walk import Walk
from ethics_cli.render.opinions import answer_said

FORMAT = "ethics-opinions/1"


def opinions_report(walk: Walk, found: Sequence[Entry], head: str) -> dict[str, Any]:
    """Some opinions of a session, as `ethics second --json` prints them."""
    told = [opinion_data(walk, side_by_side(walk, entry)) for entry in found]
    return {"format": FORMAT, "session": walk.id, "head": f"sha256:{head}", "opinions": told}


def opinions_data(walk: Walk) -> list[dict[str, Any]]:
    """Every second opinion beside the practitioner's judgements, as plain data."""
    return [opinion_data(walk, side_by_side(walk, entry)) for entry in opinions(walk)]


def opinion_data(walk: Walk, one: SideBySide) -> dict[str, Any]:
    found, opinion = one.agreement, one.opinion
    return {
        "by": opinion.by,
        "at": one.at,
        "blind": opinion.blind,
        "events": opinion.seen,
        "head": f"sha256:{opinion.head}",
        "needs": opinion.needs or None,
        "dissents": opinion.dissents,
        "leanings": [_leaning(pair) for pair in one.leanings],
        "answers": [
            {
                "step": two.step.ref,
                "items": [item.id for item in two.items],
                "ours": answer_said(walk, two, two.ours) if two.ours else None,
                "theirs": answer_said(walk, two, two.theirs),
                "part": two.part,
                "changed_since": two.changed,
            }
            for two in one.answers
        ],
        "agreement": {
            **{key: getattr(found, key) for key in ("pairs", "same", "near", "opposite")},
            "kappa": None if found.kappa is None else round(found.kappa, 4),
            "kappa_from": found.enough,
        },
        "gone": one.gone,
    }


def _leaning(pair: Leanings) -> dict[str, Any]:
    return {
        "lens": pair.lens.id,
        "option": pair.option.id,
        "ours": pair.ours.leaning or None,
        "ours_because": pair.ours.because,
        "theirs": pair.theirs.leaning or None,
        "theirs_because": pair.theirs.because,
        "steps": pair.steps if pair.rated else None,
        "changed_since": pair.changed,
    }


_TEXT: Mapping[str, Any] = {"type": "string"}
_MAYBE: Mapping[str, Any] = {"type": ["string", "null"]}
_NUMBER: Mapping[str, Any] = {"type": "integer"}
_TRUTH: Mapping[str, Any] = {"type": "boolean"}
_LEANS: Mapping[str, Any] = {"enum": [None, *LEANINGS]}


def _thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


OPINION_FORM: Mapping[str, Any] = {
    "by": _TEXT,
    "at": _TEXT,
    "blind": _TRUTH,
    "events": _NUMBER,
    "head": _TEXT,
    "needs": _MAYBE,
    "dissents": _TRUTH,
    "leanings": {
        "type": "array",
        "items": _thing(
            lens=_TEXT,
            option=_TEXT,
            ours=_LEANS,
            ours_because=_TEXT,
            theirs=_LEANS,
            theirs_because=_TEXT,
            steps={"type": ["integer", "null"]},
            changed_since=_TRUTH,
        ),
    },
    "answers": {
        "type": "array",
        "items": _thing(
            step=_TEXT,
            items={"type": "array", "items": _TEXT},
            ours=_MAYBE,
            theirs=_TEXT,
            part=_TRUTH,
            changed_since=_TRUTH,
        ),
    },
    "agreement": _thing(
        pairs=_NUMBER,
        same=_NUMBER,
        near=_NUMBER,
        opposite=_NUMBER,
        kappa={"type": ["number", "null"]},
        kappa_from=_NUMBER,
    ),
    "gone": _NUMBER,
}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": f"Second opinions of ethics, format {FORMAT}",
    **_thing(
        format={"const": FORMAT},
        session=_TEXT,
        head=_TEXT,
        opinions={"type": "array", "items": _thing(**OPINION_FORM)},
    ),
}
