"""`ethics replay --hide`: the replay goes on by itself up to each judgement, which is asked before it is shown.

At the end both stand side by side, and may be kept as a second opinion.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.conduct import End
from ethics_cli.app.hiding import first_waiting, guess, waits
from ethics_cli.app.ports import Asker, Question
from ethics_cli.app.remarks import demand_role
from ethics_cli.app.second import demand_new, give, plain_answer
from ethics_cli.app.sessions import Session
from ethics_cli.cli.asking import WordAsker
from ethics_cli.cli.opinion_end import Ended, ask_end, asked_at_end, say_side_by_side
from ethics_cli.cli.places import clock
from ethics_cli.cli.recounting import say
from ethics_cli.cli.screen import BOLD, DIM, Screen, clear_all, is_interactive, product, talk
from ethics_cli.cli.seconding import asker_over, keep, kept_words, name_of, quoted, session_at
from ethics_cli.core.appraisal import matrix
from ethics_cli.core.event import AnswerGiven, Entry, OpinionGiven
from ethics_cli.core.framework import Choice, Step
from ethics_cli.core.opinion import answers_of, side_by_side
from ethics_cli.core.replaying import Moment, Replay
from ethics_cli.files.opinion_draft import Draft, DraftFile
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.replay_text import matrix_text, moment_lines

INTRO = (
    "What was asked and answered is shown as it came about. Before each judgement it stops: answer it as if the case were "
    "yours, and then see what was answered."
)
SAVES = Step(
    "saves",
    "second",
    "Keep your answers in the session, as a second opinion?",
    "one-of",
    why="Nothing of the session is changed by it. Without it, your answers are gone.",
    choices=(Choice("yes", "Yes, keep them"), Choice("no", "No, let them go")),
)


class HidingAsker(WordAsker):
    """The asker between moments that are shown: each question is told in full, for much was said since the last one."""

    def show(self, question: Question) -> None:
        self.heading = ("", "")
        super().show(question)


class Hidden(NamedTuple):
    """How a hidden replay is held: by whom, with which answers brought along, and whether it is kept (None: it is asked)."""

    by: str = ""
    answers: str = ""
    pairs: tuple[str, ...] = ()
    saves: bool | None = None


def hide(home_path: Path | None, wanted: str, how: Hidden, *, plain: bool) -> None:
    """Replay a session with each judgement asked before it is shown. Leaves with the exit code of how it ended."""
    session = session_at(home_path, wanted)
    by = demand_role(how.by or "supervisor")
    demand_new(session.walk, by)
    replay = Replay(session.journal.entries)
    if first_waiting(replay, ()) is None:
        hint = "`ethics replay` without --hide shows what there is"
        raise wrong("second.nothing", "nothing was judged in this session yet", hint, exit_code=Exit.USAGE)
    file = DraftFile(session.journal.path, session.home, by, session.folded.readers, kind="hide")
    asker = asker_over(session, how.answers, how.pairs, HidingAsker, plain=plain)
    with file.held():
        answers = Hiding(session, replay, by, file, asker).run()
        _end(session, answers, file, asker if is_interactive() else None, how.saves)


class Hiding:
    """One sitting: what was answered so far, each answer kept before what it is about is shown."""

    def __init__(self, session: Session, replay: Replay, by: str, file: DraftFile, asker: Asker) -> None:
        self.session, self.replay, self.by, self.file, self.asker = session, replay, by, file, asker
        self.screen: Screen = product()
        draft = file.read()
        self.given = list(answers_of(draft.opinion)) if draft is not None else []

    def run(self) -> OpinionGiven:
        """Go through the moments; what was answered at the end of it."""
        self.screen.lines(wrapped(INTRO, self.screen.width), DIM)
        for at in range(self._begin(), len(self.replay)):
            moment = self.replay[at]
            if waits(self.replay, at, {(one.step, one.items) for one in self.given}):
                self._ask(moment)
            say(self.screen, moment_lines(moment, self.screen.width))
        return self._opinion()

    def _begin(self) -> int:
        """Where to begin: at the start, or where it was left."""
        if not self.given:
            return 0
        at = first_waiting(self.replay, {(one.step, one.items) for one in self.given})
        self.screen.line(f"Going on: {kept_words(len(self.given))}; what came before was shown.", DIM)
        return len(self.replay) if at is None else at

    def _ask(self, moment: Moment) -> None:
        place, before = moment.place, moment.before
        if place is not None and before is not None and place.step.role == "decision":
            say(self.screen, matrix_text(matrix(before), self.screen.width))
        found = guess(moment, self.asker, clock())
        if isinstance(found, AnswerGiven):
            self.given.append(found)
            keep(self.file, Draft(self._opinion()), self.asker)
            self.screen.line()
            self.screen.line("  And so it was answered:", DIM)
        else:
            raise SystemExit(self._stopped(found, moment))

    def _opinion(self) -> OpinionGiven:
        journal = self.session.journal
        answers = tuple(plain_answer(one) for one in self.given)
        return OpinionGiven(self.by, answers, journal.count, journal.head, blind=True)

    def _stopped(self, end: End, moment: Moment) -> int:
        screen = talk()
        if end is End.HIDDEN:
            clear_all()
            return int(Exit.PAUSED)
        if end is End.UNANSWERED:
            ref = moment.place.step.ref if moment.place else ""
            screen.line(f"answers.missing: there is no answer to {ref}, and nobody to ask")
            screen.line("hint: bring answers with --answers FILE, or use a terminal")
            return int(Exit.UNANSWERED)
        screen.line()
        goes_on = f"`ethics replay {name_of(self.session)} --hide --by {quoted(self.by)}` goes on."
        screen.lines(wrapped(f"Paused. {kept_words(len(self.given))} apart: {goes_on}", screen.width))
        return int(Exit.PAUSED)


def _end(session: Session, opinion: OpinionGiven, file: DraftFile, asker: Asker | None, saves: bool | None) -> None:
    """Both side by side; then whether it is kept, and if so what is asked of every opinion."""
    screen, entry = product(), Entry(session.journal.count, "", opinion)
    say_side_by_side(screen, session.walk, side_by_side(session.walk, entry))
    if saves is None and asker is not None:
        said = asked_at_end(asker, SAVES)
        if said is None:
            raise SystemExit(int(Exit.PAUSED))
        saves = said == "yes"
    if not saves:
        file.remove()
        screen.line()
        screen.line("  Nothing was kept, and nothing was changed.", DIM)
        return
    ended = ask_end(session.walk, entry, Ended(), asker, quiet=True)
    if ended is None:
        raise SystemExit(int(Exit.PAUSED))
    give(session, opinion._replace(needs=ended.needs or "", dissents=bool(ended.dissents)))
    file.remove()
    screen.line()
    screen.line(f"  Kept as event {session.journal.count - 1}, a second opinion; nothing else was changed.", BOLD)
