"""How an amendment is talked over: the new answer, what it opens and closes, the reason, and the writing of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ethics_cli.app.amending import Effect, amendment, effect_of, place_named
from ethics_cli.app.ports import Given
from ethics_cli.app.questioning import question_at, setting_at
from ethics_cli.app.sessions import Session, reopen
from ethics_cli.cli.asking import WordAsker
from ethics_cli.cli.keeping_out import say_unkept, watch_over
from ethics_cli.cli.person import person
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import Screen, is_interactive, product
from ethics_cli.core.answering import accept
from ethics_cli.core.framework import Choice
from ethics_cli.core.walk import Position
from ethics_cli.core.wording import answer_words
from ethics_cli.files.answers_file import read_value
from ethics_cli.problems import EthicsError, Exit, Problem, wrong
from ethics_cli.render.plain_table import wrapped

if TYPE_CHECKING:
    from ethics_cli.core.declared import Declared


def run(
    home_path: Path | None,
    wanted: str,
    step: str,
    value: str,
    because: str,
    reason: str,
    *,
    yes: bool,
    plain: bool,
    names: Declared | None = None,
) -> None:
    """Amend one answer. Leaves with exit 4 when an answer or a reason is missing and there is nobody to ask."""
    home = home_at(home_path)
    session = reopen(home.find(wanted), library_for(home), clock(), home)
    with session.journal.locked():
        session.refresh()
        position = place_named(session.walk, step)
        screen = product()
        asker = person(plain) if is_interactive() else None
        if asker is not None:
            watch_over(session, asker, None, names)
        given = Given(read_value(value), because) if value else asked_anew(session, position, asker, screen)
        event = amendment(session, position, given, reason)
        if isinstance(event, Problem):
            raise EthicsError(event, exit_code=Exit.USAGE)
        effect = effect_of(session, event)
        screen.lines(effect_lines(session, effect, screen.width))
        if not reason:
            reason = _reason(asker)
            event = amendment(session, position, given, reason)
            assert not isinstance(event, Problem)
        if not yes and asker is not None and not _sure(asker):
            screen.line("Nothing was changed.")
            raise typer.Exit(int(Exit.FINE))
        session.append(event)
        session.remember()
    screen.line(
        f"Changed. The old answer is kept. `ethics resume {session.id}` asks what is now open and closes the decision again."
    )
    say_unkept(session, names)


def effect_lines(session: Session, effect: Effect, width: int) -> list[str]:
    """What a change does, in words."""
    lines: list[str] = []
    for label, places in (("Opens", effect.opens), ("Closes", effect.closes)):
        for position in places:
            kept = (
                " (its answer is kept, and no longer counted)"
                if label == "Closes" and position.key in session.walk.answers
                else ""
            )
            about = f" ({', '.join(item.label for item in position.items)})" if position.items else ""
            lines += wrapped(f"{label}: {position.step.ref}{about}{kept}", width, "  ", "    ")
    lines += [f"  Flag rises: {ref}" for ref in effect.rises] + [f"  Flag falls: {ref}" for ref in effect.falls]
    return lines or ["  It opens and closes nothing."]


def asked_anew(session: Session, position: Position, asker: WordAsker | None, screen: Screen) -> Given:
    """The new answer, asked as in a walk. A list is changed item by item until it is done, and written as one amendment."""
    if asker is None:
        hint = "give it with --value"
        raise wrong("amend.no-value", "there is nobody to ask for the new answer", hint, exit_code=Exit.UNANSWERED)
    answer = session.walk.answers.get(position.key)
    if answer is not None:
        screen.lines(wrapped(f"Now: {answer_words(session.walk, position.step, answer)}", screen.width, "  ", "    "))
    question = question_at(session.walk, position)
    while True:
        reply = asker.ask(question)
        if not isinstance(reply, Given):
            raise EthicsError(Problem("amend.stopped", "nothing was changed"), exit_code=Exit.PAUSED)
        if not reply.open:
            return reply
        found = accept(
            position.step, reply.raw, setting_at(session.walk, position.step, session.clock.now(), open_list=True)
        )
        if isinstance(found, Problem):
            asker.refuse(found)
        else:
            question = replace(question, items=tuple(found.value))


def _reason(asker: WordAsker | None) -> str:
    if asker is None:
        raise wrong("amend.no-reason", "a change needs its reason", "give it with --reason", exit_code=Exit.UNANSWERED)
    while True:
        reason = asker.input.line("  Why do you change it? ")
        if not isinstance(reason, str):
            raise EthicsError(Problem("amend.stopped", "nothing was changed"), exit_code=Exit.PAUSED)
        if reason.strip():
            return reason


def _sure(asker: WordAsker) -> bool:
    return asker.input.pick((Choice("yes", "Change it"), Choice("no", "Leave it as it was"))) == "yes"
