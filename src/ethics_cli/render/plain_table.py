"""Small tables and wrapped text in plain characters, for a terminal of any width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from ethics_cli.core.appraisal import Matrix, Pull, agreed, least_convinced, pulls, unopposed
from ethics_cli.core.framework import Framework
from ethics_cli.core.sentence import ended, within
from ethics_cli.core.walk import Item
from ethics_cli.render.visible import one_line, visible

NAME_ROOM = 12


def wrapped(text: str, width: int, indent: str = "", hanging: str | None = None) -> Iterator[str]:
    """Text as lines of at most `width` columns; its own line ends stay."""
    later = indent if hanging is None else hanging
    for at, paragraph in enumerate(visible(text).split("\n")):
        first = indent if at == 0 else later
        lines = textwrap.wrap(
            paragraph, max(width, 12), initial_indent=first, subsequent_indent=later, break_on_hyphens=False
        )
        yield from lines or [first.rstrip()]


def matrix_lines(table: Matrix, width: int) -> Iterator[str]:
    """Options across by letter, lenses down, one sign in each cell; more options than the width has room for go below."""
    for option in table.options:
        yield from wrapped(f"{option.letter}  {option.label}", width, "  ", "     ")
    yield ""
    titles = [lens.title for lens in table.lenses]
    room = min(max((len(title) for title in titles), default=0), max(NAME_ROOM, width - 6 * len(table.options) - 2))
    across = max(1, (width - room - 2) // 6)
    for start in range(0, len(table.options), across):
        options = table.options[start : start + across]
        yield "  " + " " * room + "".join(f"{option.letter:>6}" for option in options)
        for lens in table.lenses:
            cells = "".join(f"{table.cell(lens, option).sign:>6}" for option in options)
            yield "  " + one_line(lens.title)[:room].ljust(room) + cells


def in_words(table: Matrix) -> Iterator[str]:
    """Where the lenses agree and where they pull apart, in sentences. No option is called better than another."""
    if not table.options or len(table.lenses) < 2:
        return
    against, toward = agreed(table, -1), agreed(table, 1)
    if against:
        yield f"They agree in leaning against {_options(against)}."
    if toward:
        yield f"They agree in leaning towards {_options(toward)}."
    for pull in pulls(table):
        yield f"They pull apart on {pull.option.letter}: for it {_sides(pull.toward, pull)}; against it {_sides(pull.against, pull)}."
    for option in (one for one in unopposed(table, 1) if one not in toward):
        yield from _least(table, option)
    for option in unopposed(table, -1):
        if option not in against:
            yield f"No lens leans towards {option.letter}."


def _least(table: Matrix, option: Item) -> Iterator[str]:
    least = least_convinced(table, option)
    said = (
        f" The least convinced is {within(least[0].title)}: {ended(least[1].because)}"
        if least and least[1].because
        else ""
    )
    yield f"No lens leans against {option.letter}.{said}"


def _sides(lenses: Sequence[Framework], pull: Pull) -> str:
    return _lenses([f"{lens.title} (strongly)" if lens.id in pull.strongly else lens.title for lens in lenses])


def _options(options: Sequence[Item]) -> str:
    return _joined([option.letter for option in options])


def _lenses(names: Sequence[str]) -> str:
    """Names in the middle of a sentence need no capital."""
    return _joined([within(name) for name in names])


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
