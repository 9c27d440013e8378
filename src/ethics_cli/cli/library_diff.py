"""`ethics frameworks diff`: what another edition of a framework changes, in plain words, and which open sessions carry another one."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.app.library_diff import Carried, Compared, Edition, Places, compared
from ethics_cli.cli.library_asked import Asked, print_json
from ethics_cli.cli.places import folders_for
from ethics_cli.cli.screen import BOLD, DIM, product
from ethics_cli.render.framework_diff import NOTHING, ONLY_NUMBER, diff_data, sentences
from ethics_cli.render.plain_table import wrapped

SAME_NUMBER = "The edition has the same number, although the content differs: raise `edition` in the new one."


def act(asked: Asked) -> None:
    """Compare, and print what differs. Raises EthicsError when there is nothing to compare."""
    home = asked.home
    found = compared(Places(asked.library(), folders_for(home), home), asked.names)
    if asked.as_json:
        print_json(_data(found))
        return
    screen = product()
    head = f"{_named(found.old)}  →  {_named(found.new)}"
    screen.lines(wrapped(head, screen.width), BOLD)
    screen.line()
    said = sentences(found.changes) or [ONLY_NUMBER if _renumbered(found) else NOTHING]
    screen.lines(line for one in said for line in wrapped(one, screen.width, "- ", "  "))
    if found.changes and not _renumbered(found):
        screen.line()
        screen.lines(wrapped(SAME_NUMBER, screen.width))
    if found.sessions or found.unreadable:
        screen.line()
        screen.lines(_sessions(found, screen.width), DIM)


def _renumbered(found: Compared) -> bool:
    return found.old.framework.edition != found.new.framework.edition


def _named(one: Edition) -> str:
    return f"{one.framework.id} {one.framework.edition} ({one.origin})"


def _sessions(found: Compared, width: int) -> Iterator[str]:
    if found.sessions:
        yield from wrapped("Open sessions that carry another edition, and go on with it:", width)
    for one in found.sessions:
        yield from wrapped(_carries(one), width, "  ", "      ")
    if found.unreadable:
        yield from wrapped(f"Sessions that cannot be read, and were not looked at: {found.unreadable}", width)


def _carries(one: Carried) -> str:
    other = ", with other content than the new one" if one.same_number else ""
    return f"{one.session} carries {one.edition}{other}"


def _data(found: Compared) -> dict[str, object]:
    sessions = [one._asdict() for one in found.sessions]
    data = diff_data(found.old.as_data(), found.new.as_data(), found.changes)
    return {**data, "sessions": sessions, "unreadable_sessions": found.unreadable}
