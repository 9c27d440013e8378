"""Gaps beside the walk: opinions and sign-offs that are missing or were overtaken, changes that were wanted, identifiers in the text."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.event import OpinionAsked, OpinionGiven, RemarkMade, SignOffGiven
from ethics_cli.core.identifiers import kinds_in_each
from ethics_cli.core.review_case import Case, Gap
from ethics_cli.core.review_texts import texts_in


def opinion_missing(case: Case) -> Iterator[Gap]:
    asked = [entry for entry in case.walk.folded.beside if isinstance(entry.event, OpinionAsked)]
    given = [entry for entry in case.walk.folded.beside if isinstance(entry.event, OpinionGiven)]
    for at, entry in enumerate(asked):
        if at >= len(given):
            say = "a second opinion was asked for, and none is recorded"
            yield Gap("", say, "ask for it again, or say why none came", line=entry.seq + 1)


def change_unanswered(case: Case) -> Iterator[Gap]:
    last = max((answer.seq for answer in case.walk.folded.answers.values()), default=0)
    for entry in case.walk.folded.beside:
        event = entry.event
        if isinstance(event, RemarkMade) and event.stance == "change-wanted" and entry.seq > last:
            say = "somebody wanted a change here, and nothing was changed since"
            yield Gap(event.step, say, "change it, or answer the remark", event.items, entry.seq + 1)


def unsigned(case: Case) -> Iterator[Gap]:
    if not any(isinstance(entry.event, SignOffGiven) for entry in case.walk.folded.beside):
        yield Gap("", "nobody has signed this off", "`ethics sign` after reading it")


def signed_before_change(case: Case) -> Iterator[Gap]:
    signed = [entry for entry in case.walk.folded.beside if isinstance(entry.event, SignOffGiven)]
    if not signed:
        return
    seen = max(entry.event.seen for entry in signed if isinstance(entry.event, SignOffGiven))
    since = sorted(answer.seq for answer in case.walk.folded.answers.values() if answer.seq >= seen)
    if since:
        say = "it was signed off, and changed since"
        yield Gap("", say, "read what has changed, and sign again", line=since[0] + 1)


def identifiers(case: Case) -> Iterator[Gap]:
    """Of what names a law, its dates do not count: texts of law are known by them."""
    texts = list(texts_in(case.walk))
    found = kinds_in_each([one.text for one in texts], [("date",) if one.of_law else () for one in texts])
    for text, kinds in zip(texts, found, strict=True):
        if kinds:
            say = f"this may point to a person: {', '.join(kinds)}"
            do = "replace it by a role, or take the line out with `ethics redact`"
            yield Gap(text.step, say, do, text.items, text.line)
