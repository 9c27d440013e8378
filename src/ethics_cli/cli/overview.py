"""`ethics` alone: what is open, what is due, and what to type."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ethics_cli.app.listing import Row, rows_of
from ethics_cli.cli.places import clock, home_at
from ethics_cli.cli.screen import BOLD, DIM, FLAG, Screen, product
from ethics_cli.core.dates import day_words
from ethics_cli.core.deadline import ALWAYS, deadline_words
from ethics_cli.render.plain_table import wrapped

AT_MOST = 5


def show_overview(home: Path | None = None) -> None:
    """Print the overview."""
    screen = product()
    place, now = home_at(home), clock().now()
    rows = list(rows_of(place))
    today = now.date().isoformat()
    _limits(screen, rows, now)
    groups = {
        "Held until you say what was done": [row for row in rows if row.stopped],
        "Open": [row for row in rows if row.status in ("open", "changed") and not row.stopped],
        "Look again": [row for row in rows if row.status == "decided" and row.look_again and row.look_again <= today],
        "Cannot be read": [row for row in rows if row.problem],
    }
    for name, found in groups.items():
        if found:
            screen.line(name, FLAG if name.startswith(("Held", "Cannot")) else BOLD)
            for row in sorted(found, key=lambda one: one.touched, reverse=True)[:AT_MOST]:
                screen.lines(wrapped(_line(row), screen.width, "  ", "      "))
            if len(found) > AT_MOST:
                screen.line(f"  and {len(found) - AT_MOST} more: ethics list", DIM)
            screen.line()
    if not any(groups.values()):
        screen.line(
            "Nothing is open." if rows else "A decision aid for ethical dilemmas in client work. It asks; you decide."
        )
        screen.line()
    for what, how in _to_type(rows):
        screen.line(f"  {what:<22} {how}")


def _limits(screen: Screen, rows: list[Row], now: datetime) -> None:
    """Time limits come first: those that lie ahead, and in open sessions also those that have passed."""
    found = [
        (deadline.due or ALWAYS, f"{row.id}  {deadline_words(deadline, now)}")
        for row in rows
        for deadline in row.deadlines
        if row.status != "decided" or (deadline.due is not None and deadline.due > now.replace(tzinfo=None))
    ]
    if not found:
        return
    screen.line("Time limits", FLAG)
    for _, said in sorted(found)[:AT_MOST]:
        screen.lines(wrapped(said, screen.width, "  ", "      "))
    if len(found) > AT_MOST:
        screen.line(f"  and {len(found) - AT_MOST} more: ethics due", DIM)
    screen.line()


def _line(row: Row) -> str:
    when = f", look again {day_words(row.look_again)}" if row.look_again else ""
    at = f", at {row.next}" if row.next else ""
    return f"{row.id}  {row.problem.message if row.problem else row.title}{at}{when}"


def _to_type(rows: list[Row]) -> list[tuple[str, str]]:
    lines = [("ethics decide", "begin")]
    if any(row.status != "decided" and not row.problem for row in rows):
        lines.append(("ethics resume", "go on with the last one"))
    lines.append(("ethics list", "all sessions") if rows else ("ethics demo", "see one, in three minutes"))
    return [*lines, ("ethics --help", "everything else")]
