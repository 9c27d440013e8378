"""One comparison in plain words: `“Able to decide” is not sure or yes`, `“Options” lists at least 3`, `a protocol is walked`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, Count, Quantified, Test
from ethics_cli.core.dates import day_words
from ethics_cli.core.framework import NON_ANSWERS, ORDERED, Choice, Field, Framework, Step
from ethics_cli.core.sentence import within

BARE, SHORT = ("yes-no", *ORDERED), 3
"""Labels of these types stand in a sentence without quotation marks if they have no more words than this."""
SUBJECTS = {
    "depth": "the depth of the walk",
    "route": "the route",
    "options": "the number of options",
    "outweighed": "the lenses that lean strongly against what was chosen",
    "lenses": "the lenses that were asked for",
    "protocols": "the protocols on this walk",
    "exits": "what protocols came to",
    "profession": "your profession",
    "places": "where you work",
    "bodies": "which bodies you belong to",
    "topics": "what the case touches",
}
INCLUDED = {
    "exits": "a protocol came to {}",
    "protocols": "the protocol {} is on this walk",
    "lenses": "the lens {} was asked for",
    "outweighed": "the lens {} leans strongly against what was chosen",
    "places": "you work in {}",
    "bodies": "you belong to {}",
    "topics": "the case touches {}",
}
"""Facts that are lists, when one of several things is in them."""
SOME = {
    "protocols": "a protocol is on this walk",
    "lenses": "a lens was asked for by name",
    "outweighed": "a lens leans strongly against what was chosen",
    "exits": "a protocol has come to something",
}
NONE = {
    "protocols": "no protocol is on this walk",
    "lenses": "no lens was asked for by name",
    "outweighed": "no lens leans strongly against what was chosen",
    "exits": "no protocol has come to anything",
}
"""The same, when anything or nothing is in them."""
AT_LEAST_ONE = (("at-least", 1), ("more-than", 0))
NOT_ONE = (("at-most", 0), ("less-than", 1), ("is", 0))
EXIT_WORDS = {"settled": "one course", "weigh": "something to weigh", "not-this": "another kind of case"}
BOUNDS = {"at-least": "at least", "at-most": "at most", "less-than": "less than", "more-than": "more than"}
PLAIN = {"is": "is", "is-not": "is not", "in": "is", "not-in": "is none of", "before": "is before", "after": "is after"}
INCLUDES = {"includes": "includes", "includes-any": "includes", "includes-all": "includes"}
ITEMS = {"any": "at least one", "all": "every", "none": "no"}


class Names(NamedTuple):
    """Where the words come from: the frameworks a condition may refer to, and the step it stands at (for its items)."""

    frameworks: Mapping[str, Framework]
    at: Step | None = None

    def step(self, ref: str) -> Step | None:
        head, _, name = ref.partition(".")
        framework = self.frameworks.get(head)
        return framework.step(name) if framework else None

    def title(self, ident: str) -> str:
        framework = self.frameworks.get(ident)
        return framework.title if framework else ident

    def role(self, role: str) -> Step | None:
        steps = (step for framework in self.frameworks.values() for step in framework.steps if step.role == role)
        return next(steps, None)

    def field(self, name: str) -> Field | None:
        """A field of the items that the step at hand is asked about."""
        rosters = [self.step(ref) for ref in self.at.each] if self.at else []
        return next((one for roster in rosters if roster for one in roster.fields if one.id == name), None)


class Meant(NamedTuple):
    """What a comparison is about: how it is called, its choices in order, its type and unit; `fact` for a named fact."""

    subject: str
    choices: tuple[Choice, ...] = ()
    type: str = ""
    unit: str = ""
    fact: str = ""


def compared(test: Test, names: Names) -> str:
    """One test in words."""
    meant = _meant(test.ref, test.field, names)
    if test.op == "answered":
        known, answered = ("is known", "has an answer") if test.value == "yes" else ("is not known", "has no answer")
        return f"{meant.subject} {known if meant.fact else answered}"
    if test.op == "skipped":
        return f"{meant.subject} {_skipped(str(test.value))}"
    if test.ref == "item.chosen":
        return f"it is {'' if _is_yes(test) else 'not '}the option that was chosen"
    word = "and" if test.op == "includes-all" else "or"
    if meant.fact in INCLUDED and test.op in INCLUDES:
        return INCLUDED[meant.fact].format(_row(meant, test.value, names, word))
    if test.op in BOUNDS:
        return f"{meant.subject} is {_bounded(meant, test, names)}"
    verb = INCLUDES.get(test.op) or PLAIN[test.op]
    return f"{meant.subject} {verb} {_row(meant, test.value, names, word)}"


def denied(condition: Condition, names: Names) -> str:
    """The denial of one comparison in words, where there is a short form; no answer at all is covered by it."""
    if not isinstance(condition, Test) or condition.op not in ("is", "in", *INCLUDES):
        return ""
    meant = _meant(condition.ref, condition.field, names)
    if meant.fact in INCLUDED:
        return ""
    if condition.op in INCLUDES:
        several = isinstance(condition.value, list)
        word = "and" if condition.op == "includes-all" else "or"
        said = "includes none of" if several and word == "or" else "does not include"
        return f"{meant.subject} {said} {_row(meant, condition.value, names, word)}"
    return f"{meant.subject} is anything but {_row(meant, condition.value, names)}"


def counted(count: Count, names: Names) -> str:
    """A comparison of a number of items in words."""
    fact = count.ref.removeprefix("fact.") if count.ref.startswith("fact.") else ""
    none = (count.op, count.value) in NOT_ONE
    if fact in SOME and (none or (count.op, count.value) in AT_LEAST_ONE):
        return NONE[fact] if none else SOME[fact]
    bound = {**BOUNDS, "is": "exactly", "is-not": "not exactly"}.get(count.op, count.op)
    subject = _meant(count.ref, "", names).subject
    return f"{subject} {'are' if fact else 'lists'} {'nothing' if none else f'{bound} {count.value}'}"


def for_items(quantified: Quantified, claim: str, names: Names) -> str:
    """A claim about items of a roster, or about the answers of a step that is asked for each of them."""
    step = names.step(quantified.ref)
    roster = names.step(step.each[0]) if step and step.each else step
    item = roster.item if roster and roster.item != "item" else "item"
    return f"{claim} for {ITEMS[quantified.quantifier]} {item}"


def _meant(ref: str, field: str, names: Names) -> Meant:
    head, _, name = ref.partition(".")
    if head == "fact":
        step = names.role(name)
        return Meant(SUBJECTS.get(name, f"“{name}”"), step.choices if step else (), fact=name)
    if head == "item":
        found = names.field(name)
        return Meant(f"“{found.name}”", found.choices, found.type) if found else Meant("its label")
    step = names.step(ref)
    if step is None:
        return Meant(f"“{ref}”")
    inner = next((one for one in step.fields if one.id == field), None) if field else None
    if inner is not None:
        return Meant(f"“{inner.name}”", inner.choices, inner.type)
    return Meant(f"“{step.name}”", step.choices, step.type, step.unit)


def _skipped(value: str) -> str:
    if value in ("yes", "no"):
        return f"was {'' if value == 'yes' else 'not '}passed over"
    return f"was left as “{NON_ANSWERS.get(value, value)}”"


def _is_yes(test: Test) -> bool:
    """Whether a test of yes or no asks for the yes."""
    values = test.value if isinstance(test.value, (list, tuple)) else [str(test.value)]
    return ("yes" in values) == (test.op in ("is", "in"))


def _bounded(meant: Meant, test: Test, names: Names) -> str:
    """A bound as the choices that lie within it, where they have an order; else as a number."""
    ids = [choice.id for choice in meant.choices]
    value = str(test.value)
    if meant.type not in ORDERED or value not in ids:
        unit = " %" if meant.type == "percent" else f" {meant.unit}" if meant.unit else ""
        return f"{BOUNDS[test.op]} {value}{unit}"
    at = ids.index(value)
    kept = {"at-least": ids[at:], "at-most": ids[: at + 1], "less-than": ids[:at], "more-than": ids[at + 1 :]}
    return _row(meant, kept[test.op], names) or f"{BOUNDS[test.op]} {_label(meant, value, names)}"


def _row(meant: Meant, value: Any, names: Names, word: str = "or") -> str:
    """One value, or several in the order in which they are offered."""
    if not isinstance(value, (list, tuple)):
        return _label(meant, str(value), names)
    order = [choice.id for choice in meant.choices]
    listed = sorted(map(str, value), key=lambda one: order.index(one) if one in order else len(order))
    said = [_label(meant, one, names) for one in listed]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {word} {said[-1]}" if said else ""


def _label(meant: Meant, value: str, names: Names) -> str:
    if meant.fact == "exits":
        return f"“{EXIT_WORDS.get(value, value)}”"
    if meant.fact in ("protocols", "lenses", "outweighed"):
        return f"“{names.title(value)}”"
    if meant.type in ("date", "moment"):
        return day_words(value)
    label = next((choice.label for choice in meant.choices if choice.id == value), value)
    return within(label) if not meant.choices or _is_bare(meant, label) else f"“{label}”"


def _is_bare(meant: Meant, label: str) -> bool:
    """Whether a label may stand without quotation marks: a short one of a question that everybody knows the answers of."""
    return meant.type in BARE and len(label.split()) <= SHORT and not set(label) & set(',;:“”"')
