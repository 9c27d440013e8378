"""Counts as one page of HTML that needs nothing else: each chart has a title, a description and a table with the same numbers."""

from __future__ import annotations

from ethics_cli.core.calibration import Calibration
from ethics_cli.core.counting import Table
from ethics_cli.core.totals import Stats
from ethics_cli.render.html import Element, el
from ethics_cli.render.page import MAIN, page
from ethics_cli.render.page_style import BASE
from ethics_cli.render.stats_chart import bars, calibration
from ethics_cli.render.stats_words import (
    ABOUT,
    FEW_SESSIONS,
    TITLES,
    Line,
    came_true_words,
    forecast_lines,
    lines_of,
)

FORECASTS = "Forecasts against what happened"
STYLE = (
    BASE
    + """
figure { margin: 1rem 0; }
.chart { display: block; max-width: 100%; height: auto; overflow: visible; }
.chart text { font-family: var(--sans); font-size: 14px; fill: var(--ink); }
.chart .number, .chart .axis { fill: var(--soft); font-size: 13px; }
.bar, .dot { fill: var(--link); }
.grid { stroke: var(--line); }
.even { stroke: var(--soft); stroke-dasharray: 5 5; }
@media (forced-colors: active) { .bar, .dot { fill: CanvasText; }
  .even, .grid { stroke: CanvasText; } .chart text { fill: CanvasText; } }
@media print { section { break-inside: avoid; } }
"""
)


def stats_page(stats: Stats) -> str:
    """All counts as a page."""
    if stats.of is None:
        return page("Counts", _main(el("h1", "Counts"), el("p", FEW_SESSIONS)), style=STYLE)
    since = f" since {stats.since}" if stats.since else ""
    title = f"Counts over {stats.of} sessions{since}"
    sections = [_section(stats, table) for table in stats.tables]
    if stats.forecasts is not None:
        sections.append(_forecasts(stats.forecasts))
    return page(title, _main(el("h1", title), el("p", ABOUT), _contents(stats), *sections), style=STYLE)


def _main(*inside: Element) -> Element:
    return el("main", *inside, id=MAIN, class_="paper", tabindex="-1")


def _contents(stats: Stats) -> Element:
    links = [el("li", el("a", TITLES[table.id], href=f"#{table.id}")) for table in stats.tables]
    if stats.forecasts is not None:
        links.append(el("li", el("a", FORECASTS, href="#forecasts")))
    return el("nav", el("ul", links), aria_label="Contents")


def _section(stats: Stats, table: Table) -> Element:
    lines = lines_of(stats, table)
    title = f"{TITLES[table.id]}, {table.of} sessions"
    charted = [bars(f"{table.id}-chart", title, lines)] if any(line.part is not None for line in lines) else []
    return el(
        "section",
        el("h2", TITLES[table.id]),
        el("figure", charted) if charted else None,
        _numbers(title, lines),
        id=table.id,
    )


def _numbers(caption: str, lines: list[Line]) -> Element:
    rows = [el("tr", el("th", line.name, scope="row"), el("td", line.said)) for line in lines]
    return _table(caption, ("What", "Sessions"), rows)


def _forecasts(found: Calibration) -> Element:
    said = [el("p", line) for line in forecast_lines(found)]
    if not found.bands:
        return el("section", el("h2", FORECASTS), said, id="forecasts")
    rows = [
        el(
            "tr",
            el("th", one.name, scope="row"),
            el("td", str(one.size)),
            el("td", f"{one.mean} %"),
            el("td", came_true_words(one)),
        )
        for one in found.bands
    ]
    return el(
        "section",
        el("h2", FORECASTS),
        said,
        el("figure", calibration("forecasts-chart", FORECASTS, found.bands)),
        _table("Forecasts of about the same chance", ("Held likely", "Forecasts", "On average", "Came true"), rows),
        id="forecasts",
    )


def _table(caption: str, heads: tuple[str, ...], rows: list[Element]) -> Element:
    head = el("thead", el("tr", [el("th", one, scope="col") for one in heads]))
    return el("div", el("table", el("caption", caption), head, el("tbody", rows)), class_="scroll", tabindex="0")
