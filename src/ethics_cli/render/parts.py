"""The parts of a record that carry the decision: the choice, the conflict, options against lenses, and the reasons."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.sentence import begun, ended
from ethics_cli.core.wording import answer_words, field_words
from ethics_cli.render.document import Block, Bullets, Heading, Inline, Para, Table, Words, para, rows, words
from ethics_cli.render.phrases import sentence
from ethics_cli.render.plain_table import in_words
from ethics_cli.render.source import Part, Source


def decision(source: Source, part: Part) -> Iterator[Block]:
    """The decision first, with its because, and how sure."""
    found = source.role("decision")
    chosen = source.chosen()
    if found and chosen:
        yield Para(words(f"{chosen.letter}. {chosen.label}", "strong"))
        if found[1].because:
            yield Para((Words("Because ", "em"), Words(ended(found[1].because))))
    else:
        yield from _without_choice(source)
    sure = tuple(_how_sure(source))
    if sure:
        yield Para(sure)


def _without_choice(source: Source) -> Iterator[Block]:
    """Exits that hold no choice between options: a plain answer, or a rule still to be found out."""
    plain = source.words("framing.plain-act")
    finder = source.words("framing.finder")
    if plain:
        yield Para(words(plain, "strong"))
        yield Para(
            (Words("Because ", "em"), Words(f"the answer is plain: {ended(source.words('framing.plain-rule'))}"))
        )
    elif finder and source.walk.complete:
        yield Para((Words("Not decided: first find out. ", "strong"), Words(ended(finder))))
    else:
        yield para("No decision is written down yet.")


def _how_sure(source: Source) -> Iterator[Words]:
    before, after = source.role("confidence-before"), source.role("confidence-after")
    if not after or after[1].non:
        return
    yield Words("How sure: ")
    if before and not before[1].non:
        yield Words(f"{answer_words(source.walk, before[0].step, before[1])} before looking through any lens → ")
    yield Words(answer_words(source.walk, after[0].step, after[1]), "strong")
    moved = source.words("choosing.moved")
    yield Words(f" now. What moved it: {ended(moved)}" if moved else " now.")


def held(source: Source, part: Part) -> Iterator[Block]:
    """Stop flags that held the walk, and what was done about each."""
    flags = {flag.ref: flag for framework in source.walk.folded.frameworks.values() for flag in framework.flags}
    items = [
        (Words(f"{ended(flags[ref].say)} ", "em"), Words(f"Done about it: {ended(how)}"))
        for ref, how in source.walk.folded.handled.items()
        if ref in flags
    ]
    if items:
        yield Bullets(tuple(items))


def conflict(source: Source, part: Part) -> Iterator[Block]:
    """The sentence the person settled on; on a short walk, its three parts as they were given."""
    refs = part["steps"]
    settled = source.words(refs[0])
    if settled:
        yield Para(words(begun(ended(settled))))
        return
    told = [sentence(source.walk, position, answer) for position, answer in source.told(refs[1:])]
    if told:
        yield Bullets(tuple(told))


def table(source: Source, part: Part) -> Iterator[Block]:
    """Questions and answers side by side."""
    found = []
    for position, answer in source.told(part["steps"]):
        said = answer_words(source.walk, position.step, answer)
        because = f". {answer.because}" if answer.because and not answer.non else ""
        found.append((position.step.name, f"{said}{because}{' (not sure)' if answer.given.unsure else ''}"))
    if found:
        yield Table(("Question", "Answer"), rows(found))


def matrix_part(source: Source, part: Part) -> Iterator[Block]:
    """Options across, lenses down; then where they agree and where they pull apart, in words."""
    if not source.matrix.options:
        return
    if source.matrix.lenses:
        head = ("", *(f"{option.letter}. {option.label}" for option in source.matrix.options))
        body = tuple(
            (words(lens.title), *(words(source.matrix.cell(lens, option).sign) for option in source.matrix.options))
            for lens in source.matrix.lenses
        )
        yield Table(head, body, centred=True)
        yield para(
            "−− strongly against · − against · 0 neither way · + for · ++ strongly for · ? left open. Signs are not added up."
        )
    said = list(in_words(source.matrix))
    if said:
        yield Bullets(tuple(words(one) for one in said))
    yield from _reasons(source)


def _reasons(source: Source) -> Iterator[Block]:
    """Each leaning with its because: the words behind the signs."""
    for option in source.matrix.options:
        items: list[Inline] = []
        for lens, cell in source.matrix.column(option):
            if cell.leaning:
                items.append(
                    (
                        Words(
                            f"{lens.title}, {cell.leaning.replace('-', ' ') if cell.leaning != 'neither' else 'neither way'}: ",
                            "em",
                        ),
                        Words(ended(cell.because)),
                    )
                )
        if items:
            yield Heading(3, f"{option.letter}. {option.label}")
            yield Bullets(tuple(items))


def for_and_against(source: Source, part: Part) -> Iterator[Block]:
    """What speaks for and against each option, in equal room."""
    position = source.walk.by_role("options")
    if position is None or not source.options():
        return
    fields = position.step.fields
    body = [
        [f"{item.letter}. {item.label}", *(field_words(field, item.fields.get(field.id)) for field in fields)]
        for item in source.options()
    ]
    yield Table(("Option", *(field.name for field in fields)), rows(body))


def each(source: Source, part: Part) -> Iterator[Block]:
    """One line per item: why not this one."""
    items = []
    for position, answer in source.told(part["steps"]):
        item = position.items[0]
        items.append(
            (
                Words(f"{item.letter}. {item.label}: ", "strong"),
                Words(ended(answer_words(source.walk, position.step, answer))),
            )
        )
    if items:
        yield Bullets(tuple(items))


def best_case(source: Source, part: Part) -> Iterator[Block]:
    """The strongest objection, and the reply to it."""
    case, reply = (list(source.told([ref])) for ref in part["steps"])
    for position, answer in case:
        yield Para(words(begun(ended(answer_words(source.walk, position.step, answer)))))
    for position, answer in reply:
        yield Para((Words("My reply: ", "em"), Words(ended(answer_words(source.walk, position.step, answer)))))


def conditions(source: Source, part: Part) -> Iterator[Block]:
    """What was outweighed, and the six conditions, answered."""
    outweighed, *six = part["steps"]
    told = list(source.told([outweighed]))
    for position, answer in told:
        yield Para(words(begun(ended(answer_words(source.walk, position.step, answer)))))
    body = [
        (position.step.name, answer_words(source.walk, position.step, answer)) for position, answer in source.told(six)
    ]
    if body:
        yield Table(("Condition", "Answer"), rows(body))


def passages(source: Source, part: Part) -> Iterator[Block]:
    """Answers in their own phrases, one after the other."""
    told = [sentence(source.walk, position, answer) for position, answer in source.told(part["steps"])]
    if told:
        yield Bullets(tuple(told))
