"""Gaps that the walk itself shows: left open, relied on without being known, disclosed without limits, never mentioned again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ethics_cli.core.condition import tests_in
from ethics_cli.core.model import coverage
from ethics_cli.core.review_case import Case, Gap
from ethics_cli.core.walk import Item, Position, Walk

BINDING = ("must", "must-not")
ARTICLES = ("the ", "a ", "an ", "my ", "her ", "his ", "their ", "our ")


def left_open(case: Case) -> Iterator[Gap]:
    walk = case.walk
    beside = walk.folded.after or ()
    for place in walk.path:
        answer = walk.answers.get(place.key)
        if answer is not None and not answer.given.open and answer.given.non != "later":
            continue
        if place.step.asks and place.step.framework not in beside:
            say = f"decided, and this was left open: {place.step.name}"
            yield Gap(place.step.ref, say, "answer it, or say why it has none: `ethics resume`", place.key[1])


def rows_missing(case: Case) -> Iterator[Gap]:
    model = case.around.models.get(case.walk.route.model)
    missing = coverage(case.walk, model).missing if model else ()
    if model and missing:
        say = f"{model.short} asks for what no answer covers: {', '.join(missing)}"
        yield Gap("", say, "`ethics resume` asks for the rest")


def unhandled(case: Case) -> Iterator[Gap]:
    for flag in case.walk.flags:
        if flag.level == "stop" and flag.ref not in case.walk.folded.handled:
            step = next((test.ref for test in tests_in(flag.when) if case.walk.step(test.ref)), "")
            say = f"the stop flag `{flag.ref}` is up, and nobody said what was done"
            yield Gap(step, say, "`ethics resume` asks what was done about it")


def chosen_without_against(case: Case) -> Iterator[Gap]:
    options, chosen = case.walk.by_role("options"), chosen_option(case.walk)
    if options and chosen is not None and not str(chosen.fields.get("against", "")).split():
        say = "nothing is said against the option that was chosen"
        yield Gap(options.step.ref, say, "ask for the best case against it", (chosen.id,))


def chosen_option(walk: Walk) -> Item | None:
    """The option that was chosen."""
    decision, options = walk.by_role("decision"), walk.by_role("options")
    answer = walk.answers.get(decision.key) if decision else None
    items = walk.items(options.step.ref) if options and answer and answer.value else ()
    return next((item for item in items if answer and item.id == answer.value), None)


def vulnerable_unmentioned(case: Case) -> Iterator[Gap]:
    walk = case.walk
    parties = walk.by_role("parties")
    if parties is None or walk.by_role("options") is None:
        return
    at_risk = [one for one in walk.items(parties.step.ref) if one.fields.get("vulnerable") in ("yes", "unsure")]
    mentioned = _mentioned(walk, parties) if at_risk else frozenset()
    left = [item for item in at_risk if item.id not in mentioned]
    words = _words_outside(walk, parties.step.framework) if left else ""
    for item in left:
        if _without_article(item.label) not in words:
            say = "somebody who may be vulnerable is named and never mentioned again"
            yield Gap(parties.step.ref, say, "say what each option does to them", (item.id,))


def _mentioned(walk: Walk, parties: Position) -> frozenset[str]:
    """The parties that an answer outside the list's own framework is about, or that it names."""
    roster, own = parties.step.ref, parties.step.framework
    found: set[str] = set()
    for place in walk.path:
        if place.step.framework == own or place.key not in walk.answers:
            continue
        found.update(item.id for item in place.items if item.roster == roster)
        if place.step.from_ == roster:
            found.add(str(walk.answers[place.key].value))
    return frozenset(found)


def _words_outside(walk: Walk, framework: str) -> str:
    """Everything that was answered in words outside a framework, in small letters."""
    answers = [answer for (ref, _), answer in walk.answers.items() if not ref.startswith(f"{framework}.")]
    texts = [text for answer in answers for text in (*texts_of(answer.value), answer.because)]
    return "\n".join(texts).casefold()


def _without_article(label: str) -> str:
    name = label.casefold()
    return next((name.removeprefix(article) for article in ARTICLES if name.startswith(article)), name)


def texts_of(value: Any) -> Iterator[str]:
    """The texts in a value: itself, or the words of a list's items."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts_of(one) if isinstance(one, str) else ()
            if isinstance(one, Mapping):
                yield from (text for key, text in one.items() if key != "id" and isinstance(text, str))


def norms_of(walk: Walk) -> Iterator[tuple[str, Item]]:
    """The rules that were named, each with the step of its list."""
    position = walk.by_role("norms")
    for item in walk.items(position.step.ref) if position else ():
        yield (position.step.ref if position else ""), item


def force_unknown(case: Case) -> Iterator[Gap]:
    walk = case.walk
    looked_up = {
        one.id
        for place in (walk.path if any(True for _ in norms_of(walk)) else ())
        if place.items and (answer := walk.answers.get(place.key)) is not None and not answer.non
        for one in place.items
    }
    for step, item in norms_of(walk):
        if item.fields.get("force") in ("unknown", None) and item.id not in looked_up:
            say = "how a rule binds is still to be found out, and nobody is to find out"
            yield Gap(step, say, "give it a role and a day", (item.id,))


def norm_unread(case: Case) -> Iterator[Gap]:
    for step, item in norms_of(case.walk):
        missing = [name for name in ("source", "checked") if not item.fields.get(name)]
        if item.fields.get("force") in BINDING and missing:
            say = "a rule is said to bind, and nothing says " + (
                "where it was read" if "source" in missing else "when it was checked"
            )
            yield Gap(step, say, "read the text in force, and note where and when", (item.id,))


def norm_unverified(case: Case) -> Iterator[Gap]:
    unseen = {norm.title for file in case.walk.folded.norms.values() for norm in file.norms if not norm.source.verified}
    for step, item in norms_of(case.walk):
        if item.label in unseen and item.fields.get("force") in BINDING and not item.fields.get("checked"):
            say = "a rule is relied on whose text the library has not seen"
            yield Gap(step, say, "read the text itself before it binds anybody", (item.id,))


def no_minimum(case: Case) -> Iterator[Gap]:
    return _unsaid(case.walk, "disclosure.left-out", "something is disclosed, and what is left out is not said")


def no_basis(case: Case) -> Iterator[Gap]:
    answer = case.walk.answer("disclosure.basis")
    if answer is not None and answer.value in ("open", "none"):
        say = "something is disclosed, and no basis for it has been found"
        yield Gap("disclosure.basis", say, "consent, a duty or a permission: find which, or do not disclose yet")


def _unsaid(walk: Walk, ref: str, say: str) -> Iterator[Gap]:
    if (answer := walk.answer(ref)) is not None and not answer.non:
        return
    if any(place.key[0] == ref for place in walk.path):
        yield Gap(ref, say)


def words_only(case: Case) -> Iterator[Gap]:
    for place in case.walk.path:
        answer = case.walk.answers.get(place.key) if place.step.type == "percent" else None
        if answer is not None and answer.non not in ("", "does-not-apply"):
            say = f"a likelihood has no number: {place.step.name}"
            yield Gap(place.step.ref, say, "a number with a range says more than words", place.key[1])


def no_range(case: Case) -> Iterator[Gap]:
    for place in case.walk.path:
        answer = case.walk.answers.get(place.key) if place.step.type == "percent" and place.step.range else None
        if answer is not None and isinstance(answer.value, Mapping) and "low" not in answer.value:
            say = f"a likelihood is one number, without a range: {place.step.name}"
            yield Gap(place.step.ref, say, "such as 30 (20-50)", place.key[1])
