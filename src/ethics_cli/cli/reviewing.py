"""What review does for the command line: options into a review, its rows into the format that was asked for, a bar while it runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import typer

from ethics_cli.app.many import Item
from ethics_cli.app.reviewing import (
    Review,
    Wanted,
    day_demanded,
    group_demanded,
    items_in,
    known_before,
    named_policy,
    telling,
    wanted,
)
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import BOLD, DIM, FLAG, STOP, product, talk
from ethics_cli.core.policy import FINDING_LEVELS
from ethics_cli.core.review_report import NEVER, Asked, Report
from ethics_cli.core.review_row import Row
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, wrong

FEW = 200
"""Below this, further processes cost more time than they save."""
STYLES = {"head": BOLD, "error": STOP, "warn": FLAG, "dim": DIM}
Shown = Callable[[Report], str]


class Options(NamedTuple):
    """What was typed behind the command."""

    policy: str
    form: str
    fail_on: str
    since: str
    where: Path | None
    baseline: Path | None
    group_by: str
    drills: bool
    jobs: int
    cluster: str
    resume: Path | None
    to: Path | None


def run(home_path: Path | None, names: Sequence[str], options: Options) -> None:
    """Review and show it. Leaves with 1 when there is a finding as grave as asked, or a session that cannot be read."""
    _demand(options)
    home = home_at(home_path)
    asked_for = _wanted(home, options)
    listed = list(_listed()) if "-" in names else []
    first = list(islice(_items(home, names, listed), FEW))
    from ethics_cli.app.many_review import crew_for

    with crew_for(_jobs(options, len(first)), options.cluster) as crew:
        items = first if len(first) < FEW else _counted(lambda: _items(home, names, listed))
        review = Review(asked_for, items, crew, options.resume)
        report = _shown(review, options)
    if report.failed:
        raise typer.Exit(int(Exit.FOUND))


def _demand(options: Options) -> None:
    if options.form not in (*WHOLE, *STREAMED, "table"):
        hint = "known are: table, json, jsonl, csv, junit, sarif, md, html"
        raise wrong("review.format", "there is no such format", hint, exit_code=Exit.USAGE)
    if options.fail_on not in (*FINDING_LEVELS, NEVER):
        raise wrong(
            "review.level", "there is no such level", "known are: note, warn, error, never", exit_code=Exit.USAGE
        )
    group_demanded(options.group_by)
    if options.jobs < 0:
        raise wrong(
            "review.jobs", "this is no number of processes", "0 takes what this machine has", exit_code=Exit.USAGE
        )


def _wanted(home: Home, options: Options) -> Wanted:
    library, today = library_for(home), clock().now().date()
    known = known_before(options.baseline) if options.baseline else frozenset()
    compare = options.form not in STREAMED
    asked = Asked(day_demanded(options.since), known, options.drills, options.fail_on, options.group_by, compare)
    return wanted(library, _policy(library, options.policy, today), today, asked, _where(library, options.where, today))


def _policy(library: Library, name: str, today: date) -> Mapping[str, Any]:
    path = Path(name)
    if not (name.endswith(".yaml") or path.is_file()):
        return named_policy(library, name)
    from ethics_cli.files.policy_file import read_policy_file

    return read_policy_file(path, library, today)


def _where(library: Library, path: Path | None, today: date) -> Mapping[str, Any] | None:
    if path is None:
        return None
    from ethics_cli.files.policy_file import read_condition_file

    return read_condition_file(path, library, today)


def _items(home: Home, names: Sequence[str], listed: Sequence[str]) -> Iterator[Item]:
    if not names:
        return (Item(str(path), str(path)) for path in home.paths())
    return items_in(one for name in names for one in (listed if name == "-" else [name]))


def _listed() -> Iterator[str]:
    """The names on stdin, one a line; none when nothing is there to be read."""
    return (line.rstrip("\n") for line in (sys.stdin or ()) if line.strip())


def _jobs(options: Options, number: int) -> int:
    from ethics_cli.app.many_local import cores

    return options.jobs or (cores() if number >= FEW else 1)


def _counted(items: Callable[[], Iterator[Item]]) -> Iterable[Item]:
    """The items, with a bar on a terminal; silence anywhere else. They are gone through once before, to be counted."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        return items()
    from rich.console import Console
    from rich.progress import track

    total = sum(1 for _ in items())
    return track(items(), "Reviewing", total, console=Console(file=stream), transient=True)


def _shown(review: Review, options: Options) -> Report:
    if options.form in STREAMED:
        report = _streamed(review, options)
    elif options.form == "table":
        report = _table(review, options.to)
    else:
        report = review.report(tuple(telling(review.rows())))
        _write(WHOLE[options.form](report), options.to)
    return report


def _streamed(review: Review, options: Options) -> Report:
    """Line by line as the rows come, so that no number of sessions is too many."""
    lines = (f"{line}\n" for line in STREAMED[options.form](review.rows()))
    if options.to is None:
        sys.stdout.writelines(lines)
        sys.stdout.flush()
    else:
        _write("".join(lines), options.to)
    return review.report()


def _write(text: str, to: Path | None) -> None:
    if to is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    from ethics_cli.app.publish import write_text

    write_text(to, text)
    talk().line(f"Written  {to}")


def _table(review: Review, to: Path | None) -> Report:
    from ethics_cli.render.review_text import closing_lines, session_lines

    if to is not None:
        rows = tuple(telling(review.rows()))
        report = review.report(rows)
        lines = [line for row in rows for line in session_lines(row, 100)] + list(closing_lines(report, 100))
        _write("".join(f"{line.text}\n" for line in lines), to)
        return report
    screen = product()
    rows = tuple(telling(review.rows()))
    report = review.report(rows)
    for row in rows:
        for line in session_lines(row, screen.width):
            screen.line(line.text, STYLES.get(line.style, ""))
    for line in closing_lines(report, screen.width):
        screen.line(line.text, STYLES.get(line.style, ""))
    return report


def _jsonl(rows: Iterable[Row]) -> Iterator[str]:
    from ethics_cli.render.review_data import row_text

    return (row_text(row) for row in rows)


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    from ethics_cli.render.review_csv import head_line, row_lines

    yield head_line()
    for row in rows:
        yield from row_lines(row)


def _json(report: Report) -> str:
    from ethics_cli.render.review_data import review_data

    return json.dumps(review_data(report), indent=2) + "\n"


def _junit(report: Report) -> str:
    from ethics_cli.render.review_junit import junit

    return junit(report)


def _sarif(report: Report) -> str:
    from ethics_cli.render.review_sarif import sarif

    return json.dumps(sarif(report), indent=2) + "\n"


def _md(report: Report) -> str:
    from ethics_cli.render.review_markdown import review_markdown

    return review_markdown(report)


def _html(report: Report) -> str:
    from ethics_cli.render.review_page import review_page

    return review_page(report)


STREAMED: dict[str, Callable[[Iterable[Row]], Iterator[str]]] = {"jsonl": _jsonl, "csv": _csv}
"""Formats that are written as the rows come: memory stays flat. Like cases are not compared for them."""
WHOLE: dict[str, Shown] = {"json": _json, "junit": _junit, "sarif": _sarif, "md": _md, "html": _html}
