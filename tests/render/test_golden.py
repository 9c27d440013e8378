"""The records of the sample walks, word for word. A change shows in review: ETHICS_GOLDEN=update writes them anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ethics_cli.app.publish import as_markdown
from ethics_cli.app.sessions import Session
from ethics_cli.core.event import Entry, SessionOpened
from ethics_cli.core.routing import fold
from ethics_cli.files.library import Library, bundled_folder
from ethics_cli.render.record import Stamp

GOLDEN = Path(__file__).parents[1] / "golden"
WALKS = sorted(path.stem for path in (bundled_folder() / "walks").glob("*.yaml"))
HEAD = "9f1c4d0e" * 8


def settled(session: Session) -> Callable[[Library], str]:
    """The record of a session with what differs from run to run made the same: id, version and head."""
    entries = [
        Entry(entry.seq, entry.at, entry.event._replace(id="k7f2qd-sable-heron", program="0.0.0"))
        if isinstance(entry.event, SessionOpened)
        else entry
        for entry in session.journal.entries
    ]
    stamp = Stamp(session.journal.count, HEAD, "2026-11-21")
    return lambda library: as_markdown(fold(entries), stamp, library)


@pytest.mark.parametrize("name", WALKS)
def test_the_record_of_a_sample_walk_reads_as_it_did(
    name: str, played: Callable[..., Session], library: Library
) -> None:
    made = settled(played(name))(library)
    kept = GOLDEN / f"{name}.md"
    if os.environ.get("ETHICS_GOLDEN") == "update":
        kept.write_text(made, encoding="utf-8", newline="\n")
    assert kept.exists(), "there is no golden record yet: run with ETHICS_GOLDEN=update, and read it"
    assert made == kept.read_text(encoding="utf-8")


def test_every_golden_record_belongs_to_a_sample_walk() -> None:
    assert {path.stem for path in GOLDEN.glob("*.md")} - {"README"} == set(WALKS)
