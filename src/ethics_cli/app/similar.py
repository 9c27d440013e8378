"""Precedents: decided sessions of a home with the same pattern as one, how they were decided, and what came of them.

Likeness is of pattern: kind of conflict, protocols, flags and rules. Words count only between patterns that
are equally like. It never says which decision was right, and recommends none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from ethics_cli.app.past import Past, past, read_past
from ethics_cli.app.searching import words_of
from ethics_cli.core.likeness import Like, Patterns
from ethics_cli.core.traits import Traits, pattern_of, traits_of
from ethics_cli.core.walk import Position, Walk
from ethics_cli.core.wording import answer_words
from ethics_cli.files.home import Home
from ethics_cli.files.index import Index
from ethics_cli.problems import EthicsError, Problem
from ethics_cli.render.title import title

IN_WORDS = 50
"""How many sessions in like words are weighed besides those of a like pattern."""


class Decided(NamedTuple):
    """How a session was decided, in the words of whoever decided: the option or the act, and the reason."""

    what: str = ""
    because: str = ""


class Precedent(NamedTuple):
    """One session with a like pattern."""

    session: str
    title: str
    closed: str
    decided: Decided
    traits: Traits
    like: Like
    walk: Walk


class Similar(NamedTuple):
    """The case, its signs, the precedents, how many sessions were looked at, and what could not be read."""

    walk: Walk
    pattern: frozenset[str]
    precedents: tuple[Precedent, ...]
    looked_at: int
    problems: tuple[tuple[str, Problem], ...]


def similar(home: Home, wanted: str, *, limit: int = 5, drills: bool = False) -> Similar:
    """The precedents of one session in a home. Raises EthicsError when the session cannot be found or read."""
    path = home.find(wanted)
    this = read_past(path)
    if this.walk is None:
        raise EthicsError(this.problem) if this.problem else AssertionError
    others, problems = list[Past](), list[tuple[str, Problem]]()
    for one in past(home):
        if one.id == this.walk.id or one.path == path:
            continue
        if one.problem is not None:
            problems.append((one.id, one.problem))
        elif one.walk is not None and one.walk.folded.closed is not None and (drills or not one.is_drill):
            others.append(one)
    others.sort(key=_closed)
    traits = [traits_of(one.walk) for one in others if one.walk is not None]
    pattern = pattern_of(traits_of(this.walk))
    words = _in_like_words(this, others)
    patterns = Patterns(pattern_of(one) for one in traits)
    likes = patterns.like(pattern, max(limit, IN_WORDS), also=list(words))
    likes.sort(key=lambda like: (-round(like.share, 2), -words.get(like.number, 0.0), -like.number))
    found = tuple(_precedent(others[like.number], traits[like.number], like) for like in likes[:limit])
    return Similar(this.walk, pattern, found, len(others), tuple(problems))


def _precedent(one: Past, traits: Traits, like: Like) -> Precedent:
    assert one.walk is not None
    return Precedent(one.walk.id, title(one.walk), _closed(one)[:10], decided_of(one.walk), traits, like, one.walk)


def decided_of(walk: Walk) -> Decided:
    """What was decided, and why: the chosen option, the act that rules left, the plain answer, or that somebody finds out."""
    for position in _deciding(walk):
        answer = walk.answers.get(position.key)
        if answer is not None and answer.value is not None:
            return Decided(answer_words(walk, position.step, answer), answer.because)
    plain = (walk.step(ref) for ref in ("framing.plain-act", "framing.finder"))
    for step in plain:
        answer = walk.answer(step.ref) if step else None
        if step is not None and answer is not None and answer.value is not None:
            return Decided(answer_words(walk, step, answer))
    return Decided()


def _deciding(walk: Walk) -> Iterator[Position]:
    return (position for role in ("decision", "settled-act") if (position := walk.by_role(role)))


def _closed(one: Past) -> str:
    closed = one.walk.folded.closed if one.walk else None
    return closed.at if closed else ""


def _in_like_words(this: Past, others: Sequence[Past]) -> dict[int, float]:
    """The sessions in words like those of this one, each with how like. A session that is not whole has none."""
    index = Index()
    for number, one in enumerate(others):
        with suppress(EthicsError):
            index.add([(number, words_of(one.path))])
    with suppress(EthicsError):
        return dict(index.like(words_of(this.path), IN_WORDS))
    return {}
