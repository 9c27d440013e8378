"""One sitting at the terminal or in a script: who is asked, how it ends, and what is said about it.

decide and resume meet here. Which question comes next is none of this file's business. What only a script, the end of a
walk or the writing of a record needs is imported there, so that the first question comes at once.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.keeping import kept_for
from ethics_cli.app.ports import Asker
from ethics_cli.app.sessions import Session, demand_offered, new_session, reopen, wish_from
from ethics_cli.cli.keeping_out import say_found, watch_over
from ethics_cli.cli.person import person
from ethics_cli.cli.places import clock, home_at, library_for, settings_of
from ethics_cli.cli.screen import BOLD, DIM, Screen, clear_all, is_interactive, product, talk
from ethics_cli.core.dates import day_words
from ethics_cli.core.event import Event, RouteTaken
from ethics_cli.core.look_back import places_after
from ethics_cli.files.bounded import bytes_within
from ethics_cli.files.home import Home
from ethics_cli.files.replacing import sweep
from ethics_cli.problems import Exit, Place, wrong
from ethics_cli.render.plain_table import wrapped

if TYPE_CHECKING:
    from ethics_cli.app.answers import Carrying
    from ethics_cli.app.scripted import Answers
    from ethics_cli.core.declared import Declared
    from ethics_cli.files.library import Library

READ_LIMIT = 1 << 20
INTRO = "A decision aid. It asks; you decide. Everything stays on this machine."
KEYS = "Ctrl-C pauses at any point, nothing is lost. ? explains a question. < goes back."


class Sitting(NamedTuple):
    """How this sitting is held."""

    home: Path | None = None
    plain: bool = False
    as_json: bool = False
    record: Path | None = None
    names: Declared | None = None
    refuse: bool = False


def begin(
    sitting: Sitting,
    *,
    route: str = "",
    lenses: Sequence[str] = (),
    protocols: Sequence[str] = (),
    model: str = "",
    title: str = "",
    profession: str = "",
    answers: str = "",
    pairs: Sequence[str] = (),
) -> None:
    """Begin a session and walk it. Leaves with the exit code of how it ended."""
    if model and route:
        raise wrong("route.twice", "a model is a route of its own: give --model or --route", exit_code=Exit.USAGE)
    home = home_at(sitting.home)
    library = library_for(home)
    brought, head = brought_from(answers, pairs, library)
    for role in ("places", "bodies"):
        if head.get(role):
            demand_offered(library, role, head[role])
    kept = kept_for(settings_of(home), brought.given if brought else (), library)
    given = {"title": title, "profession": profession, "lenses": lenses, "protocols": protocols}
    fixed = {"route": route, "model": model} if route or model else {}
    wish = wish_from({**kept, **_said(head), **_said(given), **fixed})
    session = new_session(home, library, wish, clock())
    asker = asker_for(sitting, brought, answers)
    if is_interactive() and not answers:
        screen = product()
        screen.line()
        screen.lines(wrapped(INTRO, screen.width, "  "))
        screen.lines(wrapped(KEYS, screen.width, "  "), DIM)
    _hold(sitting, session, asker, brought, home)


def _said(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if value}


def go_on(sitting: Sitting, wanted: str, *, route: str, answers: str, pairs: Sequence[str]) -> None:
    """Go on with a session. Leaves with the exit code of how it ended."""
    home = home_at(sitting.home)
    library = library_for(home)
    brought, _ = brought_from(answers, pairs, library)
    path = home.find(wanted) if wanted else _last_open(home, library)
    session = reopen(path, library, clock(), home)
    if not route and library.get("scenario", session.walk.route.id) is not None:
        hint = f"`ethics practice {session.id}` goes on with it, and tells it again up to where it stands"
        raise wrong("session.drill", "this is a drill", hint, exit_code=Exit.USAGE)
    deeper = _deeper(session, route)
    asker = asker_for(sitting, brought, answers)
    if is_interactive():
        screen = product()
        answered = len(session.walk.answers)
        screen.line()
        screen.line(f"  Going on with {session.id}: {answered} answered, nothing is asked twice.", DIM)
    _hold(sitting, session, asker, brought, home, deeper)


def _deeper(session: Session, route: str) -> list[Event]:
    """The wish for another route. It is written with the next answer, and forgotten when there is none."""
    if not route or route == session.walk.route.id:
        return []
    if route not in session.folded.routes:
        known = ", ".join(session.folded.routes)
        raise wrong("route.unknown", "this session knows no such route", f"known are: {known}", exit_code=Exit.USAGE)
    return [RouteTaken(route)]


def _hold(
    sitting: Sitting, session: Session, asker: Asker, brought: Answers | None, home: Home, first: Sequence[Event] = ()
) -> None:
    watch_over(session, asker, brought, sitting.names, refuse=sitting.refuse)
    home.prepare()
    _unlock_first(home)
    with session.journal.locked():
        session.refresh()
        sweep(session.journal.path)
        session.hold(*first)
        end = Conduct(session, asker).run()
        session.remember()
        if not session.journal.saved:
            session.journal.lock_path.unlink(missing_ok=True)
    _say_unused(asker, end)
    code = _finish(sitting, session, brought, end)
    say_found(session, brought, end, sitting.names, as_json=sitting.as_json)
    opened = session.folded.opened
    if end is End.CLOSED and is_interactive() and not (sitting.as_json or brought or opened is None or opened.drill):
        from ethics_cli.cli.offering import offer_protection

        offer_protection(home, product(), person(sitting.plain).input, plain=sitting.plain)
    raise SystemExit(int(code))


def _unlock_first(home: Home) -> None:
    """Ask for a passphrase before the first question rather than after the last, where there is one and somebody to ask."""
    if (home.keys / "identity.age").is_file():
        from ethics_cli.files.unlocking import UNLOCKING

        if UNLOCKING.ask is not None:
            UNLOCKING.secrets()


def _finish(sitting: Sitting, session: Session, brought: Answers | None, end: End) -> Exit:
    """Say how it ended, write the record when there is a decision, and name the exit code."""
    if end is End.HIDDEN:
        clear_all()
        return Exit.PAUSED
    if end is End.CLOSED:
        _closed(sitting, session)
        return Exit.FINE
    if sitting.as_json:
        as_outcome(session, "")
    screen = talk()
    if end is End.UNANSWERED:
        say_missing(screen, session, brought)
    elif not session.journal.saved:
        screen.line("\nNothing was answered, so nothing was kept.")
    elif end is End.STOPPED:
        flag = session.walk.stopped
        screen.line(
            f"\nStopped by {flag.ref if flag else 'a flag'}: nothing more is asked until you have said what was done about it."
        )
        screen.line(f"hint: `ethics resume {session.id}` when you are back; everything is kept")
    else:
        screen.line(f"\nPaused. Everything is kept: `ethics resume {session.id}` goes on, or just `ethics resume`.")
    return {End.UNANSWERED: Exit.UNANSWERED, End.STOPPED: Exit.STOPPED}.get(end, Exit.PAUSED)


def say_missing(screen: Screen, session: Session, brought: Answers | None, stage: str = "") -> None:
    missing = _missing(session, brought, stage)
    screen.line(f"answers.missing: {len(missing)} answers are missing, and there is nobody to ask:")
    screen.lines(f"  {line}" for line in missing)
    if session.journal.saved:
        goes_on = f"ethics {stage or 'resume'} {session.id} --answers FILE"
        screen.line(f"hint: the session {session.id} is kept; `{goes_on}` goes on")
    else:
        screen.line("hint: nothing was kept; bring answers with --answers FILE or --set step=value, or use a terminal")


def _closed(sitting: Sitting, session: Session) -> None:
    from ethics_cli.app.keeping import keep_settings
    from ethics_cli.app.publish import publish
    from ethics_cli.core.deadline import deadline_words, deadlines

    path = publish(session, sitting.record)
    kept = keep_settings(session) if is_interactive() else ""
    if sitting.as_json:
        as_outcome(session, str(path))
        return
    screen = product() if is_interactive() else talk()
    head = session.journal.head
    screen.line()
    screen.lines(wrapped(f"Written  {path}", screen.width, "  ", "           "), BOLD)
    screen.line(f"           {session.journal.count} events, head {head[:8]}…{head[-4:]}", DIM)
    for deadline in deadlines(session.walk):
        screen.lines(wrapped(deadline_words(deadline, session.clock.now()), screen.width, "  ", "    "), BOLD)
    look = session.walk.by_role("look-again")
    answer = session.walk.answers.get(look.key) if look else None
    if answer is not None and answer.value:
        screen.line(f"  Look again on {day_words(str(answer.value))}.", DIM)
    screen.lines(wrapped(f"To see it again: ethics show {session.id}", screen.width, "  ", "    "), DIM)
    if kept:
        said = f"Kept for next time, so that it is not asked again: {kept}. `ethics doctor` shows and changes it."
        screen.lines(wrapped(said, screen.width, "  ", "    "), DIM)


def as_outcome(session: Session, record: str, stage: str = "") -> None:
    """What came of a sitting, for scripts; `next` is the next question of the decision, or of a stage beside it."""
    import json

    walk = session.walk
    beside = (place for place in places_after(walk, stage) if not walk.settled(place))
    place = next(beside, None) if stage else walk.next
    print(
        json.dumps(
            {
                "format": "ethics-outcome/1",
                "session": walk.id,
                "status": walk.status,
                "events": session.journal.count,
                "head": session.journal.head,
                "record": record,
                "flags": [flag.ref for flag in walk.flags],
                "next": place.step.ref if place else "",
            }
        )
    )


def brought_from(
    file: str, pairs: Sequence[str], library: Carrying, *, later: bool = False
) -> tuple[Answers | None, dict[str, Any]]:
    """The answers that were brought along, and what their file fixes besides. `later` takes those for a look back too."""
    if not file and not pairs:
        return None, {}
    from ethics_cli.app.answers import answers_from

    raw, name = None, file or "--set"
    if file == "-":
        raw, name = sys.stdin.buffer.read(READ_LIMIT), "(stdin)"
    elif file:
        try:
            raw = bytes_within(Path(file), READ_LIMIT)
        except OSError:
            place = Place(file)
            raise wrong("answers.unreadable", "this file cannot be read", place=place, exit_code=Exit.USAGE) from None
    answers, head = answers_from(raw, name, pairs, library, later=later)
    return answers, dict(head)


def asker_for(sitting: Sitting, brought: Answers | None, file: str) -> Asker:
    behind = person(sitting.plain) if is_interactive() and file != "-" else None
    if behind is not None and brought is None:
        return behind
    from ethics_cli.app.scripted import Answers, ScriptAsker

    return ScriptAsker(brought or Answers(), behind)


def _missing(session: Session, brought: Answers | None, stage: str) -> list[str]:
    from ethics_cli.app.answers import missing_steps
    from ethics_cli.app.scripted import Answers

    return missing_steps(session.walk, brought or Answers(), stage)


def _last_open(home: Home, library: Library) -> Path:
    from ethics_cli.app.listing import rows_of

    open_rows = (row for row in rows_of(home) if row.problem is None and row.status != "decided")
    rows = [row for row in open_rows if library.get("scenario", row.route) is None]
    if not rows:
        raise wrong(
            "session.none-open", "no session is open here", "`ethics decide` begins one; `ethics list` shows the others"
        )
    return max(rows, key=lambda row: row.touched).path


def _say_unused(asker: Asker, end: End) -> None:
    unused = asker.unused() if hasattr(asker, "unused") and end is End.CLOSED else []
    if unused:
        talk().line("These answers were not asked for on this path, and were not used: " + ", ".join(unused))
