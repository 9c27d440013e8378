"""What a drill says between its questions, as lines with a manner: the telling, what came out, feedback, the clock.

Values in, lines out; whoever prints them wraps and colours. Feedback is set apart from questions by a bar.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ethics_cli.core.practice import Feedback
from ethics_cli.core.scenario import Inquiry, Judged, Scenario, SpokenLine, Telling

PLAIN, STRONG, QUIET, WARNING = "plain", "strong", "quiet", "warning"
BAR = "  | "
CLOCK = "  · "
SORTS = {"defensible": "Defensible", "weak": "Weak", "wrong": "Wrong"}


class Said(NamedTuple):
    """One paragraph, how it is indented, and its manner."""

    text: str
    manner: str = PLAIN
    indent: str = "  "
    hanging: str = ""


BLANK = Said("", indent="")


def intro(scenario: Scenario, minutes: int = 0) -> Iterator[Said]:
    """What stands before the first question."""
    yield BLANK
    yield Said(f"DRILL  {scenario.title}", STRONG)
    yield Said(" ".join(scenario.about.split()), QUIET)
    yield BLANK
    yield Said(
        "Answer as you would on the day. What there is to say about an answer comes after it. There are no marks."
    )
    if minutes:
        yield Said(f"You have given yourself {many(minutes, 'minute')}. Nothing is cut off when they are over.", QUIET)


def story(told: Iterable[Telling], title: str = "") -> Iterator[Said]:
    """A stage of the telling: its words, then what people say."""
    if title:
        yield BLANK
        yield Said(title, STRONG)
    for one in told:
        yield BLANK
        if one.tell:
            yield Said(" ".join(one.tell.split()))
        yield from _lines(one.lines)


def heard(asked: Sequence[Inquiry]) -> Iterator[Said]:
    """What came back to the questions that were asked."""
    for one in asked:
        yield BLANK
        yield Said(f"- {one.ask}", QUIET, "  ", "    ")
        yield Said(" ".join(one.says.split()), PLAIN, "    ")


def told_answer(asked: str, words: str) -> Iterator[Said]:
    """A question that the scenario answers instead of asking it."""
    yield Said(f"told: {asked} {words}", QUIET, "    ", "          ")


def told_options(asked: str, options: Sequence[Mapping[str, str]]) -> Iterator[Said]:
    """The options that there are, each with what speaks for and against it."""
    yield BLANK
    yield Said(f"told: {asked}", QUIET, "    ", "          ")
    for at, one in enumerate(options):
        yield Said(f"{chr(ord('A') + at)}  {_text(one['label'])}", PLAIN, "    ", "       ")
        yield Said(f"for: {_text(one['for'])}", QUIET, "       ", "         ")
        yield Said(f"against: {_text(one['against'])}", QUIET, "       ", "         ")


def feedback_said(
    scenario: Scenario, found: Feedback, name: str = "", *, again: Collection[str] = ()
) -> Iterator[Said]:
    """What there is to say about an answer that was committed to. A source that was named before (`again`) is named in short."""
    named = set(again)
    yield BLANK
    if name:
        yield Said(name, QUIET, BAR)
    if found.meets is not None:
        yield Said(f"{SORTS[found.meets.sort]}. {_text(found.meets.why)}", PLAIN, BAR)
        yield from _source(scenario, found.meets, named)
    if found.examples:
        yield Said(
            "To hold beside yours, two others gave:" if len(found.examples) > 1 else "To hold beside yours:", QUIET, BAR
        )
    for one in found.examples:
        yield Said(f"“{_text(one.example)}”", PLAIN, BAR + "  ")
        yield Said(f"{SORTS[one.sort]}. {_text(one.why)}", PLAIN, BAR)
        yield from _source(scenario, one, named)


def clock_said(left: int, minutes: int) -> Said:
    """How much of the time that somebody gave themselves is left."""
    if left <= 0:
        return Said(
            f"The {many(minutes, 'minute')} are over. Go on as long as you need; nothing is cut off.", WARNING, CLOCK
        )
    return Said(f"About {many(left, 'minute')} left." if left > 1 else "Less than a minute left.", QUIET, CLOCK)


def many(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _source(scenario: Scenario, one: Judged, named: set[str]) -> Iterator[Said]:
    """The source of an annotation: in full the first time, then in short, and not again where there is no text to look up."""
    source = scenario.sources.get(one.source)
    if source is None:
        return
    seen = f"looked at on {source.checked_on}" if source.verified else "not checked against its text"
    if source.id not in named:
        yield Said(f"Source: {source.cite} ({seen}).", QUIET, BAR)
    elif source.verified:
        yield Said(f"Source: {source.cite.partition(' (')[0]}.", QUIET, BAR)
    named.add(source.id)


def _lines(lines: Iterable[SpokenLine]) -> Iterator[Said]:
    for line in lines:
        yield Said(f"{line.who}: “{_text(line.says)}”", PLAIN, "    ", "      ")


def _text(words: str) -> str:
    return " ".join(words.split())
