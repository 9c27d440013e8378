"""Where content comes from and how old it is: sources that are missing, unknown or unused, days that are past, rows covered by nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.lint_content import Content, Fault, Path, fault, near

BOOKKEEPING = ("route", "look-again")


def lint_sources(framework: Framework, today: date) -> Iterator[Fault]:
    """Faults of a framework's sources and its day of review."""
    piece = ("framework", framework.id)
    if not framework.sources:
        yield fault(piece, ("sources",), "source.none", "the framework names no source at all")
    used: set[str] = set()
    for at, step in enumerate(framework.steps):
        used.update(step.source)
        given = framework.plain["steps"][at].get("source")
        for index, name in enumerate(step.source):
            if framework.source(name) is None:
                path = ("source",) if isinstance(given, str) else ("source", index)
                hint = near(name, [source.id for source in framework.sources])
                yield fault(
                    piece,
                    ("steps", at, *path),
                    "source.unknown",
                    f"there is no source `{name}` in this framework",
                    hint,
                )
        if framework.sources and not step.source and not _bookkeeping(step):
            yield fault(
                piece, ("steps", at), "source.missing", f"the step `{step.id}` names no source", level="warning"
            )
    yield from _unused(framework, used)
    checked: dict[Path, str] = {("sources", source.id): source.checked_on for source in framework.sources}
    yield from lint_days(piece, framework.review_by, checked, today)


def lint_rows(content: Content) -> Iterator[Fault]:
    """Rows of the union table: unknown ones that steps claim to cover, and those that no step covers."""
    tables = content.of_kind("rows")
    rows = [row for table in tables for group in table.plain.get("groups", ()) for row in group["rows"]]
    covered: set[str] = set()
    for framework in content.frameworks.values():
        named = [(at, index, row) for at, step in enumerate(framework.steps) for index, row in enumerate(step.covers)]
        covered.update(row for _, _, row in named)
        for at, index, row in named if tables else ():
            if row not in rows:
                yield fault(
                    ("framework", framework.id),
                    ("steps", at, "covers", index),
                    "framework.unknown-row",
                    f"there is no row `{row}`",
                    near(row, rows),
                )
        if not named and framework.kind in ("stage", "lens"):
            yield fault(
                ("framework", framework.id),
                ("kind",),
                "framework.no-rows",
                f"no step of this {framework.kind} covers a row",
                level="warning",
            )
    left = [row for row in rows if row not in covered]
    if left:
        message = f"no step covers {'this row' if len(left) == 1 else f'these {len(left)} rows'}: {', '.join(left)}"
        yield fault(("rows", tables[0].id), ("groups",), "rows.uncovered", message, level="warning")


def _bookkeeping(step: Step) -> bool:
    """Whether a step may do without a source: it tells something, may be passed, or only steers the walk."""
    return not step.asks or step.optional or step.role in BOOKKEEPING


def _unused(framework: Framework, used: set[str]) -> Iterator[Fault]:
    for source in framework.sources:
        if source.id not in used:
            yield fault(
                ("framework", framework.id),
                ("sources", source.id),
                "source.unused",
                f"no step names the source `{source.id}`",
                level="warning",
            )


def lint_days(here: tuple[str, str], review_by: str, checked: Mapping[Path, str], today: date) -> Iterator[Fault]:
    """Days that are none, lie behind or still to come: of the next look at a piece of content, and of each look at a source."""
    review = _day(review_by)
    if review is None and review_by:
        yield fault(here, ("review_by",), "review.no-day", "`review_by` is not a day of the calendar")
    elif review is not None and review < today:
        message = f"this content was to be looked at again by {review_by}"
        yield fault(here, ("review_by",), "review.past", message, "check its sources, then set a new day", "warning")
    for path, day in checked.items():
        looked = _day(day)
        if looked is None and day:
            yield fault(here, (*path, "checked_on"), "source.no-day", "`checked_on` is not a day of the calendar")
        elif looked is not None and looked > today:
            message = "this source was checked on a day that is still to come"
            yield fault(here, (*path, "checked_on"), "source.future", message)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
