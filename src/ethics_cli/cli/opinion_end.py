"""The end of a second opinion: both side by side, then what the one would need to see it the other way, and whether dissent stands."""

from __future__ import annotations

from typing import NamedTuple

from ethics_cli.app.ports import Asker, Given, Note, Pause, Question, Skip
from ethics_cli.app.remarks import TEXT_LIMIT
from ethics_cli.cli.screen import BOLD, DIM, Screen, product
from ethics_cli.core.dates import day_words
from ethics_cli.core.event import Entry
from ethics_cli.core.framework import Choice, Step
from ethics_cli.core.opinion import SideBySide, side_by_side
from ethics_cli.core.sentence import begun
from ethics_cli.core.typed import clean
from ethics_cli.core.walk import Position, Walk
from ethics_cli.render.beside_lines import beside_lines, named_lines, parting_lines
from ethics_cli.render.opinions import OURS, agreement_words, answer_said
from ethics_cli.render.plain_table import wrapped

NEEDS = Step(
    "needs",
    "second",
    "What would you need to see it the other way?",
    "passage",
    hint="A fact, a rule, a talk with somebody. Pass with Enter if nothing would.",
    why="What would change a view shows what it rests on, and gives the other one something to find out.",
    optional=True,
)
ELSEWHERE = NEEDS._replace(ask="What would you need to know to judge it otherwise?")
STANDS = Step(
    "stands",
    "second",
    "Shall your dissent stand in the record?",
    "one-of",
    why="A view that was not followed may turn out to matter; kept or not, the opinion itself stays in the session.",
    choices=(
        Choice("yes", "Yes: the record names where we part"),
        Choice("no", "No: the record only says that there is an opinion, and how alike the two are"),
    ),
)
STANDS_ELSEWHERE = STANDS._replace(ask="If the two part, shall your dissent stand in the record?")


class Ended(NamedTuple):
    """What is said at the end; None where it is still to be asked. `copy`: the other side is not here to be shown."""

    copy: bool = False
    needs: str | None = None
    dissents: bool | None = None


def ask_end(walk: Walk, entry: Entry, said: Ended, asker: Asker | None, *, quiet: bool = False) -> Ended | None:
    """Show both sides, and ask what is not said yet. None when the person stops: it is asked again the next time."""
    one = side_by_side(walk, entry)
    if said.needs is not None:
        said = said._replace(needs=clean(said.needs, lines=True))
    if not said.copy and not quiet:
        say_side_by_side(product(), walk, one)
    if not said.copy and not one.parts:
        return said._replace(dissents=False)
    if asker is None:
        return said
    if said.needs is None:
        needs = asked_at_end(asker, ELSEWHERE if said.copy else NEEDS)
        if needs is None:
            return None
        said = said._replace(needs=needs)
    if said.dissents is None:
        stands = asked_at_end(asker, STANDS_ELSEWHERE if said.copy else STANDS)
        if stands is None:
            return None
        said = said._replace(dissents=stands == "yes")
    return said


def asked_at_end(asker: Asker, step: Step) -> str | None:
    """The answer to a question that no framework asks; nothing when it is passed over, None when the person stops."""
    question = Question(Position(step), step.ask, step.hint, choices=step.choices, why=(step.why,))
    while True:
        reply = asker.ask(question)
        if isinstance(reply, Given):
            return clean(str(reply.raw or ""), lines=True)[:TEXT_LIMIT]
        if isinstance(reply, Skip):
            return ""
        if isinstance(reply, Note):
            asker.tell("Write it into the answer: there is no side note here.")
        elif isinstance(reply, Pause):
            return None
        else:
            return ""


def say_side_by_side(screen: Screen, walk: Walk, one: SideBySide) -> None:
    """Both views on the screen: the leanings as a table, the choices, where they part and why, and how alike they are."""
    opinion = one.opinion
    blind = "blind" if opinion.blind else "not blind"
    given = f", {day_words(one.at[:10])}" if one.at else ""
    screen.line()
    screen.lines(wrapped(f"Side by side: {OURS} and {opinion.by} ({blind}{given})", screen.width, "  "), BOLD)
    if one.leanings:
        screen.line()
        screen.lines(beside_lines(one, screen.width))
    for two in one.answers:
        screen.line()
        screen.line(f"  {two.step.name}", BOLD)
        ours = answer_said(walk, two, two.ours) if two.ours else "not answered"
        theirs = answer_said(walk, two, two.theirs)
        screen.lines(named_lines((OURS, ours), (opinion.by, theirs), width=screen.width))
    if one.parting:
        screen.line()
        screen.line("  Where the leanings part", BOLD)
        screen.lines(parting_lines(one, screen.width))
    screen.line()
    for sentence in agreement_words(one):
        screen.lines(wrapped(sentence, screen.width, "  "))
    if opinion.needs:
        screen.line()
        screen.lines(
            wrapped(f"{begun(opinion.by)} would need to see it the other way: {opinion.needs}", screen.width, "  "), DIM
        )
