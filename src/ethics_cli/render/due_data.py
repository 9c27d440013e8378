"""The schema of `ethics due --json`."""

from __future__ import annotations

from ethics_cli.render.json_form import MAYBE, TEXT, TRUTH, list_of, schema

FORMAT = "ethics-due/1"
SCHEMA = schema(
    "What is due over the sessions of a home",
    FORMAT,
    due=list_of(at=MAYBE, limit=TEXT, kind=TEXT, session=TEXT, title=TEXT, of=TEXT, since=MAYBE, past=TRUTH),
)
