"""Operators on form, wording, sources and days: what every kind of content has."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from spoiling import NOWHERE, Act, Doc, Mutant, Path, Spoiling, renamed, set_to, without

NEEDED = {
    "framework": (
        "framework",
        "kind",
        "edition",
        "title",
        "asks",
        "about",
        "authors",
        "funding",
        "review_by",
        "sources",
        "steps",
    ),
    "route": ("title", "edition", "about", "minutes", "depth"),
    "model": ("title", "short", "edition", "about", "authors", "funding", "review_by", "source", "steps"),
    "norms": ("kind", "title", "edition", "about", "authors", "funding", "review_by"),
    "record": ("edition", "title", "parts"),
}
NEEDED_OF = {
    "steps": ("id", "ask", "type"),
    "flags": ("id", "when", "level", "say"),
    "entries": tuple(
        "id title section edition force topics trigger says who to minimum client compliant noncompliant source".split()
    ),
}
NEEDED_OF_MODEL = ("title", "rows")
WRONG: dict[str, Any] = {
    "covers": "text",
    "when": "yes",
    "choices": ["one", "two"],
    "points": ["one", "two"],
    "fields": {"id": "text"},
    "depth": "deepest",
    "optional": "perhaps",
    "because": "always",
    "type": "question",
    "source": {"cite": "text"},
    "each": {"of": "options"},
    "level": "loud",
    "verified": "perhaps",
    "review_by": "next year",
    "edition": "one",
    "kind": "kind",
    "steps": {},
    "walk": "triage",
    "minutes": "few",
    "force": "perhaps",
    "topics": "threat",
    "clock": "soon",
    "client": "told",
    "professions": "nurse",
    "rows": "text",
    "part": "perhaps",
}
"""For keys a value of another form than they hold. The edition of a norm is free text."""


def dropped_key(own: Spoiling) -> Iterator[Mutant]:
    """A key that must be there."""
    for path, node in _maps(own):
        for key in _needed(own, path):
            if key in node:
                yield Mutant("dropped-key", (*path, key), f"`{key}` taken out", without(key), path)


def unknown_key(own: Spoiling) -> Iterator[Mutant]:
    """A key with a letter missing."""
    for path, node in _maps(own):
        for key in node:
            if path and len(key) > 2 and key not in _needed(own, path):
                short = key[0] + key[2:]
                yield Mutant("unknown-key", (*path, key), f"`{key}` written `{short}`", renamed(key, short), path)


def wrong_type(own: Spoiling) -> Iterator[Mutant]:
    """A value of another form than its key holds."""
    for path, node in _maps(own):
        for key in node:
            if key in WRONG and not (path and key == "edition"):
                yield Mutant("wrong-type", (*path, key), f"`{key}` of another form", set_to(key, WRONG[key]), path)


def _maps(own: Spoiling) -> Iterator[tuple[Path, Doc]]:
    """The document and the parts of it that are maps with keys of their own."""
    yield (), own.doc
    for key in ("steps", "flags", "entries", "walk", "parts", "groups"):
        for at, one in enumerate(own.doc.get(key, [])):
            if isinstance(one, dict):
                yield (key, at), one
    sources = own.doc.get("sources", {})
    yield from ((("sources", name), one) for name, one in sources.items())
    yield from ((("entries", at, "source"), one["source"]) for at, one in enumerate(own.entries))


def _needed(own: Spoiling, path: Path) -> tuple[str, ...]:
    if not path:
        return NEEDED.get(own.kind, ())
    if path[0] == "sources" or path[-1] == "source":
        return ("cite", "checked_on", "verified")
    return NEEDED_OF_MODEL if own.kind == "model" and path[0] == "steps" else NEEDED_OF.get(path[0], ())


def leading_word(own: Spoiling) -> Iterator[Mutant]:
    """A word in a question that leans towards an answer."""
    for at, step in enumerate(own.steps):
        ask = step["ask"]
        for said in (f"Surely, {ask[0].lower()}{ask[1:]}", f"{ask} Of course", ask.replace("?", ", obviously?")):
            yield Mutant("leading-word", ("steps", at, "ask"), f"asks “{said}”", set_to("ask", said), ("steps", at))


def double_question(own: Spoiling) -> Iterator[Mutant]:
    """A second question behind the first."""
    for at, step in enumerate(own.steps):
        ask = step["ask"]
        if step["type"] != "tell" and ask.endswith("?"):
            for said in (f"{ask} Why is that?", f"{ask[:-1]}, and who says so?"):
                yield Mutant(
                    "double-question", ("steps", at, "ask"), f"asks “{said}”", set_to("ask", said), ("steps", at)
                )


def review_past(own: Spoiling) -> Iterator[Mutant]:
    """A day for looking again that lies behind."""
    if "review_by" in own.doc:
        for day in ("2026-11-01", "2020-01-01"):
            yield Mutant("review-past", ("review_by",), f"to be looked at by {day}", set_to("review_by", day), ())


def checked_future(own: Spoiling) -> Iterator[Mutant]:
    """A source that was looked at on a day to come."""
    for path, _ in _sources(own):
        act = set_to("checked_on", "2027-12-31")
        yield Mutant("checked-future", (*path, "checked_on"), "looked at on 2027-12-31", act, path)


def _sources(own: Spoiling) -> Iterator[tuple[Path, Doc]]:
    yield from ((path, one) for path, one in _maps(own) if path and (path[0] == "sources" or path[-1] == "source"))
    if isinstance(own.doc.get("source"), dict):
        yield ("source",), own.doc["source"]


def source_removed(own: Spoiling) -> Iterator[Mutant]:
    """A step without its source, or a framework without one of its sources."""
    for at, step in enumerate(own.steps):
        if "source" in step:
            yield Mutant(
                "source-removed", ("steps", at), f"source of {step['id']} taken out", without("source"), ("steps", at)
            )
    for name in own.doc.get("sources", {}):
        yield Mutant("source-removed", ("sources", name), f"source {name} taken out", without(name), ("sources",))


def source_unknown(own: Spoiling) -> Iterator[Mutant]:
    """A step that names a source which there is not."""
    for at, step in enumerate(own.steps):
        if "source" in step:
            said = f"{step['id']} names another source"
            yield Mutant("source-unknown", ("steps", at, "source"), said, set_to("source", NOWHERE), ("steps", at))


def unknown_row(own: Spoiling) -> Iterator[Mutant]:
    """A row that there is not in place of one that there is."""
    for at, step in enumerate(own.steps):
        for index, row in enumerate(step.get("covers", [])):
            path = ("steps", at, "covers")
            yield Mutant("unknown-row", (*path, index), f"{row} written {row}-x", set_to(index, f"{row}-x"), path)


def because_lost(own: Spoiling) -> Iterator[Mutant]:
    """A reason that is asked no more, though the sentence of the record holds it."""
    for at, step in enumerate(own.steps):
        if "because" in step and "{because}" in step.get("reads", ""):
            yield Mutant(
                "because-lost", ("steps", at), f"{step['id']} asks for no reason", without("because"), ("steps", at)
            )


def slot_unfilled(own: Spoiling) -> Iterator[Mutant]:
    """A slot for an answer that is not there yet, or not on every path."""
    for at, step in enumerate(own.steps):
        for other in own.steps[at:]:
            if other["type"] in ("text", "one-of", "yes-no") and "each" not in other:
                yield _slot(at, step, other, "which is asked later")
                break
        for other in own.steps[:at]:
            plain = other["type"] in ("text", "one-of", "yes-no") and "when" in other and "each" not in other
            if plain and "when" not in step and other.get("depth", "standard") == step.get("depth", "standard"):
                yield _slot(at, step, other, "which is not asked on every path")
                break


def _slot(at: int, step: Doc, other: Doc, why: str) -> Mutant:
    key = "hint" if "hint" in step else "ask"
    said = f"{step['id']} holds a slot for {other['id']}, {why}"
    return Mutant("slot-unfilled", ("steps", at, key), said, _adding(key, f" {{{other['id']}}}"), ("steps", at))


def _adding(key: str, text: str) -> Act:
    def act(node: Doc) -> None:
        node[key] += text

    return act


def labels_swapped(own: Spoiling) -> Iterator[Mutant]:
    """Two choices with each other's label: what somebody chooses is not what is kept."""
    for at, step in enumerate(own.steps):
        for key in ("choices", "points"):
            names = list(step.get(key) or {})
            for one, other in itertools.pairwise(names):
                path = ("steps", at, key)
                yield Mutant(
                    "labels-swapped", (*path, one), f"labels of {one} and {other} swapped", _labels(one, other), path
                )


def _labels(one: str, other: str) -> Act:
    def act(node: Doc) -> None:
        node[one], node[other] = _labelled(node[one], node[other]), _labelled(node[other], node[one])

    return act


def _labelled(choice: Any, by: Any) -> Any:
    """A choice with the label of another, and how that one reads."""
    if isinstance(choice, str) and isinstance(by, str):
        return by
    told = {"label": by} if isinstance(by, str) else {key: by[key] for key in ("label", "hint", "reads") if key in by}
    kept = (
        {} if isinstance(choice, str) else {key: choice[key] for key in choice if key not in ("label", "hint", "reads")}
    )
    return {**told, **kept}
