"""The parts of a record that stand behind the decision: rosters, forecast, lenses, self, what is open, trail and annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ethics_cli.core.dates import day_words
from ethics_cli.core.framework import DEPTHS, NON_ANSWERS, Field, Framework, Step
from ethics_cli.core.route import Route
from ethics_cli.core.sentence import ended, within
from ethics_cli.core.slot import fragment
from ethics_cli.core.walk import Answer, Item, Position, reasons
from ethics_cli.core.wording import answer_words, field_words, filled, flag_words
from ethics_cli.render.covering import all_models, covered
from ethics_cli.render.document import Block, Bullets, Fold, Heading, Inline, Para, Table, Words, para, rows, words
from ethics_cli.render.parts import passages
from ethics_cli.render.phrases import label, sentence
from ethics_cli.render.source import Part, Source

MOST_COLUMNS = 6


def roster(source: Source, part: Part) -> Iterator[Block]:
    """A list as a table, and what else was said about it."""
    for position, answer in source.told(part["steps"][:1]):
        items = source.walk.items(position.step.ref)
        if items:
            yield _roster_table(source, position.step)
        elif answer.non:
            yield Para(sentence(source.walk, position, answer))
    rest = [sentence(source.walk, position, answer) for position, answer in source.told(part["steps"][1:])]
    if rest:
        yield Bullets(tuple(rest))


def _roster_table(source: Source, step: Step) -> Table | Bullets:
    """Only the columns that somebody filled; more than a page can hold side by side are told one after the other."""
    items = source.walk.items(step.ref)
    used = [field for field in step.fields if any(item.fields.get(field.id) for item in items)]
    if len(used) > MOST_COLUMNS:
        return Bullets(tuple(_one_after_the_other(item, used) for item in items))
    head = (step.item.replace("-", " ").capitalize(), *(field.name for field in used))
    return Table(
        head, rows([[item.label, *(field_words(field, item.fields.get(field.id)) for field in used)] for item in items])
    )


def _one_after_the_other(item: Item, fields: Sequence[Field]) -> Inline:
    said: list[Words] = [Words(item.label, "strong")]
    for field in fields:
        if item.fields.get(field.id):
            said += [Words(f"\n{field.name}: ", "em"), Words(ended(field_words(field, item.fields[field.id])))]
    return tuple(said)


def forecast(source: Source, part: Part) -> Iterator[Block]:
    """What is expected, how likely, by when; and when to look again."""
    said, chance, by, look, whom = (source.words(ref) for ref in part["steps"])
    if said:
        tail = f"{f': {chance}' if chance else ''}{f', by {by}' if by else ''}"
        yield Para((Words("Forecast: ", "em"), Words(f"{said.rstrip('.')}{tail}.")))
    if look:
        yield Para((Words("Look again: ", "em"), Words(f"{look}{f', with {fragment(whom)}' if whom else ''}.")))


def lenses(source: Source, part: Part) -> Iterator[Block]:
    """What was answered under each lens, besides the leanings."""
    for framework in source.walk.frameworks:
        if framework.kind != "lens":
            continue
        blocks = list(_lens(source, framework))
        if blocks:
            yield Heading(3, framework.title)
            yield from blocks


def _lens(source: Source, framework: Framework) -> Iterator[Block]:
    refs = [step.ref for step in framework.steps if step.type != "appraisal"]
    told = list(source.told(refs))
    pairs = [(position, answer) for position, answer in told if len(position.items) == 2]
    lists = [position for position, answer in told if position.step.type == "roster" and answer.value]
    if pairs:
        yield _pair_table(source, pairs)
    apart = {position.step.ref for position, _ in pairs} | {position.step.ref for position in lists}
    yield from passages(source, {"steps": [ref for ref in refs if ref not in apart]})
    for position in lists:
        yield Para(words(f"{position.step.name}:", "em"))
        yield _roster_table(source, position.step)


def _pair_table(source: Source, pairs: list[tuple[Position, Answer]]) -> Table:
    """Answers about pairs: the first of the pair across, the second down."""
    across = list(dict.fromkeys((p.items[0].id, f"{p.items[0].letter}. {p.items[0].label}") for p, _ in pairs))
    down = list(dict.fromkeys((p.items[1].id, p.items[1].label) for p, _ in pairs))
    cells: dict[tuple[str, str], str] = {}
    for position, answer in pairs:
        key = (position.items[0].id, position.items[1].id)
        said = answer_words(source.walk, position.step, answer)
        said = f"{position.step.name.lower()} {within(said)}" if answer.non else said
        cells[key] = f"{cells[key]}, {said}" if key in cells else said
    body = [[name, *(cells.get((first, second), "·") for first, _ in across)] for second, name in down]
    return Table(("For whom", *(name for _, name in across)), rows(body))


def myself(source: Source, part: Part) -> Iterator[Block]:
    """First feeling, first view and what pulls: in their own phrases."""
    told = [sentence(source.walk, position, answer) for position, answer in source.told(part["steps"])]
    if told:
        yield Bullets(tuple(told))


def left_open(source: Source, part: Part) -> Iterator[Block]:
    """What was not answered and why, what was marked not sure, which flags stand, and what this depth left out."""
    walk = source.walk
    items = tuple(_unanswered(source))
    if items:
        yield Bullets(items)
    notes: dict[str, list[str]] = {}
    for flag in source.standing("note"):
        notes.setdefault(walk.folded.frameworks[flag.framework].title, []).append(ended(flag_words(walk, flag)))
    if notes:
        yield para("The tool noted, and it still stands:")
        yield Bullets(tuple((Words(f"{title}: ", "em"), Words(" ".join(said))) for title, said in notes.items()))
    if walk.next is not None:
        yield Para(words(f"Not answered yet: {walk.next.step.name.lower()}, and what comes after it.", "strong"))
    kind = source.role("kind")
    if kind and kind[1].value == "plain":
        yield para("The answer was plain: no options were weighed and no lens was looked through.")
        return
    if source.role("settled-act") and not source.role("decision"):
        yield para("The rules left one course: no options were weighed and no lens was looked through.")
    left = tuple(_left_out(source))
    if left:
        how = f"ethics resume {walk.id} --route full asks it"
        model, depth = walk.route.model, DEPTHS[walk.route.depth]
        which = f"This walk followed {walk.route.title}" if model else f"This was a {depth} walk"
        yield para(f"{which}. What it left out, by place and number of questions ({how}):")
        yield Bullets(left)


def _unanswered(source: Source) -> Iterator[Inline]:
    walk = source.walk
    for position in walk.path:
        answer = walk.answers.get(position.key)
        if answer is not None and answer.non and answer.non != "nothing":
            said = NON_ANSWERS[answer.non].lower() + (f": {answer.because}" if answer.because else "")
            yield (Words(f"{label(walk, position)}: ", "em"), Words(ended(said)))
        elif answer is not None and answer.given.unsure:
            yield (Words(f"{label(walk, position)}: ", "em"), Words("answered, and marked not sure."))


def _left_out(source: Source) -> Iterator[Inline]:
    """What a deeper walk would have asked: whole stages and lenses by name, single questions by number and place."""
    walk = source.walk
    known = {framework.id for framework in walk.frameworks}
    deepest = max(walk.folded.routes.values(), key=lambda route: route.depth, default=walk.route)
    absent = [
        stop for stop in deepest.stops if stop.framework and stop.framework not in known and walk.route.depth == 0
    ]
    deeper = {framework.title: _deeper(framework, walk.route) for framework in walk.frameworks}
    titles = deepest.titles
    named = walk.folded.opened.protocols if walk.folded.opened else ()
    groups = {
        "protocols": [ident for ident in named if ident not in known],
        "whole stages": [within(titles.get(stop.framework, stop.framework)) for stop in absent if not stop.lens],
        "lenses": [within(titles.get(stop.framework, stop.framework)) for stop in absent if stop.lens],
        "single questions": [f"{within(title)} ({count})" for title, count in deeper.items() if count],
    }
    for name, found in groups.items():
        if found:
            yield (Words(f"{name}: ", "em"), Words(f"{'; '.join(found)}."))


def _deeper(framework: Framework, route: Route) -> int:
    return sum(1 for step in framework.steps if step.asks and not route.asks_step(step, route.depth))


def trail(source: Source, part: Part) -> Iterator[Block]:
    """How this came about, and how to check that it still is what it was written from."""
    walk = source.walk
    changed = sum(1 for answer in walk.answers.values() if answer.changed)
    changes = (
        "no answer was changed"
        if not changed
        else f"{changed} answer{'s were' if changed > 1 else ' was'} changed on the way (see the annex)"
    )
    opened = walk.folded.opened
    yield para(
        f"{len(walk.answers)} answers, {changes}. Begun {_began(source)}; made with ethics {opened.program if opened else ''}."
    )
    yield from covered(source)
    yield para(
        "Frameworks: " + "; ".join(f"{framework.title} {framework.edition}" for framework in walk.frameworks) + "."
    )
    overridden = [
        f"{event.framework['framework']} ({event.origin})" for event in walk.folded.joined if event.origin != "bundled"
    ]
    if overridden:
        yield para("Not from the bundled library: " + ", ".join(overridden) + ".")
    if walk.off_path:
        yield para(
            f"{len(walk.off_path)} answers stand on branches that were left; they are kept in the session and count for nothing here."
        )
    opened_for = [*(opened.places if opened else ()), *(opened.bodies if opened else ())]
    if opened_for:
        yield para("Law and codes looked up, as kept in the settings: " + ", ".join(opened_for) + ".")
    command = f"ethics verify {walk.id} --head {source.head[:16]}"
    yield Para(
        (Words(command, "code"), Words(" shows whether the session is still the one this record was written from."))
    )


def _began(source: Source) -> str:
    first = min((answer.at for answer in source.walk.answers.values()), default="")
    return day_words(first[:10]) if first else "today"


def annex(source: Source, part: Part) -> Iterator[Block]:
    """Every question as it was shown, with its answer, its changes and its notes."""
    blocks: list[Block] = []
    heading = ""
    for position in source.walk.path:
        answer = source.walk.answers.get(position.key)
        if answer is None and position.step.asks:
            continue
        framework = source.walk.folded.frameworks[position.step.framework]
        if framework.title != heading:
            heading = framework.title
            blocks.append(Heading(3, heading))
        said = _asked_and_answered(source, position, answer) if answer else _shown(source, position)
        blocks.append(Para(tuple(said)))
    if blocks:
        yield Fold(part.get("title", "Annex"), tuple(blocks))
    yield from all_models(source)


def _shown(source: Source, position: Position) -> Iterator[Words]:
    """What was only told, as it was shown."""
    yield Words("shown: ", "em")
    yield Words(filled(source.walk, position.step.ask, position))


def _asked_and_answered(source: Source, position: Position, answer: Answer) -> Iterator[Words]:
    unsaid = [item.label for item in position.items if item.label not in answer.given.asked]
    yield Words(answer.given.asked, "strong")
    yield Words(f" ({', for '.join(unsaid)})" if unsaid else "")
    yield Words(f"\n{answer_words(source.walk, position.step, answer)}")
    if answer.because and not answer.non:
        yield Words(f"\nbecause: {answer.because}")
    if answer.given.unsure:
        yield Words("\n(marked: not sure)", "em")
    for old in answer.earlier:
        if not old.open and (old.value, old.because, old.non) != (answer.value, answer.because, answer.non):
            was = answer_words(source.walk, position.step, Answer(old, 0, ""))
            yield Words(f"\nbefore that: {was}", "em")
    for reason in reasons(answer):
        yield Words(f"\nchanged because {reason}", "em")
    for note in source.walk.folded.notes.get(position.key, ()):
        yield Words(f"\nnote: {note}", "em")
