"""What a review of many sessions comes to: rows in, one report out. Counts of sessions and findings; nobody is counted, ranked or scored.

Rows come one after the other and are let go, but for those that have something to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ethics_cli.core.policy import FINDING_LEVELS, Policy, is_at_least
from ethics_cli.core.review_alike import Alike, Comparing
from ethics_cli.core.review_row import Row

NEVER = "never"
PERSONAL = frozenset(
    "person persons people practitioner practitioners author authors user users name names supervisor supervisors staff "
    "employee employees colleague colleagues by who role worker workers".split()
)
"""What somebody may type to see findings person by person. It is refused in words: a finding is about a session."""
GROUPS = ("rule", "kind", "protocol", "route", "depth", "model", "month")

Key = tuple[str, str, str, tuple[str, ...]]


class Asked(NamedTuple):
    """Which rows count, and what is told of them: sessions since a day, findings that are new, practice sessions too."""

    since: str = ""
    known: frozenset[Key] = frozenset()
    drills: bool = False
    fail_on: str = "error"
    group_by: str = ""
    compare: bool = True


class Report(NamedTuple):
    """A review as a whole. `rows` are those with a finding or a problem; the numbers are over all that were looked at."""

    policy: Policy
    day: str
    rows: tuple[Row, ...]
    sessions: int
    problems: int
    drills: int
    passed_over: int
    levels: Mapping[str, int]
    rules: Mapping[str, int]
    groups: Mapping[str, Mapping[str, int]]
    alike: tuple[Alike, ...]
    fail_on: str

    @property
    def failed(self) -> bool:
        """Whether there is a finding as grave as asked, or a session that could not be read."""
        return bool(self.problems) or any(fails(level, self.fail_on) for level, number in self.levels.items() if number)


def fails(level: str, fail_on: str) -> bool:
    """Whether a finding of this level counts as a failure."""
    return fail_on != NEVER and is_at_least(level, fail_on)


class Reducing:
    """Rows on their way to a report."""

    def __init__(self, policy: Policy, day: str, asked: Asked) -> None:
        self.policy, self.day, self.asked = policy, day, asked
        self._sessions = self._problems = self._drills = self._passed_over = 0
        self._levels: Counter[str] = Counter(dict.fromkeys(FINDING_LEVELS, 0))
        self._rules: Counter[str] = Counter()
        self._groups: dict[str, Counter[str]] = {}
        self._comparing = Comparing() if asked.compare else None

    def taken(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows that count, each with the findings that count, in their order."""
        for row in rows:
            if self._counts(row):
                kept = self._kept(row)
                self._count(kept)
                yield kept

    def report(self, rows: Iterable[Row]) -> Report:
        """The report, once the rows that are to be shown are known."""
        return Report(
            self.policy,
            self.day,
            tuple(rows),
            self._sessions,
            self._problems,
            self._drills,
            self._passed_over,
            dict(self._levels),
            {rule.id: self._rules[rule.id] for rule in self.policy.rules if self._rules[rule.id]},
            {name: dict(sorted(self._groups[name].items())) for name in sorted(self._groups)},
            self._comparing.alike() if self._comparing else (),
            self.asked.fail_on,
        )

    def _counts(self, row: Row) -> bool:
        if row["problem"] is not None:
            return True
        if row["drill"] and not self.asked.drills:
            self._drills += 1
            return False
        if not row["meant"] or (self.asked.since and row["facts"]["last"] < self.asked.since):
            self._passed_over += 1
            return False
        return True

    def _kept(self, row: Row) -> Row:
        if not self.asked.known:
            return row
        return {**row, "findings": [one for one in row["findings"] if key_of(row, one) not in self.asked.known]}

    def _count(self, row: Row) -> None:
        self._sessions += 1
        self._problems += row["problem"] is not None
        for level in (one["level"] for one in row["findings"]):
            self._levels[level] += 1
        for rule in {one["id"] for one in row["findings"]}:
            self._rules[rule] += 1
        for name in groups_of(row, self.asked.group_by):
            self._groups.setdefault(name, Counter(dict.fromkeys(("sessions", *FINDING_LEVELS), 0)))["sessions"] += 1
            self._groups[name].update(one["level"] for one in row["findings"])
        if self._comparing and row["problem"] is None:
            self._comparing.add(row)


def key_of(row: Row, finding: Mapping[str, Any]) -> Key:
    """What makes a finding the same one in another run: the session, the rule, the place. Lines move; these do not."""
    return row["session"] or row["name"], finding["id"], finding["step"], tuple(finding["items"])


def groups_of(row: Row, group_by: str) -> list[str]:
    """The groups that a session belongs to."""
    facts = row["facts"]
    if group_by == "rule":
        return sorted({one["id"] for one in row["findings"]})
    if not group_by or not facts:
        return []
    if group_by == "protocol":
        return list(facts["protocols"]) or ["none"]
    if group_by == "month":
        return [facts["last"][:7] or "unknown"]
    return [str(facts[group_by] or "none")]
