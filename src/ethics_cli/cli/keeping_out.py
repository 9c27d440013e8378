"""Names to keep out, as somebody gives them for one run: from a file or typed. And what is said of brought answers, and of a record.

The names stay in memory: they are never an argument, never written, and shown only while somebody types them and wants to see them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ethics_cli.app.conduct import End
from ethics_cli.app.ports import Asker
from ethics_cli.app.sessions import Session
from ethics_cli.cli.screen import DIM, Screen, is_interactive, product, talk
from ethics_cli.core.framework import Choice
from ethics_cli.files.bounded import bytes_within
from ethics_cli.problems import EthicsError, Exit, Place, Problem, wrong
from ethics_cli.render.plain_table import wrapped

if TYPE_CHECKING:
    from ethics_cli.app.scripted import Answers
    from ethics_cli.core.declared import Declared

READ_LIMIT = 64 * 1024
ABOUT = "Names to keep out, one a line: people, and what else would name them. They are held in memory for this run, and written nowhere."
HOW = (Choice("hidden", "Hide what I type"), Choice("plain", "Show it"))


def names_from(source: str, *, plain: bool = False, taken: bool = False) -> Declared | None:
    """The names of a file, of stdin (`-`), or typed at the terminal (`-` too). `taken`: stdin is read for something else.

    Raises EthicsError when they cannot be read. No message holds any of them.
    """
    if not source:
        return None
    from ethics_cli.core.declared import declared

    if source == "-" and is_interactive():
        return _asked(plain)
    if source == "-" and taken:
        hint = "give one of the two as a file"
        raise wrong("identifiers.stdin", "stdin holds the answers already", hint, exit_code=Exit.USAGE)
    try:
        raw = sys.stdin.buffer.read(READ_LIMIT + 1) if source == "-" else bytes_within(Path(source), READ_LIMIT)
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        place = Place(source)
        raise wrong("identifiers.unreadable", "these names cannot be read", place=place, exit_code=Exit.USAGE) from None
    if len(raw) > READ_LIMIT:
        hint = "one name a line, and nothing else"
        raise wrong("identifiers.long", "that is more than a list of names can be", hint, exit_code=Exit.USAGE)
    return declared(text.splitlines())


def _asked(plain: bool) -> Declared:
    """Ask for names until an empty line; hidden when that is wanted."""
    from ethics_cli.cli.person import person
    from ethics_cli.core.declared import declared

    given = person(plain)
    screen = product()
    screen.line()
    screen.lines(wrapped(ABOUT, screen.width, "  "))
    picked = given.input.pick(HOW, "hidden")
    if not isinstance(picked, str):
        raise _stopped()
    lines: list[str] = []
    while line := _line(given.input.line if picked == "plain" else None, len(lines) + 1):
        lines.append(line)
    names = declared(lines)
    count = len(names.names)
    screen.line(f"    {count} name{'s' if count != 1 else ''} looked for in what you type.", DIM)
    return names


def _line(typed: object, number: int) -> str:
    """One name; nothing ends the list."""
    prompt = f"  Name {number} (just Enter ends): "
    if callable(typed):
        found = typed(prompt)
        if not isinstance(found, str):
            raise _stopped()
        return found.strip()
    import getpass

    try:
        return getpass.getpass(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        raise _stopped() from None


def _stopped() -> EthicsError:
    return EthicsError(Problem("identifiers.stopped", "nothing was begun"), exit_code=Exit.PAUSED)


def demand_one(identifiers: str, *, refuse: bool) -> None:
    """Raise EthicsError when names or a refusal are given for a whole folder of answers."""
    if identifiers or refuse:
        hint = "begin each with `ethics decide --answers FILE`; `ethics identifiers` and `ethics review` look over what there is"
        raise wrong("identifiers.many", "this is for one session at a time", hint, exit_code=Exit.USAGE)


def watch_over(
    session: Session, asker: Asker, brought: Answers | None, names: Declared | None, *, refuse: bool = False
) -> None:
    """Look at what is typed; refuse what was brought along and may point to a person, where that is wanted."""
    if refuse:
        refuse_brought(session, brought, names)
    if is_interactive():
        from ethics_cli.cli.watching import watch

        watch(asker, session, names)


def say_found(
    session: Session, brought: Answers | None, end: End, names: Declared | None, *, as_json: bool = False
) -> None:
    """Say that something may point to a person, where a record was written or answers were brought along."""
    if end is End.CLOSED or (brought is not None and end is not End.HIDDEN):
        say_unkept(session, names, talk() if as_json or not is_interactive() else product())


def refuse_brought(session: Session, brought: Answers | None, names: Declared | None) -> None:
    """Raise EthicsError when answers that were brought along, or the title, may point to a person. Nothing has been written then."""
    from ethics_cli.app.identifying import brought_in
    from ethics_cli.core.declared import NOBODY, found_in
    from ethics_cli.render.identifying_words import counted

    title = session.folded.opened.title if session.folded.opened and not session.journal.saved else ""
    found = [("title", one) for one in found_in(title, names or NOBODY)]
    found += brought_in(brought.given if brought else {}, session.library.frameworks, names or NOBODY)
    if found:
        steps = ", ".join(dict.fromkeys(step for step, _ in found))
        raise wrong(
            "identifiers.refused",
            f"{counted(one.kind for _, one in found)} in what was given; nothing was written",
            f"look at: {steps}",
            exit_code=Exit.FOUND,
        )


def say_unkept(session: Session, names: Declared | None, screen: Screen | None = None) -> None:
    """One line when something in a session may point to a person and nobody gave a reason for it. Never what it is."""
    opened = session.folded.opened
    if not session.journal.saved or (opened is not None and opened.drill):
        return
    from ethics_cli.app.identifying import unkept
    from ethics_cli.core.declared import NOBODY
    from ethics_cli.render.identifying_words import gate_line

    found = unkept(session, names or NOBODY)
    if found:
        said = gate_line([one.identifier.kind for one in found], session.id)
        screen = screen or (product() if is_interactive() else talk())
        screen.lines(wrapped(said, screen.width, "  ", "    "))
