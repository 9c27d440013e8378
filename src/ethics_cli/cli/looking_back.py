"""How a look back is held, how it ends, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ethics_cli.app.after import FRAMEWORK, begin_after, look_back
from ethics_cli.app.conduct import End
from ethics_cli.app.sessions import Session, reopen
from ethics_cli.cli.keeping_out import say_found, watch_over
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import BOLD, DIM, clear_all, is_interactive, product, talk
from ethics_cli.cli.sitting import Sitting, as_outcome, asker_for, brought_from, say_missing
from ethics_cli.core.dates import day_words
from ethics_cli.core.forecasts import CAME_TRUE, Forecast, forecast_of
from ethics_cli.core.look_back import days_to_look
from ethics_cli.problems import Exit
from ethics_cli.render.plain_table import wrapped

if TYPE_CHECKING:
    from ethics_cli.app.scripted import Answers


def run(sitting: Sitting, wanted: str, depth: str, answers: str, pairs: Sequence[str]) -> None:
    """Look back at a session. Leaves with the exit code of how it ended."""
    home = home_at(sitting.home)
    library = library_for(home)
    brought, _ = brought_from(answers, pairs, library, later=True)
    session = reopen(home.find(wanted), library, clock(), home)
    asker = asker_for(sitting, brought, answers)
    watch_over(session, asker, brought, sitting.names, refuse=sitting.refuse)
    with session.journal.locked():
        session.refresh()
        begin_after(session, depth)
        if is_interactive():
            _begin(session)
        end = look_back(session, asker, again=brought is None or f"{FRAMEWORK}.came-true" in brought.given)
        session.remember()
    code = _finish(sitting, session, brought, end)
    say_found(session, brought, end, sitting.names, as_json=sitting.as_json)
    raise SystemExit(int(code))


def _begin(session: Session) -> None:
    screen = product()
    screen.line()
    said = f"Looking back at {session.id}. What was decided stays as it is; `ethics show {session.id}` shows it."
    screen.lines(wrapped(said, screen.width, "  ", "  "), DIM)


def _finish(sitting: Sitting, session: Session, brought: Answers | None, end: End) -> Exit:
    if end is End.HIDDEN:
        clear_all()
        return Exit.PAUSED
    if end is End.CLOSED:
        _closed(sitting, session)
        return Exit.FINE
    if sitting.as_json:
        as_outcome(session, "", FRAMEWORK)
    if end is End.UNANSWERED:
        say_missing(talk(), session, brought, FRAMEWORK)
        return Exit.UNANSWERED
    said = "Stopped by a flag" if end is End.STOPPED else "Paused"
    talk().line(f"\n{said}. Everything answered is kept: `ethics after {session.id}` goes on.")
    return Exit.STOPPED if end is End.STOPPED else Exit.PAUSED


def _closed(sitting: Sitting, session: Session) -> None:
    from ethics_cli.app.publish import publish

    path = publish(session, sitting.record)
    if sitting.as_json:
        as_outcome(session, str(path), FRAMEWORK)
        return
    screen = product() if is_interactive() else talk()
    screen.line()
    screen.lines(wrapped(f"Written  {path}", screen.width, "  ", "           "), BOLD)
    made = forecast_of(session.walk)
    if made is not None:
        screen.lines(wrapped(forecast_words(made), screen.width, "  ", "    "))
    for day in days_to_look(session.walk):
        screen.line(f"  Look once more on {day_words(day)}.", DIM)
    if session.folded.after[FRAMEWORK].depth != "full":
        said = f"`ethics after {session.id} --depth full` asks what is asked of those who have more time."
        screen.lines(wrapped(said, screen.width, "  ", "    "), DIM)


def forecast_words(made: Forecast) -> str:
    """A forecast against its outcome, in a line; the words of the forecast are not repeated."""
    held = f"held {made.chance} % likely" if made.chance is not None else "without a chance"
    outcome = CAME_TRUE.get(made.outcome, "not looked at")
    day = f", to be known by {day_words(made.waits_for)}" if made.waits_for else ""
    return f"The forecast, {held}: {outcome}{day}."
