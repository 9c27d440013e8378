"""What a changed answer would open and close, worked out by the same fold before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from ethics_cli.app.ports import Given
from ethics_cli.app.questioning import question_at, setting_at
from ethics_cli.app.sessions import Session
from ethics_cli.core.answering import accept
from ethics_cli.core.choices import near
from ethics_cli.core.event import AnswerAmended, Entry
from ethics_cli.core.routing import lay
from ethics_cli.core.typed import clean
from ethics_cli.core.walk import Position, Walk, add
from ethics_cli.problems import Exit, Problem, wrong


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do: places that open, places that close (with how many answers they hold), flags that rise and fall."""

    opens: tuple[Position, ...]
    closes: tuple[Position, ...]
    rises: tuple[str, ...]
    falls: tuple[str, ...]


def place_named(walk: Walk, name: str) -> Position:
    """The answered place that a person names: `framing.kind`, or with items, `autonomy.stands[A]`. Raises EthicsError."""
    ref, _, inside = name.rstrip("]").partition("[")
    wanted = [part.strip() for part in inside.split(",") if part.strip()]
    for position in walk.path:
        if position.step.ref == ref and _is_about(position, wanted):
            return position
    refs = list(dict.fromkeys(position.step.ref for position in walk.path))
    if ref in refs:
        items = next(position for position in walk.path if position.step.ref == ref).items
        hint = (
            f"name what it is about, such as {ref}[{items[0].letter if items else ''}]"
            if items
            else f"name it as {ref}"
        )
        raise wrong("amend.which", "this step is asked about several things", hint, exit_code=Exit.USAGE)
    raise wrong(
        "amend.unknown-step",
        "no such step is on the path of this session",
        near(ref, refs) or "`ethics show` lists what was answered",
        exit_code=Exit.USAGE,
    )


def _is_about(position: Position, wanted: list[str]) -> bool:
    return len(position.items) == len(wanted) and all(
        part in (item.id, item.letter, item.label) for part, item in zip(wanted, position.items, strict=True)
    )


def amendment(session: Session, position: Position, given: Given, reason: str) -> AnswerAmended | Problem:
    """The event that would supersede an answer, or the Problem with the new one."""
    step = position.step
    raw = {"choice": given.raw, "other": given.other} if given.other else given.raw
    found = accept(step, raw, setting_at(session.walk, step, session.clock.now()))
    if isinstance(found, Problem):
        return found
    because = clean(given.because, lines=False)
    if step.needs_because and not because:
        return Problem("answer.no-because", f"{step.ref}: this answer needs its reason", hint="give it with --because")
    asked = question_at(session.walk, position).asked
    why = clean(reason, lines=True)
    return AnswerAmended(
        step.ref, asked, found.value, position.key[1], because, other=found.other, unsure=given.unsure, reason=why
    )


def effect_of(session: Session, event: AnswerAmended) -> Effect:
    """What the walk would be after the change, against what it is now."""
    now = session.walk
    then = lay(add(session.folded, Entry(session.folded.count, "", event)))
    here = {position.key: position for position in now.path}
    there = {position.key: position for position in then.path}
    flags_now, flags_then = {flag.ref for flag in now.flags}, {flag.ref for flag in then.flags}
    return Effect(
        tuple(position for key, position in there.items() if key not in here and position.step.asks),
        tuple(position for key, position in here.items() if key not in there and position.step.asks),
        tuple(sorted(flags_then - flags_now)),
        tuple(sorted(flags_now - flags_then)),
    )
