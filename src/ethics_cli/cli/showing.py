"""A walk on the screen: what was asked and answered, what changed, which flags stand, and the matrix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ethics_cli.app.ports import SystemClock
from ethics_cli.app.publish import as_json as record_json
from ethics_cli.app.sessions import walk_of
from ethics_cli.cli.places import home_at, library_for
from ethics_cli.cli.screen import BOLD, DIM, FLAG, STOP, Screen, product
from ethics_cli.core.appraisal import matrix
from ethics_cli.core.finding import findings
from ethics_cli.core.remark import Remark, remarks_on, unplaced
from ethics_cli.core.signing import SignOff, sign_offs
from ethics_cli.core.walk import Answer, Position, Walk, reasons
from ethics_cli.core.wording import answer_words, flag_words
from ethics_cli.render.plain_table import in_words, matrix_lines, wrapped
from ethics_cli.render.record import Stamp
from ethics_cli.render.remarks import changed_words, remark_words, sign_off_words
from ethics_cli.render.title import title


def show(home_path: Path | None, wanted: str, *, everything: bool, as_json: bool) -> None:
    """Print one walk."""
    home = home_at(home_path)
    path = home.find(wanted)
    walk, count, head = walk_of(path)
    if as_json:
        stamp = Stamp(count, head, SystemClock().now().date().isoformat())
        print(record_json(walk, stamp, library_for(home)), end="")
        return
    screen = product()
    screen.lines(wrapped(title(walk), screen.width), BOLD)
    route = walk.route.id if walk.route_known else "no route yet"
    screen.line(f"{walk.id} · {walk.status} · {route} · {count} events · head {head[:8]}…{head[-4:]}", DIM)
    entered = ""
    for position in walk.path:
        answer = walk.answers.get(position.key)
        if answer is None:
            continue
        if position.step.framework != entered:
            entered = position.step.framework
            screen.line()
            screen.line(walk.folded.frameworks[entered].title, BOLD)
        screen.lines(answer_lines(walk, position, answer, screen.width))
    _matrix(screen, walk)
    _flags(screen, walk)
    if walk.status != "open":
        _findings(screen, walk)
    if walk.next is not None:
        screen.line()
        screen.line(f"Next: {walk.next.step.ref}   (ethics resume {walk.id})", BOLD)
    if everything and walk.off_path:
        _off_path(screen, walk)
    _others(screen, walk)


def answer_lines(walk: Walk, position: Position, answer: Answer, width: int) -> Iterator[str]:
    """One answer: the question as it was shown, what was said, and what was said before."""
    about = f" ({', for '.join(item.label for item in position.items)})" if position.items else ""
    yield from wrapped(
        f"{answer.given.asked}{about if about.strip(' ()') not in answer.given.asked else ''}", width, "  ", "  "
    )
    yield from wrapped(answer_words(walk, position.step, answer), width, "    › ", "      ")
    if answer.because and not answer.non:
        yield from wrapped(f"because {answer.because}", width, "      ", "      ")
    if answer.given.unsure:
        yield "      (not sure)"
    for old in answer.earlier:
        if not old.open and (old.value, old.because, old.non) != (answer.value, answer.because, answer.non):
            yield from wrapped(
                f"before that: {answer_words(walk, position.step, Answer(old, 0, ''))}", width, "      ", "        "
            )
    for reason in reasons(answer):
        yield from wrapped(f"changed because {reason}", width, "      ", "        ")
    for note in walk.folded.notes.get(position.key, ()):
        yield from wrapped(f"note: {note}", width, "      ", "        ")
    for remark in remarks_on(walk, position.key):
        yield from wrapped(f"» {remark_words(walk, remark)}", width, "      ", "        ")


def _matrix(screen: Screen, walk: Walk) -> None:
    table = matrix(walk)
    if table.lenses and table.options:
        screen.line()
        screen.lines(matrix_lines(table, screen.width))
        screen.lines(line for sentence in in_words(table) for line in wrapped(sentence, screen.width, "  ", "  "))


def _flags(screen: Screen, walk: Walk) -> None:
    for flag in walk.flags:
        handled = walk.folded.handled.get(flag.ref)
        screen.line()
        screen.lines(wrapped(f"⚑ {flag.level}  {flag_words(walk, flag)}", screen.width, "  ", "          "), FLAG)
        if handled:
            screen.lines(wrapped(f"Done about it: {handled}", screen.width, "          "))


def _findings(screen: Screen, walk: Walk) -> None:
    """What a reviewer would notice: gaps, each told once with how often it stands."""
    told: dict[tuple[str, str], int] = {}
    for finding in findings(walk):
        told[finding.id, finding.message] = told.get((finding.id, finding.message), 0) + 1
    if told:
        screen.line()
        screen.line("What a reviewer may notice", BOLD)
    for (ident, message), times in told.items():
        often = f" ({times} times)" if times > 1 else ""
        screen.lines(wrapped(f"{ident}  {message}{often}", screen.width, "  ", "      "))


def _others(screen: Screen, walk: Walk) -> None:
    """What others said of the whole, or of places that are not answered here; and who signed off what."""
    remarks, signed = unplaced(walk), sign_offs(walk.folded)
    if remarks or signed:
        screen.line()
        screen.line("What others said", BOLD)
    said: list[Remark | SignOff] = [*remarks, *signed]
    for one in sorted(said, key=lambda one: one.event):
        if isinstance(one, SignOff):
            screen.lines(wrapped(f"» {sign_off_words(one)}", screen.width, "  ", "    "))
            screen.lines(wrapped(changed_words(one), screen.width, "    "), STOP if one.changed_since else "")
        else:
            screen.lines(wrapped(f"» {remark_words(walk, one, placed=False)}", screen.width, "  ", "    "))


def _off_path(screen: Screen, walk: Walk) -> None:
    screen.line()
    screen.line("On branches that were left (kept, and not counted)", BOLD)
    for (ref, _), answer in walk.off_path.items():
        step = walk.step(ref)
        screen.lines(wrapped(answer.given.asked, screen.width, "  ", "  "))
        if step is not None:
            screen.lines(wrapped(answer_words(walk, step, answer), screen.width, "    › ", "      "))
