"""How a debrief is held, how it ends, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ethics_cli.app.conduct import End
from ethics_cli.app.debriefing import TEAM, WHO, begin_debrief, debrief, is_debriefed
from ethics_cli.app.sessions import Session, reopen
from ethics_cli.cli.keeping_out import say_found, watch_over
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import BOLD, DIM, clear_all, is_interactive, product, talk
from ethics_cli.cli.sitting import Sitting, as_outcome, asker_for, brought_from, say_missing
from ethics_cli.core.look_back import DEBRIEF
from ethics_cli.problems import Exit
from ethics_cli.render.plain_table import wrapped

if TYPE_CHECKING:
    from ethics_cli.app.scripted import Answers

BEGINS = "Ten minutes, for what was hard. It is no part of the decision, and anybody may pass with >. Roles, no names."


def run(sitting: Sitting, wanted: str, answers: str, pairs: Sequence[str], *, team: bool) -> None:
    """Hold a debrief. Leaves with the exit code of how it ended."""
    home = home_at(sitting.home)
    library = library_for(home)
    given = [f"{WHO}={TEAM}", *pairs] if team else pairs
    brought, _ = brought_from(answers, given, library, later=True)
    session = reopen(home.find(wanted), library, clock(), home)
    asker = asker_for(sitting, brought, answers)
    watch_over(session, asker, brought, sitting.names, refuse=sitting.refuse)
    with session.journal.locked():
        session.refresh()
        before = is_debriefed(session)
        begin_debrief(session)
        if is_interactive() and not before:
            _begin(session)
        end = debrief(session, asker)
        session.remember()
    code = _finish(sitting, session, brought, end, again=before)
    say_found(session, brought, end, sitting.names, as_json=sitting.as_json)
    raise SystemExit(int(code))


def _begin(session: Session) -> None:
    screen = product()
    screen.line()
    screen.line(f"  A debrief, kept in {session.id}.")
    screen.lines(wrapped(BEGINS, screen.width, "  "), DIM)


def _finish(sitting: Sitting, session: Session, brought: Answers | None, end: End, *, again: bool) -> Exit:
    if end is End.HIDDEN:
        clear_all()
        return Exit.PAUSED
    if end is End.CLOSED:
        _closed(sitting, session, again=again)
        return Exit.FINE
    if sitting.as_json:
        as_outcome(session, "", DEBRIEF)
    if end is End.UNANSWERED:
        say_missing(talk(), session, brought, DEBRIEF)
        return Exit.UNANSWERED
    said = "Stopped by a flag" if end is End.STOPPED else "Paused"
    talk().line(f"\n{said}. Everything answered is kept: `ethics debrief {session.id}` goes on.")
    return Exit.STOPPED if end is End.STOPPED else Exit.PAUSED


def _closed(sitting: Sitting, session: Session, *, again: bool) -> None:
    """A decided session has a record, which is written anew; an open one has none yet."""
    path = _published(sitting, session)
    if sitting.as_json:
        as_outcome(session, path, DEBRIEF)
        return
    screen = product() if is_interactive() else talk()
    screen.line()
    if again:
        screen.lines(wrapped(_amend(session), screen.width, "  "))
    if path:
        screen.lines(wrapped(f"Written  {path}", screen.width, "  ", "           "), BOLD)
    page = f"A page of its own, without the rest of the case: ethics record {session.id} --layout debrief"
    screen.lines(wrapped(page, screen.width, "  ", "    "), DIM)
    if session.walk.status == "open":
        goes_on = f"The decision is still open: ethics resume {session.id}"
        screen.lines(wrapped(goes_on, screen.width, "  ", "    "), DIM)


def _published(sitting: Sitting, session: Session) -> str:
    from ethics_cli.app.publish import publish

    return str(publish(session, sitting.record)) if session.folded.closed is not None or sitting.record else ""


def _amend(session: Session) -> str:
    return f"This session has its debrief. `ethics amend {session.id} debrief.differently` changes an answer of it."
