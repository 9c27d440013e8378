"""What standards for decision aids ask of each piece of content by itself: who it is for, how old it is, who made and read it.

The ids are those of our adapted list (domain facts, 2.2), after the International Patient Decision Aid Standards: Q what makes
it a decision aid at all, C what guards against harmful bias, L what strengthens it. Where another check already looks at the
same thing, that check carries the id (ALSO in lint_codes.py). What is asked of routes and options is in lint_ipdas_routes.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ethics_cli.core.framework import Framework
from ethics_cli.core.lint_content import Content, Fault, Path, Piece, fault
from ethics_cli.core.lint_texts import words_in

SIGNED = ("framework", "model", "norms")
"""The kinds of content that say who wrote them, who read them and when they must be looked at again."""
ENOUGH = 12
LONGEST_TERM = timedelta(days=2 * 366)
SAYS_NOTHING = ("", "-", "?", "n/a", "tbd", "todo", "unknown")
Said = tuple[Path, str, str, str]


def lint_ipdas(content: Content, today: date) -> Iterator[Fault]:
    """What is missing from pieces of content, apart from what a route must reach."""
    for kind in SIGNED:
        for piece in content.of_kind(kind):
            yield from _told(piece, (*_dated(piece, today), *_signed(piece)))
    for framework in content.frameworks.values():
        piece = content.pieces["framework", framework.id]
        yield from _told(piece, (*_framework(framework), *_ranges(framework)))


def _told(piece: Piece, said: tuple[Said, ...]) -> Iterator[Fault]:
    for path, code, message, hint in said:
        yield fault((piece.kind, piece.id), path, code, message, hint, "warning")


def _framework(framework: Framework) -> Iterator[Said]:
    about = framework.plain.get("about", "")
    if len(words_in(about)) < ENOUGH:
        message = f"`about` does not say for what kind of problem this is: it has {len(words_in(about))} words"
        yield ("about",), "ipdas.Q1", message, f"say it in {ENOUGH} words or more"
    if not framework.challenge:
        hint = "give `challenge`: one question that a good supervisor would ask about these answers"
        yield ("framework",), "ipdas.L5", "there is no question here to take to a supervisor", hint


def _ranges(framework: Framework) -> Iterator[Said]:
    """Likelihoods, and how sure somebody is: a number alone looks surer than it is."""
    for at, step in enumerate(framework.steps):
        if step.type == "percent" and not step.range:
            message = f"`{step.id}` asks for a percentage without a range"
            yield ("steps", at), "ipdas.C5", message, "give it `range: required` or `range: offered`"


def _dated(piece: Piece, today: date) -> Iterator[Said]:
    if not piece.plain.get("edition"):
        yield ("edition",), "ipdas.C3", "there is no edition", "give `edition`, such as 1.0.0"
    for path, source in _sources(piece):
        if not source.get("checked_on"):
            message = "this source does not say when it was last looked at"
            yield (*path, "checked_on"), "ipdas.C3", message, "give `checked_on`"
    review = _day(piece.plain.get("review_by", ""))
    if review is None and not piece.plain.get("review_by"):
        yield ("review_by",), "ipdas.C4", "nothing says when this must be looked at again", "give `review_by`, a day"
    elif review is not None and review > today + LONGEST_TERM:
        message = "this is to be looked at again only after more than two years"
        yield ("review_by",), "ipdas.C4", message, "codes and laws change sooner: set an earlier day"


def _signed(piece: Piece) -> Iterator[Said]:
    for key, what in (("authors", "who wrote this"), ("funding", "who paid for this")):
        if str(piece.plain.get(key, "")).strip().casefold() in SAYS_NOTHING:
            hint = "`none` is an answer, too" if key == "funding" else f"give `{key}`"
            yield (key,), "ipdas.C6", f"nothing says {what}", hint
    if not piece.plain.get("reviewed"):
        hint = "give `reviewed`: by whom, on which day and how; or `none`, which is honest and passes"
        yield (piece.kind,), "ipdas.L6", "nothing says whether somebody who did not write this has read it", hint


def _sources(piece: Piece) -> Iterator[tuple[Path, Any]]:
    plain = piece.plain
    if piece.kind == "framework":
        yield from ((("sources", ident), source) for ident, source in plain.get("sources", {}).items())
    elif piece.kind == "norms":
        entries = enumerate(plain.get("entries", ()))
        yield from ((("entries", at, "source"), entry.get("source", {})) for at, entry in entries)
    else:
        yield ("source",), plain.get("source", {})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
