"""What a reviewer should notice in a walk: gaps in it, one by one, each with its place. Never a score, never about the person.

The ids are those of the completeness checks adapted from standards for decision aids: Q and C as for content, S for sessions.
A finding says that something is not there; whether it had to be is for the reviewer to judge. Which findings an organisation
cares about belongs to its policies, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ethics_cli.core.condition import Test, tests_in
from ethics_cli.core.walk import Answer, Item, Position, Walk

UNEQUAL = 4
"""From this ratio of words on, one side of an option is told in so much more detail that it is worth a look."""
FEW_WORDS = 12
DISCLOSED = ("recipient", "facts", "basis", "told", "deadline")


class Finding(NamedTuple):
    """One gap: the check's id, the step it is about, what is missing, and what could be done."""

    id: str
    step: str
    message: str
    hint: str = ""
    items: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """The check and the place, as sample walks and scripts name it: `S7 help.consulted`."""
        return f"{self.id} {self.step}".strip()


Check = Callable[[Walk], Iterator[Finding]]


def findings(walk: Walk) -> list[Finding]:
    """Everything a reviewer should notice in a walk, in a stable order, each once."""
    kind = walk.by_role("kind")
    answer = walk.answers.get(kind.key) if kind else None
    checks = _PLAIN if answer is not None and answer.value == "plain" else CHECKS
    return list(dict.fromkeys(finding for check in checks for finding in check(walk)))


def _question(walk: Walk) -> Iterator[Finding]:
    named = [walk.by_role("question"), walk.by_role("conflict")]
    if any(place and _said(walk, place) for place in named) or _covered(walk, "is-it-ethical"):
        return
    yield Finding("Q2", "framing.question", "the decision is not written as one question", "say what has to be decided")


def _options(walk: Walk) -> Iterator[Finding]:
    position = walk.by_role("options")
    if position is None:
        return
    items = walk.items(position.step.ref)
    waiting = tuple(" ".join(offer.split(",")[0].casefold().split()[:2]) for offer in position.step.offers)
    if len(items) < 2:
        yield Finding("Q3", position.step.ref, "there are fewer than two options", "name another, also doing nothing")
    elif not any(item.label.casefold().startswith(waiting) for item in items):
        hint = "leaving things as they are can be compared too"
        yield Finding("Q3", position.step.ref, "no option is to do nothing, or to wait", hint)
    for item in items:
        yield from _sides(position, item)


def _sides(position: Position, item: Item) -> Iterator[Finding]:
    """What speaks for an option and against it, and in how many words each."""
    said = {side: str(item.fields.get(side, "")).split() for side in ("for", "against")}
    for side, check in (("for", "Q4"), ("against", "Q5")):
        if not said[side]:
            message = f"nothing is said {side} one option"
            yield Finding(check, position.step.ref, message, "one short reason is enough", (item.id,))
    few, many = sorted(len(words) for words in said.values())
    if few and many >= FEW_WORDS and many >= UNEQUAL * few:
        message = "one side of an option is told in far more detail than the other"
        yield Finding("C1", position.step.ref, message, "look at the shorter side again", (item.id,))


def _felt(walk: Walk) -> Iterator[Finding]:
    options = walk.by_role("options")
    if options and not any(ref == "options.felt" for ref, _ in walk.answers) and not _asked_per_party(walk):
        yield Finding("Q6", options.step.ref, "nothing says how the options would be for the client or others")


def _unknowns(walk: Walk) -> Iterator[Finding]:
    for item in walk.items("framing.unknowns"):
        if not item.fields.get("owner") or not item.fields.get("by"):
            message = "something unknown has nobody to find out, or no day"
            yield Finding("S1", "framing.unknowns", message, "give it a role and a day", (item.id,))


def _parties(walk: Walk) -> Iterator[Finding]:
    position = walk.by_role("parties")
    if position is None or walk.by_role("options") is None:
        return
    roster = position.step.ref
    named = {
        item.id for place in walk.path if place.key in walk.answers for item in place.items if item.roster == roster
    }
    for item in walk.items(roster):
        if item.id not in named and not item.fields.get("stake"):
            message = "somebody is listed and never mentioned again"
            yield Finding("S2", roster, message, "say what is at stake for them", (item.id,))
    vulnerable = [item for item in walk.items(roster) if item.fields.get("vulnerable") in ("yes", "unsure")]
    for item in vulnerable:
        if item.id not in named and item.fields.get("heard") in ("no", "unsure", None):
            message = "somebody who may be vulnerable was not heard, and no answer is about them"
            yield Finding("S2", roster, message, "a lens that asks party by party would show them", (item.id,))


def _norms(walk: Walk) -> Iterator[Finding]:
    position = walk.by_role("norms")
    for item in walk.items(position.step.ref) if position else ():
        if not item.fields.get("section"):
            message = "a rule is named without its section and edition"
            yield Finding(
                "S3", position.step.ref if position else "", message, "rules change: say which text", (item.id,)
            )


def _rejected(walk: Walk) -> Iterator[Finding]:
    """Every option that was not chosen has a reason."""
    decision = walk.by_role("decision")
    if decision is None or not _said(walk, decision):
        return
    asked = [place for place in walk.path if place.items and _asks_about_rejected(place)]
    if not asked and walk.facts.get("options", 0) > 1:
        yield Finding("S4", decision.step.ref, "no reason is given against the options that were not chosen")
    for place in asked:
        if not _said(walk, place):
            yield Finding("S4", place.step.ref, "an option was not chosen, and no reason is given", items=place.key[1])


def _asks_about_rejected(place: Position) -> bool:
    tests = tests_in(place.step.when) if place.step.when else ()
    return any(isinstance(test, Test) and test.ref == "item.chosen" and test.value == "no" for test in tests)


def _outweighed(walk: Walk) -> Iterator[Finding]:
    decision = walk.by_role("decision")
    if decision is None or not walk.facts.get("outweighed"):
        return
    asked = [place for place in walk.path if "six-conditions" in place.step.covers]
    if not asked:
        yield Finding("S5", decision.step.ref, "a duty is outweighed, and the six conditions were not asked")
    for place in asked:
        if not _said(walk, place):
            yield Finding("S5", place.step.ref, "one of the six conditions is not answered")


def _disclosure(walk: Walk) -> Iterator[Finding]:
    if not any(framework.id == "disclosure" for framework in walk.frameworks):
        return
    asked = [place for place in walk.path if place.step.framework == "disclosure"]
    for name in DISCLOSED:
        places = [place for place in asked if place.step.id == name]
        if places and not _said(walk, places[0]):
            message = f"something is disclosed, and “{places[0].step.name.lower()}” is not answered"
            yield Finding("S6", places[0].step.ref, message)


def _consulted(walk: Walk) -> Iterator[Finding]:
    position = walk.by_role("consultations")
    for item in walk.items(position.step.ref) if position else ():
        missing = [name for name in ("when", "asked", "said", "followed") if not item.fields.get(name)]
        if missing:
            message = f"a consultation is noted without: {', '.join(missing)}"
            yield Finding("S7", position.step.ref if position else "", message, "", (item.id,))


def _confidence(walk: Walk) -> Iterator[Finding]:
    if walk.by_role("decision") is None:
        return
    for role, when in (("confidence-before", "before"), ("confidence-after", "after")):
        position = walk.by_role(role)
        if position is None or not _said(walk, position):
            step = position.step.ref if position else ""
            yield Finding("S8", step, f"nothing says how sure the person was {when} weighing")


def _followed_up(walk: Walk) -> Iterator[Finding]:
    look = walk.by_role("look-again")
    if look is None or not _said(walk, look):
        yield Finding(
            "S9", look.step.ref if look else "", "no day is set to look again", "set one in time to change course"
        )
    if not _covered(walk, "go-back"):
        yield Finding("S9", "acting.change", "nothing says what would change the decision")


def _said(walk: Walk, place: Position) -> Answer | None:
    """The answer at a place, if it is one."""
    answer = walk.answers.get(place.key)
    return answer if answer is not None and not answer.non else None


def _covered(walk: Walk, row: str) -> bool:
    return any(row in place.step.covers and _said(walk, place) for place in walk.path)


def _asked_per_party(walk: Walk) -> bool:
    return any("people.parties" in place.step.each and "options.options" in place.step.each for place in walk.path)


CHECKS: tuple[Check, ...] = (
    _question,
    _options,
    _felt,
    _unknowns,
    _parties,
    _norms,
    _rejected,
    _outweighed,
    _disclosure,
    _consulted,
    _confidence,
    _followed_up,
)
_PLAIN: tuple[Check, ...] = (_question, _consulted)
"""A plain answer needs no options: only these are looked at."""
