"""Pages from the command line: written whole, for their owner alone, and as they are printed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

ARGUMENTS = {
    "replay": ("replay", "{id}", "--html"),
    "record": ("record", "{id}", "--format", "html", "--to"),
}


@pytest.mark.parametrize("name", list(ARGUMENTS))
def test_a_page_is_printed_or_written_the_same(name: str, decided, session_id: str, tmp_path: Path, conforms) -> None:
    argv = [one.format(id=session_id) for one in ARGUMENTS[name]]
    printed, written = decided(*argv, "-"), decided(*argv, str(tmp_path / "a page.html"))

    assert (printed.returncode, printed.stderr) == (0, "")
    assert conforms(printed.stdout)
    assert written.stdout == f"Written  {tmp_path / 'a page.html'}\n"
    assert (tmp_path / "a page.html").read_text("utf-8") == printed.stdout
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "a page.html").stat().st_mode) == 0o600


def test_a_record_as_a_page_stands_in_the_home_beside_the_other(decided, session_id: str) -> None:
    done = decided("record", session_id, "--format", "html")

    assert done.stdout == f"Written  {decided.home / 'records' / session_id}.html\n"
    assert {path.suffix for path in (decided.home / "records").iterdir()} == {".md", ".html"}


def test_a_page_that_cannot_be_written_is_refused_in_words(decided, session_id: str, conforms) -> None:
    done = decided("replay", session_id, "--html", "/dev/null/page.html")

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert conforms(done.stderr)
