"""One moment of a replay as HTML: what was asked, what was said, was and now, what it opened, closed and raised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ethics_cli.core.appraisal import appraising_step, matrix
from ethics_cli.core.framework import YES_NO, Flag, Step
from ethics_cli.core.replay_scene import ANSWERS
from ethics_cli.core.replaying import PAUSES, Moment
from ethics_cli.core.sentence import begun
from ethics_cli.core.walk import Answer, Item, Walk
from ethics_cli.core.wording import field_words, flag_words
from ethics_cli.render.html import Given, Node, el, lines
from ethics_cli.render.html_matrix import matrix_table, spoken
from ethics_cli.render.replay_words import (
    asked_words,
    brought_in,
    by_framework,
    on_offer,
    opinions,
    place_words,
    said_words,
    suggested,
    voice,
    why_changed,
)

OTHERS = ("remark", "opinion-asked", "opinion", "sign-off")
KINDS = {
    "answered": "Answered",
    "changed": "An answer was changed",
    "not-answered": "Not answered",
    "opened": "The session begins",
    "note": "Note",
    "handled": "Flag handled",
    "closed": "Decision closed",
}
FEW = 3
"""As many places as are named one by one; more are counted."""


def anchor(moment: Moment) -> str:
    """Where a link to a moment leads."""
    return f"e{moment.seq}"


def classes(moment: Moment) -> tuple[str, ...]:
    """What a moment is marked as, so that a reader can keep to moments of one kind."""
    deciding = moment.kind == "closed" or (
        moment.kind in ANSWERS and moment.place is not None and moment.place.step.role == "decision"
    )
    marks = {
        "change": moment.kind == "changed",
        "raising": moment.kind == "handled" or bool(moment.rose or moment.fell),
        "deciding": deciding,
        "other": moment.kind in OTHERS,
    }
    return tuple(mark for mark, holds in marks.items() if holds)


def name_of(moment: Moment) -> str:
    """A moment in a list of links: its place, or what happened."""
    if moment.place is not None:
        return place_words(moment.place)
    said = voice(moment)
    return said.what if said else KINDS.get(moment.kind, asked_words(moment))


def moment_article(moment: Moment, before: Moment | None, after: Moment | None) -> Iterator[Node]:
    """A moment, and the pause before it."""
    if moment.pause:
        yield el("p", f"— {PAUSES[moment.pause]} —", class_="pause")
    own = anchor(moment)
    top = el("div", _kind(moment), _steps(before, after), class_="top")
    yield el(
        "article",
        top,
        _body(moment, f"t{moment.seq}"),
        _after(moment),
        id=own,
        class_=" ".join(["moment", *classes(moment)]),
        tabindex="-1",
        aria_labelledby=f"t{moment.seq}",
    )


def _kind(moment: Moment) -> Node:
    kind = KINDS.get(moment.kind, "")
    told: list[Given] = [" · ", el("span", kind, class_="kind")] if kind else []
    return el("p", f"Event {moment.seq}", told)


def _steps(before: Moment | None, after: Moment | None) -> Node:
    """To the moment before, and to the one after."""
    links: list[Given] = []
    for words, other in (("Previous", before), ("Next", after)):
        if other is not None:
            links.append(el("a", words, el("span", f", event {other.seq}", class_="unseen"), href=f"#{anchor(other)}"))
    return el("p", *links, class_="step no-print")


def _body(moment: Moment, ident: str) -> list[Given]:
    if moment.kind in ANSWERS:
        return [el("h3", lines(asked_words(moment)), id=ident), *_answers(moment)]
    if moment.kind == "opened":
        return [el("h3", "The session begins", id=ident), *_opened(moment)]
    return list(_voice(moment, ident))


def _opened(moment: Moment) -> Iterator[Node]:
    walk, opened = moment.walk, moment.walk.folded.opened
    if opened is None:
        return
    said = {
        "Session": walk.id,
        "Written by": f"ethics {opened.program}",
        "Profession": opened.profession,
        "Route": walk.route.title if walk.route_known else "not chosen yet",
        "Lenses": ", ".join(opened.lenses),
        "Protocols": ", ".join(opened.protocols),
        "Places": ", ".join(opened.places),
        "Drill": "yes: an invented case" if opened.drill else "",
    }
    rows = (node for key, value in said.items() if value for node in (el("dt", key), el("dd", value)))
    yield el("div", el("dl", rows), class_="about")


def _answers(moment: Moment) -> Iterator[Given]:
    place = moment.place
    if place is not None and place.step.role == "decision" and moment.before is not None:
        table = matrix(moment.before)
        if table.options and table.lenses:
            yield matrix_table(table, "The options under the lenses, as they stood before this choice")
    yield from _offer(moment)
    if moment.kind == "changed" and moment.was is not None:
        yield _one(moment, moment.before, moment.was, "Was")
        yield _one(moment, moment.walk, moment.answer, "Now")
        yield el("p", f"Why it was changed: {why_changed(moment) or 'not said'}")
    else:
        yield _one(moment, moment.walk, moment.answer, "")
    if not moment.on_path:
        yield el("p", "This was not on the path when it was answered; it is kept and not counted.", class_="offer")
    if place is not None and place.step.why:
        yield el("details", el("summary", "Why this is asked"), el("p", place.step.why), class_="no-print")


def _offer(moment: Moment) -> Iterator[Node]:
    step = moment.place.step if moment.place else None
    choices = on_offer(moment)
    tells = step is not None and not step.from_ and {one.id: one.label for one in step.choices} != YES_NO
    if choices and tells:
        yield el("p", f"On offer: {'; '.join(choice.label for choice in choices)}", class_="offer")
    for label, reasons in suggested(moment).items():
        yield el("p", f"Suggested: {label}, {'; '.join(reasons)}", class_="offer")


def _one(moment: Moment, walk: Walk | None, answer: Answer | None, how: str) -> Node | None:
    """One answer with its reason, as it was given then."""
    if walk is None or answer is None:
        return None
    step = moment.place.step if moment.place else None
    inside: list[Given] = [el("p", how, class_="how")] if how else []
    if step is not None and step.type == "roster" and items_in(answer):
        before = None if how == "Was" else moment.was
        inside.append(_list(step, answer, before))
    else:
        inside.append(el("p", lines(said_words(walk, moment.place, answer)), dir="auto"))
    if answer.because and not answer.non:
        inside.append(el("p", el("em", "because "), lines(answer.because), dir="auto"))
    if answer.given.unsure:
        inside.append(el("p", "Marked: not sure", class_="how"))
    if answer.given.note and answer is moment.answer:
        inside.append(el("p", el("em", "note: "), lines(answer.given.note), dir="auto"))
    return el("div", *inside, class_="answer was" if how == "Was" else "answer")


def _list(step: Step, answer: Answer, before: Answer | None) -> Node:
    """A list as it was given; of one that grew, what is new, changed or gone."""
    old = {one["id"]: one for one in items_in(before)} if before else {}
    now = {one["id"]: one for one in items_in(answer)}
    rows = []
    for ident, one in now.items():
        if old.get(ident) != one:
            mark = "" if not old else "Changed: " if ident in old else "Added: "
            rows.append(el("li", mark, el("strong", _name(step, one)), _fields(step, one)))
    rows += [el("li", f"Taken off: {one['label']}") for ident, one in old.items() if ident not in now]
    same = sum(1 for ident, one in now.items() if old.get(ident) == one)
    rest = [f"{same} on the list as before"] if same else []
    rest += ["the list is still being written"] if answer.given.open else []
    said = el("p", f"({'; '.join(rest)})", class_="how") if rest else None
    return el("div", el("ul", rows) if rows else None, said)


def _name(step: Step, one: Mapping[str, Any]) -> str:
    item = Item(step.ref, one["id"], one["label"], one)
    return f"{item.letter}. {item.label}" if step.role == "options" else item.label


def _fields(step: Step, one: Mapping[str, Any]) -> Node | None:
    told = [(field.name, field_words(field, one[field.id])) for field in step.fields if one.get(field.id)]
    rows = (el("div", el("dt", f"{name}: "), el("dd", lines(words))) for name, words in told)
    return el("dl", rows) if told else None


def _voice(moment: Moment, ident: str) -> Iterator[Node]:
    said = voice(moment)
    if said is None:
        yield el("h3", KINDS.get(moment.kind, "Something happened"), id=ident)
        return
    about = f", on “{asked_words(moment)}”" if moment.place is not None else ""
    yield el("h3", f"{said.what}{f', by {said.by}' if said.by else ''}{about}", id=ident)
    if said.text:
        yield el("div", el("p", lines(said.text), dir="auto"), class_="answer")
    told = [el("li", el("strong", f"{name}: "), lines(words), class_="said") for name, words in opinions(moment)]
    if told:
        yield el("ul", told)


def _after(moment: Moment) -> Node | None:
    """What the moment changed: what came in, opened and closed, how the table grew, the flags."""
    told: list[Given] = []
    coming = brought_in(moment)
    if coming:
        told.append(el("p", f"Brings in: {'; '.join(coming)}."))
    if moment.kind != "opened" and moment.opened:
        told.append(el("p", _places("Opens", moment.walk, moment.opened)))
    if moment.closed:
        told.append(el("p", _places("Closes", moment.before or moment.walk, moment.closed)))
    told.extend(_grown(moment))
    told.extend(_flag("rises", moment.walk, flag) for flag in moment.rose)
    told.extend(_flag("falls", moment.before or moment.walk, flag) for flag in moment.fell)
    return el("div", *told, class_="after") if told else None


def _places(what: str, walk: Walk, places: Sequence[Any]) -> str:
    if len(places) <= FEW:
        return f"{what} {'; '.join(f'“{place_words(place)}”' for place in places)}."
    parts = ", ".join(f"{count} in {name}" for name, count in by_framework(walk, places))
    return f"{what} {len(places)} questions: {parts}."


def _grown(moment: Moment) -> Iterator[Node]:
    """The row of the table that changed."""
    table, place = moment.matrix, moment.place
    if table is None or place is None:
        return
    lens = next((one for one in table.lenses if appraising_step(one) == place.step), None)
    if lens is not None and table.options:
        cells: list[Given] = []
        for option in table.options:
            cells += [f"  {option.letter} ", *spoken(table.cell(lens, option))]
        yield el("p", f"{begun(lens.title)} now:", *cells)


def _flag(what: str, walk: Walk, flag: Flag) -> Node:
    head = el("strong", f"Flag {what}, {flag.level}: ")
    return el("p", head, lines(flag_words(walk, flag)), class_=f"flag {flag.level if what == 'rises' else 'gone'}")


def items_in(answer: Answer) -> list[Mapping[str, Any]]:
    """The items of a list that an answer gives."""
    value = answer.value
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
