"""A review as one page of HTML that answers “what should we talk about this quarter?”: themes with their sessions, questions, limits."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.review_alike import Alike
from ethics_cli.core.review_report import Report
from ethics_cli.render.html import Element, el
from ethics_cli.render.page import MAIN, page
from ethics_cli.render.page_style import BASE
from ethics_cli.render.review_words import (
    ALL_WELL,
    LIMITS,
    NAMED,
    Theme,
    named,
    place_words,
    problem_words,
    summary,
    themes,
    unread,
    unticked,
)
from ethics_cli.render.visible import one_line

STYLE = (
    BASE
    + """
.level { font: 600 .78rem/1.4 var(--sans); letter-spacing: .04em; text-transform: uppercase; }
.error { color: var(--stop); } .warn { color: var(--warn); } .note { color: var(--note); }
.theme { border: 1px solid var(--line); border-radius: 6px; padding: .2rem 1.1rem .8rem; margin: 1rem 0; background: var(--sheet); }
.theme h3 { margin-top: .8rem; }
.first li { margin: .55rem 0; }
.of { color: var(--soft); font: .88rem/1.4 var(--sans); }
@media print { .theme { break-inside: avoid; } details > * { display: block; } }
"""
)
FIRST = 7
"""So many themes stand at the top. More is a list nobody talks about."""
LONG = 12
"""So many findings of a theme are shown at once; the rest is folded."""
QUESTION = "What should we talk about?"


def review_page(report: Report) -> str:
    """The report as a page."""
    title = f"{QUESTION} Review of {report.day}"
    body = el("main", *_main(report), id=MAIN, class_="paper", tabindex="-1")
    foot = el("footer", el("p", f"Policy {report.policy.id}, edition {report.policy.edition}: {report.policy.title}."))
    return page(title, body, foot, style=STYLE)


def _main(report: Report) -> Iterator[Element]:
    found = themes(report)
    yield el("h1", QUESTION)
    yield el("p", f"Review of {report.day}. ", *(f"{one} " for one in summary(report)), class_="about")
    yield from _first(report, found)
    for level, name in NAMED.items():
        of_level = [theme for theme in found if theme.rule.level == level]
        if of_level:
            yield el("section", el("h2", name), *(_theme(theme) for theme in of_level), id=level)
    if report.alike:
        asked = el("p", "Unlike is not wrong: a difference may be the reason. Ask those who know the cases.")
        yield el("section", el("h2", "Like cases, unlike ends"), asked, *map(_alike, report.alike), id="alike")
    if report.groups:
        yield _groups(report)
    if unread(report):
        rows = [
            el("tr", el("th", named(row), scope="row"), el("td", one_line(problem_words(row))))
            for row in unread(report)
        ]
        yield el(
            "section",
            el("h2", "Could not be read"),
            _table("Sessions with a problem", ("Session", "What"), rows),
            id="unread",
        )
    yield el("section", el("h2", "What this is, and what it is not"), el("p", LIMITS), id="limits")


def _first(report: Report, found: list[Theme]) -> Iterator[Element]:
    """The answer to the question, on the first screen: a few themes, the questions, what cannot be read."""
    items = [
        el(
            "li",
            el("span", NAMED[theme.rule.level][:-1], class_=f"level {theme.rule.level}"),
            " ",
            el("a", unticked(theme.about), href=f"#{theme.rule.id}"),
            el("span", f" {_in_sessions(theme)}", class_="of"),
        )
        for theme in found[:FIRST]
    ]
    if len(found) > FIRST:
        items.append(el("li", f"and {len(found) - FIRST} more below."))
    if report.alike:
        items.append(el("li", el("a", "Like cases that ended in different ways", href="#alike")))
    if report.problems:
        items.append(el("li", el("a", "Sessions that could not be read", href="#unread")))
    yield el("ol", items, class_="first") if items else el("p", ALL_WELL)


def _theme(theme: Theme) -> Element:
    rows = [
        el(
            "tr",
            el("th", named(row), scope="row"),
            el("td", one_line(place_words(one))),
            el("td", unticked(one["say"])),
        )
        for row, one in theme.found
    ]
    head = ("Session", "Where", "What")
    about = unticked(theme.about)
    shown = _table(f"Found {_in_sessions(theme)}", head, rows[:LONG], about)
    rest = rows[LONG:]
    folded = el("details", el("summary", f"{len(rest)} more"), _table("The rest", head, rest, about)) if rest else None
    return el(
        "article",
        el("h3", about),
        el("p", el("strong", "What to do: "), unticked(theme.do)) if theme.do else None,
        shown,
        folded,
        class_="theme",
        id=theme.rule.id,
    )


def _alike(alike: Alike) -> Element:
    ends = [
        el("li", f"{end.words}: {', '.join(end.sessions)}{f' and {end.more} more' * bool(end.more)}")
        for end in alike.ends
    ]
    differed = f"Differed: {', '.join(alike.differed) or 'nothing that the answers show'}."
    common = ", ".join((alike.kind, *alike.protocols, *alike.topics))
    return el(
        "article",
        el("h3", alike.question),
        el("p", f"In common: {common}."),
        el("ul", ends),
        el("p", differed),
        class_="theme",
    )


def _groups(report: Report) -> Element:
    rows = [
        el(
            "tr",
            el("th", one_line(name), scope="row"),
            *(el("td", str(counts[key])) for key in ("sessions", "error", "warn", "note")),
        )
        for name, counts in report.groups.items()
    ]
    table = _table("Findings by group", ("Group", "Sessions", "Errors", "Warnings", "Notes"), rows)
    return el("section", el("h2", "By group"), table, id="groups")


def _table(caption: str, head: tuple[str, ...], rows: list[Element], about: str = "") -> Element:
    """A table that may be scrolled; what it is about keeps its name apart from others of the same caption."""
    top = el("thead", el("tr", *(el("th", name, scope="col") for name in head)))
    table = el("table", el("caption", caption), top, el("tbody", rows))
    return el(
        "div",
        table,
        class_="scroll",
        role="region",
        tabindex="0",
        aria_label=f"{about}: {caption}" if about else caption,
    )


def _in_sessions(theme: Theme) -> str:
    return f"in {theme.sessions} session{'s' * (theme.sessions != 1)}"
