"""Write the record of a session: whole or not at all, never appended to, with the head it was written from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ethics_cli.app.sessions import Session
from ethics_cli.core.model import model_from
from ethics_cli.core.walk import Walk
from ethics_cli.files.kept import write_kept
from ethics_cli.files.library import Library
from ethics_cli.files.replacing import put_file
from ethics_cli.problems import EthicsError, Place, Problem
from ethics_cli.render.markdown import to_markdown
from ethics_cli.render.record import Stamp, record
from ethics_cli.render.record_data import record_data
from ethics_cli.render.source import Union


def publish(session: Session, path: Path | None = None) -> Path:
    """Write a session's record as Markdown and return where it is. Raises EthicsError when it cannot be written."""
    stamp = Stamp(session.journal.count, session.journal.head, session.clock.now().date().isoformat())
    text = as_markdown(session.walk, stamp, session.library)
    if path is not None:
        write_text(path, text)
        return path
    assert session.home is not None
    return keep_paper(session.home.record_path(session.id), text, session.walk)


def keep_paper(path: Path, text: str, walk: Walk) -> Path:
    """Keep a record or another paper in the home: closed for the same readers as its session. Returns where it stands."""
    kept: Path = _written(path, lambda: write_kept(path, text.encode("utf-8"), walk.folded.readers))
    return kept


def as_markdown(walk: Walk, stamp: Stamp, library: Library, layout: str = "standard") -> str:
    """The record as Markdown."""
    return to_markdown(record(walk, stamp, library.layout(layout), union_of(library)))


def as_html(walk: Walk, stamp: Stamp, library: Library, layout: str = "standard") -> str:
    """The record as one page of HTML that needs nothing else."""
    from ethics_cli.render.html_document import to_page

    return to_page(record(walk, stamp, library.layout(layout), union_of(library)))


def demand_content(walk: Walk, library: Library, layout: str) -> None:
    """Raise EthicsError when a bare paper, such as a disclosure slip, would hold nothing: its steps were not answered."""
    plain = library.layout(layout)
    steps = {ref for part in plain["parts"] for ref in part.get("steps", ())}
    if plain.get("bare") and not any(ref in steps for ref, _ in walk.answers):
        hint = WANTED.get(layout, "")
        raise EthicsError(Problem("record.nothing", "there is nothing in this session for this paper", hint=hint))


def union_of(library: Library) -> Union:
    """What the library measures a walk against."""
    return Union(library.rows, tuple(model_from(held.plain) for held in library.all("model")))


WANTED = {
    "slip": "it is written for a session whose decision passes something on",
    "debrief": "`ethics debrief` holds one",
}
"""What a session needs for a bare paper to hold anything."""


def as_json(walk: Walk, stamp: Stamp, library: Library) -> str:
    """The record as JSON, by the published schema (`ethics schema record`)."""
    data: dict[str, Any] = record_data(walk, stamp, union_of(library))
    return json.dumps(data, ensure_ascii=True, indent=2, sort_keys=True) + "\n"


def write_text(path: Path, text: str) -> None:
    """Write a file whole, owner-only, where a person named a place for it: plain, for that is what they asked for."""
    _written(path, lambda: put_file(path, text.encode("utf-8")))


def _written(path: Path, write: Callable[[], Any]) -> Any:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return write()
    except OSError:
        raise EthicsError(
            Problem(
                "record.not-written",
                "the record could not be written here; the session is safe",
                Place(str(path)),
                "name another place with --record",
            )
        ) from None
