"""The schema of `ethics similar --json`. `share` is how much of both patterns is the same, by weight, from 0.00 to 1.00, as text."""

from __future__ import annotations

from ethics_cli.render.json_form import MAYBE, PROBLEMS, TEXT, TEXTS, TRUTH, WHOLE, list_of, schema, thing

FORMAT = "ethics-similar/1"
SCHEMA = schema(
    "Precedents with the same pattern",
    FORMAT,
    session=TEXT,
    pattern=TEXTS,
    looked_at=WHOLE,
    note=TEXT,
    precedents=list_of(
        session=TEXT,
        title=TEXT,
        decided_on=TEXT,
        decided=TEXT,
        because=TEXT,
        share=TEXT,
        same=TEXTS,
        only_here=TEXTS,
        only_there=TEXTS,
        after=thing(looked_back=TRUTH, done=MAYBE, harm=MAYBE, repaired=MAYBE, forecast=MAYBE),
    ),
    problems=PROBLEMS,
)
