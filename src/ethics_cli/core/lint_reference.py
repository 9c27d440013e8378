"""What is wrong with content that is looked up: norms whose force nobody verified, models with rows or frameworks there are not.

Nothing unverified may bind: a norm whose text was not seen has no *must* and no *must not*.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from ethics_cli.core.framework import Plain
from ethics_cli.core.lint_content import Content, Fault, Path, Piece, fault, listed, near
from ethics_cli.core.lint_sources import lint_days

BINDING = ("must", "must-not")
DUPLICATE = {"id": "norms.duplicate-id", "title": "norms.duplicate-title"}
HOME = {"law": "place", "code": "body"}
"""What a kind of norms must name: whose law it is, or whose code. A policy names neither: it is the organisation's own."""


def lint_reference(content: Content, today: date) -> Iterator[Fault]:
    """Faults of norms, models and organisations' cards."""
    for piece in content.of_kind("norms"):
        yield from _norms(content, piece, today)
    for piece in content.of_kind("model"):
        yield from _model(content, piece)
        looked: dict[Path, str] = {("source",): piece.plain.get("source", {}).get("checked_on", "")}
        yield from lint_days(("model", piece.id), piece.plain.get("review_by", ""), looked, today)
    for piece in content.of_kind("organisation"):
        yield from lint_days(("organisation", piece.id), piece.plain.get("review_by", ""), {}, today)


def _norms(content: Content, piece: Piece, today: date) -> Iterator[Fault]:
    plain, here = piece.plain, ("norms", piece.id)
    entries = plain.get("entries", ())
    yield from _home(content, piece)
    looked: dict[Path, str] = {
        ("entries", at, "source"): one.get("source", {}).get("checked_on", "") for at, one in enumerate(entries)
    }
    yield from lint_days(here, plain.get("review_by", ""), looked, today)
    seen: dict[str, set[str]] = {key: set() for key in DUPLICATE}
    for at, one in enumerate(entries):
        for key, taken in seen.items():
            if one.get(key) in taken:
                message = f"two norms of this file have the same {key}"
                yield fault(here, ("entries", at, key), DUPLICATE[key], message, "give one of them another")
            taken.add(one.get(key, ""))
        yield from _norm(one, here, ("entries", at))


def _norm(one: Plain, here: tuple[str, str], path: Path) -> Iterator[Fault]:
    verified = one.get("source", {}).get("verified", False)
    hint = "make it `unknown`, or see its text, then set `verified: yes` and `checked_on`"
    if one.get("force") in BINDING and not verified:
        message = f"`{one['force']}` needs a source whose text was seen"
        yield fault(here, (*path, "force"), "norms.unverified-must", message, hint)
    if one.get("client", {}).get("told") in BINDING and not verified:
        message = "whether the client is told may not bind either while the text was not seen"
        yield fault(here, (*path, "client", "told"), "norms.unverified-must", message, hint)
    clock = one.get("clock")
    if clock is not None and len(clock) != 1:
        yield fault(here, (*path, "clock"), "norms.clock", "a clock has one limit", "give the last fixed limit only")
    if clock is not None and not one.get("limit"):
        message = "a clock without its limit in words"
        yield fault(here, (*path, "clock"), "norms.clock", message, "say in `limit` what runs, and from when")
    longer, shorter = sorted((len(one.get("compliant", "")), len(one.get("noncompliant", ""))), reverse=True)
    if shorter and longer > 2 * shorter:
        message = "the two examples are not told in equal detail"
        yield fault(here, (*path, "noncompliant"), "norms.unequal-examples", message, "", "warning")


def _home(content: Content, piece: Piece) -> Iterator[Fault]:
    plain, here = piece.plain, ("norms", piece.id)
    kind = plain.get("kind", "")
    for of, key in HOME.items():
        if of == kind and not plain.get(key):
            yield fault(here, ("kind",), "norms.home", f"norms of the kind {kind} name their `{key}`")
        elif of != kind and plain.get(key):
            yield fault(here, (key,), "norms.home", f"norms of the kind {kind} have no `{key}`")
        elif plain.get(key) and plain[key] not in _offered(content, key):
            message = f"no step lets anybody choose the {key} `{plain[key]}`, so these norms are never offered"
            yield fault(here, (key,), "norms.never-offered", message, near(plain[key], _offered(content, key)))


def _offered(content: Content, key: str) -> list[str]:
    """The ids a person may choose for a place or a body; of a place also what it is part of, such as `us` of `us-ca`."""
    role = {"place": "places", "body": "bodies"}[key]
    steps = (step for framework in content.frameworks.values() for step in framework.steps if step.role == role)
    ids = [choice.id for step in steps for choice in step.choices]
    return [part for one in ids for part in accumulate(one.split("-"), "{}-{}".format)] if key == "place" else ids


def _model(content: Content, piece: Piece) -> Iterator[Fault]:
    plain, here = piece.plain, ("model", piece.id)
    rows = [
        row for table in content.of_kind("rows") for group in table.plain.get("groups", ()) for row in group["rows"]
    ]
    seen: set[str] = set()
    for at, step in enumerate(plain.get("steps", ())):
        for index, row in enumerate(step["rows"]):
            path: Path = ("steps", at, "rows", index)
            if rows and row not in rows:
                yield fault(here, path, "model.unknown-row", f"there is no row `{row}`", near(row, rows))
            elif row in seen:
                yield fault(here, path, "model.row-twice", f"the row `{row}` stands in two steps of this model")
            seen.add(row)
    walked = [_framework(stop) for stop in plain.get("walk", ())]
    for at, ident in enumerate(walked):
        if ident and ident not in content.frameworks:
            hint = near(ident, content.frameworks)
            yield fault(here, ("walk", at), "model.unknown-framework", f"there is no framework `{ident}`", hint)
        elif ident and ident in walked[:at]:
            yield fault(here, ("walk", at), "model.walked-twice", f"`{ident}` is walked twice by this model")
    yield from _uncovered(content, piece, walked)


def _uncovered(content: Content, piece: Piece, walked: list[str]) -> Iterator[Fault]:
    """Rows that the model asks for and that nothing on its own walk covers."""
    frameworks = [content.frameworks[ident] for ident in walked if ident in content.frameworks]
    covered = {row for framework in frameworks for step in framework.steps for row in step.covers}
    asked = [row for step in piece.plain.get("steps", ()) if not step.get("part") for row in step["rows"]]
    left = [row for row in asked if row not in covered]
    if left:
        message = f"this model's walk has no step for rows that it asks for: {listed(left)}"
        yield fault(("model", piece.id), ("walk",), "model.uncovered", message, "", "warning")


def _framework(stop: Plain | str) -> str:
    return stop if isinstance(stop, str) else str(stop.get("framework") or stop.get("lens") or "")
