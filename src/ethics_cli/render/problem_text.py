"""A problem as a person reads it: place, what, an excerpt with a caret where there is one, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ethics_cli.problems import Problem
from ethics_cli.render.visible import visible


def problem_lines(problem: Problem, sources: Mapping[str, str] | None = None) -> Iterator[str]:
    """The lines that show a problem. `sources` gives the text of content files; case files never get an excerpt."""
    place = f"{problem.place}: " if problem.place else ""
    code = f"{problem.code}: " if problem.place else ""
    yield visible(f"{place}{code}{problem.message}")
    yield from _excerpt(problem, sources or {})
    if problem.hint:
        yield visible(f"hint: {problem.hint}")


def problems_text(problems: Sequence[Problem], sources: Mapping[str, str] | None = None) -> str:
    """All problems, a blank line between them."""
    return "\n\n".join("\n".join(problem_lines(problem, sources)) for problem in problems)


def _excerpt(problem: Problem, sources: Mapping[str, str]) -> Iterator[str]:
    place = problem.place
    if place is None or not place.line or place.file not in sources:
        return
    lines = sources[place.file].split("\n")
    if place.line <= len(lines):
        line = visible(lines[place.line - 1])[:110]
        yield f"  {place.line:>4} | {line}"
        yield f"       | {' ' * (min(place.column, 110) - 1)}^"
