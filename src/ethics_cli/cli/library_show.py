"""`ethics frameworks show`: one framework from its first step to its sources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ethics_cli.cli.library_asked import Asked
from ethics_cli.cli.screen import BOLD, DIM, Screen, product
from ethics_cli.core.choices import near
from ethics_cli.core.condition_words import Names, only_if
from ethics_cli.core.framework import DEPTHS, Framework, Step
from ethics_cli.files.held import Held
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.plain_table import wrapped


def act(asked: Asked) -> None:
    """Print one framework. Raises EthicsError when there is none of that id."""
    library, ident = asked.library(), asked.names[0]
    held = library.get("framework", ident)
    if held is None:
        known = [one.id for one in library.all("framework")]
        raise wrong("framework.unknown", "there is no such framework", near(ident, known), exit_code=Exit.USAGE)
    if asked.as_json:
        print(json.dumps(held.plain, indent=2, ensure_ascii=False))
        return
    _print(product(), library.frameworks[ident], held, library.frameworks)


def _print(screen: Screen, framework: Framework, held: Held, frameworks: Mapping[str, Framework]) -> None:
    width = screen.width
    screen.lines(wrapped(framework.title, width), BOLD)
    over = f", overrides {held.overrides}" if held.overrides else ""
    due = f"look at again by {framework.review_by}"
    said = f"{framework.kind} {framework.id} · edition {framework.edition} · {held.origin}{over} · {due}"
    screen.lines(wrapped(said, width), DIM)
    screen.lines(wrapped(framework.asks, width))
    screen.line()
    screen.lines(wrapped(" ".join(framework.about.split()), width))
    for step in framework.steps:
        screen.line()
        screen.lines(_step_lines(step, Names(frameworks, step), width))
    for flag in framework.flags:
        screen.line()
        screen.lines(wrapped(f"⚑ {flag.level} {flag.id}: {flag.say}", width, "", "  "))
    if framework.challenge:
        screen.line()
        screen.lines(wrapped(f"A supervisor would ask: {' '.join(framework.challenge.split())}", width, "", "  "))
    screen.line()
    screen.line("Sources", BOLD)
    for source in framework.sources:
        seen = (
            f"seen {source.checked_on}"
            if source.verified
            else f"not checked against its text, noted {source.checked_on}"
        )
        screen.lines(wrapped(f"{source.id}: {source.cite} ({seen})", width, "  ", "    "))


def _step_lines(step: Step, names: Names, width: int) -> Iterator[str]:
    marks = [
        step.type,
        DEPTHS[step.depth],
        *([f"for each of {' × '.join(step.each)}"] if step.each else []),
    ]
    yield from wrapped(f"{step.id}  ({', '.join(marks)})", width, "  ", "    ")
    if step.when is not None:
        yield from wrapped(only_if(step.when, names), width, "    ", "    ")
    yield from wrapped(step.ask, width, "    ", "    ")
    if step.choices and step.type != "appraisal":
        yield from wrapped(" / ".join(choice.label for choice in step.choices), width, "      ", "      ")
    if step.why:
        yield from wrapped(f"why: {step.why}", width, "      ", "      ")
