"""A review as Markdown: what to talk about, theme by theme, for a ticket, a wiki or the agenda of a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.review_report import Report
from ethics_cli.render.document import Block, Bullets, Document, Heading, Para, Table, para, rows, words
from ethics_cli.render.markdown import to_markdown
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


def review_markdown(report: Report) -> str:
    """The report as one document."""
    return to_markdown(Document({}, tuple(_blocks(report))))


def _blocks(report: Report) -> Iterator[Block]:
    policy = report.policy
    yield Heading(1, f"Review of {report.day}: {policy.title}")
    yield Bullets(tuple(words(one) for one in summary(report)))
    found = themes(report)
    for level in ("error", "warn", "note"):
        of_level = [theme for theme in found if theme.rule.level == level]
        if of_level:
            yield Heading(2, NAMED[level])
            yield from (block for theme in of_level for block in _theme(theme))
    yield from _alike(report)
    if report.groups:
        head = ("Group", "Sessions", "Errors", "Warnings", "Notes")
        lines = [
            [one_line(name), *(str(counts[key]) for key in ("sessions", "error", "warn", "note"))]
            for name, counts in report.groups.items()
        ]
        yield from (Heading(2, "By group"), Table(head, rows(lines)))
    if unread(report):
        yield Heading(2, "Could not be read")
        yield Bullets(tuple(words(one_line(f"{named(row)}: {problem_words(row)}")) for row in unread(report)))
    if not report.rows:
        yield Para(words(ALL_WELL))
    yield Heading(2, "What this is")
    yield para(LIMITS)
    yield para(f"Policy {policy.id}, edition {policy.edition}.")


def _theme(theme: Theme) -> Iterator[Block]:
    yield Heading(3, unticked(theme.about))
    if theme.do:
        yield para(unticked(theme.do))
    lines = [[named(row), one_line(place_words(one)), unticked(one["say"])] for row, one in theme.found]
    yield Table(("Session", "Where", "What"), rows(lines))


def _alike(report: Report) -> Iterator[Block]:
    if not report.alike:
        return
    yield Heading(2, "Like cases, unlike ends")
    for alike in report.alike:
        yield para(f"{alike.question} In common: {', '.join((alike.kind, *alike.protocols, *alike.topics))}.")
        ends = (
            f"{end.words}: {', '.join(end.sessions)}{f' and {end.more} more' * bool(end.more)}" for end in alike.ends
        )
        yield Bullets(tuple(words(one_line(one)) for one in ends))
        yield para(f"Differed: {', '.join(alike.differed) or 'nothing that the answers show'}.")
