"""The library on the screen: what there is, where it is from, and one framework from its first step to its sources."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ethics_cli.cli.screen import BOLD, DIM, Screen, product
from ethics_cli.core.choices import near
from ethics_cli.core.framework import DEPTHS, Framework, Step
from ethics_cli.files.library import Held, Library
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.plain_table import wrapped

KINDS = {"stage": "Stages", "lens": "Lenses", "protocol": "Protocols"}


def list_library(library: Library, *, as_json: bool) -> None:
    """Print everything there is, by kind."""
    if as_json:
        found = [_plain(held) for held in library.held.values()]
        print(json.dumps({"format": "ethics-library/1", "content": found}, indent=2, ensure_ascii=False))
        return
    from ethics_cli.cli.tables import library_table

    for kind, name in KINDS.items():
        held = [one for one in library.all("framework") if one.plain["kind"] == kind]
        if held:
            library_table(name, held)
    for kind, name in (("route", "Routes"), ("record", "Record layouts"), ("walk", "Sample walks")):
        if library.all(kind):
            library_table(name, library.all(kind))


def show_framework(library: Library, ident: str, *, as_json: bool) -> None:
    """Print one framework. Raises EthicsError when there is none of that id."""
    held = library.get("framework", ident)
    if held is None:
        known = [one.id for one in library.all("framework")]
        raise wrong("framework.unknown", "there is no such framework", near(ident, known), exit_code=Exit.USAGE)
    if as_json:
        print(json.dumps(held.plain, indent=2, ensure_ascii=False))
        return
    _print(product(), library.frameworks[ident], held)


def _print(screen: Screen, framework: Framework, held: Held) -> None:
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
        screen.lines(_step_lines(step, width))
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


def _step_lines(step: Step, width: int) -> Iterator[str]:
    marks = [
        step.type,
        DEPTHS[step.depth],
        *([f"for each of {' × '.join(step.each)}"] if step.each else []),
        *(["conditional"] if step.when else []),
    ]
    yield from wrapped(f"{step.id}  ({', '.join(marks)})", width, "  ", "    ")
    yield from wrapped(step.ask, width, "    ", "    ")
    if step.choices and step.type != "appraisal":
        yield from wrapped(" / ".join(choice.label for choice in step.choices), width, "      ", "      ")
    if step.why:
        yield from wrapped(f"why: {step.why}", width, "      ", "      ")


def _plain(held: Held) -> dict[str, str]:
    kind = str(held.plain.get("kind", held.kind))
    return {
        "id": held.id,
        "kind": kind,
        "edition": str(held.plain.get("edition", "")),
        "title": str(held.plain.get("title", "")),
        "origin": held.origin,
        "overrides": held.overrides,
        "digest": held.digest,
    }
