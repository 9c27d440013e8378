"""How a remark is taken down: what it is about, the words, how they are meant."""

from __future__ import annotations

from pathlib import Path

from ethics_cli.app.amending import place_named
from ethics_cli.app.remarks import remark
from ethics_cli.app.sessions import Session, reopen
from ethics_cli.cli.asking import WordAsker
from ethics_cli.cli.person import person
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import BOLD, DIM, Screen, is_interactive, product
from ethics_cli.cli.showing import answer_lines
from ethics_cli.cli.watching import watch
from ethics_cli.core.framework import Choice
from ethics_cli.core.walk import Position
from ethics_cli.core.wording import asked
from ethics_cli.problems import EthicsError, Exit, Problem, wrong
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.title import title

MEANT = (
    Choice("remark", "A remark, and no more"),
    Choice("change-wanted", "I want this to be looked at again"),
    Choice("approval", "I approve of it as it stands"),
)
KEPT = {"": "a remark", "change-wanted": "a wish for a change", "approval": "an approval"}


def run(
    home_path: Path | None,
    wanted: str,
    step: str,
    text: str,
    by: str,
    *,
    wants_change: bool,
    approve: bool,
    plain: bool,
) -> None:
    """Take down one remark. Leaves with exit 4 when there are no words and nobody to ask."""
    if wants_change and approve:
        raise wrong("comment.both", "give --wants-change or --approve, not both", exit_code=Exit.USAGE)
    home = home_at(home_path)
    session = reopen(home.find(wanted), library_for(home), clock(), home)
    position = place_named(session.walk, step) if step else None
    screen = product()
    stance = "change-wanted" if wants_change else "approval" if approve else ""
    watching = None
    if not text and is_interactive():
        asker = person(plain)
        watching = watch(asker, session)
        text, stance = _asked(session, position, stance, asker, screen)
    elif not text and not approve:
        hint = "give them with --text"
        raise wrong(
            "comment.no-text", "there is nobody to ask for the words of a remark", hint, exit_code=Exit.UNANSWERED
        )
    made = remark(session, by, text, *(position.key if position else ("", ())), stance)
    if watching is not None:
        watching.keep_at(session.journal.count - 1)
    about = f" on {step}" if step else " on the whole"
    said = f"Kept: {KEPT[stance]}{about}, by {made.by}. No answer was changed. `ethics show {session.id}` shows it."
    screen.lines(wrapped(said, screen.width))


def _asked(
    session: Session, position: Position | None, stance: str, asker: WordAsker, screen: Screen
) -> tuple[str, str]:
    """What is said and how it is meant, after what it is about was shown."""
    screen.line()
    answer = session.walk.answers.get(position.key) if position else None
    if position is None:
        screen.lines(wrapped(title(session.walk), screen.width, "  "), BOLD)
    elif answer is None:
        screen.lines(wrapped(asked(session.walk, position), screen.width, "  "), BOLD)
        screen.line("    Not answered.", DIM)
    else:
        screen.lines(answer_lines(session.walk, position, answer, screen.width))
    screen.line()
    text = _line(
        asker, "  What do you say? " if stance != "approval" else "  What do you say? (Enter for nothing) ", stance
    )
    return text, stance or _meant(asker)


def _line(asker: WordAsker, prompt: str, stance: str) -> str:
    while True:
        typed = asker.input.line(prompt)
        if not isinstance(typed, str):
            raise _stopped()
        if typed.strip() or stance == "approval":
            return typed


def _meant(asker: WordAsker) -> str:
    picked = asker.input.pick(MEANT)
    if not isinstance(picked, str):
        raise _stopped()
    return "" if picked == "remark" else picked


def _stopped() -> EthicsError:
    return EthicsError(Problem("comment.stopped", "nothing was said, nothing was kept"), exit_code=Exit.PAUSED)
