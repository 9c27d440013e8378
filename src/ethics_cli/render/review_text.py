"""A review as lines for a terminal or a pipe: session by session, then what it came to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ethics_cli.core.review_report import Report
from ethics_cli.core.review_row import Row
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.review_words import ALL_WELL, place_words, problem_words, summary
from ethics_cli.render.visible import one_line

LEVEL_ROOM = 7


class Line(NamedTuple):
    """One line, and what it is: `head`, `error`, `warn`, `dim`, or nothing of these."""

    text: str
    style: str = ""


def session_lines(row: Row, width: int) -> Iterator[Line]:
    """One session with its findings, or with what is wrong with it."""
    yield Line(one_line(row["name"]), "head")
    if row["problem"] is not None:
        for text in wrapped(f"problem  {one_line(problem_words(row))}", width, "  ", " " * 11):
            yield Line(text, "error")
    for one in row["findings"]:
        style = one["level"] if one["level"] in ("error", "warn") else ""
        head = f"{one['level']:<{LEVEL_ROOM}}  {one_line(one['say'])}"
        hanging = " " * (LEVEL_ROOM + 4)
        yield from (Line(text, style) for text in wrapped(head, width, "  ", hanging))
        about = one_line(f"{place_words(one)} · {one['id']}")
        yield from (Line(text, "dim") for text in wrapped(about, width, hanging, hanging))
        if one["do"]:
            yield from (Line(text) for text in wrapped(f"→ {one_line(one['do'])}", width, hanging, hanging + "  "))
    yield Line("")


def closing_lines(report: Report, width: int) -> Iterator[Line]:
    """What the review came to: questions, groups, and the summary last."""
    for alike in report.alike:
        yield Line("Like cases, unlike ends", "head")
        common = ", ".join((alike.kind, *alike.protocols, *alike.topics))
        yield from (Line(text) for text in wrapped(f"{alike.question} ({common})", width, "  ", "  "))
        for end in alike.ends:
            more = f" and {end.more} more" if end.more else ""
            said = f"- {end.words}: {', '.join(end.sessions)}{more}"
            yield from (Line(text) for text in wrapped(one_line(said), width, "  ", "    "))
        differed = f"Differed: {', '.join(alike.differed) or 'nothing that the answers show'}"
        yield from (Line(text, "dim") for text in wrapped(differed, width, "  ", "    "))
        yield Line("")
    yield from _groups(report)
    if not report.rows and report.sessions:
        yield Line(ALL_WELL)
    for text in summary(report):
        yield from (Line(one, "head") for one in wrapped(text, width))
    policy = report.policy
    by = f"By the policy “{policy.title}” ({policy.id} {policy.edition}), on {report.day}."
    yield from (Line(one, "dim") for one in wrapped(one_line(by), width))


def _groups(report: Report) -> Iterator[Line]:
    if not report.groups:
        return
    room = max(len(name) for name in report.groups)
    for name, counts in report.groups.items():
        numbers = "  ".join(f"{level} {counts[level]}" for level in ("error", "warn", "note"))
        yield Line(f"{one_line(name):<{room}}  sessions {counts['sessions']}  {numbers}")
    yield Line("")
