"""What was found in a session, as lines on the screen: by kind and place, what was kept, what was said of being recognised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ethics_cli.app.identifying import Found, judged
from ethics_cli.app.sessions import Session
from ethics_cli.cli.screen import BOLD, DIM, FLAG, Screen
from ethics_cli.core.declared import Declared
from ethics_cli.render.identifying_words import none_found
from ethics_cli.render.plain_table import wrapped


def where(session: Session, one: Found) -> str:
    """Where a find stands: its step as it is typed in a command, and the part of the answer."""
    if not one.step:
        return one.part if one.lines == (0,) else f"event {one.lines[-1]} · {one.part}"
    letters = [item.letter for key in one.items for item in _items(session, one.step) if item.id == key]
    about = f"[{','.join(letters or one.items)}]" if one.items else ""
    return f"{one.step}{about} · {one.part}" + ("" if one.here else ", in an earlier answer")


def say_list(screen: Screen, session: Session, every: Sequence[Found], names: Declared, *, brief: bool = False) -> None:
    """Each find on a line, those that were kept apart with their reasons; and what was looked for when there is none.

    Brief, it says nothing of what else can be done, nor of being recognised.
    """
    open_ = [one for one in every if not one.kept]
    for number, one in enumerate(every, 1):
        if not one.kept:
            screen.lines(wrapped(f"{number}  {one.masked}: {where(session, one)}", screen.width, "  ", "     "), FLAG)
    if not open_:
        screen.lines(wrapped(none_found(names=bool(names), but=len(every) > 0), screen.width, "  "))
    for number, one in enumerate(every, 1):
        if one.kept:
            said = f"{number}  kept: {one.masked}: {where(session, one)}: {one.kept}"
            screen.lines(wrapped(said, screen.width, "  ", "     "), DIM)
    if brief:
        return
    say_judged(screen, session)
    if open_:
        said = "At a terminal, `ethics identifiers` goes through them. Here: --replace NUMBER=WORDS, or --keep NUMBER --because …"
        screen.lines(wrapped(said, screen.width, "  "), DIM)


def say_judged(screen: Screen, session: Session) -> None:
    """What was said about being recognised, and whether the session has changed since."""
    said = judged(session)
    if said is None:
        screen.lines(wrapped("Whether somebody could recognise who this is, nobody has said yet.", screen.width, "  "))
        return
    later = " The session was changed since." if session.folded.touched >= said.seen else ""
    words = f"Could somebody recognise who this is? {said.could.capitalize()}{f': {said.text}' if said.text else ''}.{later}"
    screen.lines(wrapped(words, screen.width, "  "), BOLD if said.could != "no" else "")


def _items(session: Session, step: str) -> list[Any]:
    places = (place for place in session.walk.path if place.step.ref == step)
    return [item for place in places for item in place.items]
