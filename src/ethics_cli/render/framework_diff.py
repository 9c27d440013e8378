"""Differences between two editions of a framework as plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ethics_cli.core.framework_diff import Change
from ethics_cli.core.sentence import ended

NOTHING, ONLY_NUMBER = "Nothing has changed.", "Nothing has changed but the number of the edition."
HEAD = {
    "framework": "The id",
    "kind": "The kind",
    "title": "The title",
    "asks": "What it asks as a whole",
    "about": "What it is for",
    "challenge": "The question for a supervisor",
    "authors": "Who wrote it",
    "funding": "Who paid for it",
    "reviewed": "Who has read it",
    "review_by": "The day to look at it again",
    "offers": "What it offers to other steps",
}
WORDED_HEAD = ("title", "asks", "about", "challenge")
PARTS = {
    "hint": "The help below",
    "why": "The reason given for",
    "reads": "How the record words",
    "start": "The text to begin with at",
}
KEYS = {
    "because": "whether a reason is asked for",
    "optional": "whether it may be passed",
    "ahead": "whether its moment lies ahead",
    "role": "its role",
    "covers": "the rows it covers",
    "source": "its sources",
    "each": "what it is asked for each of",
    "from": "where its choices come from",
    "offers": "what it offers",
    "offers_from": "where it takes what it offers from",
    "min": "the fewest it takes",
    "max": "the most it takes",
    "item": "the word for one of them",
    "words": "the occasion of its words",
}
Sentence = Callable[[Change], str]


def sentences(changes: Iterable[Change]) -> list[str]:
    """One sentence for each change."""
    return [said(change) for change in changes]


def said(change: Change) -> str:
    """A change in plain words. A full stop of its own does not follow one that is quoted."""
    found = _SAID.get(change.kind, _other)(change)
    return ended(found.removesuffix("."))


def diff_data(old: dict[str, str], new: dict[str, str], changes: Iterable[Change]) -> dict[str, Any]:
    """Two editions and what differs between them, as plain data for scripts."""
    listed = [{**change._asdict(), "said": said(change)} for change in changes]
    return {"format": "ethics-framework-diff/1", "old": old, "new": new, "changes": listed}


def _other(change: Change) -> str:
    part = change.kind.partition("-")[2]
    if part in PARTS:
        return _worded(f"{PARTS[part]} “{change.title}”", change)
    return f"“{change.title}”, {KEYS.get(part, part.replace('_', ' '))}: {_now(change)}."


def _worded(what: str, change: Change) -> str:
    if not change.before:
        return f"{what} is new: “{change.after}”."
    if not change.after:
        return f"{what} is gone: “{change.before}”."
    return f"{what} is worded differently: “{change.before}” → “{change.after}”."


def _now(change: Change) -> str:
    """A value that is not wording: what it is now, and what it was."""
    return f"now {change.after or 'nothing'}; before, {change.before or 'nothing'}"


def _head(change: Change) -> str:
    what = HEAD[change.at]
    return _worded(what, change) if change.at in WORDED_HEAD else f"{what}: {_now(change)}."


def _added(change: Change) -> str:
    return f"Asks one question more: “{change.after}” (“{change.title}”, {change.more})."


def _moved(change: Change) -> str:
    return f"“{change.title}” is now asked {f'after “{change.after}”' if change.after else 'first'}."


def _when(change: Change) -> str:
    if change.before == change.after:
        return f"“{change.title}” is asked {change.after}, as before, though the condition is written differently."
    before = change.before or "always"
    return f"“{change.title}” is now {'asked ' + change.after if change.after else 'always asked'}; before, {before}."


def _choice_added(change: Change) -> str:
    more = f" (it {change.more})" if change.more else ""
    return f"“{change.title}” now also offers “{change.after}”{more}."


def _leads(change: Change) -> str:
    after, before = (one or "leads nowhere else" for one in (change.after, change.before))
    return f"Choosing “{change.more}” in “{change.title}” now {after}; before, it {before}."


def _of_choice(what: str) -> Sentence:
    return lambda change: _worded(f"{what} the choice “{change.more}” of “{change.title}”", change)


def _of_field(what: str) -> Sentence:
    return lambda change: _worded(f"{what} “{change.more}” of “{change.title}”", change)


_SAID: dict[str, Sentence] = {
    "head": _head,
    "step-added": _added,
    "step-removed": lambda change: f"No longer asks “{change.before}” (“{change.title}”).",
    "step-moved": _moved,
    "step-title": lambda change: f"The step `{change.at}` is now called “{change.after}”; before, “{change.before}”.",
    "step-ask": lambda change: _worded(f"The question “{change.title}”", change),
    "step-type": lambda change: f"“{change.title}” is now answered as {change.after}; before, as {change.before}.",
    "step-depth": lambda change: (
        f"“{change.title}” is now asked from the depth {change.after} on; before, {change.before}."
    ),
    "step-when": _when,
    "choice-added": _choice_added,
    "choice-removed": lambda change: f"“{change.title}” no longer offers “{change.before}”.",
    "choice-label": lambda change: (
        f"A choice of “{change.title}” reads differently: “{change.before}” → “{change.after}”."
    ),
    "choice-order": lambda change: f"The choices of “{change.title}” stand in another order: {change.after}.",
    "choice-leads": _leads,
    "choice-hint": _of_choice("The help beside"),
    "choice-reads": _of_choice("How the record words"),
    "choice-fits": _of_choice("What speaks for"),
    "field-added": lambda change: f"“{change.title}” asks one thing more of each item: “{change.after}”.",
    "field-removed": lambda change: f"“{change.title}” no longer asks of each item: “{change.before}”.",
    "field-ask": _of_field("The question"),
    "field-hint": _of_field("The help below"),
    "field-form": lambda change: f"The field “{change.more}” of “{change.title}”: {_now(change)}.",
    "flag-added": lambda change: f"The flag `{change.at}` is new ({change.title}, {change.more}): “{change.after}”",
    "flag-removed": lambda change: f"The flag `{change.at}` is gone ({change.title}): “{change.before}”",
    "flag-level": lambda change: f"The flag `{change.at}` is now a {change.after}; before, a {change.before}.",
    "flag-say": lambda change: _worded(f"The flag `{change.at}`", change),
    "flag-when": lambda change: f"The flag `{change.at}` now rises {change.after}; before, {change.before}.",
    "source-added": lambda change: f"The source `{change.at}` is new: {change.after}.",
    "source-removed": lambda change: f"The source `{change.at}` is gone: {change.before}.",
    "source-changed": lambda change: f"The source `{change.at}` is different: {change.before} → {change.after}.",
}
