"""A moment as lines of text for a terminal of any width, each with a tone of voice. No colours and no signs of a terminal here.

Nothing is said by its place alone: read aloud from top to bottom, every line says what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ethics_cli.core.appraisal import Matrix, appraising_step, matrix
from ethics_cli.core.framework import YES_NO, Flag, Framework, Step
from ethics_cli.core.replay_scene import ANSWERS
from ethics_cli.core.replaying import PAUSES, Moment
from ethics_cli.core.sentence import begun, ended
from ethics_cli.core.walk import Answer, Item, Position, Walk
from ethics_cli.core.wording import field_words, flag_words
from ethics_cli.render.plain_table import in_words, matrix_lines, wrapped
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
from ethics_cli.render.title import title

FEW = 3
"""As many places as are named one by one; more are counted."""
HEADS = {"changed": "an answer is changed", "not-answered": "not answered"}


class Line(NamedTuple):
    """One line, and how it is said: `strong`, `soft`, `flag`, `stop`, or plainly."""

    text: str
    tone: str = ""


def moment_lines(moment: Moment, width: int, *, jumped: bool = False) -> Iterator[Line]:
    """Everything that happened at a moment, as it is read from top to bottom; after a jump also the part that it lies in."""
    framework = moment.entered or (_framework(moment) if jumped else None)
    if framework is not None:
        yield Line("")
        yield from _said(framework.title, width, "  ", tone="strong")
    yield Line("")
    yield from _said(_head(moment), width, tone="soft")
    if moment.kind == "opened":
        yield from _opened(moment, width)
    elif moment.kind in ANSWERS:
        yield from _answer(moment, width)
    else:
        yield from _voice(moment, width)
    if moment.taken_out is not None and moment.kind != "blank":
        gone = moment.taken_out
        yield from _said(
            f"The words were taken out later, by {gone.by}: {gone.reason}", width, "    ", "      ", "soft"
        )
    yield from _consequences(moment, width)


def matrix_text(table: Matrix, width: int) -> Iterator[Line]:
    """The options under the lenses as they stand, and in sentences."""
    if not table.options or not table.lenses:
        yield Line("  There are no options under lenses yet.")
        return
    yield from (Line(line) for line in matrix_lines(table, width))
    yield from (line for sentence in in_words(table) for line in _said(sentence, width, "  "))


def _framework(moment: Moment) -> Framework | None:
    return moment.walk.folded.frameworks.get(moment.place.step.framework) if moment.place else None


def _head(moment: Moment) -> str:
    parts = [f"Event {moment.seq}", PAUSES.get(moment.pause, "")]
    head = ", ".join(part for part in parts if part)
    return f"{head}: {HEADS[moment.kind]}" if moment.kind in HEADS else head


def _opened(moment: Moment, width: int) -> Iterator[Line]:
    walk, opened = moment.walk, moment.walk.folded.opened
    yield from _said(title(walk), width, "  ", tone="strong")
    if opened is None:
        return
    said = [f"The session begins: {walk.id}, written by ethics {opened.program}"]
    said += [f"profession {opened.profession}"] if opened.profession else []
    said += [f"route {walk.route.title}"] if walk.route_known else ["no route chosen yet"]
    for name, values in (("lenses", opened.lenses), ("protocols", opened.protocols), ("places", opened.places)):
        said += [f"{name} {', '.join(values)}"] if values else []
    yield from _said(ended("; ".join(said)), width, "  ")


def _answer(moment: Moment, width: int) -> Iterator[Line]:
    place, answer = moment.place, moment.answer
    if place is not None and place.step.role == "decision" and moment.before is not None:
        yield from _matrix_before(moment, width)
    yield from _said(asked_words(moment), width, "  ", tone="strong")
    choices = on_offer(moment)
    if choices and _tells(moment):
        yield from _said(f"On offer: {'; '.join(choice.label for choice in choices)}", width, "    ", tone="soft")
    for label, reasons in suggested(moment).items():
        yield from _said(f"Suggested: {label}, {'; '.join(reasons)}", width, "    ", tone="soft")
    if moment.kind == "changed" and moment.was is not None:
        yield from _one(moment, moment.before, moment.was, width, "Was: ")
        yield from _one(moment, moment.walk, answer, width, "Now: ")
        yield from _said(f"Why it was changed: {why_changed(moment) or 'not said'}", width, "    ")
    else:
        yield from _one(moment, moment.walk, answer, width, "› ")
    if not moment.on_path:
        yield from _said("This was not on the path when it was answered; it is kept and not counted.", width, "    ")


def _tells(moment: Moment) -> bool:
    """Whether naming the choices tells more than the question did: not a plain yes or no, and not the items of a list seen before."""
    step = moment.place.step if moment.place else None
    return step is not None and not step.from_ and {one.id: one.label for one in step.choices} != YES_NO


def _matrix_before(moment: Moment, width: int) -> Iterator[Line]:
    """What lay before the person when the choice was asked for."""
    table = matrix(moment.before) if moment.before else Matrix((), (), {})
    if table.options and table.lenses:
        yield from _said("The options under the lenses, as they stood before this:", width, "  ", tone="soft")
        yield from matrix_text(table, width)
        yield Line("")


def _one(moment: Moment, walk: Walk | None, answer: Answer | None, width: int, mark: str) -> Iterator[Line]:
    """One answer with its reason, as it was given then."""
    if walk is None or answer is None:
        return
    step = moment.place.step if moment.place else None
    if step is not None and step.type == "roster" and _items(answer):
        yield from _list(moment, step, answer, width, mark)
    else:
        yield from _said(said_words(walk, moment.place, answer), width, f"    {mark}", "      ")
    if answer.because and not answer.non:
        yield from _said(f"because {answer.because}", width, "      ", "      ")
    if answer.given.unsure:
        yield Line("      (not sure)")
    if answer.given.note and answer is moment.answer:
        yield from _said(f"note: {answer.given.note}", width, "      ", "        ")


def _list(moment: Moment, step: Step, answer: Answer, width: int, mark: str) -> Iterator[Line]:
    """A list as it was given; one that grew tells only what is new, changed or gone."""
    before = {} if moment.was is None or answer is moment.was else {one["id"]: one for one in _items(moment.was)}
    now = {one["id"]: one for one in _items(answer)}
    for ident, one in now.items():
        if before.get(ident) == one:
            continue
        told = mark if not before else f"{mark}changed: " if ident in before else f"{mark}added: "
        item = Item(step.ref, ident, one["label"], one)
        name = f"{item.letter}  {item.label}" if step.role == "options" else item.label
        yield from _said(f"{told}{name}", width, "    ", "      ")
        yield from _fields(step, one, width)
    for ident, one in before.items():
        if ident not in now:
            yield from _said(f"{mark}taken off: {one['label']}", width, "    ", "      ")
    same = sum(1 for ident, one in now.items() if before.get(ident) == one)
    if same:
        yield Line(f"      ({same} on the list as before)")
    if answer.given.open:
        yield Line("      (the list is still being written)")


def _fields(step: Step, one: Mapping[str, Any], width: int) -> Iterator[Line]:
    for field in step.fields:
        if one.get(field.id):
            yield from _said(f"{field.name}: {field_words(field, one[field.id])}", width, "        ", "          ")


def _voice(moment: Moment, width: int) -> Iterator[Line]:
    said = voice(moment)
    if said is None:
        return
    by = f", by {said.by}" if said.by else ""
    about = f", on “{asked_words(moment)}”" if moment.place is not None else ""
    yield from _said(f"{said.what}{by}{about}.", width, "  ", tone="strong")
    if said.text:
        yield from _said(said.text, width, "    › ", "      ")
    for name, words in opinions(moment):
        yield from _said(f"{name}: {words}", width, "    ", "      ")


def _consequences(moment: Moment, width: int) -> Iterator[Line]:
    """What the moment changed: what came in, opened and closed, the matrix, the flags."""
    coming = brought_in(moment)
    if coming:
        yield from _said(f"Brings in: {'; '.join(coming)}", width, "    ", "      ", "soft")
    if moment.kind != "opened":
        yield from _places("Opens", moment.walk, moment.opened, width)
    yield from _places("Closes", moment.before or moment.walk, moment.closed, width)
    yield from _grown(moment, width)
    for flag in moment.rose:
        yield from _flag("rises", moment.walk, flag, width)
    for flag in moment.fell:
        yield from _flag("falls", moment.before or moment.walk, flag, width)


def _places(what: str, walk: Walk, places: Sequence[Position], width: int) -> Iterator[Line]:
    if not places:
        return
    parts = by_framework(walk, places)
    if len(places) <= FEW:
        said = "; ".join(f"“{place_words(place)}”" for place in places)
    elif len(parts) == 1:
        said = f"{len(places)} questions in {parts[0][0]}"
    else:
        said = f"{len(places)} questions: " + ", ".join(f"{count} in {name}" for name, count in parts)
    yield from _said(f"{what} {said}", width, "    ", "      ", "soft")


def _grown(moment: Moment, width: int) -> Iterator[Line]:
    """How the matrix grew: the row that changed, or how many options and lenses it now has."""
    table, place = moment.matrix, moment.place
    if table is None or not table.options or not table.lenses:
        return
    lens = next((one for one in table.lenses if place is not None and appraising_step(one) == place.step), None)
    if lens is not None:
        row = "  ".join(f"{option.letter} {table.cell(lens, option).sign}" for option in table.options)
        yield from _said(f"{begun(lens.title)} now: {row}", width, "    ", "      ", "soft")
    else:
        said = (
            f"Options under lenses: {_count(len(table.options), 'option')}, {_count(len(table.lenses), 'lens', 'es')}"
        )
        yield from _said(said, width, "    ", "      ", "soft")


def _flag(what: str, walk: Walk, flag: Flag, width: int) -> Iterator[Line]:
    tone = "stop" if flag.level == "stop" and what == "rises" else "flag"
    yield from _said(f"⚑ {flag.level} {what}: {flag_words(walk, flag)}", width, "    ", "      ", tone)


def _said(text: str, width: int, indent: str = "", hanging: str | None = None, tone: str = "") -> Iterator[Line]:
    return (Line(line, tone) for line in wrapped(text, width, indent, hanging))


def _items(answer: Answer) -> list[Mapping[str, Any]]:
    value = answer.value
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _count(number: int, what: str, plural: str = "s") -> str:
    return f"{number} {what}{plural if number != 1 else ''}"
