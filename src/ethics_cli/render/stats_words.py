"""What counts are called and how a number is said, the same on the screen, in a page and as data."""

from __future__ import annotations

from typing import NamedTuple

from ethics_cli.core.calibration import Calibration, Scored
from ethics_cli.core.counting import NOT_SAID, SMALL, Count, Table
from ethics_cli.core.totals import Stats

TITLES = {
    "kind": "Kind of problem",
    "status": "Where sessions stand",
    "protocols": "Protocols",
    "exits": "What protocols came to",
    "flags": "Flags",
    "lenses": "Lenses looked through",
    "apart": "Lenses that pull apart on an option",
    "cost": "What the choice goes against",
    "some": "Disclosures and look backs",
    "given": "Disclosures: how much was given away (was it needed?)",
    "basis": "Disclosures: on which basis",
    "within": "Disclosures: did all of it lie within the basis (was it proportionate?)",
    "purpose": "Disclosures: was the purpose reached?",
    "done": "Looked back at: was it carried out?",
    "harm": "Looked back at: did anyone come to harm?",
    "repaired": "Looked back at: how much was repaired?",
}
ABOUT = (
    f"Numbers below {SMALL} are not shown, and neither is what would give them away. Sessions are counted, never people. "
    "A number says how often something was so, not whether it was right."
)
FEW_SESSIONS = f"There are fewer than {SMALL} sessions to count. Nothing is shown, so that nobody can be told from it."
COST = {
    "strongly": "a lens leans for it, and another strongly against",
    "some": "a lens leans for it, and another against",
    "none": "a lens leans for it, none against",
    "no lens for it": "no lens leans for it",
}
STATUS = {"open": "open", "decided": "decided", "changed": "changed since it was decided"}
SOME = {"discloses": "something is disclosed", "looked-back": "looked back at"}
EXITS = {"settled": "the rules leave one course", "weigh": "something to weigh", "not-this": "another kind of case"}
BRIER = "0 is the best; always saying 50 % gives 0.25."
HIDDEN = "Their score is not shown: it would give away how a few of them came out."
LITTLE = "So few forecasts say little: a few more could turn it round."


NAMED = 6
"""How many names of what only a few have are told; more are only counted."""


class Line(NamedTuple):
    """One line of a table: what it says, the number in words, and the part of the whole for a bar (None: not shown)."""

    name: str
    said: str
    number: int | None
    part: float | None


def lines_of(stats: Stats, table: Table) -> list[Line]:
    """The lines of a table; what only a few have stands together in the last."""
    few = [count for count in table.counts if count.few in ("fewer", "some")]
    shown = [count for count in table.counts if count not in few]
    lines = [_line(stats, table, count) for count in shown]
    if few:
        names = [name_of(stats, table.id, name) for count in few for name in count.names]
        said = "; ".join(names) if len(names) <= NAMED else f"{len(names)} others"
        number = number_words(few[0], table.of)
        lines.append(Line(said, f"{number}, each" if len(names) > 1 else number, None, None))
    return lines


def name_of(stats: Stats, table: str, ident: str) -> str:
    """What something counted is called; its id where no session says."""
    names = stats.names
    titles = names.get("frameworks", {})
    if ident == NOT_SAID:
        return "no choice yet" if table == "cost" else "not answered"
    if table == "cost":
        return COST.get(ident, ident)
    if table == "status":
        return STATUS.get(ident, ident)
    if table == "some":
        return SOME.get(ident, ident)
    if table == "exits":
        framework, _, exit_ = ident.partition(" ")
        return f"{titles.get(framework, framework)}: {EXITS.get(exit_, exit_)}"
    if table == "apart":
        return " and ".join(titles.get(one, one) for one in ident.split(" and "))
    if table in ("protocols", "lenses"):
        return titles.get(ident, ident)
    return names.get(table, {}).get(ident, ident).rstrip(".")


def number_words(count: Count, of: int) -> str:
    """A count in words."""
    if count.number is not None:
        return str(count.number)
    return {
        "fewer": f"fewer than {SMALL}",
        "all but fewer": f"all but fewer than {SMALL} of {of}",
        "some": "some, not all; the number is not shown",
    }[count.few]


def forecast_lines(found: Calibration) -> list[str]:
    """Forecasts in sentences: how many were scored, the score, what it means, and how many wait."""
    lines = []
    if found.size:
        score = f"Brier score: {found.brier}. {BRIER}" if found.brier else HIDDEN
        lines.append(f"{found.size} forecasts can be scored. {score}")
        if found.little:
            lines.append(LITTLE)
    else:
        lines.append(f"Fewer than {SMALL} forecasts can be scored so far, so there is no score.")
    if found.waiting.number != 0:
        said = number_words(found.waiting, 0)
        lines.append(
            f"Not scored: {said}. They came true in part, cannot be known yet, have no chance, or nobody has looked."
        )
    return lines


def band_words(one: Scored) -> str:
    """What came of forecasts of about the same chance."""
    return f"{one.size} forecasts, held {one.mean} % likely on average; came true: {came_true_words(one)}"


def came_true_words(one: Scored) -> str:
    return f"{one.came_true} of {one.size} ({part_of(one)} %)"


def part_of(one: Scored) -> int:
    """How many in a hundred came true."""
    return round(100 * one.came_true / one.size)


def _line(stats: Stats, table: Table, count: Count) -> Line:
    name = "; ".join(name_of(stats, table.id, one) for one in count.names)
    if len(count.names) > 1:
        name = f"together: {name}"
    part = count.number / table.of if count.number is not None else None
    return Line(name, number_words(count, table.of), count.number, part)
