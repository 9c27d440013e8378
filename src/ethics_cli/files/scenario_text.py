"""The text of a scenario's skeleton that is made from the structure of a walk: ids only, and comments that say what to invent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

INVENT = "FILL IN"
TERM = timedelta(days=365)
HEAD = """\
# A skeleton from the structure of a session. None of its words is in here, and none should come back in: invent the people, the
# place and the words, and change what would tell somebody which case it was (profession, place, order of events). Where the
# combination itself is telling, start from another one. `ethics check` says what is still missing; how each key works:
# docs/reference/scenario-format.md.
"""


class Structure(NamedTuple):
    """What is taken over from a walk. `told` are steps that set a case, `asked` those of its protocol and its choice, `more` all others."""

    protocol: str = ""
    profession: str = ""
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    options: int = 0


def scenario_text(found: Structure, today: date) -> str:
    """The skeleton, as YAML with comments."""
    return HEAD + "\n".join([*_head(found, today), *_way(found), *_case(found)]) + "\n"


def _head(found: Structure, today: date) -> Iterator[str]:
    yield from (
        "scenario: fill-in-an-id",
        "edition: 0.1.0",
        f"title: {INVENT} a title",
        f"about: {INVENT} two sentences",
    )
    yield (
        f"professions: [{found.profession}]"
        if found.profession
        else f"professions: [coach]   # {INVENT} for whom it is"
    )
    if found.protocol:
        yield f"protocol: {found.protocol}"
    yield "minutes: 10"
    yield "# keep those rows that the trainee comes to by what is asked"
    yield _list("rows", found.rows)
    yield from (_list(key, ids) for key, ids in (("places", found.places), ("bodies", found.bodies)) if ids)
    yield from (f"authors: {INVENT}", "funding: none", "reviewed: none", f"review_by: {today + TERM}")
    yield from ("sources:", f"  own: {{cite: {INVENT}, checked_on: {today}, verified: no}}")


def _way(found: Structure) -> Iterator[str]:
    yield from ("walk:", "  - at-first", *(f"  - {ident}" for ident in found.frameworks))
    yield "# asked besides the quick questions, which always are; ten minutes have room for ten to fifteen: keep the telling ones"
    yield from ("asks:", *(f"  - {ref}" for ref in found.asked)) if found.asked else ("asks: []",)
    if found.more:
        yield "# these were asked as well"
        yield from (f"#  - {ref}" for ref in found.more)
    yield "# what the scenario tells instead of asking: write an invented answer behind each, or take the line out and have it asked"
    yield from ("given:", *(f"  {ref}: {INVENT}" for ref in found.told))


def _case(found: Structure) -> Iterator[str]:
    yield from _options(found.options)
    yield from _stage()
    step = (*found.asked, "choosing.best-case")[0]
    yield from ("judged:", f"  - {{step: {step}, example: {INVENT}, sort: defensible, why: {INVENT}, source: own}}")
    yield from _notice(found.flags)
    yield from ("outcome:", f"  - {{tell: {INVENT} what happens then}}")
    yield from ("supervisor:", f"  - {INVENT} what an experienced supervisor would ask")
    yield from (f"try: {INVENT} one thing", "runs:", "  good:", "    answers: {}", "  poor:", "    answers: {}")


def _options(number: int) -> Iterator[str]:
    if number:
        yield from (f"# there were {number} of them", "options:")
        for at in range(number):
            yield f"  option-{at + 1}: {{label: {INVENT} {at + 1}, for: {INVENT}, against: {INVENT}}}"


def _stage() -> Iterator[str]:
    yield from (
        "stages:",
        "  - id: at-first",
        f"    title: {INVENT} when and where",
        f"    tell: {INVENT} what is known at first",
    )
    yield from (f"    ask: {INVENT} what do you ask?", "    most: 2", "    questions:")
    yield f"      telling: {{ask: {INVENT}, says: {INVENT}, brings: [fact]}}"
    yield f"      idle: {{ask: {INVENT}, says: {INVENT} something that leads nowhere}}"
    yield from ("hidden:", f"  fact: {INVENT} what only the right question brings out")


def _notice(flags: Sequence[str]) -> Iterator[str]:
    yield from ("# flags that were up come first; add what is to be noticed in the telling", "notice:")
    for at, ref in enumerate(flags):
        yield f"  - {{id: flag-{at + 1}, what: {INVENT}, flag: {ref}, try: {INVENT}}}"
    yield f"  - {{id: fact, what: {INVENT}, seen: {{at-first.ask: {{includes: telling}}}}, try: {INVENT}}}"


def _list(key: str, ids: Sequence[str]) -> str:
    return f"{key}: [{', '.join(ids)}]"
