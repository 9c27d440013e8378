"""What `why` says: the claims that decided it, each beside what was answered, and the smallest changes that would turn it round."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ethics_cli.app.sessions import walk_of
from ethics_cli.app.why import Why, why
from ethics_cli.cli.places import home_at
from ethics_cli.cli.screen import BOLD, DIM, Screen, product
from ethics_cli.core.condition_words import Names, condition_words
from ethics_cli.core.explaining import Leaf, Turn
from ethics_cli.core.framework import NON_ANSWERS, Choice, Step
from ethics_cli.core.possible import Said
from ethics_cli.core.sentence import begun, ended, within
from ethics_cli.core.walk import Position, Walk
from ethics_cli.core.wording import answer_words, filled, value_words
from ethics_cli.render.plain_table import wrapped

NEVER = {
    "depth": "It is asked on deeper walks than this one: `ethics resume SESSION --route full` would come to it.",
    "framework": "Nothing in these answers brings in the part it belongs to.",
    "item": "There is nothing on the list that it is asked about.",
}
FEW = 6


def explain(home_path: Path | None, wanted: str, name: str, *, as_json: bool) -> None:
    """Print one explanation. Raises EthicsError when there is no such session, step or flag."""
    walk, _, _ = walk_of(home_at(home_path).find(wanted))
    found = why(walk, name)
    if as_json:
        print(json.dumps(_plain(walk, found), indent=2, ensure_ascii=True))
        return
    say_why(product(), walk, found)


def say_why(screen: Screen, walk: Walk, found: Why) -> None:
    """Say one explanation."""
    screen.lines(wrapped(_said(walk, found), screen.width), BOLD)
    for line in _lines(walk, found):
        screen.lines(wrapped(line, screen.width, "  ", "      "))
    for source in found.sources:
        seen = f"looked at on {source.checked_on}" if source.verified else "not checked against its text"
        screen.lines(wrapped(f"Source: {source.cite} ({seen}).", screen.width, "  ", "      "), DIM)


def _said(walk: Walk, found: Why) -> str:
    if found.flag is not None:
        up = "is up" if found.stands else "is not up"
        return f"Flag {found.ref} ({found.flag.level}) {up}: {filled(walk, found.said, framework=found.flag.framework)}"
    asked = "was asked" if found.stands else "was not asked"
    return f"{found.ref} {asked}: {filled(walk, found.said)}"


def _lines(walk: Walk, found: Why) -> Iterator[str]:
    if found.because:
        yield ended(f"What it is for: {within(found.because)}")
    if found.reason and not (found.reason == "framework" and found.joins):
        yield NEVER[found.reason]
    yield from _joined(walk, found)
    if found.hinge is None:
        if not found.reason:
            yield f"Every walk {'with this part' if found.joins else 'of this route'} asks it."
        return
    names = Names(walk.folded.frameworks, found.step)
    lines = [_claim(walk, names, *one) for one in found.hinge.claims]
    yield from dict.fromkeys([*lines, *_turns(walk, found)])


def _joined(walk: Walk, found: Why) -> Iterator[str]:
    """What brought in the part that a question belongs to, or what would."""
    walked = found.reason != "framework"
    known = [(step, choice) for step, choice in found.joins if _is_asked(walk, step)]
    chosen = [(step, choice) for step, choice in known if _chose(walk, step, choice)]
    if walked and not chosen and found.joins:
        yield f"It belongs to “{found.part}”, which was asked for by name when the session began."
    elif found.joins and not known:
        yield NEVER["framework"]
    for step, choice in chosen if walked else known:
        brings = "came in by" if walked else "would come in by"
        answer = walk.answers.get((step.ref, ()))
        said = f" Answered: {ended(answer_words(walk, step, answer))}" if answer and not walked else ""
        yield f"It belongs to “{found.part}”, which {brings} “{step.name}”: {ended(choice.label)}{said}"


def _is_asked(walk: Walk, step: Step) -> bool:
    return any(place.step.ref == step.ref for place in walk.path)


def _chose(walk: Walk, step: Step, choice: Choice) -> bool:
    answer = walk.answers.get((step.ref, ()))
    value = answer.value if answer else None
    return choice.id in value if isinstance(value, list) else choice.id == value


def _claim(walk: Walk, names: Names, claim: Leaf, held: bool) -> str:
    said = condition_words(claim, names).removeprefix("if ")
    return f"{'yes' if held else 'no ':<3}  {begun(said)}.{_answered(walk, claim)}"


def _answered(walk: Walk, claim: Leaf) -> str:
    step = walk.step(claim.ref)
    if step is None:
        return ""
    places = (place for place in walk.path if place.step.ref == step.ref and place.key in walk.answers)
    said = [_about(place) + answer_words(walk, step, walk.answers[place.key]) for place in places]
    shown = said[:FEW] + ([f"and {len(said) - FEW} more"] if len(said) > FEW else [])
    return f" Answered: {ended('; '.join(shown))}" if shown else " Not answered."


def _about(place: Position) -> str:
    """What a repeated question was asked about, before its answer."""
    return f"{', '.join(item.label for item in place.items)}: " if place.items else ""


def _turns(walk: Walk, found: Why) -> Iterator[str]:
    """The smallest sets of answers that would have to be others."""
    hinge = found.hinge
    assert hinge is not None
    what = "raised" if found.flag is not None else "asked"
    end = f"It would {'not ' if hinge.holds else ''}have been {what}"
    if not hinge.turns:
        yield f"{end} only on another route, at another depth or with other parts brought in: no single answer decides it."
    for turn in hinge.turns:
        yield f"{end} if {' and '.join(_turn(walk, one) for one in turn)}."


def _turn(walk: Walk, turn: Turn) -> str:
    step = walk.step(turn.ref)
    name = f"“{step.name}”" if step else turn.ref
    answers = list(dict.fromkeys(_answer(walk, turn.ref, said) for said in turn.answers))
    if not answers:
        return f"{name} were answered otherwise for some of what it is about"
    shown = answers[:FEW] + (["something else"] if len(answers) > FEW else [])
    return f"{name} were {' or '.join(shown)}"


def _answer(walk: Walk, ref: str, said: Said) -> str:
    step = walk.step(ref)
    if said.non:
        return f"left as {NON_ANSWERS.get(said.non, said.non).lower()}"
    if said.value is None:
        return "not answered"
    if step is not None and said.value == "…" and not step.choices:
        return "answered"
    if step is None or said.value == "…" or (isinstance(said.value, list) and "…" in said.value):
        return "something else"
    if step.type == "roster":
        return f"a list of {len(said.value)}" if said.value else "an empty list"
    return f"“{value_words(walk, step, said.value)}”"


def _plain(walk: Walk, found: Why) -> dict[str, Any]:
    hinge = found.hinge
    names = Names(walk.folded.frameworks, found.step)
    return {
        "format": "ethics-why/1",
        "session": walk.id,
        "ref": found.ref,
        "kind": "flag" if found.flag is not None else "step",
        "stands": found.stands,
        "why": found.because,
        "never": found.reason or None,
        "part": found.part,
        "brought_in_by": [{"step": step.ref, "choice": choice.id} for step, choice in found.joins],
        "claims": [
            {"claim": condition_words(claim, names), "step": claim.ref, "holds": held}
            for claim, held in (hinge.claims if hinge else ())
        ],
        "turns": [
            [{"step": one.ref, "answers": [_answer(walk, one.ref, said) for said in one.answers]} for one in turn]
            for turn in (hinge.turns if hinge else ())
        ],
        "sources": [
            {"cite": one.cite, "checked_on": one.checked_on, "verified": one.verified} for one in found.sources
        ],
    }
