"""Playing a scenario at the terminal or from a file: who is asked, how what is told is shown, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ethics_cli.app.answers import missing_steps
from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.practice_stock import Choice, any_of, drill_of, scenario_held, scenario_of, stock
from ethics_cli.app.practising import Practising, Say, Timer, begin_drill, go_on_with, unused_in
from ethics_cli.app.scripted import Answers
from ethics_cli.app.sessions import Session, walk_of
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.practice_asked import PracticeAsked
from ethics_cli.cli.screen import BOLD, DIM, FLAG, Screen, clear_all, is_interactive, product, talk
from ethics_cli.cli.sitting import asker_for, brought_from
from ethics_cli.core.practice_debrief import debrief
from ethics_cli.core.practice_play import named_options
from ethics_cli.core.scenario import Scenario, scenario_from
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library
from ethics_cli.files.practised import note_drill, read_drills
from ethics_cli.files.replacing import sweep
from ethics_cli.problems import EthicsError, Exit, wrong
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.practice_debrief import debrief_data, debrief_said
from ethics_cli.render.practice_said import PLAIN, QUIET, STRONG, WARNING, Said, intro

MANNERS = {PLAIN: "", QUIET: DIM, STRONG: BOLD, WARNING: FLAG}
KEYS = "Ctrl-C pauses, nothing is lost. ? explains a question. < goes back."


def play(asked: PracticeAsked) -> None:
    """Play a scenario, or go on with a drill that was paused. Leaves with the exit code of how it ended."""
    home = home_at(asked.sitting.home)
    library = library_for(home)
    scenario, session = _meant(asked, home, library)
    screen = product()
    say = _silent if asked.sitting.as_json else voice(screen)
    if session.walk.status != "open":
        _end(asked, session, scenario, say)
        return
    brought, _ = brought_from(asked.answers, asked.pairs, session.library)
    if brought is not None:
        brought.given = named_options(scenario, brought.given)
    behind = asker_for(asked.sitting, brought, asked.answers)
    timer = Timer(session.clock, asked.minutes) if asked.minutes else None
    say(intro(scenario, asked.minutes))
    if is_interactive() and not asked.sitting.as_json:
        screen.lines(wrapped(KEYS, screen.width, "  "), DIM)
    home.prepare()
    with session.journal.locked():
        session.refresh()
        sweep(session.journal.path)
        end = Conduct(session, Practising(scenario, session, behind, say, timer, names=not is_interactive())).run()
        session.remember()
        if not session.journal.saved:
            session.journal.lock_path.unlink(missing_ok=True)
    if end is not End.CLOSED:
        raise SystemExit(int(_stopped(session, scenario, brought, end)))
    _end(asked, session, scenario, say)
    unused = unused_in(behind, scenario)
    if unused:
        talk().line("These answers were not asked for on this path, and were not used: " + ", ".join(unused))


def voice(screen: Screen) -> Say:
    """What shows lines with their manner on a screen."""

    def say(lines: Iterable[Said]) -> None:
        for one in lines:
            hanging = one.hanging or one.indent
            shown = wrapped(one.text, screen.width, one.indent, hanging) if one.text else [""]
            screen.lines(shown, MANNERS[one.manner])

    return say


def _silent(lines: Iterable[Said]) -> None:
    """Nobody reads along: what was told is not shown."""
    for _ in lines:
        pass


def _meant(asked: PracticeAsked, home: Home, library: Library) -> tuple[Scenario, Session]:
    """The scenario that is meant, and a session of it: a new one, or a drill of this home that was begun before."""
    if asked.random:
        wanted = stock(library, Choice(asked.protocol, asked.profession))
        scenario = any_of(wanted, read_drills(home.practised))
        return scenario, begin_drill(home, library, scenario, clock())
    if library.get("scenario", asked.scenario) is not None:
        scenario = scenario_of(library, asked.scenario)
        return scenario, begin_drill(home, library, scenario, clock())
    return _begun(asked.scenario, home, library)


def _begun(name: str, home: Home, library: Library) -> tuple[Scenario, Session]:
    """A drill that was begun before. Raises EthicsError when this names neither a scenario nor such a drill."""
    try:
        path = home.find(name)
    except EthicsError:
        path = None
    if path is None or not path.is_file():
        scenario_held(library, name)  # says that there is none, and which one is near
        raise AssertionError(name)
    walk, _, _ = walk_of(path)
    opened = walk.folded.opened
    held = library.get("scenario", opened.route) if opened is not None else None
    if opened is None or not opened.drill or held is None:
        hint = "`ethics resume` goes on with a session of your own"
        raise wrong("practice.no-drill", "this session is no drill of a scenario", hint, exit_code=Exit.USAGE)
    scenario = scenario_from(held.plain)
    return scenario, go_on_with(path, library, scenario, clock(), home)


def _end(asked: PracticeAsked, session: Session, scenario: Scenario, say: Say) -> None:
    """The debrief, the record, and what is remembered of it."""
    from ethics_cli.app.publish import publish

    found = debrief(scenario, session.walk)
    assert session.home is not None
    note_drill(session.home.practised, drill_of(session, scenario, found))
    path = publish(session, asked.sitting.record)
    if asked.sitting.as_json:
        print(json.dumps(debrief_data(scenario, found, session.id, str(path)), indent=2, ensure_ascii=False))
        return
    say(debrief_said(scenario, found))
    screen = product()
    screen.line()
    screen.lines(wrapped(f"Written, marked as a drill: {path}", screen.width, "  ", "    "), DIM)
    said = f"To read this again: ethics practice {session.id}. What you have practised: ethics practice --progress."
    screen.lines(wrapped(said, screen.width, "  ", "    "), DIM)


def _say_missing(screen: Screen, session: Session, scenario: Scenario, brought: Answers | None) -> None:
    """Which answers are missing, without those that the scenario tells."""
    known = {**scenario.given, **(brought.given if brought is not None else {})}
    missing = missing_steps(session.walk, Answers(known))
    screen.line(f"answers.missing: {len(missing)} answers are missing, and there is nobody to ask:")
    screen.lines(f"  {line}" for line in missing)
    screen.line(f"hint: `ethics practice {scenario.id} --answers FILE` takes them from a file; or use a terminal")


def _stopped(session: Session, scenario: Scenario, brought: Answers | None, end: End) -> Exit:
    """Say how a drill was left before its end, and name the exit code."""
    if end is End.HIDDEN:
        clear_all()
        return Exit.PAUSED
    screen = talk()
    if end is End.UNANSWERED:
        _say_missing(screen, session, scenario, brought)
    elif not session.journal.saved:
        screen.line("\nNothing was answered, so nothing was kept.")
    else:
        screen.line(f"\nThe drill waits. `ethics practice {session.id}` goes on with it.")
    return {End.UNANSWERED: Exit.UNANSWERED, End.STOPPED: Exit.STOPPED}.get(end, Exit.PAUSED)
