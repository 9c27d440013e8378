"""One session held against a policy: a walk and what is around it in, findings out. Pure; never a score, never about a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ethics_cli.core.policy import Policy, Rule
from ethics_cli.core.review_case import Case
from ethics_cli.core.review_facts import Facts
from ethics_cli.core.review_gaps import gaps_in
from ethics_cli.core.walk import Walk
from ethics_cli.problems import Problem


class Found(NamedTuple):
    """One finding: the rule that was raised, where, why, and what to do. `line` is the line of the file, from 1; 0 for the whole."""

    id: str
    level: str
    say: str
    do: str = ""
    step: str = ""
    items: tuple[str, ...] = ()
    line: int = 0


class Reviewed(NamedTuple):
    """What one session came to. With a problem it could not be read, and `facts` is empty; `meant` says whether it was asked for."""

    session: str
    findings: tuple[Found, ...] = ()
    facts: Mapping[str, Any] = {}
    events: int = 0
    head: str = ""
    drill: bool = False
    problem: Problem | None = None
    meant: bool = True


def findings_of(case: Case, policy: Policy) -> list[Found]:
    """Everything that the policy's rules raise in a session, in the order of its rules."""
    facts = Facts(case)
    return [found for rule in policy.rules for found in _raised(rule, case, facts)]


def broken_findings(policy: Policy, line: int) -> list[Found]:
    """What a policy says of a session whose chain does not hold: only the rules that ask for nothing else."""
    return [
        Found(rule.id, rule.level, rule.say, rule.do, line=line)
        for rule in policy.rules
        if rule.of_chain and rule.when is not None and rule.when.holds(_Broken())
    ]


def line_of(walk: Walk, step: str, items: tuple[str, ...] = ()) -> int:
    """Where in the file a finding stands: the line of the answer it is about; without one, where the decision was closed."""
    answer = walk.answers.get((step, items)) or walk.answers.get((step, ()))
    if answer is not None:
        return answer.seq + 1
    closed = walk.folded.closed
    return closed.seq + 1 if closed else walk.folded.count


def _raised(rule: Rule, case: Case, facts: Facts) -> Iterator[Found]:
    if rule.when is not None and not rule.when.holds(facts):
        return
    if not rule.finds:
        line = line_of(case.walk, rule.step) if rule.step else 0
        yield Found(rule.id, rule.level, rule.say, rule.do, rule.step, (), line)
        return
    for gap in gaps_in(case)[rule.finds]:
        line = gap.line or line_of(case.walk, gap.step, gap.items)
        yield Found(rule.id, rule.level, rule.say or gap.say, rule.do or gap.do, gap.step or rule.step, gap.items, line)


class _Broken:
    """A View of a session that cannot be read: its chain is broken, and nothing else is known."""

    def value(self, ref: str) -> Any:
        return "broken"

    def values(self, ref: str) -> list[Any]:
        return ["broken"]

    def pending(self, ref: str) -> bool:
        return False

    def non_answer(self, ref: str) -> str:
        return ""

    def order(self, ref: str, value: Any) -> int | None:
        return None
