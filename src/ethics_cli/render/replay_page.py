"""A replay as one page of HTML: every moment in order, ways through them, and where the session stands at the end.

It can be gone through with the Tab and Enter keys alone: each moment links to the next, and a click is never needed. Words come
from replay_words.py; what one moment looks like is in replay_moment.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ethics_cli.core.appraisal import matrix
from ethics_cli.core.replaying import Moment, Replay
from ethics_cli.core.walk import Walk
from ethics_cli.core.wording import flag_words
from ethics_cli.render.html import Element, Given, Node, el
from ethics_cli.render.html_matrix import matrix_table
from ethics_cli.render.page import MAIN, page
from ethics_cli.render.page_style import BASE
from ethics_cli.render.plain_table import in_words
from ethics_cli.render.replay_moment import OTHERS, anchor, classes, moment_article, name_of
from ethics_cli.render.replay_style import REPLAY
from ethics_cli.render.replay_words import place_words
from ethics_cli.render.title import title

END, WAYS = "end", "ways"
FILTERS = (
    ("all", "everything"),
    ("changes", "changed answers"),
    ("flags", "flags"),
    ("decision", "the decision"),
    ("others", "what others said"),
)
MARKS = {"changes": "change", "flags": "raising", "decision": "deciding", "others": "other"}
HEADS = {
    "changes": "Answers that were changed",
    "flags": "Flags that rose or fell",
    "decision": "The decision",
    "others": "What others said",
}
FIRST = {
    "changes": "First change",
    "flags": "First flag",
    "decision": "The decision",
    "others": "What others said",
}
STATUS = {"open": "not decided yet", "decided": "decided", "changed": "decided, and changed since"}


class Part(NamedTuple):
    """A run of moments within one framework, or what stands before the first."""

    title: str
    moments: list[Moment]

    @property
    def name(self) -> str:
        return self.title.partition(", again")[0]


def replay_page(replay: Replay, count: int, head: str) -> str:
    """The whole replay of a session as a page. `count` and `head` are those of its file."""
    moments = list(replay)
    walk = moments[-1].walk
    parts = _parts(moments)
    known = {name for name, mark in MARKS.items() if any(mark in classes(moment) for moment in moments)}
    body = el(
        "div",
        el("main", _filters(known), _sections(parts), _end(walk), id=MAIN, tabindex="-1"),
        _ways(parts, moments, known),
        class_="frame",
    )
    name = title(walk)
    return page(f"{name} · replay", _banner(walk, moments, known), body, _foot(walk, count, head), style=BASE + REPLAY)


def _parts(moments: Sequence[Moment]) -> list[Part]:
    """The moments by the framework they fall in; what is come back to says so."""
    parts: list[Part] = []
    for moment in moments:
        others = moment.kind in OTHERS
        if moment.entered is not None:
            parts.append(Part(_again(moment.entered.title, parts), []))
        elif not parts or others != (parts[-1].moments[-1].kind in OTHERS):
            name = "Said beside it" if others else "After that" if parts else "The beginning"
            parts.append(Part(_again(name, parts), []))
        parts[-1].moments.append(moment)
    return parts


def _again(name: str, parts: Sequence[Part]) -> str:
    """A name that no part has yet."""
    times = sum(1 for part in parts if part.name == name)
    return name if not times else f"{name}, again" if times == 1 else f"{name}, again ({times + 1})"


def _banner(walk: Walk, moments: Sequence[Moment], known: set[str]) -> Node:
    first = {name: next(one for one in moments if MARKS[name] in classes(one)) for name in known}
    ways = [
        _link(anchor(moments[0]), "Beginning"),
        *(_link(anchor(first[name]), FIRST[name]) for name in MARKS if name in known),
        _link(END, "Where it stands"),
        _link(WAYS, "All ways"),
    ]
    remark = "One practitioner's reasoning, as it came about. The tool asked; the person decided. Times are told only as pauses."
    return el(
        "header",
        el("h1", title(walk)),
        el("p", f"Replay of session {walk.id} · {STATUS[walk.status]} · {len(moments)} moments", class_="standing"),
        el("blockquote", el("p", remark)),
        el("nav", el("ul", (el("li", way) for way in ways)), aria_label="First steps", class_="first no-print"),
    )


def _filters(known: set[str]) -> Node | None:
    """Which moments are shown; a browser that cannot do it without a script does not show the question."""
    if not known:
        return None
    choices: list[Given] = [el("legend", "Show")]
    for name, words in FILTERS:
        if name == "all" or name in known:
            first = name == "all"
            choices.append(el("label", el("input", type="radio", name="show", id=f"show-{name}", checked=first), words))
    return el("fieldset", *choices, class_="few no-print")


def _sections(parts: Sequence[Part]) -> Iterator[Node]:
    number, last = 0, sum(len(part.moments) for part in parts)
    every = [moment for part in parts for moment in part.moments]
    for at, part in enumerate(parts):
        articles = []
        for moment in part.moments:
            before = every[number - 1] if number else None
            after = every[number + 1] if number + 1 < last else None
            articles.append(moment_article(moment, before, after))
            number += 1
        marks = sorted({mark for moment in part.moments for mark in classes(moment)})
        inner = [el("h2", part.title, id=f"h{at}"), *(node for found in articles for node in found)]
        yield el("section", *inner, id=f"p{at}", class_=" ".join(["part", *marks]), aria_labelledby=f"h{at}")


def _end(walk: Walk) -> Element:
    table = matrix(walk)
    left = [*walk.later, *([walk.next] if walk.next else [])]
    parts: list[Given] = [el("h2", "Where it stands at the end", id="h-end")]
    if table.options and table.lenses:
        parts += [matrix_table(table), el("ul", (el("li", line, class_="said") for line in in_words(table)))]
    parts += [_flag_list(walk)]
    if left:
        names = "; ".join(f"“{place_words(place)}”" for place in left)
        parts.append(el("p", f"Still open: {names}."))
    if walk.off_path:
        number = len(walk.off_path)
        stand = "1 answer stands" if number == 1 else f"{number} answers stand"
        parts.append(el("p", f"{stand} on branches that were left, kept and not counted."))
    return el("section", *parts, id=END, tabindex="-1", aria_labelledby="h-end")


def _flag_list(walk: Walk) -> Node:
    if not walk.flags:
        return el("p", "No flag is up.")
    rows = []
    for flag in walk.flags:
        handled = walk.folded.handled.get(flag.ref, "")
        done = f"\nDone about it: {handled}" if handled else ""
        rows.append(
            el("p", el("strong", f"Flag, {flag.level}: "), flag_words(walk, flag), done, class_=f"flag {flag.level}")
        )
    return el("div", rows)


def _ways(parts: Sequence[Part], moments: Sequence[Moment], known: set[str]) -> Node:
    """Lists of links: the parts, and every change, flag and decision by the name of its place."""
    listed: list[Given] = [el("h2", "Parts")]
    listed.append(el("ol", (el("li", _link(f"p{at}", part.title)) for at, part in enumerate(parts))))
    for name, mark in MARKS.items():
        if name in known:
            found = (one for one in moments if mark in classes(one))
            listed.append(el("h2", HEADS[name]))
            listed.append(el("ul", (el("li", _link(anchor(one), f"{one.seq} {name_of(one)}")) for one in found)))
    return el("nav", *listed, id=WAYS, class_="ways", tabindex="-1", aria_label="Ways through")


def _link(to: str, words: str) -> Node:
    return el("a", words, href=f"#{to}")


def _foot(walk: Walk, count: int, head: str) -> Node:
    command = f"ethics verify {walk.id} --head {head[:16]}"
    return el(
        "footer",
        el("p", f"Written from {count} events with the head {head}."),
        el("p", el("code", command), " shows whether the session is still the one this page was written from."),
        el("p", "This page runs nothing, loads nothing and sends nothing."),
    )
