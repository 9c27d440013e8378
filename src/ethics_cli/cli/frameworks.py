"""`ethics frameworks list|show`: the library."""

from __future__ import annotations

from typing import Annotated

import typer

from ethics_cli.cli.options import HomeOption, JsonOption


def command(
    what: Annotated[str, typer.Argument(help="list, or show.")] = "list",
    ident: Annotated[str, typer.Argument(help="The framework to show.", show_default=False)] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """The library: list it, or show one framework.

    Content in your own folder or your organisation's replaces bundled content of the same id; the list says so.
    """
    from ethics_cli.cli.library_view import list_library, show_framework
    from ethics_cli.cli.places import home_at, library_for
    from ethics_cli.problems import Exit, wrong

    library = library_for(home_at(home))
    if what == "list":
        list_library(library, as_json=as_json)
    elif what == "show" and ident:
        show_framework(library, ident, as_json=as_json)
    else:
        raise wrong(
            "frameworks.what", "say `ethics frameworks list`, or `ethics frameworks show ID`", exit_code=Exit.USAGE
        )
