"""What is wrong with the comparisons in conditions: steps and facts that do not exist, values and operators that cannot fit.

Each comparison is looked at by itself. Whether a condition as a whole can hold is worked out in reach.py; what is asked
before what, in lint_order.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ethics_cli.core.condition import LISTED, OPERATORS, PRESENCE, QUANTIFIERS
from ethics_cli.core.framework import NON_ANSWERS, Step
from ethics_cli.core.lint_claims import Claim, claims_in, malformed_in
from ethics_cli.core.lint_content import FACTS, Content, Fault, Owner, fault, listed, near, near_ref
from ethics_cli.core.lint_order import Walked, order_fault

LISTS = ("any-of", "rank")
NUMBERS = ("number", "percent")
ORDERED_OPS = ("at-least", "at-most", "less-than", "more-than")
INCLUDING = ("includes", "includes-any", "includes-all")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")
Said = tuple[str, str, str]  # code, message, hint


def lint_condition(content: Content, walked: Walked, owner: Owner) -> Iterator[Fault]:
    """Every fault of one owner's condition, comparison by comparison."""
    piece = (owner.kind, owner.id)
    for path, malformed in malformed_in(owner.when, owner.framework, (*owner.path, "when")):
        yield fault(piece, path, "condition.malformed", str(malformed), malformed.hint)
    for claim in claims_in(owner.when, owner.framework, (*owner.path, "when")):
        said = claim_fault(content, walked, owner, claim)
        if said is not None:
            yield fault(piece, claim.path, *said)


def claim_fault(content: Content, walked: Walked, owner: Owner, claim: Claim) -> Said | None:
    """The first thing that is wrong with one comparison; None when nothing is."""
    meant = content.meant(claim.ref, owner.step)
    if meant is None:
        unsaid = claim.of_item or (owner.step and not owner.step.type and claim.ref.startswith("item."))
        return None if unsaid else _unknown(content, owner, claim.ref)
    if not meant.type:
        return None
    if meant.type == "tell":
        return (
            None
            if claim.of_item
            else ("condition.tell", f"`{claim.ref}` only tells something: it never has an answer", "")
        )
    if not claim.of_item:
        late = order_fault(content, walked, owner, claim.ref) or _repetition(owner, claim, meant)
        if late is not None:
            return late
    if claim.op in QUANTIFIERS:
        return None
    return (
        _field_fault(claim, meant)
        if claim.of_item and (claim.field or meant.type == "roster")
        else _comparison(claim, meant)
    )


def _unknown(content: Content, owner: Owner, ref: str) -> Said:
    head, _, name = ref.partition(".")
    if head == "fact":
        return (
            "condition.unknown-fact",
            f"there is no fact `{name}`",
            near(name, FACTS, "the facts are: " + listed(FACTS)),
        )
    if head == "item":
        return _unknown_item(content, owner.step, name)
    if not head:
        return (
            "route.short-name",
            f"a route names a step in full, with its framework: `{name}` is not enough",
            near_ref(content, name),
        )
    shown = ref.removeprefix(f"{owner.framework}.")
    return "condition.unknown-step", f"there is no step `{shown}`", near_ref(content, ref, owner.framework)


def _unknown_item(content: Content, step: Step | None, name: str) -> Said:
    if step is None or not step.each:
        return "condition.no-item", "there is no item at hand: `item` stands only in a step with `each`", ""
    rosters = [content.step(ref) for ref in step.each]
    known = ["chosen", "label", *(field.id for roster in rosters if roster for field in roster.fields)]
    return (
        "condition.unknown-field",
        f"the items here have no field `{name}`",
        near(name, known, "known are: " + listed(known)),
    )


def _repetition(owner: Owner, claim: Claim, meant: Step) -> Said | None:
    """A step that is asked once per item is read with any, all or none, except about the same item."""
    own = owner.step.each if owner.step else ()
    repeated = bool(meant.each) and not set(meant.each) <= set(own)
    if claim.op in QUANTIFIERS:
        if meant.each or meant.type == "roster" or meant.type in LISTS:
            return None
        return "condition.one-answer", f"`{claim.ref}` has one answer, so `{claim.op}` cannot look at its items", ""
    if repeated:
        hint = f"write for example {{{claim.ref.removeprefix(owner.framework + '.')}: {{any: {{…}}}}}}"
        return (
            "condition.repeated",
            f"`{claim.ref}` is asked once per item: say whether any, all or none of them is meant",
            hint,
        )
    return None


def _field_fault(claim: Claim, meant: Step) -> Said | None:
    """A field of a roster's items, or of something that has no fields."""
    if not claim.field:
        return "condition.unknown-field", "the items of a list are compared by a field", "such as {any: {label: …}}"
    if meant.type != "roster":
        return (
            "condition.unknown-field",
            f"the answers of `{claim.ref}` have no field `{claim.field}`",
            near(claim.field, OPERATORS),
        )
    known = ["label", *(field.id for field in meant.fields)]
    if claim.field not in known:
        return (
            "condition.unknown-field",
            f"a {meant.item} has no field `{claim.field}`",
            near(claim.field, known, "known are: " + listed(known)),
        )
    field = next((one for one in meant.fields if one.id == claim.field), None)
    part = Step(claim.field, "item", "", field.type if field else "text", choices=field.choices if field else ())
    return _comparison(claim, part)


def _comparison(claim: Claim, meant: Step) -> Said | None:
    """An operator that does not fit the type of what is compared, or a value that it cannot have."""
    op, value = claim.op, claim.value
    if op in PRESENCE:
        allowed = ("yes", "no") if op == "answered" else ("yes", "no", *NON_ANSWERS)
        return None if value in allowed else ("condition.value", f"`{op}` takes one of: {listed(allowed)}", "")
    if op == "count":
        fits = meant.type == "roster" or meant.type in LISTS
        return (
            None
            if fits
            else ("condition.operator", f"the answer of `{claim.ref}` is a {meant.type}, which cannot be counted", "")
        )
    if op not in OPERATORS or (op in LISTED) != isinstance(value, list):
        return None
    if not _fits(op, meant.type):
        return "condition.operator", f"`{op}` cannot compare the answer of a {meant.type}", _fitting(meant.type)
    values = value if isinstance(value, list) else [value]
    return next((said for said in (_value_fault(one, claim, meant) for one in values) if said), None)


def _fits(op: str, kind: str) -> bool:
    if op in ORDERED_OPS:
        return kind in ("scale", "appraisal", *NUMBERS)
    if op in INCLUDING:
        return kind in LISTS
    if op in ("before", "after"):
        return kind in ("date", "moment")
    return kind not in (*LISTS, "roster", "percent")


def _fitting(kind: str) -> str:
    if kind in LISTS:
        return "use includes, includes-any, includes-all or count"
    if kind == "roster":
        return "use any, all, none or count"
    return "use at-least or at-most" if kind == "percent" else "use is or in" if kind in ("one-of", "yes-no") else ""


def _value_fault(value: Any, claim: Claim, meant: Step) -> Said | None:
    if meant.type in NUMBERS:
        fits = str(value).lstrip("-").isdecimal() and (meant.type == "number" or 0 <= int(value) <= 100)
        return None if fits else ("condition.value", f"`{_short(value)}` is no value that a {meant.type} can have", "")
    if meant.type in ("date", "moment"):
        return (
            None
            if _DAY.fullmatch(str(value))
            else ("condition.value", f"`{_short(value)}` is not a day", "write a day as 2027-11-21")
        )
    known = [choice.id for choice in meant.choices]
    if meant.from_ or not known or value in known:
        return None
    hint = near(str(value), known, "the choices are: " + listed(known))
    return "condition.value", f"`{claim.field or claim.ref}` can never be `{_short(value)}`", hint


def _short(value: Any) -> str:
    return str(value)[:40]
