"""The schema of `ethics search --json`. `marks` are pairs of positions in `text`, from 0, the second one behind the word."""

from __future__ import annotations

from ethics_cli.render.json_form import PROBLEMS, TEXT, TEXTS, TRUTH, WHOLE, list_of, schema

FORMAT = "ethics-search/1"
PAIR = {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}
PLACES = list_of(
    step=TEXT,
    name=TEXT,
    part={"enum": ["title", "value", "because", "other", "note", "flag", "remark"]},
    about=TEXT,
    on_path=TRUTH,
    text=TEXT,
    marks={"type": "array", "items": PAIR},
)
SCHEMA = schema(
    "Words in past sessions",
    FORMAT,
    terms=list_of(words=TEXTS, begins=TRUTH),
    looked_at=WHOLE,
    more=TRUTH,
    sessions=list_of(session=TEXT, title=TEXT, status=TEXT, last=TEXT, drill=TRUTH, places=PLACES),
    problems=PROBLEMS,
)
