"""`ethics frameworks coverage`: which rows of the union table the library covers, and which models ask for them."""

from __future__ import annotations

from ethics_cli.app.library_coverage import coverage_data, coverage_of
from ethics_cli.cli.library_asked import Asked, print_json
from ethics_cli.cli.places import clock
from ethics_cli.cli.screen import product
from ethics_cli.render.coverage_table import coverage_lines, framework_lines, model_lines


def act(asked: Asked) -> None:
    """Print the coverage of the whole library, or of one model or framework."""
    library = asked.library()
    ident = asked.names[0] if asked.names else ""
    found = coverage_of(library, clock(), ident)
    if asked.as_json:
        print_json(coverage_data(found))
        return
    screen = product()
    if not ident:
        screen.lines(coverage_lines(found, screen.width))
    elif library.get("model", ident) is not None:
        screen.lines(model_lines(found, screen.width))
    else:
        screen.lines(framework_lines(found, library.frameworks[ident].title, screen.width))
