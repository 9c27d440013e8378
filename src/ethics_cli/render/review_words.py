"""Words that every form of a review shares: its summary in sentences, the limits of what a finding says, and findings by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ethics_cli.core.policy import FINDING_LEVELS, Rule
from ethics_cli.core.review_gaps import GAPS
from ethics_cli.core.review_report import Report
from ethics_cli.core.review_row import Row
from ethics_cli.render.visible import one_line

LIMITS = (
    "A finding says that something is not in a session. Whether it had to be there is for people to judge. Sessions are "
    "looked at, never the people who wrote them: nothing here is a score, and nobody is compared with anybody."
)
NAMED = {"error": "Errors", "warn": "Warnings", "note": "Notes"}
ALL_WELL = "Nothing was found."


class Theme(NamedTuple):
    """One rule with everything it found: what to talk about, once, however many sessions it is in."""

    rule: Rule
    about: str
    do: str
    found: tuple[tuple[Row, Mapping[str, Any]], ...]

    @property
    def sessions(self) -> int:
        return len({row["name"] for row, _ in self.found})


def themes(report: Report) -> list[Theme]:
    """The rules that found something, the gravest first and then those in most sessions."""
    found: dict[str, list[tuple[Row, Mapping[str, Any]]]] = {}
    for row in report.rows:
        for one in row["findings"]:
            found.setdefault(one["id"], []).append((row, one))
    made = [_theme(rule, found[rule.id]) for rule in report.policy.rules if rule.id in found]
    return sorted(made, key=lambda one: (-FINDING_LEVELS.index(one.rule.level), -one.sessions, one.rule.id))


def _theme(rule: Rule, found: Sequence[tuple[Row, Mapping[str, Any]]]) -> Theme:
    about = rule.say or GAPS[rule.finds].about
    do = rule.do or next((one["do"] for _, one in found if one["do"]), "")
    return Theme(rule, about, do, tuple(found))


def unread(report: Report) -> list[Row]:
    """The sessions that could not be read."""
    return [row for row in report.rows if row["problem"] is not None]


def summary(report: Report) -> Iterator[str]:
    """What it came to, in a few sentences."""
    levels = [f"{report.levels[level]} {_plural(level, report.levels[level])}" for level in reversed(FINDING_LEVELS)]
    with_any = sum(bool(row["findings"]) for row in report.rows)
    yield f"{_sessions(report.sessions)} looked at, {with_any} with a finding: {', '.join(levels)}."
    if report.problems:
        yield f"{_sessions(report.problems)} could not be read."
    if report.drills:
        yield f"{_sessions(report.drills)} for practice left out; --drills takes them in."
    if report.passed_over:
        yield f"{_sessions(report.passed_over)} not asked for, by --since or --where."
    if report.alike:
        yield f"{len(report.alike)} question{'s' * (len(report.alike) != 1)} about like cases that ended in different ways."


def place_words(finding: Mapping[str, Any]) -> str:
    """Where a finding stands, in short: the step, the items it is about, the line of the file."""
    step = finding["step"] or "the whole session"
    items = f"[{' '.join(finding['items'])}]" if finding["items"] else ""
    return f"{step}{items}" + (f", line {finding['line']}" if finding["line"] else "")


def named(row: Row) -> str:
    """A session in a form that may be handed on: its id, for a path says where somebody keeps what."""
    return one_line(row["session"] or row["name"].rpartition("/")[2])


def unticked(text: str) -> str:
    """Words with a command in them as they read where a command looks like any other word."""
    return one_line(text.replace("`", ""))


def problem_words(row: Row) -> str:
    """What is wrong with a session that could not be read."""
    problem = row["problem"]
    at = f" (line {problem['line']})" if problem["line"] else ""
    return f"{problem['message']}{at}"


def _plural(level: str, number: int) -> str:
    return {"error": "error", "warn": "warning", "note": "note"}[level] + "s" * (number != 1)


def _sessions(number: int) -> str:
    return f"{number:,} session{'s' * (number != 1)}"
