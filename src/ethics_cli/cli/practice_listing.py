"""What `ethics practice` shows besides playing: the scenarios there are, what was practised, the sheet of lines, a skeleton."""

from __future__ import annotations

import json
from collections.abc import Sequence

import typer

from ethics_cli.app.practice_stock import Choice, progress_of, scenario_of, stock
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.practice_asked import PracticeAsked
from ethics_cli.cli.screen import BOLD, DIM, product
from ethics_cli.core.dates import day_words
from ethics_cli.core.practice_progress import Drill
from ethics_cli.files.practised import read_drills
from ethics_cli.render.plain_table import wrapped

OPEN = "find out"
"""What stands where a protocol is named: that a case belongs to none would give it away."""


def show_list(asked: PracticeAsked) -> None:
    """The scenarios that are wanted, and when each was last practised."""
    home = home_at(asked.sitting.home)
    found = stock(library_for(home), Choice(asked.protocol, asked.profession))
    latest = {one.scenario: one for one in read_drills(home.practised)}
    if asked.sitting.as_json:
        from ethics_cli.render.practice_list import scenarios_data

        print(json.dumps(scenarios_data(found, latest), indent=2, ensure_ascii=False))
        return
    screen = product()
    if not found:
        screen.line("No scenario fits. `ethics practice` alone lists all there are.")
        return
    from ethics_cli.cli.tables import draw

    draw(
        ("Scenario", "Title", "Protocol", "For", "Practised"),
        [
            (one.id, one.title, one.protocol or OPEN, _first(one.professions), _when(latest.get(one.id)))
            for one in found
        ],
        wide=1,
    )
    screen.line()
    screen.line("  ethics practice SCENARIO    ten minutes; --random takes one that you have practised least", DIM)


def show_progress(asked: PracticeAsked) -> None:
    """What was practised and what was not: for whoever practises, and for nobody else."""
    home = home_at(asked.sitting.home)
    found = progress_of(library_for(home), read_drills(home.practised))
    if asked.sitting.as_json:
        from ethics_cli.render.practice_progress import progress_data

        print(json.dumps(progress_data(found), indent=2, ensure_ascii=False))
        return
    screen = product()
    if not found.drills:
        screen.line("Nothing was practised here yet. `ethics practice` lists what there is.")
        return
    seen = [f"{one.what} ({one.scenario})" for one in found.red_flags if one.seen]
    missed = [f"{one.what} ({one.scenario})" for one in found.red_flags if not one.seen]
    _listed("Red flags that you saw, when you last practised each", seen)
    _listed("Red flags to look out for", missed)
    _listed("Rows of the union table that you have practised", [title for _, title in found.rows])
    left = [f"{one.title} ({', '.join(one.where)})" for one in found.left if one.where]
    _listed("Rows that you have not, and where you could", left)
    _listed("Scenarios that are new to you", list(found.unpractised))
    screen.line()
    screen.lines(
        wrapped("This is kept in your home, without a word of your answers. Nobody else sees it.", screen.width, "  "),
        DIM,
    )


def show_lines(asked: PracticeAsked) -> None:
    """The sheet for whoever plays the other part."""
    from ethics_cli.cli.practising import voice
    from ethics_cli.render.practice_lines import lines_data, lines_said

    scenario = scenario_of(library_for(home_at(asked.sitting.home)), asked.scenario)
    if asked.sitting.as_json:
        print(json.dumps(lines_data(scenario), indent=2, ensure_ascii=False))
        return
    voice(product())(lines_said(scenario))


def write_skeleton(asked: PracticeAsked) -> None:
    """The skeleton of a scenario from a session, on stdout."""
    from ethics_cli.app.practice_skeleton import skeleton_from

    home = home_at(asked.sitting.home)
    typer.echo(skeleton_from(home.find(asked.from_), clock().now().date()), nl=False)


def _listed(title: str, items: list[str]) -> None:
    if not items:
        return
    screen = product()
    screen.line()
    screen.line(f"  {title}", BOLD)
    for one in items:
        screen.lines(wrapped(one, screen.width, "  · ", "    "))


def _when(drill: Drill | None) -> str:
    return day_words(drill.on) if drill is not None else ""


def _first(professions: Sequence[str]) -> str:
    """The profession a scenario is told for first; the others are in its JSON."""
    return professions[0] if professions else ""
