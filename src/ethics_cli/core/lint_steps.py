"""What is wrong with steps as such: ids that are taken, keys that do not fit the type, references to rosters, routes and frameworks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ethics_cli.core.condition import JOINS, OPERATORS
from ethics_cli.core.framework import Choice, Framework, Plain, Step
from ethics_cli.core.lint_content import Content, Fault, Owner, Path, fault, listed, near, near_ref
from ethics_cli.core.lint_order import Walked, order_fault

RESERVED = ("item", "fact", "option", "party")
RESERVED_FIELDS = ("id", "label", "chosen", *JOINS, *OPERATORS)
CHOICES = ("one-of", "any-of", "rank", "yes-no")
FITS = {
    "choices": CHOICES,
    "points": ("scale",),
    "from": ("one-of", "any-of", "rank"),
    "min": ("any-of", "number", "roster"),
    "max": ("any-of", "number", "roster"),
    "unit": ("number",),
    "range": ("percent",),
    "start": ("text", "passage"),
    "fields": ("roster",),
    "offers": ("roster",),
    "offers_from": ("roster",),
    "words": ("text", "passage"),
}
MUTE = {"tell": ("reads", "role", "because", "optional"), "roster": ("because",)}


def lint_steps(content: Content, walked: Walked, framework: Framework) -> Iterator[Fault]:
    """Faults of a framework's steps and ids, apart from conditions and wording."""
    piece = ("framework", framework.id)
    if framework.id in RESERVED:
        yield fault(
            piece,
            ("framework",),
            "framework.reserved-id",
            f"`{framework.id}` has a meaning of its own in conditions and slots",
            "choose another id",
        )
    yield from _ids(framework)
    for at, step in enumerate(framework.steps):
        plain = framework.plain["steps"][at]
        for path, code, message, hint in (
            *_misfits(step, plain),
            *_field_faults(step, plain),
            *_choice_faults(content, step, plain),
        ):
            yield fault(piece, ("steps", at, *path), code, message, hint)
        yield from _rosters(content, walked, framework, at)
    if framework.kind == "lens":
        yield from _lens(framework)


Said = tuple[Path, str, str, str]


def _ids(framework: Framework) -> Iterator[Fault]:
    """Ids that stand twice, or that conditions and slots could not tell from something else."""
    piece = ("framework", framework.id)
    taken: dict[str, str] = {}
    roles: set[str] = set()
    for at, step in enumerate(framework.steps):
        if step.id in taken:
            yield fault(
                piece,
                ("steps", at, "id"),
                "framework.duplicate-step",
                f"there are two steps with the id `{step.id}`",
                "answers are kept by id: give one another id",
            )
        elif step.id in (*RESERVED, *JOINS):
            yield fault(
                piece,
                ("steps", at, "id"),
                "framework.reserved-id",
                f"`{step.id}` has a meaning of its own in conditions and slots",
                "choose another id",
            )
        taken[step.id] = "step"
        if step.role and step.role in roles:
            yield fault(
                piece, ("steps", at, "role"), "framework.duplicate-role", f"the role `{step.role}` stands on two steps"
            )
        roles.add(step.role)
    for at, flag in enumerate(framework.flags):
        if flag.id in taken:
            code = "framework.duplicate-flag" if taken[flag.id] == "flag" else "framework.duplicate-id"
            yield fault(
                piece,
                ("flags", at, "id"),
                code,
                f"the id `{flag.id}` is already that of a {taken[flag.id]}",
                "give the flag another id",
            )
        taken[flag.id] = "flag"


def _misfits(step: Step, plain: Plain) -> Iterator[Said]:
    """Keys that a type does not take, and keys that it needs."""
    if not step.type:
        return
    for key, types in FITS.items():
        if key in plain and step.type not in types:
            yield (key,), "framework.unfit-key", f"a {step.type} takes no `{key}`", f"`{key}` is for: {' '.join(types)}"
    for key in MUTE.get(step.type, ()):
        if plain.get(key):
            yield (key,), "framework.unfit-key", f"a {step.type} takes no `{key}`", ""
    if plain.get("item", "item") != "item" and step.type != "roster":
        yield ("item",), "framework.unfit-key", f"a {step.type} takes no `item`", "`item` is for: roster"
    yield from _needed(step, plain)
    if step.min is not None and step.max is not None and step.min > step.max:
        yield ("min",), "framework.bounds", f"`min` ({step.min}) is more than `max` ({step.max})", ""
    elif step.type == "any-of" and step.choices and step.min is not None and step.min > len(step.choices):
        yield ("min",), "framework.bounds", f"`min` asks for {step.min} choices, but there are {len(step.choices)}", ""


def _needed(step: Step, plain: Plain) -> Iterator[Said]:
    if step.type in FITS["from"]:
        if "from" in plain and step.choices:
            yield (
                ("from",),
                "framework.choices-twice",
                "the choices come either from `choices` or from `from`, not from both",
                "",
            )
        elif "from" not in plain and not step.choices:
            yield (
                (),
                "framework.choices-missing",
                f"a {step.type} needs choices",
                "give `choices`, or `from` with a roster step",
            )
    if step.type == "scale" and len(step.choices) < 2:
        yield (), "framework.points-missing", "a scale needs `points`, worst first, at least two", ""
    if step.type == "appraisal" and not step.each:
        yield (
            (),
            "framework.each-missing",
            "an appraisal needs `each`: the roster whose items are appraised",
            "such as each: options.options",
        )
    if step.type == "yes-no":
        for key in _choice_ids(plain):
            if key not in ("yes", "no", "unsure"):
                yield (
                    ("choices", key),
                    "framework.choices-misfit",
                    f"`{key}` is no answer of a yes-no",
                    "only yes, no and unsure may be given other labels",
                )


def _field_faults(step: Step, plain: Plain) -> Iterator[Said]:
    taken: set[str] = set()
    for at, field in enumerate(step.fields):
        path: Path = ("fields", at)
        if field.id in taken:
            yield (*path, "id"), "framework.duplicate-field", f"there are two fields with the id `{field.id}`", ""
        elif field.id in RESERVED_FIELDS:
            yield (
                (*path, "id"),
                "framework.reserved-id",
                f"`{field.id}` has a meaning of its own",
                "choose another id for the field",
            )
        taken.add(field.id)
        given: Any = plain["fields"][at].get("choices", {})
        if field.type == "one-of" and not given:
            yield path, "framework.choices-missing", "a field of the type one-of needs choices", ""
        elif given and field.type not in ("one-of", "yes-no"):
            yield (*path, "choices"), "framework.unfit-key", f"a field of the type {field.type} takes no `choices`", ""


def _choice_faults(content: Content, step: Step, plain: Plain) -> Iterator[Said]:
    given = _choice_ids(plain)
    for choice in step.choices:
        path: Path = ("choices", choice.id)
        if choice.id not in given:
            continue
        yield from _choice_leads(content, choice, path)
        if choice.alone and step.type != "any-of":
            yield (*path, "alone"), "framework.unfit-key", f"`alone` means nothing in a {step.type}", "it is for any-of"
        if choice.other and step.type not in ("one-of", "any-of"):
            yield (
                (*path, "other"),
                "framework.unfit-key",
                f"`other` means nothing in a {step.type}",
                "it is for one-of and any-of",
            )


def _choice_ids(plain: Plain) -> list[str]:
    """The ids of the choices that are written out, whether they are carried as a list or as a map."""
    given = plain.get("choices", {})
    return list(given) if isinstance(given, Mapping) else [choice["id"] for choice in given]


def _choice_leads(content: Content, choice: Choice, path: Path) -> Iterator[Said]:
    if choice.route and choice.route not in content.routes:
        yield (
            (*path, "route"),
            "framework.unknown-route",
            f"there is no route `{choice.route}`",
            near(choice.route, content.routes, "known are: " + listed(list(content.routes))),
        )
    if choice.joins and choice.joins not in content.frameworks:
        yield (
            (*path, "joins"),
            "framework.unknown-framework",
            f"there is no framework `{choice.joins}`",
            near(choice.joins, content.frameworks),
        )
    elif choice.joins and content.frameworks[choice.joins].kind == "stage":
        yield (
            (*path, "joins"),
            "framework.joins-stage",
            f"`{choice.joins}` is a stage; only a lens or a protocol can join",
            "",
        )


def _rosters(content: Content, walked: Walked, framework: Framework, at: int) -> Iterator[Fault]:
    """References of `each` and `from`: they must be rosters that are asked before."""
    step, plain, piece = framework.steps[at], framework.plain["steps"][at], ("framework", framework.id)
    owner = Owner("framework", framework.id, ("steps", at), at, None, step)
    rosters = [
        ("each", ref, ("each",) if isinstance(plain.get("each"), str) else ("each", index))
        for index, ref in enumerate(step.each)
    ]
    if "from" in plain:
        rosters.append(("from", step.from_, ("from",)))
    if len(step.each) > 2 or len(set(step.each)) < len(step.each):
        yield fault(
            piece,
            ("steps", at, "each"),
            "framework.each-pair",
            "`each` names one roster, or a pair of two different ones",
        )
    for key, ref, path in rosters:
        meant = content.step(ref)
        where: Path = ("steps", at, *path)
        if meant is None:
            yield fault(
                piece,
                where,
                "framework.unknown-step",
                f"there is no step `{ref.removeprefix(framework.id + '.')}`",
                near_ref(content, ref, framework.id),
            )
        elif meant.type not in ("roster", ""):
            yield fault(piece, where, "framework.no-roster", f"`{key}` needs a roster; `{ref}` is a {meant.type}")
        elif late := order_fault(content, walked, owner, ref):
            yield fault(piece, where, *late)


def _lens(framework: Framework) -> Iterator[Fault]:
    """A lens ends in its one appraisal."""
    piece = ("framework", framework.id)
    appraisals = [at for at, step in enumerate(framework.steps) if step.type == "appraisal"]
    asked = [at for at, step in enumerate(framework.steps) if step.type != "tell"]
    if not appraisals:
        yield fault(piece, ("kind",), "framework.lens-end", "a lens ends in an appraisal step; this one has none")
    for at in appraisals[1:]:
        yield fault(
            piece, ("steps", at, "type"), "framework.lens-end", "a lens has one appraisal; this is a second one"
        )
    if appraisals and asked and appraisals[-1] != asked[-1]:
        yield fault(
            piece,
            ("steps", appraisals[-1]),
            "framework.lens-end",
            "a lens ends in its appraisal; other steps follow this one",
        )
