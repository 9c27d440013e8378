"""A comparison as a document: the decisions, the options, the leanings, the answers, what only one was asked, the flags.

The two are called the first and the second, and neither is ever called right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ethics_cli.core.appraisal import SIGNS, Cell
from ethics_cli.core.comparing import Comparison, Match
from ethics_cli.core.framework import LEANINGS, Flag
from ethics_cli.core.sentence import ended
from ethics_cli.core.walk import Answer, Item, Position, Walk
from ethics_cli.core.wording import answer_words, flag_words
from ethics_cli.render.comparing_rows import answers_apart
from ethics_cli.render.document import Block, Bullets, Document, Heading, Inline, Para, Quote, Table, Words, para, words
from ethics_cli.render.replay_words import by_framework
from ethics_cli.render.title import title

STATUS = {"open": "still open", "decided": "decided", "changed": "decided, and changed since"}
REMARK = "Two ways through, beside each other. Which of them is right is not asked here."
SIDES = ("The first", "The second")


class Named(NamedTuple):
    """One of the two, as the top of the paper names it. `at` is the event it stops at, when that is not the last."""

    walk: Walk
    events: int
    head: str
    at: int | None = None


def comparison(found: Comparison, first: Named, second: Named) -> Document:
    """The whole comparison. What is empty is left out, and where nothing differs it says so."""
    parts: list[tuple[str, list[Block]]] = [
        ("The decision", list(_decisions(found))),
        ("Options and other lists", list(_lists(found))),
        ("Options under lenses", list(_leanings(found))),
        ("Answered differently", list(answers_apart(found, SIDES))),
        ("Asked of one only", list(_alone(found))),
        ("Flags", list(_flags(found))),
    ]
    blocks: list[Block] = [
        Heading(1, "Two sessions compared" if not found.same_session else "One session at two points")
    ]
    blocks += [Quote((para(REMARK),)), Bullets((_side(SIDES[0], first), _side(SIDES[1], second))), _sum(found)]
    for name, inner in parts:
        if inner:
            blocks += [Heading(2, name), *inner]
    return Document(_front(first, second), tuple(blocks))


def _front(first: Named, second: Named) -> dict[str, object]:
    return {
        "format": "ethics-comparison-paper/1",
        **{
            name: {"session": side.walk.id, "events": side.events, "head": f"sha256:{side.head}"}
            | ({"at": side.at} if side.at is not None else {})
            for name, side in (("first", first), ("second", second))
        },
    }


def _side(name: str, side: Named) -> Inline:
    at = f", as it stood after event {side.at}" if side.at is not None else ""
    said = f"{title(side.walk)} ({side.walk.id}, {STATUS[side.walk.status]}, {side.walk.route.title or 'no route'}{at})"
    return (Words(f"{name}: ", "strong"), Words(said))


def _sum(found: Comparison) -> Para:
    """How much of the two lies beside each other. A count of questions; it says nothing of either."""
    if not found.asked:
        return para("They were asked no question in common: they may be two different cases.")
    said = f"Both were asked {_count(found.asked, 'question')} and answered {found.answered} of them: {found.alike} alike, "
    said += f"{len(found.different)} not alike."
    options = found.options
    if (options.only_first or options.only_second) and not options.both:
        said += " No option is called the same in both: they may be two different cases."
    return para(said)


def _decisions(found: Comparison) -> Iterator[Block]:
    walks, decided = (found.first, found.second), found.decided
    said = [_decided(walk, one) for walk, one in zip(walks, decided, strict=True)]
    yield Bullets(tuple((Words(f"{name}: ", "strong"), Words(text)) for name, text in zip(SIDES, said, strict=True)))
    sure = [_how_sure(walk) for walk in walks]
    if any(sure):
        told = [f"{name.lower()} {words_ or 'does not say'}" for name, words_ in zip(SIDES, sure, strict=True)]
        yield para(f"How sure: {', '.join(told)}.")


def _decided(walk: Walk, decided: tuple[Position, Answer] | None) -> str:
    if decided is None:
        return "no decision is written down."
    position, answer = decided
    because = f" Because: {ended(answer.because)}" if answer.because and not answer.non else ""
    return ended(answer_words(walk, position.step, answer)) + because


def _how_sure(walk: Walk) -> str:
    found = []
    for role, when in (("confidence-before", "before"), ("confidence-after", "after")):
        position = walk.by_role(role)
        answer = walk.answers.get(position.key) if position else None
        if position and answer:
            found.append(f"{answer_words(walk, position.step, answer)} {when} weighing")
    return " and ".join(found)


def _lists(found: Comparison) -> Iterator[Block]:
    items: list[Inline] = []
    for ref, one in found.lists.items():
        step = found.first.step(ref) or found.second.step(ref)
        letters = step is not None and step.role == "options"
        lines = [*_moved(one, letters=letters), *_only(one, letters=letters)]
        if step is not None and lines:
            items += [(Words(f"{step.name}: ", "em"), Words(ended(line))) for line in lines]
    if items:
        yield Bullets(tuple(items))


def _moved(found: Match, *, letters: bool) -> Iterator[str]:
    """What is the same and called otherwise, or stands under another letter."""
    for one, other in found.both:
        if one.label != other.label:
            yield f"“{one.label}” is called “{other.label}” in the second"
        elif letters and one.letter != other.letter:
            yield f"“{one.label}” is {one.letter} in the first and {other.letter} in the second"


def _only(found: Match, *, letters: bool) -> Iterator[str]:
    for name, items in zip(SIDES, (found.only_first, found.only_second), strict=True):
        if items:
            yield f"only {name.lower()} has {'; '.join(_item(item, letters=letters) for item in items)}"


def _item(item: Item, *, letters: bool) -> str:
    return f"“{item.label}”" + (f" ({item.letter})" if letters else "")


def _leanings(found: Comparison) -> Iterator[Block]:
    rows = tuple(
        (
            words(f"{one.lens.title}, on {one.option[0].label}"),
            *(words(_cell(cell)) for cell in one.cells),
        )
        for one in found.leanings
        if any(cell.leaning or cell.non for cell in one.cells)
        and (one.cells[0].leaning, one.cells[0].because) != (one.cells[1].leaning, one.cells[1].because)
    )
    looked = [one for one in found.leanings if all(cell.leaning for cell in one.cells)]
    same = sum(1 for one in looked if one.cells[0].leaning == one.cells[1].leaning)
    if looked:
        sides = sum(1 for one in looked if one.cells[0].side * one.cells[1].side < 0)
        apart = (
            f" {_count(sides, 'leaning')} lie on opposite sides."
            if sides > 1
            else " One lies on opposite sides."
            if sides
            else ""
        )
        yield para(
            f"Of {_count(len(looked), 'leaning')} that both gave, {same} {'is' if same == 1 else 'are'} the same.{apart}"
        )
    if rows:
        yield Table(("Lens and option", *SIDES), rows)
    for name, lenses in zip(SIDES, (found.lenses_first, found.lenses_second), strict=True):
        if lenses:
            yield para(f"Only {name.lower()} looked through: {'; '.join(lens.title for lens in lenses)}.")


def _cell(cell: Cell) -> str:
    if not cell.leaning:
        return f"left open: {cell.because}" if cell.because else "left open" if cell.non else "not answered"
    because = f": {cell.because}" if cell.because else ""
    return f"{SIGNS.get(cell.leaning, '·')} {LEANINGS.get(cell.leaning, cell.leaning)}{because}"


def _alone(found: Comparison) -> Iterator[Block]:
    sides = (
        (SIDES[0], found.first, found.only_first, found.apart[0]),
        (SIDES[1], found.second, found.only_second, found.apart[1]),
    )
    for name, walk, places, apart in sides:
        counted = [(walk, title_, count) for title_, count in by_framework(walk, places)]
        if counted:
            yield para(Words(f"{name} alone:", "em"))
            yield Bullets(tuple(_asked(walk, title_, places) for walk, title_, _ in counted))
        if apart:
            yield para(f"{name} alone was asked {_count(apart, 'question')} about items that only it has.")


def _asked(walk: Walk, name: str, places: Sequence[Position]) -> Inline:
    titles = {ident: framework.title for ident, framework in walk.folded.frameworks.items()}
    inside = [place for place in places if titles.get(place.step.framework, place.step.framework) == name]
    return (Words(f"{name}: ", "em"), Words(ended("; ".join(dict.fromkeys(place.step.name for place in inside)))))


def _flags(found: Comparison) -> Iterator[Block]:
    items = [
        (Words(f"Only {name.lower()}, {flag.level}: ", "em"), Words(_flag(walk, flag)))
        for name, walk, flags in (
            (SIDES[0], found.first, found.flags_first),
            (SIDES[1], found.second, found.flags_second),
        )
        for flag in flags
    ]
    if items:
        yield Bullets(tuple(items))
    if found.flags_both:
        yield para(f"Up in both: {', '.join(flag.ref for flag in found.flags_both)}.")


def _flag(walk: Walk, flag: Flag) -> str:
    handled = walk.folded.handled.get(flag.ref)
    return ended(flag_words(walk, flag)) + (f" Done about it: {ended(handled)}" if handled else "")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"
