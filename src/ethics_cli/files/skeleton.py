"""A file of one's own to begin with: a commented skeleton that is valid as it stands, with what is to be filled in marked.

The skeletons lie beside this file, in skeletons/. A file that exists is never written over.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from ethics_cli.core.form_parts import is_ident
from ethics_cli.core.lint_steps import RESERVED
from ethics_cli.files.replacing import replace_file
from ethics_cli.problems import Exit, Place, wrong

FOLDERS = {
    "stage": "stages",
    "lens": "lenses",
    "protocol": "protocols",
    "norms": "norms",
    "organisation": "organisation",
    "scenario": "scenarios",
}
"""The kinds a skeleton can be of, and the folder below one's own in which each is kept."""
SKELETONS = Path(__file__).parent / "skeletons"
TITLE = "FILL IN: a title"
TERM = timedelta(days=365)
LONGEST = 40


def skeleton(kind: str, ident: str, today: date) -> str:
    """The text of a skeleton. Raises EthicsError when there is no such kind, or the id cannot be one."""
    if kind not in FOLDERS:
        hint = "known are: " + ", ".join(FOLDERS)
        raise wrong("new.kind", "a new file needs a kind", f"--kind KIND; {hint}", exit_code=Exit.USAGE)
    refuse_id(ident)
    text = (SKELETONS / f"{kind}.yaml").read_text("utf-8")
    filled = {"id": ident, "title": TITLE, "today": today.isoformat(), "review": (today + TERM).isoformat()}
    return re.sub(r"@(id|title|today|review)@", lambda found: filled[found.group(1)], text)


def refuse_id(ident: str) -> None:
    """Raise EthicsError when this cannot be an id: it would be refused later, or could not be told from other words."""
    if not is_ident(ident):
        hint = f"lower-case words of letters and digits, joined by hyphens, at most {LONGEST} characters; no device such as con"
        raise wrong("new.id", "this cannot be an id", hint, exit_code=Exit.USAGE)
    if ident in RESERVED:
        message = "this id has a meaning of its own in conditions and slots"
        raise wrong("new.id", message, "choose another one", exit_code=Exit.USAGE)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises EthicsError when it is, or when it cannot be written."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise wrong("new.unwritable", "no folder can be made here", place=Place(str(path.parent))) from None
    try:
        path.open("xb").close()  # takes the name: from here on nobody else can
    except FileExistsError:
        raise wrong("new.exists", "there is such a file already; nothing was written", place=Place(str(path))) from None
    except OSError:
        raise wrong("new.unwritable", "no file can be written here", place=Place(str(path))) from None
    try:
        replace_file(path, text.encode("utf-8"))
    except OSError:
        path.unlink(missing_ok=True)
        raise wrong("new.unwritable", "the file could not be written", place=Place(str(path))) from None
