"""Counts as lines for a terminal: the number first, then what it counts, then a bar for those who look at it."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.calibration import Calibration
from ethics_cli.core.counting import Table
from ethics_cli.core.totals import Stats
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.stats_words import (
    ABOUT,
    FEW_SESSIONS,
    TITLES,
    Line,
    band_words,
    forecast_lines,
    lines_of,
    part_of,
)

BAR, ASCII_BAR = "█", "#"
WIDEST_BAR = 24
WIDE = 64


def stats_lines(stats: Stats, width: int, *, bars: bool, signs: bool) -> Iterator[tuple[str, bool]]:
    """The lines, each with whether it is a heading."""
    if stats.of is None:
        yield from ((line, False) for line in wrapped(FEW_SESSIONS, width))
        return
    since = f" since {stats.since}" if stats.since else ""
    yield from ((line, False) for line in wrapped(f"{stats.of} sessions{since}. {ABOUT}", width))
    bar = (BAR if signs else ASCII_BAR) if bars else ""
    for table in stats.tables:
        yield "", False
        yield from ((line, True) for line in wrapped(_heading(table), width))
        yield from ((line, False) for one in lines_of(stats, table) for line in _counted(one, width, bar))
    if stats.forecasts is not None:
        yield "", False
        yield "Forecasts against what happened", True
        yield from ((line, False) for line in _forecasts(stats.forecasts, width, bar))


def _heading(table: Table) -> str:
    return f"{TITLES[table.id]} ({table.of} sessions)"


def _counted(line: Line, width: int, bar: str) -> Iterator[str]:
    number = f"{line.number:>5}  " if line.number is not None else ""
    drawn = bar * max(1, round((line.part or 0) * WIDEST_BAR)) if bar and line.part else ""
    said = line.name if line.number is not None else f"{line.said[0].upper()}{line.said[1:]}: {line.name}"
    indent = number or "       "
    room = width - WIDEST_BAR - 2 if drawn and width >= WIDE else width
    lines = list(wrapped(said, room, indent, "       "))
    if drawn and width >= WIDE:
        lines[0] += " " * (room - len(lines[0]) + 2) + drawn
        yield from lines
        return
    yield from lines
    if drawn:
        yield f"       {drawn}"


def _forecasts(found: Calibration, width: int, bar: str) -> Iterator[str]:
    for said in forecast_lines(found):
        yield from wrapped(said, width, "  ", "  ")
    for one in found.bands:
        yield from wrapped(f"{one.name}: {band_words(one)}", width, "  ", "    ")
        if bar:
            most = min(WIDEST_BAR, width - 18)
            yield f"    held       {bar * max(1, round(one.mean / 100 * most))}"
            yield f"    came true  {bar * round(part_of(one) / 100 * most)}"
