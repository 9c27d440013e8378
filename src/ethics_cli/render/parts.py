"""The parts of a record that carry the decision: the choice, the conflict, options against lenses, and the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ethics_cli.core.condition import tests_in
from ethics_cli.core.framework import LEANINGS, Flag, Framework
from ethics_cli.core.sentence import begun, ended
from ethics_cli.core.walk import Answer, Position
from ethics_cli.core.wording import answer_words, field_words, flag_words
from ethics_cli.render.document import Block, Bullets, Heading, Inline, Para, Table, Words, para, rows, words
from ethics_cli.render.phrases import sentence
from ethics_cli.render.plain_table import in_words
from ethics_cli.render.source import Part, Source


def decision(source: Source, part: Part) -> Iterator[Block]:
    """The decision first, with its because, how sure, and what stands beside it as a warning."""
    question = source.words("framing.question")
    if question and question != source.title:
        yield Para((Words("The question: ", "em"), Words(question)))
    found = source.role("decision")
    chosen = source.chosen()
    if found and chosen:
        yield Para(words(f"{chosen.letter}. {chosen.label}", "strong"))
        if found[1].because:
            yield Para((Words("Because: ", "em"), Words(ended(found[1].because))))
    else:
        yield from _without_choice(source)
    sure = tuple(_how_sure(source))
    if sure:
        yield Para(sure)
    yield from _beside(source)


def _without_choice(source: Source) -> Iterator[Block]:
    """Exits that hold no choice between options: a plain answer, or a rule still to be found out."""
    if source.role("settled-act"):
        yield from settled(source)
        return
    plain = source.words("framing.plain-act")
    finder = source.words("framing.finder")
    if plain:
        yield Para(words(begun(ended(plain)), "strong"))
        yield Para(
            (Words("Because: ", "em"), Words(f"the answer is plain. {ended(source.words('framing.plain-rule'))}"))
        )
    elif finder and source.walk.complete:
        yield Para((Words("Not decided: first find out. ", "strong"), Words(ended(finder))))
    else:
        yield para("No decision is written down yet.")


def settled(source: Source) -> Iterator[Block]:
    """What is done where the rules leave one course: the decision of a walk that had nothing to weigh."""
    for position, answer in source.of_role("settled-act"):
        yield Para(words(begun(ended(answer_words(source.walk, position.step, answer))), "strong"))
        exits = (one for place, one in source.of_role("exit") if place.step.framework == position.step.framework)
        reason = next((one.because for one in exits), "")
        said = "the rules leave one course here." + (f" {begun(ended(reason))}" if reason else "")
        yield Para((Words("Because: ", "em"), Words(said)))


def _how_sure(source: Source) -> Iterator[Words]:
    before, after = source.role("confidence-before"), source.role("confidence-after")
    if not after or after[1].non:
        return
    yield Words("How sure: ")
    if before and not before[1].non:
        yield Words(f"{answer_words(source.walk, before[0].step, before[1])} of the first view → ")
    yield Words(answer_words(source.walk, after[0].step, after[1]), "strong")
    moved = source.words("choosing.moved")
    yield Words(f" now. What moved it: {ended(moved)}" if moved else " now.")


def _beside(source: Source) -> Iterator[Block]:
    """What leans strongly against the choice, and every warning that stands: nothing of it may be read past."""
    chosen = source.chosen()
    items: list[Inline] = []
    for lens, cell in source.matrix.column(chosen) if chosen else ():
        if cell.leaning == "strongly-against":
            items.append((Words(f"{lens.title} leans strongly against it: ", "em"), Words(ended(cell.because))))
    warned = [flag for flag in source.standing("warn", "stop") if not (items and _says_the_same(flag))]
    items += [words(flag_words(source.walk, flag)) for flag in warned]
    if items:
        yield Para(words("Beside it stands:"))
        yield Bullets(tuple(items))


def _says_the_same(flag: Flag) -> bool:
    """Whether a flag only says that a lens leans strongly against the choice: the lens itself has just been named."""
    return all(test.ref == "fact.outweighed" for test in tests_in(flag.when))


def held(source: Source, part: Part) -> Iterator[Block]:
    """Stop flags that held the walk, and what was done about each."""
    flags = {flag.ref: flag for framework in source.walk.folded.frameworks.values() for flag in framework.flags}
    items = [
        (Words(f"{ended(flag_words(source.walk, flags[ref]))} ", "em"), Words(f"Done about it: {ended(how)}"))
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
        because = f". {begun(answer.because)}" if answer.because and not answer.non else ""
        found.append((position.step.name, f"{said}{because}{' (not sure)' if answer.given.unsure else ''}"))
    if found:
        yield Table(("Question", "Answer"), rows(found))


def matrix_part(source: Source, part: Part) -> Iterator[Block]:
    """Options across, lenses down; then where they agree and where they pull apart, in words."""
    if not source.matrix.options or not source.matrix.lenses:
        return
    if len(source.matrix.lenses) == 1:
        yield _one_lens(source)
        return
    head = ("", *(f"{option.letter}. {option.label}" for option in source.matrix.options))
    yield Table(head, tuple(_signs(source, lens) for lens in source.matrix.lenses), centred=True)
    yield para(
        "−− strongly against · − against · 0 neither way · + for · ++ strongly for · ? left open. Signs are not added up."
    )
    said = list(in_words(source.matrix))
    if said:
        yield Bullets(tuple(words(one) for one in said))
    yield from _reasons(source)


def _signs(source: Source, lens: Framework) -> tuple[Inline, ...]:
    return (words(lens.title), *(words(source.matrix.cell(lens, option).sign) for option in source.matrix.options))


def _one_lens(source: Source) -> Table:
    """One lens needs no matrix: each option, its leaning and its reason."""
    lens = source.matrix.lenses[0]
    cells = [(option, source.matrix.cell(lens, option)) for option in source.matrix.options]
    body = [
        [f"{option.letter}. {option.label}", LEANINGS.get(cell.leaning, "left open"), cell.because]
        for option, cell in cells
    ]
    return Table(("Option", lens.title, "Because"), rows(body))


def _reasons(source: Source) -> Iterator[Block]:
    """Each leaning with its because: the words behind the signs."""
    for option in source.matrix.options:
        items: list[Inline] = []
        for lens, cell in source.matrix.column(option):
            if cell.leaning:
                items.append((Words(f"{lens.title}, {LEANINGS[cell.leaning]}: ", "em"), Words(ended(cell.because))))
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
    """Answers in their own phrases; what was asked about each option stands in a table, question down, options across."""
    told = list(source.told(part["steps"]))
    per_option = [(position, answer) for position, answer in told if source.is_about_an_option(position)]
    if len({position.step.ref for position, _ in per_option}) > 1:
        yield option_table(source, per_option)
        told = [one for one in told if one not in per_option]
    said = [sentence(source.walk, position, answer) for position, answer in told]
    if len(said) == 1:
        yield Para(said[0])
    elif said:
        yield Bullets(tuple(said))


def option_table(source: Source, told: Sequence[tuple[Position, Answer]]) -> Table:
    """Questions down, options across."""
    options = list(
        dict.fromkeys((position.items[0].id, position.items[0].letter, position.items[0].label) for position, _ in told)
    )
    cells: dict[tuple[str, str], str] = {}
    for position, answer in told:
        because = f". {begun(answer.because)}" if answer.because and not answer.non else ""
        cells[position.step.name, position.items[0].id] = f"{answer_words(source.walk, position.step, answer)}{because}"
    names = list(dict.fromkeys(position.step.name for position, _ in told))
    body = [[name, *(cells.get((name, ident), "·") for ident, _, _ in options)] for name in names]
    return Table(("", *(f"{letter}. {label}" for _, letter, label in options)), rows(body))
