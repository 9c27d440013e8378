"""The table of gaps that a rule of a policy may name with `finds`: what is not there, or not as it should be, in one session.

A closed table, explained in docs/reference/review-findings.md. A gap is a thing to look at, never a score. Most are looked for in
decided sessions only: while somebody is still writing, what is missing is simply not there yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ethics_cli.core import review_gaps_beside as beside
from ethics_cli.core import review_gaps_time as times
from ethics_cli.core import review_gaps_walk as walks
from ethics_cli.core.finding import Finding, findings
from ethics_cli.core.review_case import Case, Gap

Find = Callable[[Case], Iterable[Gap]]


class Kind(NamedTuple):
    """One kind of gap. `code` is the check of finding.py that sees it; else `find` looks. `open`: also in sessions that go on."""

    about: str
    code: str = ""
    find: Find | None = None
    open: bool = False
    under: str = ""


GAPS: dict[str, Kind] = {
    "question": Kind("The decision is not written as one question.", "Q2"),
    "options": Kind("Fewer than two options, or none of them is to wait or do nothing.", "Q3"),
    "no-for": Kind("Nothing is said for an option.", "Q4"),
    "no-against": Kind("Nothing is said against an option.", "Q5"),
    "chosen-no-against": Kind(
        "Nothing is said against the option that was chosen.", find=walks.chosen_without_against, under="no-against"
    ),
    "one-sided": Kind("One side of an option is told in far more detail than the other.", "C1"),
    "felt": Kind("Nothing says how the options would be for those they touch.", "Q6"),
    "unknowns": Kind("Something unknown has nobody to find it out, or no day.", "S1"),
    "unmentioned": Kind("Somebody is listed and never mentioned again.", "S2"),
    "vulnerable-unmentioned": Kind(
        "Somebody who may be vulnerable is named and never mentioned again.",
        find=walks.vulnerable_unmentioned,
        under="unmentioned",
    ),
    "norm-section": Kind("A rule is named without its section and edition.", "S3"),
    "norm-force": Kind("How a rule binds is not known, and nobody finds out.", find=walks.force_unknown),
    "norm-unread": Kind("A rule is said to bind, and nothing says where it was read, or when.", find=walks.norm_unread),
    "norm-unverified": Kind(
        "A rule is said to bind that the library holds without having seen its text.", find=walks.norm_unverified
    ),
    "norm-stale": Kind("A rule is relied on whose text was last looked at long ago.", find=times.norm_stale),
    "rejected": Kind("An option was not chosen, and no reason is given.", "S4"),
    "override": Kind("A duty or lens is outweighed, and the six conditions are not all answered.", "S5"),
    "disclosure": Kind(
        "Something is disclosed without its recipient, content, basis, time, or what the client is told.", "S6"
    ),
    "disclosure-minimum": Kind("Something is disclosed, and what was left out is not said.", find=walks.no_minimum),
    "disclosure-basis": Kind("Something is disclosed, and no basis for it was found.", find=walks.no_basis),
    "consultation": Kind("A consultation is noted without its day, question, answer, or what became of it.", "S7"),
    "opinion": Kind("A second opinion was asked for, and none is recorded.", find=beside.opinion_missing),
    "confidence": Kind("Nothing says how sure the person was before or after weighing.", "S8"),
    "follow-up": Kind("No day to look again, or nothing that would change the decision.", "S9"),
    "likelihood": Kind("A likelihood is asked for, and no number is given.", find=walks.words_only),
    "no-range": Kind("A likelihood is one number, without a range.", find=walks.no_range),
    "left-open": Kind("Decided, and a question of this depth has no answer.", find=walks.left_open),
    "rows": Kind("The model that was followed asks for something that no answer covers.", find=walks.rows_missing),
    "stop-flag": Kind("A stop flag is up, and nobody said what was done.", find=walks.unhandled, open=True),
    "look-again": Kind("The day to look again has passed, and nobody has.", find=times.look_again_overdue, open=True),
    "clock": Kind("A time limit ran out before there was a decision.", find=times.clock_overdue, open=True),
    "edition": Kind(
        "A framework was walked in an edition that the library has replaced.", find=times.edition_old, open=True
    ),
    "identifiers": Kind("What looks like an identifier stands in the text.", find=beside.identifiers, open=True),
    "change-wanted": Kind(
        "Somebody wanted a change, and nothing was changed since.", find=beside.change_unanswered, open=True
    ),
    "unsigned": Kind("Nobody has signed it off.", find=beside.unsigned),
    "signed-before-change": Kind("It was signed off, and changed since.", find=beside.signed_before_change, open=True),
}
"""Every kind of gap, by the name under which policies speak of it. With `under`, it replaces that plainer one at its place."""
_BY_CODE = {kind.code: name for name, kind in GAPS.items() if kind.code}


def gaps_in(case: Case) -> Mapping[str, tuple[Gap, ...]]:
    """Every gap in a session, by its name; worked out once for a case."""
    if not case.gaps:
        case.gaps.update(_all(case))
    return case.gaps


def _all(case: Case) -> dict[str, tuple[Gap, ...]]:
    decided = case.walk.status != "open"
    found: dict[str, list[Gap]] = {name: [] for name in GAPS}
    for finding in findings(case.walk) if decided else ():
        found[_BY_CODE[finding.id]].append(_gap(finding))
    for name, kind in GAPS.items():
        if kind.find is not None and (decided or kind.open):
            found[name] += kind.find(case)
    for name, kind in GAPS.items():
        if kind.under and found[name]:
            found[kind.under] = list(_but(found[kind.under], found[name]))
    return {name: tuple(gaps) for name, gaps in found.items()}


def _gap(finding: Finding) -> Gap:
    return Gap(finding.step, finding.message, finding.hint, finding.items)


def _but(gaps: Iterable[Gap], told: Iterable[Gap]) -> Iterator[Gap]:
    """Gaps without those that are told more plainly at the same place."""
    places = {(gap.step, gap.items) for gap in told}
    return (gap for gap in gaps if (gap.step, gap.items) not in places)
